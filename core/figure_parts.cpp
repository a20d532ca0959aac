// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"

#include "core/number_text.h"
#include "core/problem.h"
#include "core/training_set.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace tradeoff {

std::string shortNumber(double number)
{
    std::array<char, 32> text{};
    constexpr int digits = 4;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number,
                                   std::chars_format::general, digits);
    return {text.data(), end.ptr};
}

std::string counted(std::int64_t count, const std::string& noun)
{
    return numberText(static_cast<double>(count)) + " " + noun + (count == 1 ? "" : "s");
}

std::vector<double> drawingPoints(const Interval& range, const std::vector<double>& breakpoints)
{
    constexpr int cells = 1200;
    std::vector<double> points;
    points.reserve(cells + 1 + 2 * breakpoints.size());
    for (int i = 0; i <= cells; ++i) {
        points.push_back(i == cells ? range.high : range.low + range.length() * i / cells);
    }
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const double x : breakpoints) {
        if (range.low < x && x < range.high) {
            points.push_back(std::nextafter(x, -infinity));
            points.push_back(x);
        }
    }
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    return points;
}

Interval padded(const Interval& values)
{
    if (!(values.low <= values.high)) {
        return {0, 1};
    }
    constexpr double room = 0.06;
    const double width = values.length() > 0 ? values.length() : std::max(1.0, values.high);
    return {values.low - room * width, values.high + room * width};
}

void include(Interval& range, double value)
{
    if (std::isfinite(value)) {
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
}

Interval nothingYet()
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return {infinity, -infinity};
}

Axis inputAxis(const Result& result)
{
    return {result.data ? result.data->source.xName : "input x", AxisScale::Linear, result.domain(),
            true};
}

Axis expertsAxis(const Result& result, AxisScale scale)
{
    const ExpertsSweep& sweep = result.scenario.sweep;
    double low = sweep.list.empty() ? sweep.first : sweep.list.front();
    double high = sweep.list.empty() ? sweep.last : sweep.list.back();
    if (result.sweep.size() == 1) {
        low = std::min(low, static_cast<double>(result.sweep.front().experts));
        high = std::max(high, static_cast<double>(result.sweep.front().experts));
    }
    return {"number of experts m", scale, {low, high > low ? high : low + 1}, true, true};
}

Interval errorAxisRange(const Interval& errors, AxisScale scale)
{
    if (!(errors.low <= errors.high)) {
        return scale == AxisScale::Linear ? Interval{0, 1} : Interval{1e-3, 1};
    }
    constexpr double room = 1.08;
    if (scale == AxisScale::Linear) {
        return {0, errors.high > 0 ? room * errors.high : 1.0};
    }
    // Ten decades at the most: errors that are zero but for rounding say nothing.
    const double low = std::max(errors.low, errors.high * 1e-10);
    return {low / 1.3, errors.high * 1.3};
}

Interval visibleInput(const Result& result, const FigureView& view)
{
    const Interval domain = result.domain();
    if (!view.visible) {
        return domain;
    }
    const Interval part{std::max(domain.low, view.visible->low),
                        std::min(domain.high, view.visible->high)};
    return part.low < part.high ? part : domain;
}

bool hasNumbers(const Curve& curve)
{
    return std::any_of(curve.y.begin(), curve.y.end(), [](double y) { return std::isfinite(y); });
}

Curve targetCurve(const Result& result, const FigureView& view)
{
    const std::vector<double>& breakpoints = result.problem->target().breakpoints;
    Curve curve{Role::Target, "target β(x)", CurveShape::Line, {}, {}};
    curve.x = drawingPoints(visibleInput(result, view), breakpoints);
    curve.y.resize(curve.x.size());
    result.problem->target().values(curve.x, curve.y);
    return curve;
}

Curve treads(const std::vector<Cell>& cells, const Result& result, double Region::*constant,
             const CurveName& name)
{
    Curve curve{name.role, name.label, CurveShape::Treads, {cells.front().x.low}, {}};
    for (const Cell& cell : cells) {
        curve.x.push_back(cell.x.high);
        curve.y.push_back(result.regions[cell.region].*constant);
    }
    return curve;
}

std::vector<Shade> starvedShades(const std::vector<Cell>& cells, const Result& result)
{
    std::vector<Shade> shades;
    for (const Cell& cell : cells) {
        if (result.regions[cell.region].samples > 0) {
            continue;
        }
        if (!shades.empty() && shades.back().x.high == cell.x.low) {
            shades.back().x.high = cell.x.high;
        } else {
            shades.push_back({Role::StarvedRegion, "no sample", cell.x});
        }
    }
    return shades;
}

std::vector<Box> errorBoxes(const std::vector<Cell>& cells, const Result& result)
{
    std::vector<Box> boxes;
    for (const Cell& cell : cells) {
        const Region& region = result.regions[cell.region];
        const double top = region.approximation + region.estimation;
        boxes.push_back({Role::Approximation, cell.x, {0, region.approximation}, "approximation"});
        boxes.push_back({Role::Estimation, cell.x, {region.approximation, top}, "estimation"});
    }
    return boxes;
}

std::vector<double> borders(const std::vector<Cell>& cells)
{
    std::vector<double> result;
    for (std::size_t i = 1; i < cells.size(); ++i) {
        result.push_back(cells[i].x.low);
    }
    return result;
}

Axis outputAxis(const Figure& figure, const Result& result)
{
    Interval range = nothingYet();
    for (const Curve& curve : figure.curves) {
        for (const double y : curve.y) {
            include(range, y);
        }
    }
    if (result.trainingSet) {
        include(range, result.trainingSet->rangeOfY.low);
        include(range, result.trainingSet->rangeOfY.high);
    }
    return {result.data ? result.data->source.yName : "output y", AxisScale::Linear, padded(range),
            true};
}

const std::vector<ErrorCurve>& errorCurves()
{
    static constexpr double gap = std::numeric_limits<double>::quiet_NaN();
    static const std::vector<ErrorCurve> curves{
        {Role::Noise, "noise", [](const Errors& e) { return e.noise; }},
        {Role::HighRate, "high-rate formula",
         [](const Errors& e) { return e.approximationHighRate.value_or(gap); }},
        {Role::UpperBound, "upper bound",
         [](const Errors& e) { return e.approximationBound.value_or(gap); }},
        {Role::Approximation, "approximation", [](const Errors& e) { return e.approximation; }},
        {Role::EstimationLeadingOrder, "estimation, leading order",
         [](const Errors& e) { return e.estimationLeadingOrder.value_or(gap); }},
        {Role::Estimation, "estimation", [](const Errors& e) { return e.estimation; }},
        {Role::Training, "training", [](const Errors& e) { return e.training; }},
        {Role::TestError, "test error", [](const Errors& e) { return e.test; }},
    };
    return curves;
}

Figure unknownFigure(const std::string& name, const std::string& title, const std::string& reason)
{
    Figure figure;
    figure.name = name;
    figure.title = title;
    figure.x = {"", AxisScale::Linear, {0, 1}, false};
    figure.y = {"", AxisScale::Linear, {0, 1}, false};
    figure.message = reason;
    figure.summary = reason;
    return figure;
}

std::string boundAtCentersText(const Errors& errors)
{
    return shortNumber(
        withoutRounding(errors.approximationBoundAtCenters.value_or(0), {0, errors.approximation}));
}

} // namespace tradeoff
