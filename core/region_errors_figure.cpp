// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"

#include <algorithm>

namespace tradeoff {

Figure makeRegionErrorsFigure(const Result& result, const FigureView& /*view*/)
{
    Figure figure;
    figure.name = "region-errors";
    figure.title = "Errors by region";
    figure.x = inputAxis(result);
    double highest = 0;
    std::size_t worst = 0;
    for (std::size_t i = 0; i < result.regions.size(); ++i) {
        const Region& region = result.regions[i];
        const double top = region.approximation + region.estimation;
        for (const Interval& x : region.intervals) {
            figure.boxes.push_back(
                {Role::Approximation, x, {0, region.approximation}, "approximation"});
            figure.boxes.push_back(
                {Role::Estimation, x, {region.approximation, top}, "estimation"});
        }
        if (top > highest) {
            highest = top;
            worst = i;
        }
    }
    constexpr double room = 1.06;
    figure.y = {"error share", AxisScale::Linear, {0, highest > 0 ? room * highest : 1.0}, true};
    if (!result.regions.empty()) {
        const Interval& x = result.regions[worst].intervals.front();
        figure.summary = "Share of each region in the approximation and the expected estimation "
                         "error. The largest share, " +
                         shortNumber(highest) + ", is that of the region from " +
                         shortNumber(x.low) + " to " + shortNumber(x.high) + ".";
    }
    return figure;
}

} // namespace tradeoff
