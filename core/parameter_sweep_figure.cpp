// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/parameter_sweep.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace tradeoff {

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

Curve makeCurve(const ParameterSweep& sweep, const ErrorCurve& kind)
{
    const bool isSinglePoint = sweep.rows.size() == 1;
    Curve curve{
        kind.role, kind.label, isSinglePoint ? CurveShape::Markers : CurveShape::Line, {}, {}};
    for (const ParameterSweep::Row& row : sweep.rows) {
        curve.x.push_back(row.value);
        curve.y.push_back(row.errors ? kind.value(*row.errors) : gap);
    }
    return curve;
}

/// The errors that the y-axis must show; the formulas may run off.
Interval shownErrors(const ParameterSweep& sweep, AxisScale scale)
{
    Interval range = nothingYet();
    for (const ParameterSweep::Row& row : sweep.rows) {
        if (row.errors) {
            const Errors& errors = *row.errors;
            for (const double error :
                 {errors.noise, errors.approximation, errors.estimation, errors.test}) {
                include(range, scale == AxisScale::Linear || error > 0 ? error : gap);
            }
        }
    }
    return errorAxisRange(range, scale);
}

std::string summary(const ParameterSweep& sweep)
{
    const ParameterSweep::Row* best = nullptr;
    for (const ParameterSweep::Row& row : sweep.rows) {
        if (row.errors && (best == nullptr || row.errors->test < best->errors->test)) {
            best = &row;
        }
    }
    std::string text = "Errors over the parameter " + sweep.parameter.path + ".";
    if (best != nullptr) {
        text += " The test error is least at " + shortNumber(best->value) + ", where it is " +
                shortNumber(best->errors->test) + ".";
    }
    return text;
}

Figure axesAlone(const ScenarioParameter& parameter, const Interval& range, AxisScale y)
{
    Figure figure;
    figure.x = {parameter.label, AxisScale::Linear, range, true};
    figure.y = {"squared error", y, errorAxisRange(nothingYet(), y), true};
    figure.summary = "Errors over the parameter " + parameter.path + ".";
    return figure;
}

} // namespace

Figure makeParameterSweepFigure(const Result& result, const FigureView& view)
{
    const Scenario& scenario = result.scenario;
    const char* name = "parameter-sweep";
    const char* title = "Sweep";
    if (result.data) {
        return unknownFigure(name, title,
                             "Data alone do not tell the errors for another value of a parameter.");
    }
    const auto parameter = scenarioParameter(scenario, scenario.swept.path);
    if (!parameter) {
        return unknownFigure(name, title, missingParameter(scenario));
    }
    const Interval range = scenario.swept.range.value_or(parameter->slider);
    Figure figure = axesAlone(*parameter, range, view.y);
    figure.name = name;
    figure.title = title;
    if (view.x == AxisScale::Logarithmic && goesByRatios(*parameter, range)) {
        figure.x.scale = AxisScale::Logarithmic;
    }
    const ParameterSweep* sweep = result.parameterSweep.get();
    if (sweep != nullptr && sweep->parameter.path == parameter->path) {
        for (const ErrorCurve& kind : errorCurves()) {
            Curve curve = makeCurve(*sweep, kind);
            if (hasNumbers(curve)) {
                figure.curves.push_back(std::move(curve));
            }
        }
        figure.y.range = shownErrors(*sweep, view.y);
        figure.summary = summary(*sweep);
    }
    figure.rules.push_back(
        {Role::CurrentParameter, shortNumber(parameter->value), parameter->value, true});
    return figure;
}

} // namespace tradeoff
