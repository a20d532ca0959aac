// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/problem.h"
#include "core/segment_density.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

Curve densityCurve(const Result& result, const std::vector<double>& points)
{
    Curve curve{Role::InputDensity, "input density p", CurveShape::Line, points, {}};
    for (const double x : points) {
        curve.y.push_back(result.problem->density(x));
    }
    return curve;
}

Curve segmentDensityCurve(const Result& result, const std::vector<double>& points)
{
    Curve curve{Role::SegmentDensity, "segment density λ", CurveShape::Line, points, {}};
    for (const double x : points) {
        curve.y.push_back(result.segmentDensity->value(x));
    }
    return curve;
}

/// |β'|^s scaled to the height of λ: it shows where slopes attract experts, not how many.
Curve slopeFactorCurve(const Result& result, const std::vector<double>& points, double height)
{
    Curve curve{Role::SlopeFactor, "slope factor |β'|ˢ (scaled)", CurveShape::Line, points, {}};
    const double exponent = result.segmentDensity->exponents().target;
    curve.y.resize(points.size());
    result.problem->target().slopes(points, curve.y);
    double largest = 0;
    for (double& y : curve.y) {
        y = std::pow(std::abs(y), exponent);
        largest = std::isfinite(y) ? std::max(largest, y) : largest;
    }
    for (double& y : curve.y) {
        y *= largest > 0 ? height / largest : 0.0;
    }
    return curve;
}

/// Highest value worth showing: all of a curve that is finite everywhere, else three times its
/// median.
double usefulHeight(const Curve& curve)
{
    const auto isFinite = [](double y) { return std::isfinite(y); };
    if (std::all_of(curve.y.begin(), curve.y.end(), isFinite)) {
        return *std::max_element(curve.y.begin(), curve.y.end());
    }
    std::vector<double> sorted = curve.y;
    std::sort(sorted.begin(), sorted.end());
    return 3 * sorted[sorted.size() / 2];
}

/// Lets a curve that grows without bound leave the plot at its upper edge.
void cutAt(Curve& curve, double height)
{
    for (double& y : curve.y) {
        y = std::min(y, height);
    }
}

} // namespace

Figure makeExpertsDensityFigure(const Result& result, const FigureView& view)
{
    Figure figure;
    figure.name = "experts-density";
    figure.title = "Experts density";
    figure.x = inputAxis(result);
    const std::vector<double> points =
        drawingPoints(visibleInput(result, view), result.problem->breakpoints());
    figure.curves.push_back(densityCurve(result, points));
    double height = usefulHeight(figure.curves.back());
    if (result.segmentDensity) {
        figure.curves.push_back(segmentDensityCurve(result, points));
        const double ownHeight = usefulHeight(figure.curves.back());
        height = std::max(height, ownHeight);
        if (result.segmentDensity->exponents().target > 0) {
            figure.curves.push_back(slopeFactorCurve(result, points, ownHeight));
        }
    }
    figure.boundaries = {result.innerBoundaries(), false};
    constexpr double room = 1.06;
    for (Curve& curve : figure.curves) {
        constexpr double outside = 10;
        cutAt(curve, outside * height);
    }
    figure.y = {"density", AxisScale::Linear, {0, height > 0 ? room * height : 1.0}, true};
    figure.summary = "Input density p";
    if (result.segmentDensity) {
        figure.summary += " and the density of experts λ, which says how close the boundaries lie";
    }
    figure.summary += ", with the boundaries of " +
                      counted(static_cast<std::int64_t>(result.regions.size()), "region") + ".";
    return figure;
}

} // namespace tradeoff
