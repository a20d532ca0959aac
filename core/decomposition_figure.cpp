// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"

#include <algorithm>

namespace tradeoff {

namespace {

/// The end of the scale: it holds still over the numbers of experts that matter.
double scaleEnd(const Result& result)
{
    double end = result.errors.test;
    if (result.bestExperts) {
        constexpr double farOff = 3;
        for (const SweepRow& row : result.sweep) {
            if (row.errors.test <= farOff * result.bestExperts->test) {
                end = std::max(end, row.errors.test);
            }
        }
    }
    constexpr double room = 1.02;
    return end > 0 ? room * end : 1.0;
}

} // namespace

Figure makeDecompositionFigure(const Result& result, const FigureView& /*view*/)
{
    const std::string title = "Decomposition of the test error";
    if (result.data) {
        return unknownFigure(
            "decomposition", title,
            "Data alone do not tell noise, approximation and estimation error apart.");
    }
    const Errors& errors = result.errors;
    Figure figure;
    figure.name = "decomposition";
    figure.title = title;
    figure.x = {result.errorsOf == ErrorsOf::Expectation ? "expected squared error"
                                                         : "squared error of this sample",
                AxisScale::Linear,
                {0, scaleEnd(result)},
                true};
    figure.y = {"", AxisScale::Linear, {0, 1}, false};

    constexpr Interval bar{0.1, 0.9};
    double end = 0;
    const auto add = [&](Role role, const std::string& name, double error) {
        figure.boxes.push_back({role, {end, end + error}, bar, name + " " + shortNumber(error)});
        end += error;
    };
    add(Role::Noise, "noise", errors.noise);
    add(Role::Approximation, "approximation", errors.approximation);
    add(Role::Estimation, "estimation", errors.estimation);
    if (result.bestExperts && result.sweep.size() > 1) { // a single row has no best
        figure.rules.push_back({Role::BestExperts,
                                "best m " + std::to_string(result.bestExperts->experts) + ": " +
                                    shortNumber(result.bestExperts->test),
                                result.bestExperts->test, false});
    }
    figure.summary = "Noise " + shortNumber(errors.noise) + " plus approximation error " +
                     shortNumber(errors.approximation) + " plus estimation error " +
                     shortNumber(errors.estimation) + " is the test error " +
                     shortNumber(errors.test) + ".";
    return figure;
}

} // namespace tradeoff
