// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/segmentation_comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tradeoff {

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

/// Errors below it, as a share of the error of one expert, are nothing but rounding: their ratio
/// says nothing.
constexpr double rounding = 1e-13;

/// The least approximation error of intervals for a number of experts; NaN where it is zero.
double leastError(const ComparedSegmentation& best, int experts)
{
    const auto row = std::lower_bound(
        best.sweep.begin(), best.sweep.end(), experts,
        [](const SweepRow& candidate, int wanted) { return candidate.experts < wanted; });
    if (row == best.sweep.end() || row->experts != experts) {
        return gap;
    }
    const double error = row->errors.approximation;
    return error > rounding * best.sweep.front().errors.approximation ? error : gap;
}

/// Which colour and dash a kind has: its place in the table.
std::size_t groupOf(const ComparedSegmentation& kind)
{
    const std::vector<SegmentationRow>& table = segmentationTable();
    const auto row = std::find_if(table.begin(), table.end(), [&](const SegmentationRow& one) {
        return one.option.kind == kind.choice.kind;
    });
    return static_cast<std::size_t>(row - table.begin());
}

Curve ratioCurve(const ComparedSegmentation& kind, const ComparedSegmentation& best,
                 const Scenario& scenario)
{
    Curve curve{Role::ComparedSegmentation, kind.choice.kind, CurveShape::Line, {}, {}};
    if (kind.sweep.size() == 1) {
        curve.shape = CurveShape::Markers;
    }
    for (const SweepRow& row : kind.sweep) {
        const double ratio = row.errors.approximation / leastError(best, row.experts);
        curve.x.push_back(row.experts);
        curve.y.push_back(ratio > 0 ? ratio : gap);
    }
    curve.group = groupOf(kind);
    curve.emphasised = kind.choice.kind == scenario.segmentation.kind;
    return curve;
}

Interval ratioRange(const std::vector<Curve>& curves)
{
    Interval range{1, 1};
    for (const Curve& curve : curves) {
        for (const double ratio : curve.y) {
            include(range, ratio);
        }
    }
    constexpr double farthest = 1e4; // a curve that is farther off is off
    constexpr double room = 1.12;
    return {std::max(range.low, 1 / farthest) / room,
            std::max(std::min(range.high, farthest), 2.0) * room};
}

std::string summary(const SegmentationComparison* comparison)
{
    std::string text = "Approximation error of every kind of segmentation over the number of "
                       "experts, divided by the least that intervals can have.";
    if (comparison == nullptr) {
        return text;
    }
    for (const ComparedSegmentation& kind : comparison->kinds) {
        const ComparedSegmentation* best = comparison->best();
        if (best == nullptr || !(best->errors.approximation > 0) || &kind == best) {
            continue;
        }
        text += " With " + counted(comparison->experts, "expert") + ", " + kind.choice.kind + ": " +
                shortNumber(kind.errors.approximation / best->errors.approximation) + " times.";
    }
    return text;
}

} // namespace

Figure makeSegmentationsFigure(const Result& result, const FigureView& view)
{
    if (result.data) {
        return unknownFigure("segmentations", "Segmentations",
                             "Data alone do not tell the approximation error: there is no known "
                             "target function.");
    }
    Figure figure;
    figure.name = "segmentations";
    figure.title = "Segmentations";
    figure.x = expertsAxis(result, view.x);
    const SegmentationComparison* comparison = result.comparison.get();
    if (const ComparedSegmentation* best = comparison == nullptr ? nullptr : comparison->best()) {
        for (const ComparedSegmentation& kind : comparison->kinds) {
            Curve curve = ratioCurve(kind, *best, result.scenario);
            if (hasNumbers(curve)) { // of no error at all there is no ratio
                figure.curves.push_back(std::move(curve));
            }
        }
        // The current one on top.
        std::stable_partition(figure.curves.begin(), figure.curves.end(),
                              [](const Curve& curve) { return !curve.emphasised; });
    }
    figure.y = {"error / best", view.y, ratioRange(figure.curves), true};
    figure.rules.push_back({Role::CurrentExperts, "m = " + std::to_string(result.scenario.experts),
                            static_cast<double>(result.scenario.experts), true});
    figure.summary = summary(comparison);
    return figure;
}

} // namespace tradeoff
