// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/round_numbers.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace tradeoff {

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

/// One number over the rows of the sweep.
struct SweepCurve {
    Role role;
    const char* label;
    std::function<double(const SweepRow& row)> value;
};

double leaveOneOut(const SweepRow& row)
{
    return row.leaveOneOut.value_or(gap);
}

double mallowsCp(const SweepRow& row)
{
    return row.mallowsCp.value_or(gap);
}

/// The errors, and before the test error, which is drawn over them, its estimates from the sample.
const std::vector<SweepCurve>& sweepCurves()
{
    static const std::vector<SweepCurve> all = [] {
        std::vector<SweepCurve> curves;
        for (const ErrorCurve& error : errorCurves()) {
            if (error.role == Role::TestError) {
                curves.push_back({Role::LeaveOneOut, "leave-one-out, this sample", leaveOneOut});
                curves.push_back({Role::MallowsCp, "Mallows' Cp, this sample", mallowsCp});
            }
            curves.push_back({error.role, error.label,
                              [error](const SweepRow& row) { return error.value(row.errors); }});
        }
        return curves;
    }();
    return all;
}

/// What data alone tell.
const std::vector<SweepCurve>& dataCurves()
{
    static const std::vector<SweepCurve> curves{
        {Role::Training, "training", [](const SweepRow& row) { return row.errors.training; }},
        {Role::LeaveOneOut, "leave-one-out", leaveOneOut},
        {Role::MallowsCp, "Mallows' Cp", mallowsCp},
    };
    return curves;
}

Curve makeCurve(const Result& result, const SweepCurve& kind)
{
    const bool isSinglePoint = result.sweep.size() == 1;
    Curve curve{
        kind.role, kind.label, isSinglePoint ? CurveShape::Markers : CurveShape::Line, {}, {}};
    for (const SweepRow& row : result.sweep) {
        curve.x.push_back(row.experts);
        curve.y.push_back(kind.value(row));
    }
    return curve;
}

/// One error of the simulation with ± 2 standard errors, at places round enough to stay readable.
Curve simulatedCurve(const Result& result, AxisScale scale, SimulatedError SimulatedRow::*error)
{
    std::vector<int> experts;
    for (const SimulatedRow& row : result.simulated) {
        experts.push_back(row.experts);
    }
    const std::vector<int> shown =
        scale == AxisScale::Linear ? atEvenNumbers(experts) : atPreferredNumbers(experts);
    Curve curve{Role::Simulation, "simulated, ± 2 s.e.", CurveShape::ErrorBars, {}, {}};
    for (const SimulatedRow& row : result.simulated) {
        if (std::binary_search(shown.begin(), shown.end(), row.experts)) {
            const Estimate& estimate = (row.*error).estimate;
            curve.x.push_back(row.experts);
            curve.y.push_back(estimate.mean);
            curve.bars.push_back(2 * estimate.standardError);
        }
    }
    return curve;
}

/// Half-way from one number of experts to the next.
Band testErrorBand(const std::vector<SimulatedRow>& rows)
{
    Band band{Role::TestErrorBand, "test error, 5 to 95 % of samples", {}, {}, {}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double experts = rows[i].experts;
        band.x.push_back(i == 0 ? experts - 0.5 : (rows[i - 1].experts + experts) / 2);
        band.low.push_back(rows[i].test.band.low);
        band.high.push_back(rows[i].test.band.high);
    }
    band.x.push_back(rows.back().experts + 0.5);
    return band;
}

bool isFarOff(const SweepRow& row)
{
    constexpr double allowed = 0.1;
    return row.errors.approximationHighRate &&
           std::abs(*row.errors.approximationHighRate - row.errors.approximation) >
               allowed * row.errors.approximation;
}

/// The numbers of experts for which the high-rate formula is off by more than 10 %.
std::vector<Shade> farOffRanges(const Result& result)
{
    std::vector<Shade> shades;
    const std::vector<SweepRow>& rows = result.sweep;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows.size() < 2 || !isFarOff(rows[i])) {
            continue;
        }
        const double low = i == 0 ? rows[i].experts : (rows[i - 1].experts + rows[i].experts) / 2.0;
        const double high =
            i + 1 == rows.size() ? rows[i].experts : (rows[i].experts + rows[i + 1].experts) / 2.0;
        if (!shades.empty() && shades.back().x.high == low) {
            shades.back().x.high = high;
        } else {
            shades.push_back(
                {Role::HighRate, "high-rate formula off by more than 10 %", {low, high}});
        }
    }
    return shades;
}

