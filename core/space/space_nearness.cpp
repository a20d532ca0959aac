// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_nearness.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <numeric>
#include <utility>

namespace tradeoff {

namespace {

struct Neighbor {
    double squaredDistance = 0.0;
    std::uint32_t index = 0;
};

constexpr double tieOfSquares = tieOfDistances * tieOfDistances;

std::vector<Neighbor> othersOf(const Points& points, std::size_t region)
{
    const auto row = static_cast<Eigen::Index>(region);
    Eigen::ArrayXd squares = Eigen::ArrayXd::Zero(points.rows());
    for (Eigen::Index k = 0; k < points.cols(); ++k) {
        squares += (points.col(k) - points(row, k)).square();
    }
    std::vector<Neighbor> others;
    others.reserve(static_cast<std::size_t>(points.rows()));
    for (Eigen::Index i = 0; i < points.rows(); ++i) {
        if (i != row) {
            others.push_back({squares(i), static_cast<std::uint32_t>(i)});
        }
    }
    return others;
}

/// Leaves the nearest `count`, and all that tie with the last of them or nearly do.
void keepNearest(std::vector<Neighbor>& others, std::size_t count)
{
    if (count >= others.size()) {
        return;
    }
    const auto last = others.begin() + static_cast<std::ptrdiff_t>(count - 1);
    std::ranges::nth_element(others, last, {}, &Neighbor::squaredDistance);
    const double most = last->squaredDistance * tieOfSquares;
    const auto end = std::partition(last + 1, others.end(), [most](const Neighbor& each) {
        return each.squaredDistance <= most;
    });
    others.erase(end, others.end());
}

/// By distance, ties by index: a tie goes as far as from the first one of it.
std::vector<std::uint32_t> ordered(std::vector<Neighbor> others, std::size_t count)
{
    std::ranges::sort(others, {}, [](const Neighbor& each) {
        return std::pair(each.squaredDistance, each.index);
    });
    std::vector<std::uint32_t> result;
    for (std::size_t first = 0; first < others.size() && first < count;) {
        const double most = others[first].squaredDistance * tieOfSquares;
        const std::size_t begin = result.size();
        for (; first < others.size() && others[first].squaredDistance <= most; ++first) {
            result.push_back(others[first].index);
        }
        std::sort(result.begin() + static_cast<std::ptrdiff_t>(begin), result.end());
    }
    return result;
}

} // namespace

SpaceNearness nearnessOfPoints(Points points)
{
    const auto all = std::make_shared<const Points>(std::move(points));
    return {[all](std::size_t region, std::size_t count) {
                std::vector<Neighbor> others = othersOf(*all, region);
                keepNearest(others, count);
                return ordered(std::move(others), count);
            },
            {}};
}

SpaceNearness nearnessOfLevels(std::size_t regions)
{
    SpaceNearness result;
    result.boundaries.resize(regions + 1);
    std::iota(result.boundaries.begin(), result.boundaries.end(), 0.0);
    return result;
}

} // namespace tradeoff
