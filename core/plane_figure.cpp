// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/space/space_cut.h"
#include "core/space/space_fit.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace tradeoff {

namespace {

/// A function of the plane that colours can show.
struct PlaneFunction {
    PlaneColours colours;
    const char* label;
    Eigen::ArrayXd (*values)(const SpaceFit& fit, const Points& points);
};

const std::vector<PlaneFunction>& planeFunctions()
{
    static const std::vector<PlaneFunction> functions{
        {PlaneColours::Target, "target β",
         [](const SpaceFit& fit, const Points& points) {
             Eigen::ArrayXd values(points.rows());
             fit.problem->target().values(points, values);
             return values;
         }},
        {PlaneColours::InputDensity, "input density p",
         [](const SpaceFit& fit, const Points& points) {
             Eigen::ArrayXd values(points.rows());
             fit.problem->densities(points, values);
             return values;
         }},
        {PlaneColours::SegmentDensity, "optimal segment density λ*",
         [](const SpaceFit& fit, const Points& points) {
             Eigen::ArrayXd values = Eigen::ArrayXd::Zero(points.rows());
             if (fit.optimalDensityMass > 0) {
                 optimalDensities(fit, points, values);
             }
             return values;
         }},
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

/// The domain cut into squares, or nearly, which are small enough to look smooth.
struct Raster {
    static constexpr std::size_t cells = 200;
    std::vector<double> x; ///< edges
    std::vector<double> y;
    Points middles; ///< row by row from the lowest

    explicit Raster(const BoxDomain& domain)
        : x(edges(domain[0]))
        , y(edges(domain[1]))
        , middles(cells * cells, 2)
    {
        for (std::size_t i = 0; i < cells * cells; ++i) {
            const std::size_t column = i % cells;
            const std::size_t row = i / cells;
            const auto at = static_cast<Eigen::Index>(i);
            middles(at, 0) = x[column] + (x[column + 1] - x[column]) / 2;
            middles(at, 1) = y[row] + (y[row + 1] - y[row]) / 2;
        }
    }

    [[nodiscard]] std::vector<double> values(const SpaceFit& fit,
                                             const PlaneFunction& function) const
    {
        const Eigen::ArrayXd numbers = function.values(fit, middles);
        return {numbers.begin(), numbers.end()};
    }

private:
    static std::vector<double> edges(const Interval& side)
    {
        std::vector<double> result(cells + 1, side.high);
        for (std::size_t i = 0; i < cells; ++i) {
            result[i] = side.low + side.length() * static_cast<double>(i) / cells;
        }
        return result;
    }
};

/// What the read-out says of a region, in one short line.
std::string regionText(const Region& region, const SpaceRegion& shape, std::size_t i)
{
    return "region " + std::to_string(i + 1) + ": c " + shortNumber(region.constant) +
           ", learned " + shortNumber(region.learnedConstant) + ", " +
           counted(region.samples, "sample") + ", P " + shortNumber(region.probability) +
           " · approximation " + shortNumber(region.approximation) + ", bound " +
           shortNumber(shape.bound) + ", estimation " + shortNumber(region.estimation) +
           " · area " + shortNumber(shape.shape.volume) + ", M " +
           shortNumber(shape.shape.secondMoment);
}

Tiling regionsOf(const Result& result, const Raster& raster)
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
        tiling.regions = std::make_shared<const LevelRegions>(LevelRegions{
            raster.x, raster.y, raster.values(fit, planeFunctions().front()), fit.thresholds});
    }
    const auto regions = std::make_shared<const std::vector<Region>>(result.regions);
    tiling.text = [regions, space = result.space](std::size_t i) {
        return regionText((*regions)[i], space->regions[i], i);
    };
    return tiling;
}

void addColours(Figure& figure, const Result& result, PlaneColours colours, const Raster& raster,
                Tiling& tiling)
{
    for (const PlaneFunction& function : planeFunctions()) {
        if (function.colours == colours) {
            std::vector<double> values = raster.values(*result.space, function);
            ColourScale scale = colourScale(result, colours, function.label, values);
            figure.fields.push_back(
                {std::move(scale), raster.x, raster.y, std::move(values), true, false});
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
    const Raster raster(fit.problem->domain());
    Figure figure;
    figure.name = "plane";
    figure.title = "Plane";
    figure.equalAspect = true;
    figure.x = {"x1", AxisScale::Linear, fit.problem->domain()[0], true};
    figure.y = {"x2", AxisScale::Linear, fit.problem->domain()[1], true};
    Tiling tiling = regionsOf(result, raster);
    addColours(figure, result, view.colours, raster, tiling);
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
