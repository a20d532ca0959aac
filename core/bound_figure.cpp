// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/level_set_errors.h"

#include <cmath>
#include <limits>
#include <utility>

namespace tradeoff {

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

/// One number over the rows of the sweep.
template <class Value>
Curve overExperts(const Result& result, const CurveName& name, const Value& value)
{
    const bool isSinglePoint = result.sweep.size() == 1;
    Curve curve{
        name.role, name.label, isSinglePoint ? CurveShape::Markers : CurveShape::Line, {}, {}};
    for (const SweepRow& row : result.sweep) {
        const double y = value(row.errors);
        curve.x.push_back(row.experts);
        curve.y.push_back(y > 0 ? y : gap);
    }
    return curve;
}

double bound(const Errors& errors)
{
    return errors.approximationBound.value_or(gap);
}

double boundAtCenters(const Errors& errors)
{
    return errors.approximationBoundAtCenters.value_or(gap);
}

/// "m^(−2/3)", or "m⁻¹" in two dimensions.
std::string power(std::size_t dimensions)
{
    switch (dimensions) {
    case 1:
        return "m⁻²";
    case 2:
        return "m⁻¹";
    case 4:
        return "m^(−1/2)";
    default:
        return dimensions % 2 == 0 ? "m^(−1/" + std::to_string(dimensions / 2) + ")"
                                   : "m^(−2/" + std::to_string(dimensions) + ")";
    }
}

/// The line of a power of m through the last point of a curve.
Curve slopeThroughEnd(const Curve& curve, double exponent, const std::string& label)
{
    Curve line{Role::Law, label, CurveShape::Line, {}, {}};
    std::size_t last = curve.x.size();
    while (last > 0 && !(curve.y[last - 1] > 0)) {
        --last;
    }
    if (last < 2) {
        return line;
    }
    for (std::size_t i = 0; i < last; ++i) {
        line.x.push_back(curve.x[i]);
        line.y.push_back(curve.y[last - 1] * std::pow(curve.x[i] / curve.x[last - 1], exponent));
    }
    return line;
}

Curve levelSetCurve(const LevelSetErrors& errors)
{
    Curve curve{Role::LevelSets, "level sets, the least of any regions", CurveShape::Line, {}, {}};
    for (std::size_t i = 0; i < errors.experts.size(); ++i) {
        curve.x.push_back(errors.experts[i]);
        curve.y.push_back(errors.approximation[i] > 0 ? errors.approximation[i] : gap);
    }
    return curve;
}

void add(Figure& figure, Curve curve)
{
    if (hasNumbers(curve)) {
        figure.curves.push_back(std::move(curve));
    }
}

void markCurrentExperts(Figure& figure, const Result& result)
{
    const auto experts = static_cast<double>(result.scenario.experts);
    figure.rules.push_back(
        {Role::CurrentExperts, "m = " + std::to_string(result.scenario.experts), experts, true});
}

std::string ratioText(const Result& result)
{
    const Errors& errors = result.errors;
    if (!errors.approximationBound || !(errors.approximation > 0)) {
        return "";
    }
    std::string text = " With " + counted(result.scenario.experts, "expert") +
                       " the exact approximation error is " + shortNumber(errors.approximation) +
                       " and the bound " + shortNumber(*errors.approximationBound) + ", " +
                       shortNumber(*errors.approximationBound / errors.approximation) +
                       " times as much";
    if (errors.approximationBoundAtCenters) {
        text += "; at the regions' centroids it is " + boundAtCentersText(errors);
        if (*errors.approximationBoundAtCenters < errors.approximation) {
            text += ", less than the error: with few regions that form bounds nothing";
        }
    }
    return text + ".";
}

} // namespace

Figure makeBoundFigure(const Result& result, const FigureView& view)
{
    Figure figure;
    figure.name = "bound";
    figure.title = "Upper bound";
    figure.x = expertsAxis(result, view.x);
    const Curve exact = overExperts(result, {Role::Approximation, "exact approximation error"},
                                    [](const Errors& errors) { return errors.approximation; });
    add(figure, overExperts(result, {Role::UpperBound, "upper bound, integral form"}, bound));
    add(figure, overExperts(result, {Role::UpperBoundAtCenters, "upper bound at the centroids"},
                            boundAtCenters));
    add(figure, overExperts(result, {Role::UpperBoundOptimal, "upper bound for the optimal λ*"},
                            [](const Errors& errors) {
                                return errors.approximationBoundOptimal.value_or(gap);
                            }));
    const std::size_t dimensions = result.scenario.dimensions();
    const Curve law = slopeThroughEnd(exact, -2.0 / static_cast<double>(dimensions),
                                      result.levelSets ? "slopes: " + power(dimensions) +
                                                             ", level sets " + power(1)
                                                       : "slope: " + power(dimensions));
    add(figure, law);
    if (result.levelSets) {
        const Curve levels = levelSetCurve(*result.levelSets);
        // One entry in the legend for both, where there are both.
        add(figure,
            slopeThroughEnd(levels, -2, hasNumbers(law) ? "" : "slope: level sets " + power(1)));
        add(figure, levels);
    }
    add(figure, exact);
    Interval range = nothingYet();
    for (const Curve& curve : figure.curves) {
        // At the centroids it may be next to nothing, and is no bound then.
        for (const double y :
             curve.role == Role::UpperBoundAtCenters ? std::vector<double>() : curve.y) {
            include(range, y);
        }
    }
    figure.y = {"approximation error", view.y, errorAxisRange(range, view.y), true};
    markCurrentExperts(figure, result);
    figure.summary = "Approximation error over the number of experts and its upper bound, which "
                     "falls as " +
                     power(dimensions) + "; that of level sets falls as " + power(1) + "." +
                     ratioText(result);
    return figure;
}

Figure makeBoundRatioFigure(const Result& result, const FigureView& view)
{
    Figure figure;
    figure.name = "bound-ratio";
    figure.title = "Upper bound over exact error";
    figure.x = expertsAxis(result, view.x);
    const auto ratioOf = [](double (*number)(const Errors&)) {
        return [number](const Errors& errors) { return number(errors) / errors.approximation; };
    };
    add(figure, overExperts(result, {Role::UpperBound, "integral form"}, ratioOf(bound)));
    add(figure, overExperts(result, {Role::UpperBoundAtCenters, "at the centroids"},
                            ratioOf(boundAtCenters)));
    Interval range{1, 1};
    for (const Curve& curve : figure.curves) {
        for (const double y : curve.y) {
            include(range, y);
        }
    }
    constexpr double least = 1e-3; // a bound at the centroids may be next to nothing
    range.low = std::max(range.low, least);
    figure.y = {"bound / exact error", view.y,
                view.y == AxisScale::Linear ? padded({0, range.high})
                                            : Interval{range.low / 1.3, range.high * 1.3},
                true};
    figure.curves.push_back({Role::Law,
                             "as much as the error",
                             CurveShape::Line,
                             {figure.x.range.low, figure.x.range.high},
                             {1, 1}});
    markCurrentExperts(figure, result);
    figure.summary = "How many times as great as the exact approximation error its upper bound is, "
                     "over the number of experts." +
                     ratioText(result);
    return figure;
}

} // namespace tradeoff
