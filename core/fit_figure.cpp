// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/problem.h"
#include "core/training_set.h"

#include <cmath>
#include <limits>

namespace tradeoff {

namespace {

std::string dataSummary(const Result& result)
{
    std::string text =
        "Fit of " + result.data->source.yName + " over " + result.data->source.xName + ", " +
        counted(static_cast<std::int64_t>(result.trainingSet->x->size()), "row") + " of data, by " +
        counted(static_cast<std::int64_t>(result.regions.size()), "constant") + ", " +
        result.scenario.segmentation.kind + " segmentation. The training error is " +
        shortNumber(result.sample->training);
    if (result.sample->leaveOneOut) {
        text += ", the leave-one-out error " + shortNumber(*result.sample->leaveOneOut);
    }
    return text + ".";
}

std::string summary(const Result& result)
{
    if (result.data) {
        return dataSummary(result);
    }
    std::string text = "Target function and its fit by " +
                       counted(static_cast<std::int64_t>(result.regions.size()), "constant") +
                       ", " + result.scenario.segmentation.kind + " segmentation.";
    if (result.sample) {
        text += " The constants learned from " + counted(result.scenario.samples, "sample") +
                " have test error " + shortNumber(result.sample->test) +
                (result.errorsOf == ErrorsOf::Expectation
                     ? "; the expected test error is " + shortNumber(result.errors.test)
                     : "") +
                ".";
    }
    return text;
}

} // namespace

Figure makeFitFigure(const Result& result, const FigureView& view)
{
    if (view.fits > 0) {
        return makeSpreadFigure(result, view);
    }
    Figure figure;
    figure.name = "fit";
    figure.title = "Fit";
    figure.x = inputAxis(result);
    const std::vector<Cell> cells = result.cells();
    if (result.problem) {
        figure.curves.push_back(targetCurve(result, view));
        figure.curves.push_back(
            treads(cells, result, &Region::constant, {Role::BestConstants, "best constants"}));
    }
    if (result.hasSplitRegions()) {
        for (const Cell& cell : cells) {
            figure.shades.push_back({Role::LevelRegion, "", cell.x, cell.region});
        }
    }
    if (result.trainingSet) {
        figure.clouds.push_back({Role::Samples, result.data ? "data" : "samples",
                                 result.trainingSet->x, result.trainingSet->y});
        figure.curves.push_back(
            treads(cells, result, &Region::learnedConstant, {Role::LearnedFit, "learned fit"}));
        for (Shade& shade : starvedShades(cells, result)) {
            figure.shades.push_back(std::move(shade));
        }
    }
    // Moving one of several boundaries of a region would leave nothing that the boundaries say.
    figure.boundaries = {borders(cells), !result.hasSplitRegions()};

    figure.y = outputAxis(figure, result);
    figure.summary = summary(result);
    return figure;
}

} // namespace tradeoff
