// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/level_crossings.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tradeoff {

namespace {

/// A crossing that is being looked for.
struct Search {
    double level = 0.0;
    double low = 0.0; ///< the crossing lies after this place
    double high = 0.0;
    double x = 0.0;
    double slope = 0.0;
    double settled = 0.0; ///< a step of Newton's rule as small as this is the last
    bool rising = true;
};

/// How many levels are at or below a value: the region that the value belongs to.
std::size_t regionOf(std::span<const double> levels, double value)
{
    return static_cast<std::size_t>(std::upper_bound(levels.begin(), levels.end(), value) -
                                    levels.begin());
}

/// Where the cubic through values 0 and 1 at s = 0 and 1 with the given slopes there has the value
/// `share`. Slopes within [0, 3] make it monotone (Fritsch & Carlson 1980).
double cubicInverse(double share, double slopeAtLow, double slopeAtHigh)
{
    const double first = slopeAtLow > 0 ? std::min(slopeAtLow, 3.0) : 0.0;
    const double last = slopeAtHigh > 0 ? std::min(slopeAtHigh, 3.0) : 0.0;
    const double square = 3 - 2 * first - last;
    const double cube = first + last - 2;
    double s = share;
    constexpr int steps = 3;
    for (int i = 0; i < steps; ++i) {
        const double excess = s * (first + s * (square + s * cube)) - share;
        const double slope = first + s * (2 * square + 3 * s * cube);
        s = slope > 0 ? std::clamp(s - excess / slope, 0.0, 1.0) : s;
    }
    return s;
}

/// The bracket of knots around a level in a piece, with a first guess from the cubic between them.
Search startSearch(const MonotonePieces& pieces, const MonotonePiece& piece, double level)
{
    const auto begin = pieces.values().begin();
    const auto first = begin + static_cast<std::ptrdiff_t>(piece.first);
    const auto last = begin + static_cast<std::ptrdiff_t>(piece.last);
    const auto after = std::partition_point(
        first, last, [&](double value) { return piece.rising == (value < level); });
    const auto high = static_cast<std::size_t>(after - begin);
    const std::size_t low = high - 1;
    const double width = pieces.places()[high] - pieces.places()[low];
    const double rise = pieces.values()[high] - pieces.values()[low];
    const double s =
        cubicInverse((level - pieces.values()[low]) / rise, pieces.slopes()[low] * width / rise,
                     pieces.slopes()[high] * width / rise);
    Search search;
    search.level = level;
    search.low = pieces.places()[low];
    search.high = pieces.places()[high];
    search.rising = piece.rising;
    search.x = search.low + s * width;
    if (!(search.low < search.x && search.x < search.high)) {
        search.x = search.low + width / 2;
    }
    // The next step would be of the square of this one, in units of the bracket.
    constexpr double squareIsRounding = 1e-9;
    search.settled = squareIsRounding * width;
    return search;
}

/// Takes one step with β and its slope at the present place; true when that was the last.
bool advance(Search& search, double value, double slope, bool mayUseSlope)
{
    search.slope = slope;
    const double excess = value - search.level;
    if (excess == 0) {
        return true;
    }
    ((excess > 0) == search.rising ? search.high : search.low) = search.x;
    double next = search.x - excess / slope;
    if (mayUseSlope && std::isfinite(slope)) {
        if (std::abs(next - search.x) <= search.settled) {
            search.x = std::clamp(next, search.low, search.high);
            return true;
        }
    }
    if (!mayUseSlope || !(search.low < next && next < search.high)) {
        next = search.low + (search.high - search.low) / 2;
    }
    if (!(search.low < next && next < search.high)) {
        search.x = search.high;
        return true;
    }
    search.x = next;
    return false;
}

void solve(const Target& target, std::vector<Search>& searches)
{
    // Side by side, because a target answers for many places at once in one call.
    std::vector<std::size_t> open(searches.size());
    std::iota(open.begin(), open.end(), std::size_t{0});
    std::vector<double> x(open.size());
    std::vector<double> values(open.size());
    std::vector<double> slopes(open.size());
    constexpr int roundsWithSlopes = 20;
    for (int round = 0; !open.empty(); ++round) {
        for (std::size_t i = 0; i < open.size(); ++i) {
            x[i] = searches[open[i]].x;
        }
        target.values({x.data(), open.size()}, {values.data(), open.size()});
        target.slopes({x.data(), open.size()}, {slopes.data(), open.size()});
        std::size_t left = 0;
        for (std::size_t i = 0; i < open.size(); ++i) {
            if (!advance(searches[open[i]], values[i], slopes[i], round < roundsWithSlopes)) {
                open[left++] = open[i];
            }
        }
        open.resize(left);
    }
}

/// Appends a change of owner at x, or makes it part of what is there already.
void changeOwner(LevelCells& cells, double x, int owner)
{
    while (!cells.boundaries.empty() && x <= cells.boundaries.back()) {
        cells.boundaries.pop_back();
        cells.owners.pop_back();
        x = cells.boundaries.empty() ? x : std::max(x, cells.boundaries.back());
    }
    if (cells.owners.empty() || cells.owners.back() != owner) {
        cells.boundaries.push_back(x);
        cells.owners.push_back(owner);
    }
}

} // namespace

std::size_t countCrossings(const MonotonePieces& pieces, std::span<const double> levels)
{
    std::size_t count = 0;
    for (const MonotonePiece& piece : pieces.pieces()) {
        const std::size_t from = regionOf(levels, pieces.values()[piece.first]);
        const std::size_t to = regionOf(levels, pieces.values()[piece.last]);
        count += from < to ? to - from : from - to;
    }
    return count;
}

std::vector<LevelCrossing> findCrossings(const Target& target, const MonotonePieces& pieces,
                                         std::span<const double> levels)
{
    std::vector<Search> searches;
    std::vector<LevelCrossing> result;
    for (const MonotonePiece& piece : pieces.pieces()) {
        const std::size_t from = regionOf(levels, pieces.values()[piece.first]);
        const std::size_t to = regionOf(levels, pieces.values()[piece.last]);
        for (std::size_t region = from; region != to; piece.rising ? ++region : --region) {
            const std::size_t level = piece.rising ? region : region - 1;
            searches.push_back(startSearch(pieces, piece, levels[level]));
            result.push_back({level, 0, 0});
        }
    }
    solve(target, searches);
    for (std::size_t i = 0; i < result.size(); ++i) {
        result[i].x = searches[i].x;
        result[i].slope = searches[i].slope;
    }
    return result;
}

LevelCells cellsBetween(const MonotonePieces& pieces, std::span<const double> levels,
                        std::span<const LevelCrossing> crossings)
{
    LevelCells cells;
    cells.regions = static_cast<int>(levels.size()) + 1;
    auto crossing = crossings.begin();
    for (const MonotonePiece& piece : pieces.pieces()) {
        const std::size_t from = regionOf(levels, pieces.values()[piece.first]);
        const std::size_t to = regionOf(levels, pieces.values()[piece.last]);
        changeOwner(cells, pieces.places()[piece.first], static_cast<int>(from));
        for (std::size_t passed = from < to ? to - from : from - to; passed > 0; --passed) {
            const std::size_t owner = piece.rising ? crossing->level + 1 : crossing->level;
            changeOwner(cells, crossing->x, static_cast<int>(owner));
            ++crossing;
        }
    }
    const double high = pieces.places().back();
    while (cells.boundaries.size() > 1 && cells.boundaries.back() >= high) {
        cells.boundaries.pop_back();
        cells.owners.pop_back();
    }
    cells.boundaries.push_back(high);
    return cells;
}

} // namespace tradeoff
