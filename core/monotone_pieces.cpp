// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monotone_pieces.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

/// Coarse cells of the whole domain, and of every stretch between two known turns at the least.
constexpr double coarseCells = 1024;
constexpr int leastCoarseCells = 8;
/// Knots that the coarse cells are cut into: of the whole domain, of each piece, and at the most.
constexpr std::size_t knotsOfDomain = 12'000;
constexpr std::size_t knotsOfPiece = 32;
constexpr std::size_t mostKnots = std::size_t{1} << 17U;

void sortUnique(std::vector<double>& numbers)
{
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

/// The place between two others, of which the lower has a slope of the given sign and the upper
/// one of the opposite sign, where the sign changes; to the last bit.
double turnBetween(const Target& target, double low, double high, double slopeAtLow)
{
    for (double middle = low + (high - low) / 2; low < middle && middle < high;
         middle = low + (high - low) / 2) {
        (target.slope(middle) * slopeAtLow > 0 ? low : high) = middle;
    }
    return high;
}

/// Equal cells between two ends, without the upper end.
void appendEvenly(std::vector<double>& places, double low, double high, std::size_t cells)
{
    for (std::size_t i = 0; i < cells; ++i) {
        const double x = low + (high - low) * (static_cast<double>(i) / static_cast<double>(cells));
        if (places.empty() || (x > places.back() && x < high)) {
            places.push_back(x);
        }
    }
}

/// Every k-th number, so that at most `most` are left.
std::vector<double> thinned(const std::vector<double>& numbers, std::size_t most)
{
    const std::size_t step = numbers.size() / most + 1;
    std::vector<double> result;
    for (std::size_t i = 0; i < numbers.size(); i += step) {
        result.push_back(numbers[i]);
    }
    return result;
}

/// What a coarse cell weighs when knots are handed out: its share of the best quantiser's cells,
/// (∫ f^{1/3})-wise (Panter & Dite 1951), of the values' path and of the probability, each in full
/// for the whole domain.
std::vector<double> shares(std::span<const Moments> moments, std::span<const double> steps)
{
    double bestTotal = 0;
    double pathTotal = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        bestTotal += std::cbrt(moments[i].probability * steps[i] * steps[i]);
        pathTotal += steps[i];
    }
    std::vector<double> result(steps.size());
    for (std::size_t i = 0; i < steps.size() && pathTotal > 0 && bestTotal > 0; ++i) {
        // A flat cell is one value: more knots would not tell more.
        if (steps[i] > 0) {
            result[i] = (2 * std::cbrt(moments[i].probability * steps[i] * steps[i]) / bestTotal +
                         steps[i] / pathTotal + moments[i].probability) /
                        4;
        }
    }
    return result;
}

} // namespace

MonotonePieces::MonotonePieces(const Problem& problem)
{
    std::vector<double> breaks{problem.domain().low, problem.domain().high};
    breaks.insert(breaks.end(), problem.breakpoints().begin(), problem.breakpoints().end());
    sortUnique(breaks);
    m_cuts = breaks;
    const std::vector<double>& extrema = problem.extrema();
    m_isComplete = breaks.size() + extrema.size() <= mostPieces / 2;
    const std::vector<double> turns = m_isComplete ? extrema : thinned(extrema, mostPieces / 4);
    m_cuts.insert(m_cuts.end(), turns.begin(), turns.end());
    sortUnique(m_cuts);
    cutAtTurns(problem, breaks);
    addKnots(problem);
    evaluate(problem.target());
}

