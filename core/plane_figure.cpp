// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/number_text.h"
#include "core/space/plane_raster.h"
#include "core/space/space_cut.h"
#include "core/space/space_fit.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace tradeoff {

namespace {

/// A function of the plane that colours can show.
struct PlaneFunction {
    PlaneColours colours;
    const char* label;
    std::vector<double> PlaneRaster::*values;
};

const std::vector<PlaneFunction>& planeFunctions()
{
    static const std::vector<PlaneFunction> functions{
        {PlaneColours::Target, "target β", &PlaneRaster::target},
        {PlaneColours::InputDensity, "input density p", &PlaneRaster::inputDensity},
        {PlaneColours::SegmentDensity, "optimal segment density λ*", &PlaneRaster::segmentDensity},
    };
    return functions;
}

/// A number of each region that colours can show.
struct RegionNumber {
    PlaneColours colours;
    const char* label;
    double (*value)(const Region& region);
};

const std::vector<RegionNumber>& regionNumbers()
{
    static const std::vector<RegionNumber> numbers{
        {PlaneColours::Constants, "best constant",
         [](const Region& region) { return region.constant; }},
        {PlaneColours::LearnedFit, "learned constant",
         [](const Region& region) { return region.learnedConstant; }},
        {PlaneColours::Approximation, "approximation error share",
         [](const Region& region) { return region.approximation; }},
        {PlaneColours::Estimation, "estimation error share",
         [](const Region& region) { return region.estimation; }},
        {PlaneColours::Samples, "samples in the region",
         [](const Region& region) { return static_cast<double>(region.samples); }},
    };
    return numbers;
}

/// Whether colours show values of y, which are told apart from the middle in two directions.
bool showsOutputs(PlaneColours colours)
{
    return colours == PlaneColours::Target || colours == PlaneColours::Constants ||
           colours == PlaneColours::LearnedFit;
}

ColourScale colourScale(const Result& result, PlaneColours colours, const std::string& label,
                        const std::vector<double>& values)
{
    if (showsOutputs(colours)) {
        // The same for the target and its fits, so that colours can be compared.
        return {label, AxisScale::Linear, result.space->rangeOfTarget, ColourMap::Diverging};
    }
    double greatest = 0;
    for (const double value : values) {
        greatest = std::isfinite(value) ? std::max(greatest, value) : greatest;
    }
    return {label, AxisScale::Linear, {0, greatest > 0 ? greatest : 1}, ColourMap::Sequential};
}

/// What the read-out says of a region, in one short line.
std::string regionText(const Region& region, const SpaceRegion& shape, std::size_t i,
                       const Interval& rangeOfTarget)
{
    return "region " + std::to_string(i + 1) + ": c " +
           shortNumber(withoutRounding(region.constant, rangeOfTarget)) + ", learned " +
           shortNumber(region.learnedConstant) + ", " + counted(region.samples, "sample") + ", P " +
           shortNumber(region.probability) + " · approximation " +
           shortNumber(region.approximation) + ", bound " + shortNumber(shape.bound) +
           ", estimation " + shortNumber(region.estimation) + " · area " +
           shortNumber(shape.shape.volume) + ", M " + shortNumber(shape.shape.secondMoment);
}

Tiling regionsOf(const Result& result)
{
    const SpaceFit& fit = *result.space;
    Tiling tiling;
    if (fit.thresholds.empty()) {
        auto polygons = std::make_shared<std::vector<Polygon>>();
        polygons->reserve(fit.regions.size());
        for (const SpaceRegion& region : fit.regions) {
            polygons->push_back(region.polygon);
        }
        tiling.regions = SharedPolygons(std::move(polygons));
    } else {
        tiling.regions = std::make_shared<const LevelRegions>(
            LevelRegions{fit.raster->x, fit.raster->y, fit.raster->target, fit.thresholds});
    }
    const auto regions = std::make_shared<const std::vector<Region>>(result.regions);
    tiling.text = [regions, space = result.space](std::size_t i) {
        return regionText((*regions)[i], space->regions[i], i, space->rangeOfTarget);
    };
    return tiling;
}

void addColours(Figure& figure, const Result& result, PlaneColours colours, Tiling& tiling)
{
    const PlaneRaster& raster = *result.space->raster;
    for (const PlaneFunction& function : planeFunctions()) {
        if (function.colours == colours) {
            const std::vector<double>& values = raster.*function.values;
            figure.fields.push_back({colourScale(result, colours, function.label, values), raster.x,
                                     raster.y, values, true, false});
        }
    }
    for (const RegionNumber& number : regionNumbers()) {
        if (number.colours == colours) {
            for (const Region& region : result.regions) {
                tiling.values.push_back(number.value(region));
            }
            tiling.colours = colourScale(result, colours, number.label, tiling.values);
        }
    }
}

void addCenters(Figure& figure, const SpaceFit& fit)
{
    for (Eigen::Index i = 0; i < fit.centers.rows(); ++i) {
        figure.handles.points.push_back({fit.centers(i, 0), fit.centers(i, 1)});
    }
    figure.handles.draggable = true;
}

std::string summary(const Result& result)
{
    const Errors& errors = result.errors;
    std::string text = "The plane of inputs, cut into " +
                       counted(static_cast<std::int64_t>(result.regions.size()), "region") + ", " +
                       result.scenario.segmentation.kind +
                       " segmentation. The approximation error is " +
                       shortNumber(errors.approximation);
    if (errors.approximationBound) {
        text += ", its upper bound " + shortNumber(*errors.approximationBound);
    }
    return text + ".";
}

} // namespace

Figure makePlaneFigure(const Result& result, const FigureView& view)
{
    const SpaceFit& fit = *result.space;
    Figure figure;
    figure.name = "plane";
    figure.title = "Plane";
    figure.equalAspect = true;
    figure.x = {"x1", AxisScale::Linear, fit.problem->domain()[0], true};
    figure.y = {"x2", AxisScale::Linear, fit.problem->domain()[1], true};
    Tiling tiling = regionsOf(result);
    addColours(figure, result, view.colours, tiling);
    figure.tilings.push_back(std::move(tiling));
    if (fit.trainingSet) {
        figure.clouds.push_back(
            {Role::Samples, "samples", fit.firstCoordinates, fit.secondCoordinates});
    }
    addCenters(figure, fit);
    figure.rules.push_back({Role::Cut, "cut", spaceCut(result.scenario, view.cut).others.front(),
                            true, Rule::Direction::Level});
    figure.summary = summary(result);
    return figure;
}

} // namespace tradeoff
