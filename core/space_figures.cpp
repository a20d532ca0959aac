// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/number_text.h"
#include "core/space/space_cut.h"
#include "core/space/space_fit.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

/// A result of several dimensions along its cut.
struct Along {
    SpaceCut cut;
    std::vector<Cell> cells;

    Along(const Result& result, const FigureView& view)
        : cut(spaceCut(result.scenario, view.cut))
        , cells(cellsAlong(cut, *result.space))
    {}
};

/// "x2 = 0.5", or in more than two dimensions "x2 = 0.5, x3 = 0.5, …".
std::string placeOf(const SpaceCut& cut)
{
    constexpr std::size_t most = 2;
    std::string text;
    for (std::size_t k = 0; k < std::min(cut.others.size(), most); ++k) {
        text += (k == 0 ? "x" : ", x") + std::to_string(k + 2) + " = " + shortNumber(cut.others[k]);
    }
    return text + (cut.others.size() > most ? ", …" : "");
}

Axis axisAlong(const Along& along)
{
    return {"input x1, cut at " + placeOf(along.cut), AxisScale::Linear, along.cut.x, true};
}

/// Places for smooth curves over what is in view.
std::vector<double> placesAlong(const Along& along, const FigureView& view)
{
    Interval seen = along.cut.x;
    if (view.visible) {
        seen = {std::max(seen.low, view.visible->low), std::min(seen.high, view.visible->high)};
    }
    return drawingPoints(seen.low < seen.high ? seen : along.cut.x, {});
}

/// A curve of numbers that are computed for all of its points at once.
template <class Values>
Curve curveAlong(const CurveName& name, const Along& along, const std::vector<double>& x,
                 const Values& values)
{
    Eigen::ArrayXd y(static_cast<Eigen::Index>(x.size()));
    values(along.cut.points(x), y);
    return {name.role, name.label, CurveShape::Line, x, {y.begin(), y.end()}};
}

} // namespace

Figure makeCutFigure(const Result& result, const FigureView& view)
{
    const SpaceFit& fit = *result.space;
    const Along along(result, view);
    Figure figure;
    figure.name = "fit";
    figure.title = "Fit along the cut";
    figure.x = axisAlong(along);
    figure.curves.push_back(curveAlong({Role::Target, "target β(x)"}, along,
                                       placesAlong(along, view), fit.problem->target().values));
    figure.curves.push_back(
        treads(along.cells, result, &Region::constant, {Role::BestConstants, "best constants"}));
    Interval range = nothingYet();
    if (fit.trainingSet) {
        figure.curves.push_back(treads(along.cells, result, &Region::learnedConstant,
                                       {Role::LearnedFit, "learned fit"}));
        figure.shades = starvedShades(along.cells, result);
        // The samples of the whole domain: so the axis stands still while the cut moves.
        include(range, fit.trainingSet->rangeOfY.low);
        include(range, fit.trainingSet->rangeOfY.high);
    }
    figure.boundaries = {borders(along.cells), false};
    for (const Curve& curve : figure.curves) {
        for (const double y : curve.y) {
            include(range, y);
        }
    }
    figure.y = {"output y", AxisScale::Linear, padded(range), true};
    figure.summary = "Target function and its fit along the first coordinate, at " +
                     placeOf(along.cut) + ". The cut crosses " +
                     counted(static_cast<std::int64_t>(along.cells.size()), "region") + " of " +
                     std::to_string(result.regions.size()) + ".";
    return figure;
}

Figure makeCutDensityFigure(const Result& result, const FigureView& view)
{
    const SpaceProblem& problem = *result.space->problem;
    const Along along(result, view);
    const std::vector<double> x = placesAlong(along, view);
    Figure figure;
    figure.name = "experts-density";
    figure.title = "Experts density along the cut";
    figure.x = axisAlong(along);
    figure.curves.push_back(
        curveAlong({Role::InputDensity, "input density p"}, along, x,
                   [&](const Points& points, const Eigen::Ref<Eigen::ArrayXd>& y) {
                       problem.densities(points, y);
                   }));
    if (result.space->optimalDensityMass > 0) {
        figure.curves.push_back(
            curveAlong({Role::SegmentDensity, "optimal segment density λ*"}, along, x,
                       [&](const Points& points, const Eigen::Ref<Eigen::ArrayXd>& y) {
                           optimalDensities(*result.space, points, y);
                       }));
    }
    figure.boundaries = {borders(along.cells), false};
    double height = 0;
    for (const Curve& curve : figure.curves) {
        height = std::max(height, *std::max_element(curve.y.begin(), curve.y.end()));
    }
    constexpr double room = 1.06;
    figure.y = {"density", AxisScale::Linear, {0, height > 0 ? room * height : 1.0}, true};
    figure.summary = "Input density p and the optimal density of experts λ* along the first "
                     "coordinate, at " +
                     placeOf(along.cut) + ".";
    return figure;
}

Figure makeCutErrorsFigure(const Result& result, const FigureView& view)
{
    const Along along(result, view);
    Figure figure;
    figure.name = "region-errors";
    figure.title = "Errors by region along the cut";
    figure.x = axisAlong(along);
    figure.boxes = errorBoxes(along.cells, result);
    double highest = 0; // of all regions: so the axis stands still while the cut moves
    for (const Region& region : result.regions) {
        highest = std::max(highest, region.approximation + region.estimation);
    }
    constexpr double room = 1.06;
    figure.y = {"error share", AxisScale::Linear, {0, highest > 0 ? room * highest : 1.0}, true};
    figure.summary = "Share of each region in the approximation and the expected estimation error "
                     "along the first coordinate, at " +
                     placeOf(along.cut) + ". The largest share of all regions is " +
                     shortNumber(highest) + ".";
    return figure;
}

} // namespace tradeoff