/// The problem's extrema may lack one close beside a breakpoint, or one where p is negligible.
void MonotonePieces::cutAtTurns(const Problem& problem, const std::vector<double>& breaks)
{
    const double length = problem.domain().length();
    for (std::size_t i = 0; i + 1 < m_cuts.size(); ++i) {
        const double share = (m_cuts[i + 1] - m_cuts[i]) / length;
        appendEvenly(m_grid, m_cuts[i], m_cuts[i + 1],
                     static_cast<std::size_t>(leastCoarseCells + std::ceil(coarseCells * share)));
    }
    m_grid.push_back(problem.domain().high);
    // Slopes are looked at just inside both sides of a breakpoint, and nowhere at a turn: there
    // their sign is rounding.
    std::vector<double> places;
    for (const double x : m_grid) {
        if (std::binary_search(breaks.begin(), breaks.end(), x)) {
            places.push_back(std::nextafter(x, problem.domain().low));
            places.push_back(std::nextafter(x, problem.domain().high));
        } else if (!std::binary_search(m_cuts.begin(), m_cuts.end(), x)) {
            places.push_back(x);
        }
    }
    std::vector<double> slopes(places.size());
    problem.target().slopes(places, slopes);
    std::vector<double> turns;
    auto cut = m_cuts.begin();
    double before = 0;
    double beforeX = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (; cut != m_cuts.end() && *cut < places[i]; ++cut) {
            before = 0;
        }
        if (before * slopes[i] < 0) {
            turns.push_back(turnBetween(problem.target(), beforeX, places[i], before));
        }
        if (slopes[i] != 0) {
            before = slopes[i] > 0 ? 1 : -1;
            beforeX = places[i];
        }
    }
    if (turns.size() > mostPieces / 4) {
        m_isComplete = false;
        turns = thinned(turns, mostPieces / 4);
    }
    m_cuts.insert(m_cuts.end(), turns.begin(), turns.end());
    sortUnique(m_cuts);
    m_grid.insert(m_grid.end(), turns.begin(), turns.end());
    sortUnique(m_grid);
}

void MonotonePieces::addKnots(const Problem& problem)
{
    std::vector<double> values(m_grid.size());
    problem.target().values(m_grid, values);
    std::vector<double> steps;
    for (std::size_t i = 0; i + 1 < m_grid.size(); ++i) {
        steps.push_back(std::abs(values[i + 1] - values[i]));
    }
    const std::vector<double> share = shares(problem.regionMoments(m_grid), steps);
    const double knots =
        static_cast<double>(std::clamp(knotsOfPiece * m_cuts.size(), knotsOfDomain, mostKnots));
    std::vector<double> places;
    std::size_t cell = 0;
    for (std::size_t i = 0; i + 1 < m_cuts.size(); ++i) {
        places.clear();
        for (; m_grid[cell] < m_cuts[i + 1]; ++cell) {
            appendEvenly(places, m_grid[cell], m_grid[cell + 1],
                         1 + static_cast<std::size_t>(knots * share[cell]));
        }
        places.push_back(m_cuts[i + 1]);
        addPiece(places);
    }
    m_grid = {};
}

void MonotonePieces::addPiece(std::span<const double> places)
{
    MonotonePiece piece;
    piece.first = m_places.size();
    m_places.insert(m_places.end(), places.begin(), places.end());
    piece.last = m_places.size() - 1;
    m_pieces.push_back(piece);
}

void MonotonePieces::evaluate(const Target& target)
{
    std::vector<double> inside = m_places;
    for (const MonotonePiece& piece : m_pieces) {
        // One place further in at both ends, as long as there is one.
        const double low = std::nextafter(m_places[piece.first], m_places[piece.last]);
        const double high = std::nextafter(m_places[piece.last], m_places[piece.first]);
        inside[piece.first] = low < m_places[piece.last] ? low : m_places[piece.first];
        inside[piece.last] = low < m_places[piece.last] ? high : m_places[piece.first];
    }
    m_values.resize(inside.size());
    m_slopes.resize(inside.size());
    target.values(inside, m_values);
    target.slopes(inside, m_slopes);
    for (MonotonePiece& piece : m_pieces) {
        piece.rising = m_values[piece.first] <= m_values[piece.last];
        // Rounding of β, where it is nearly flat, must not break the order of the knots.
        for (std::size_t k = piece.first + 1; k <= piece.last; ++k) {
            m_values[k] = piece.rising ? std::max(m_values[k], m_values[k - 1])
                                       : std::min(m_values[k], m_values[k - 1]);
        }
    }
}

} // namespace tradeoff
