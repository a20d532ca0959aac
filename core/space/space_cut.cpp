// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_cut.h"

#include "core/space/space_fit.h"

#include <algorithm>
#include <cstdint>

namespace tradeoff {

namespace {

/// The place between two of different regions where one ends.
double borderBetween(const SpaceCut& cut, const SpaceFit& fit, Interval between, std::uint32_t left)
{
    const double enough = 1e-9 * cut.x.length();
    while (between.length() > enough) {
        const double middle = between.low + between.length() / 2;
        std::uint32_t region = 0;
        fit.regionsOf(cut.points({&middle, 1}), {&region, 1});
        (region == left ? between.low : between.high) = middle;
    }
    return between.high;
}

} // namespace

Points SpaceCut::points(std::span<const double> along) const
{
    Points result(static_cast<Eigen::Index>(along.size()),
                  static_cast<Eigen::Index>(1 + others.size()));
    result.col(0) = Eigen::Map<const Eigen::ArrayXd>(along.data(), result.rows());
    for (std::size_t k = 0; k < others.size(); ++k) {
        result.col(static_cast<Eigen::Index>(1 + k)) = others[k];
    }
    return result;
}

SpaceCut spaceCut(const Scenario& scenario, const std::optional<double>& second)
{
    SpaceCut cut{scenario.domain, {}};
    for (const Interval& side : scenario.furtherSides) {
        cut.others.push_back(side.low + side.length() / 2);
    }
    if (!cut.others.empty()) {
        const Interval& side = scenario.furtherSides.front();
        const double third = side.low + side.length() / 3;
        cut.others.front() = std::clamp(second.value_or(third), side.low, side.high);
    }
    return cut;
}

std::vector<Cell> cellsAlong(const SpaceCut& cut, const SpaceFit& fit)
{
    constexpr std::size_t places = 4096;
    std::vector<double> along(places);
    for (std::size_t i = 0; i < places; ++i) {
        along[i] = cut.x.low + cut.x.length() * (static_cast<double>(i) + 0.5) / places;
    }
    std::vector<std::uint32_t> regions(places);
    fit.regionsOf(cut.points(along), regions);
    std::vector<Cell> cells{{{cut.x.low, cut.x.high}, regions.front()}};
    for (std::size_t i = 1; i < places; ++i) {
        if (regions[i] != regions[i - 1]) {
            const double border = borderBetween(cut, fit, {along[i - 1], along[i]}, regions[i - 1]);
            cells.back().x.high = border;
            cells.push_back({{border, cut.x.high}, regions[i]});
        }
    }
    return cells;
}

} // namespace tradeoff
