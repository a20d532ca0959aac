// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/boundary_refinement.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double totalError(const std::vector<Moments>& regions)
{
    double sum = 0;
    for (const Moments& region : regions) {
        sum += region.probability * region.variance;
    }
    return sum;
}

/// β − (c_i + c_{i+1})/2 at an inner boundary, with its derivatives and those of the error.
struct Condition {
    bool isFixed = true;
    double gap = 0.0;      ///< β(a_i) − (c_i + c_{i+1})/2
    double lower = 0.0;    ///< derivative of the gap by the boundary before
    double diagonal = 1.0; ///< by this one
    double upper = 0.0;    ///< by the boundary behind
    double gradient = 0.0; ///< of the error by this boundary
    double slope = 0.0;    ///< β'(a_i)
    Interval room;         ///< where the boundary may move to
};

class Refinement {
public:
    Refinement(const Problem& problem, RatedBoundaries start)
        : m_problem(problem)
        , m_best(std::move(start))
        , m_regions(problem.regionMoments(m_best.boundaries))
        , m_conditions(m_best.boundaries.size())
        , m_step(m_best.boundaries.size())
    {}

    /// One step. \returns whether there may be something left to gain
    bool advance()
    {
        findConditions();
        double promised = newtonStep();
        if (!(promised > 0)) {
            promised = plainStep();
        }
        if (!(promised > 0)) {
            return false;
        }
        // So near to the minimum that the step, whose error is of second order, ends there; the
        // gain drowns in rounding.
        constexpr double negligible = 1e-11;
        if (promised <= negligible * m_best.approximationError) {
            m_best.boundaries = moved(1);
            return false;
        }
        return descend();
    }

    [[nodiscard]] RatedBoundaries result() const { return m_best; }

private:
    [[nodiscard]] std::size_t last() const { return m_best.boundaries.size() - 1; }

    /// On a breakpoint β, its slope and p have two values each: those of the side to which the
    /// error falls count; where it rises to both sides the boundary stays.
    void findCondition(std::size_t i)
    {
        const std::vector<double>& all = m_best.boundaries;
        const std::vector<double>& breaks = m_problem.breakpoints();
        const double x = all[i];
        const Moments& left = m_regions[i - 1];
        const Moments& right = m_regions[i];
        Condition& condition = m_conditions[i];
        condition = {};
        constexpr double leastProbability = 1e-250;
        const double rise = right.mean - left.mean;
        if (!(std::min(left.probability, right.probability) > leastProbability) || rise == 0) {
            return;
        }
        const double middle = left.mean + rise / 2;
        const auto next = std::lower_bound(breaks.begin(), breaks.end(), x);
        condition.room = {next == breaks.begin() ? all.front() : *(next - 1),
                          next == breaks.end() ? all.back() : *next};
        double inside = x;
        if (next != breaks.end() && *next == x) {
            const double before = std::nextafter(x, -infinity);
            const double behind = std::nextafter(x, infinity);
            if ((m_problem.target().value(behind) - middle) * rise < 0) {
                inside = behind;
                condition.room = {x, next + 1 == breaks.end() ? all.back() : *(next + 1)};
            } else if ((m_problem.target().value(before) - middle) * rise > 0) {
                inside = before;
                condition.room.high = x;
            } else {
                return;
            }
        }
        const double value = m_problem.target().value(inside);
        const double density = m_problem.density(inside);
        condition.slope = m_problem.target().slope(inside);
        condition.gap = value - middle;
        condition.gradient = 2 * density * rise * condition.gap;
        condition.diagonal = condition.slope - density *
                                                   ((value - left.mean) / left.probability +
                                                    (right.mean - value) / right.probability) /
                                                   2;
        condition.isFixed =
            !std::isfinite(condition.diagonal) || !std::isfinite(condition.gradient);
        m_densities[i] = density;
        m_values[i] = value;
    }

    void findConditions()
    {
        const std::size_t end = last();
        m_densities.assign(end + 1, 0);
        m_values.assign(end + 1, 0);
        for (std::size_t i = 1; i < end; ++i) {
            findCondition(i);
        }
        for (std::size_t i = 1; i < end; ++i) {
            Condition& condition = m_conditions[i];
            if (condition.isFixed) {
                continue;
            }
            if (i > 1 && !m_conditions[i - 1].isFixed) {
                condition.lower = m_densities[i - 1] * (m_values[i - 1] - m_regions[i - 1].mean) /
                                  m_regions[i - 1].probability / 2;
            }
            if (i + 1 < end && !m_conditions[i + 1].isFixed) {
                condition.upper = m_densities[i + 1] * (m_regions[i].mean - m_values[i + 1]) /
                                  m_regions[i].probability / 2;
            }
        }
    }

