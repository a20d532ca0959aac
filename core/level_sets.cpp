// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/level_sets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace tradeoff {

/// Thresholds with everything that follows from them.
struct LevelSets::State {
    std::vector<double> thresholds;
    LevelCells cells;
    std::vector<Moments> moments;                           ///< of the regions
    std::vector<double> densities;                          ///< of β(X) at the thresholds
    double error = std::numeric_limits<double>::infinity(); ///< Σ P v; infinite if not of use
    double residual = 0.0; ///< largest |t − (c + c')/2| / (c' − c) of all thresholds
    std::size_t emptyRegion = 0;
    bool hasEmptyRegion = false;
};

namespace {

/// The distance of a threshold from the middle between the constants on its two sides.
double offMiddle(double threshold, const Moments& below, const Moments& above)
{
    return threshold - (below.mean + (above.mean - below.mean) / 2);
}

/// How far a step goes Newton's way.
struct StepKind {
    double newtonShare = 1.0; ///< 1 for Newton's rule, 0 for Lloyd's
    /// What smaller pivots of the equations' matrix are raised to: the step then leads downward
    /// even where the matrix is not that of a minimum, and elsewhere remains close to Newton's.
    double leastPivot = 0.0;
};

/// One step for the equations t_i = (c_i + c_{i+1})/2.
/// \returns empty where the equations' matrix says that the step does not lead to a minimum
std::vector<double> stepped(const std::vector<double>& thresholds,
                            const std::vector<Moments>& moments,
                            const std::vector<double>& densities, const StepKind& kind)
{
    // A tridiagonal matrix, one minus the derivatives of the middles by the thresholds; it is
    // eliminated without exchange of rows, which is right as long as every pivot is positive.
    const std::size_t count = thresholds.size();
    std::vector<double> upper(count);
    std::vector<double> step(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Moments& below = moments[i];
        const Moments& above = moments[i + 1];
        const double weight = kind.newtonShare * densities[i] / 2;
        double pivot = 1 - weight * ((thresholds[i] - below.mean) / below.probability +
                                     (above.mean - thresholds[i]) / above.probability);
        double right = -offMiddle(thresholds[i], below, above);
        if (i > 0) {
            const double lower = -kind.newtonShare * densities[i - 1] / 2 *
                                 (below.mean - thresholds[i - 1]) / below.probability;
            pivot -= lower * upper[i - 1];
            right -= lower * step[i - 1];
        }
        pivot = std::max(pivot, kind.leastPivot);
        constexpr double uselessPivot = 1e-6;
        if (!(pivot > uselessPivot)) {
            return {};
        }
        if (i + 1 < count) {
            upper[i] = -kind.newtonShare * densities[i + 1] / 2 * (thresholds[i + 1] - above.mean) /
                       above.probability / pivot;
        }
        step[i] = right / pivot;
    }
    for (std::size_t i = count; i-- > 0;) {
        step[i] -= i + 1 < count ? upper[i] * step[i + 1] : 0;
    }
    for (std::size_t i = 0; i < count; ++i) {
        step[i] += thresholds[i];
    }
    return step;
}

bool isIncreasing(const std::vector<double>& numbers)
{
    return std::adjacent_find(numbers.begin(), numbers.end(),
                              [](double a, double b) { return !(a < b); }) == numbers.end();
}

} // namespace

std::vector<Moments> levelMoments(const Problem& problem, const LevelCells& cells)
{
    const std::vector<Moments> all = problem.regionMoments(cells.boundaries);
    std::vector<Moments> result(static_cast<std::size_t>(cells.regions));
    for (std::size_t i = 0; i < all.size(); ++i) {
        Moments& region = result[static_cast<std::size_t>(cells.owners[i])];
        region = merged(region, all[i]);
    }
    return result;
}

LevelSets::LevelSets(std::shared_ptr<const Problem> problem, int mostExperts,
                     const std::function<void(double share)>& checkpoint)
    : m_problem(std::move(problem))
    , m_pieces(*m_problem)
    , m_start(*m_problem, m_pieces, mostExperts, checkpoint)
{}

LevelCells LevelSets::cells(int experts) const
{
    return solve(experts).cells;
}

std::vector<double> LevelSets::thresholds(int experts) const
{
    return solve(experts).thresholds;
}

