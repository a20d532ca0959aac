// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/training_set.h"

#include <algorithm>

namespace tradeoff {

namespace {

constexpr double room = 1.06;

/// With data: the share of each region in the training error.
void showTrainingErrors(Figure& figure, const Result& result)
{
    std::vector<double> boundaries = result.innerBoundaries();
    boundaries.insert(boundaries.begin(), result.domain().low);
    boundaries.push_back(result.domain().high);
    const std::vector<RegionSamples> regions = result.trainingSet->regions(boundaries);
    const auto count = static_cast<double>(result.trainingSet->x->size());
    double highest = 0;
    std::size_t worst = 0;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        const double share = regions[i].squares / count;
        figure.boxes.push_back(
            {Role::Training, {boundaries[i], boundaries[i + 1]}, {0, share}, "training"});
        if (share > highest) {
            highest = share;
            worst = i;
        }
    }
    figure.y = {"error share", AxisScale::Linear, {0, highest > 0 ? room * highest : 1.0}, true};
    figure.summary = "Share of each region in the training error. The largest share, " +
                     shortNumber(highest) + ", is that of the region from " +
                     shortNumber(boundaries[worst]) + " to " + shortNumber(boundaries[worst + 1]) +
                     ".";
}

} // namespace

Figure makeRegionErrorsFigure(const Result& result, const FigureView& /*view*/)
{
    Figure figure;
    figure.name = "region-errors";
    figure.title = "Errors by region";
    figure.x = inputAxis(result);
    if (result.data) {
        showTrainingErrors(figure, result);
        return figure;
    }
    figure.boxes = errorBoxes(result.cells(), result);
    double highest = 0;
    std::size_t worst = 0;
    for (std::size_t i = 0; i < result.regions.size(); ++i) {
        const Region& region = result.regions[i];
        const double top = region.approximation + region.estimation;
        if (top > highest) {
            highest = top;
            worst = i;
        }
    }
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