    /// Solves the tridiagonal system (Thomas). \returns the gain that the gradient promises; not
    /// positive where the step does not lead downhill
    double newtonStep()
    {
        const std::size_t end = last();
        std::vector<double>& ratio = m_ratio;
        ratio.assign(end + 1, 0);
        std::fill(m_step.begin(), m_step.end(), 0);
        for (std::size_t i = 1; i < end; ++i) {
            const Condition& condition = m_conditions[i];
            if (condition.isFixed) {
                continue;
            }
            const double pivot = condition.diagonal - condition.lower * ratio[i - 1];
            ratio[i] = condition.upper / pivot;
            m_step[i] = (-condition.gap - condition.lower * m_step[i - 1]) / pivot;
        }
        for (std::size_t i = end; i-- > 1;) {
            m_step[i] -= ratio[i] * m_step[i + 1];
        }
        return promisedGain();
    }

    /// Each boundary on its own along its slope, downhill: needs no curvature.
    double plainStep()
    {
        for (std::size_t i = 1; i < last(); ++i) {
            const Condition& condition = m_conditions[i];
            const double steep = std::abs(condition.slope);
            m_step[i] = condition.isFixed || condition.gradient == 0 ? 0
                        : steep > 0
                            ? std::copysign(std::abs(condition.gap) / steep, -condition.gradient)
                            : std::copysign(condition.room.length(), -condition.gradient);
        }
        return promisedGain();
    }

    [[nodiscard]] double promisedGain() const
    {
        double gain = 0;
        for (std::size_t i = 1; i < last(); ++i) {
            gain -= m_conditions[i].isFixed ? 0 : m_conditions[i].gradient * m_step[i];
        }
        return gain;
    }

    /// The boundaries after a share of the step, each within its room and in order.
    [[nodiscard]] std::vector<double> moved(double share) const
    {
        constexpr double reach = 0.45; // of the way to the neighbour, which may come towards it
        const std::vector<double>& all = m_best.boundaries;
        std::vector<double> result = all;
        for (std::size_t i = 1; i < last(); ++i) {
            const Condition& condition = m_conditions[i];
            if (condition.isFixed) {
                continue;
            }
            const double low = all[i] - reach * (all[i] - all[i - 1]);
            const double high = all[i] + reach * (all[i + 1] - all[i]);
            result[i] = std::clamp(std::clamp(all[i] + share * m_step[i], low, high),
                                   condition.room.low, condition.room.high);
        }
        const bool isOrdered =
            std::is_sorted(result.begin(), result.end(), std::less_equal<double>());
        return isOrdered ? result : all; // too close for rounding
    }

    /// Takes the longest of the halved steps that lowers the error.
    bool descend()
    {
        constexpr int halvings = 12;
        double share = 1;
        for (int i = 0; i < halvings; ++i, share /= 2) {
            std::vector<double> boundaries = moved(share);
            std::vector<Moments> regions = m_problem.regionMoments(boundaries);
            const double error = totalError(regions);
            if (error < m_best.approximationError) {
                m_best = {std::move(boundaries), error};
                m_regions = std::move(regions);
                return true;
            }
        }
        return false;
    }

    const Problem& m_problem;
    RatedBoundaries m_best;
    std::vector<Moments> m_regions;
    std::vector<Condition> m_conditions;
    std::vector<double> m_step;
    std::vector<double> m_ratio;
    std::vector<double> m_densities; ///< at the boundaries
    std::vector<double> m_values;    ///< β there
};

} // namespace

RatedBoundaries rated(const Problem& problem, std::vector<double> boundaries)
{
    const double error = totalError(problem.regionMoments(boundaries));
    return {std::move(boundaries), error};
}

RatedBoundaries refined(const Problem& problem, RatedBoundaries start, int mostSteps)
{
    Refinement refinement(problem, std::move(start));
    for (int step = 0; step < mostSteps && refinement.advance(); ++step) {
    }
    return refinement.result();
}

} // namespace tradeoff
