// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/plugin_density.h"
#include "core/problem.h"
#include "core/segment_density.h"
#include "core/training_set.h"

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

/// λ̂ is constant between its edges.
Curve estimatedDensityCurve(const Result& result)
{
    const PluginDensity& density = *result.estimatedDensity;
    Curve curve{Role::SegmentDensity,
                "segment density λ, estimated",
                CurveShape::Treads,
                density.edges(),
                {}};
    for (std::size_t i = 0; i + 1 < curve.x.size(); ++i) {
        curve.y.push_back(density.value(curve.x[i]));
    }
    return curve;
}

/// The share of the data in each of 2 n^{1/3} ranges of equal length (Scott 1979), over its length.
Curve histogram(const Result& result)
{
    const std::vector<double>& x = *result.trainingSet->x;
    const Interval domain = result.domain();
    const auto count = static_cast<double>(x.size());
    const auto bins = static_cast<std::size_t>(std::ceil(2 * std::cbrt(count)));
    Curve curve{Role::InputDensity, "input density p, histogram", CurveShape::Treads, {}, {}};
    for (std::size_t i = 0; i <= bins; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(bins);
        curve.x.push_back(i == bins ? domain.high : domain.low + share * domain.length());
    }
    auto first = x.begin();
    for (std::size_t i = 0; i < bins; ++i) {
        const auto last =
            i + 1 == bins ? x.end() : std::lower_bound(first, x.end(), curve.x[i + 1]);
        curve.y.push_back(static_cast<double>(last - first) /
                          (count * (curve.x[i + 1] - curve.x[i])));
        first = last;
    }
    return curve;
}

std::string summary(const Result& result)
{
    std::string text = result.data ? "Histogram of the data's inputs" : "Input density p";
    if (result.segmentDensity) {
        text += " and the density of experts λ, which says how close the boundaries lie";
    } else if (result.estimatedDensity) {
        text += " and the estimated density of experts λ, which says how close the boundaries lie";
    }
    return text + ", with the boundaries of " +
           counted(static_cast<std::int64_t>(result.regions.size()), "region") + ".";
}

} // namespace

Figure makeExpertsDensityFigure(const Result& result, const FigureView& view)
{
    Figure figure;
    figure.name = "experts-density";
    figure.title = "Experts density";
    figure.x = inputAxis(result);
    const std::vector<double> points =
        result.problem ? drawingPoints(visibleInput(result, view), result.problem->breakpoints())
                       : std::vector<double>();
    figure.curves.push_back(result.problem ? densityCurve(result, points) : histogram(result));
    double height = usefulHeight(figure.curves.back());
    if (result.estimatedDensity) {
        figure.curves.push_back(estimatedDensityCurve(result));
        height = std::max(height, usefulHeight(figure.curves.back()));
    }
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
    figure.summary = summary(result);
    return figure;
}

} // namespace tradeoff