LevelSets::State LevelSets::solve(int experts) const
{
    constexpr std::size_t mostSteps = 40;
    // Newton's rule needs three to five steps; this keeps the exceptions within about a second.
    constexpr std::size_t mostCellsInAll = std::size_t{1} << 21U;
    // The error is off by about the square of this.
    constexpr double settled = 1e-9;
    State state = start(experts);
    const bool limited = state.cells.limited;
    const std::size_t steps =
        std::clamp(mostCellsInAll / state.cells.owners.size(), std::size_t{6}, mostSteps);
    for (std::size_t i = 0; i < steps && state.residual > settled && improve(state); ++i) {
    }
    state.cells.limited = limited || !m_pieces.isComplete();
    return state;
}

LevelSets::State LevelSets::start(int experts) const
{
    int regions = experts;
    std::vector<double> thresholds = m_start.thresholds(regions);
    for (;;) {
        const std::size_t cells = countCrossings(m_pieces, thresholds) + m_pieces.pieces().size();
        if (cells <= mostCells) {
            break;
        }
        const double share = static_cast<double>(mostCells) / static_cast<double>(cells);
        regions = std::max(1, std::min(regions - 1, static_cast<int>(regions * share)));
        thresholds = m_start.thresholds(regions);
    }
    State state = evaluate(thresholds);
    while (state.hasEmptyRegion) {
        const std::size_t dropped = std::min(state.emptyRegion, thresholds.size() - 1);
        thresholds.erase(thresholds.begin() + static_cast<std::ptrdiff_t>(dropped));
        state = evaluate(thresholds);
    }
    state.cells.limited = regions < experts;
    return state;
}

LevelSets::State LevelSets::evaluate(std::vector<double> thresholds) const
{
    State state;
    state.thresholds = std::move(thresholds);
    const std::vector<LevelCrossing> crossings =
        findCrossings(m_problem->target(), m_pieces, state.thresholds);
    state.cells = cellsBetween(m_pieces, state.thresholds, crossings);
    state.moments = levelMoments(*m_problem, state.cells);
    double error = 0;
    for (std::size_t i = 0; i < state.moments.size(); ++i) {
        error += state.moments[i].probability * state.moments[i].variance;
        if (!(state.moments[i].probability > 0)) {
            state.emptyRegion = i;
            state.hasEmptyRegion = true;
            return state;
        }
    }
    state.error = error;
    for (std::size_t i = 0; i < state.thresholds.size(); ++i) {
        const Moments& below = state.moments[i];
        const Moments& above = state.moments[i + 1];
        const double off = std::abs(offMiddle(state.thresholds[i], below, above));
        state.residual = std::max(state.residual, off / (above.mean - below.mean));
    }
    addDensities(state, crossings);
    return state;
}

/// The density of β(X) at a level is Σ p/|β'| over the crossings of the level.
void LevelSets::addDensities(State& state, const std::vector<LevelCrossing>& crossings) const
{
    const Interval& domain = m_problem->domain();
    std::vector<DomainPoint> points;
    points.reserve(crossings.size());
    for (const LevelCrossing& crossing : crossings) {
        points.push_back({crossing.x, crossing.x - domain.low, domain.high - crossing.x});
    }
    std::vector<double> logDensities(points.size());
    m_problem->logDensities(points, logDensities);
    state.densities.resize(state.thresholds.size());
    for (std::size_t i = 0; i < crossings.size(); ++i) {
        // Where β jumps through the level, its slope says nothing; at worst Lloyd's step is taken.
        if (crossings[i].slope != 0) {
            state.densities[crossings[i].level] +=
                std::exp(logDensities[i]) / std::abs(crossings[i].slope);
        }
    }
}

/// Replaces a state by a better one; false when there is none to be found.
bool LevelSets::improve(State& state) const
{
    constexpr std::array<StepKind, 4> kinds{{{1, 0}, {1, 0.3}, {0.5, 0.3}, {0, 0}}};
    for (const StepKind& kind : kinds) {
        std::vector<double> trial = stepped(state.thresholds, state.moments, state.densities, kind);
        if (trial.empty() || !isIncreasing(trial) ||
            countCrossings(m_pieces, trial) + m_pieces.pieces().size() > mostCells) {
            continue;
        }
        State next = evaluate(std::move(trial));
        // Close to the minimum the errors differ by rounding alone, and where steps gain as little
        // as this without closing in, the next would gain no more.
        constexpr double rounding = 1e-14;
        constexpr double leastGain = 1e-9;
        const bool isLower = next.error < state.error * (1 - leastGain);
        const bool isAsLow = next.error <= state.error * (1 + rounding);
        if (isLower || (isAsLow && next.residual < state.residual / 2)) {
            state = std::move(next);
            return true;
        }
    }
    return false;
}

} // namespace tradeoff