/// The errors that the range of the y-axis must show; the formulas may run off.
Interval errorRange(const Result& result, AxisScale scale)
{
    const bool isData = result.errorsOf == ErrorsOf::Data;
    Interval range = nothingYet();
    for (const SweepRow& row : result.sweep) {
        // With data all but the last are not known, and numbers that are not known do not count.
        for (const double error :
             {row.errors.noise, row.errors.approximation, row.errors.estimation, row.errors.test,
              isData ? row.errors.training : gap, isData ? row.mallowsCp.value_or(gap) : gap,
              isData ? row.leaveOneOut.value_or(gap) : gap}) {
            if (scale == AxisScale::Linear || error > 0) {
                include(range, error);
            }
        }
    }
    return errorAxisRange(range, scale);
}

std::string dataSummary(const Result& result)
{
    std::string text = "Errors of fits to the data over the number of experts.";
    const auto add = [&](const std::string& name, const std::optional<ChosenExperts>& chosen) {
        if (chosen) {
            text += " " + name + " is least at " + counted(chosen->experts, "expert") + ", " +
                    shortNumber(chosen->estimate) + ".";
        }
    };
    add("The leave-one-out error", result.chosenByLeaveOneOut);
    add("Mallows' Cp", result.chosenByMallowsCp);
    return text;
}

std::string summary(const Result& result)
{
    if (result.errorsOf == ErrorsOf::Data) {
        return dataSummary(result);
    }
    if (!result.bestExperts) {
        return "Errors over the number of experts.";
    }
    return "Errors over the number of experts. The test error is least at " +
           counted(result.bestExperts->experts, "expert") + ", " +
           shortNumber(result.bestExperts->test) + "; with " +
           counted(result.scenario.experts, "expert") + " it is " +
           shortNumber(result.errors.test) + "." +
           (result.errorsOf == ErrorsOf::DrawnSample
                ? " The regions are learned, and the errors are those of the drawn sample."
                : "");
}

/// Marks the number of experts that the sample alone would choose, on the curve that chooses it.
/// \param name  of the estimate, where the mark is to be labelled
void addChoice(Figure& figure, Role role, const std::string& name,
               const std::optional<ChosenExperts>& chosen)
{
    if (chosen) {
        const std::string label =
            name.empty() ? "" : name + ": m = " + std::to_string(chosen->experts);
        figure.marks.push_back(
            {role, label, static_cast<double>(chosen->experts), chosen->estimate});
    }
}

/// The numbers of experts that data choose; one label where two would run into each other.
void addDataChoices(Figure& figure, const Result& result)
{
    const auto& leaveOneOut = result.chosenByLeaveOneOut;
    const auto& mallowsCp = result.chosenByMallowsCp;
    bool isApart = true;
    if (leaveOneOut && mallowsCp) {
        constexpr double labelWidth = 0.35; // of the plot
        isApart = std::abs(leaveOneOut->experts - mallowsCp->experts) >
                  labelWidth * figure.x.range.length();
    }
    const bool areEqual = leaveOneOut && mallowsCp && leaveOneOut->experts == mallowsCp->experts;
    addChoice(figure, Role::LeaveOneOut, areEqual ? "leave-one-out, Cp" : "leave-one-out",
              leaveOneOut);
    addChoice(figure, Role::MallowsCp, isApart ? "Cp" : "", mallowsCp);
}

} // namespace

Figure makeTradeoffFigure(const Result& result, const FigureView& view)
{
    const bool isData = result.errorsOf == ErrorsOf::Data;
    Figure figure;
    figure.name = "tradeoff";
    figure.title = "Tradeoff";
    figure.x = expertsAxis(result, view.x);
    figure.y = {"squared error", view.y, errorRange(result, view.y), true};
    if (!result.sweep.empty()) {
        for (const SweepCurve& kind : isData ? dataCurves() : sweepCurves()) {
            Curve curve = makeCurve(result, kind);
            if (hasNumbers(curve)) {
                figure.curves.push_back(std::move(curve));
            }
        }
        figure.shades = farOffRanges(result);
        if (!result.simulated.empty()) {
            if (view.testErrorBand) {
                figure.bands.push_back(testErrorBand(result.simulated));
            }
            figure.curves.push_back(simulatedCurve(result, view.x, &SimulatedRow::estimation));
            figure.curves.push_back(simulatedCurve(result, view.x, &SimulatedRow::test));
        }
    }
    figure.rules.push_back({Role::CurrentExperts, "m = " + std::to_string(result.scenario.experts),
                            static_cast<double>(result.scenario.experts), true});
    if (result.bestExperts && result.sweep.size() > 1) { // a single row has no best
        figure.marks.push_back(
            {Role::BestExperts, "best m = " + std::to_string(result.bestExperts->experts),
             static_cast<double>(result.bestExperts->experts), result.bestExperts->test});
    }
    if (result.sweep.size() > 1) {
        if (isData) {
            addDataChoices(figure, result);
        } else {
            addChoice(figure, Role::LeaveOneOut, "", result.chosenByLeaveOneOut);
            addChoice(figure, Role::MallowsCp, "", result.chosenByMallowsCp);
        }
    }
    figure.summary = summary(result);
    return figure;
}

} // namespace tradeoff
