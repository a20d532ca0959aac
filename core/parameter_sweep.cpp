// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/parameter_sweep.h"

#include "core/compute_keys.h"
#include "core/segmentation.h"

#include <array>
#include <cmath>

namespace tradeoff {

namespace {

constexpr std::size_t steps = 64;
constexpr std::array<std::size_t, 4> strides{8, 4, 2, 1};

} // namespace

bool goesByRatios(const ScenarioParameter& parameter, const Interval& range)
{
    return parameter.isLogarithmic && range.low > 0;
}

std::string missingParameter(const Scenario& scenario)
{
    const std::string& path = scenario.swept.path;
    return "This " + path.substr(0, path.find('.')) + " has no parameter " + path +
           ": choose another one to sweep over.";
}

std::vector<double> sweptValues(const ScenarioParameter& parameter, const Interval& range)
{
    const bool hasRatios = goesByRatios(parameter, range);
    std::vector<double> values;
    for (std::size_t i = 0; i <= steps; ++i) {
        const double share = static_cast<double>(i) / steps;
        double value = i == steps  ? range.high
                       : hasRatios ? range.low * std::pow(range.high / range.low, share)
                                   : range.low + share * range.length();
        value = parameter.isWhole ? std::round(value) : value;
        if (values.empty() || value > values.back()) {
            values.push_back(value);
        }
    }
    return values;
}

Scenario sweepQuestion(const Scenario& scenario)
{
    Scenario question = scenario;
    question.trainingSets = 0;
    if (sourceOf(scenario, scenario.segmentation) != SegmentationSource::TrainingSet) {
        question.seed = 0;
    }
    // The value that the parameter has now is one of many.
    if (const auto parameter = scenarioParameter(scenario, scenario.swept.path)) {
        const Interval range = scenario.swept.range.value_or(parameter->slider);
        for (const double value : {range.low, range.high}) {
            if (const auto other = withParameter(question, parameter->path, value)) {
                return *other;
            }
        }
    }
    return question;
}

ParameterSweep sweepParameter(const Scenario& scenario, const ErrorsOfScenario& errorsOf,
                              const std::function<void(const ParameterSweep&)>& stage,
                              const Checkpoint& checkpoint)
{
    const auto parameter = scenarioParameter(scenario, scenario.swept.path);
    ParameterSweep sweep;
    if (!parameter) {
        sweep.note = missingParameter(scenario);
        sweep.isComplete = true;
        return sweep;
    }
    sweep.parameter = *parameter;
    sweep.range = scenario.swept.range.value_or(parameter->slider);
    const std::vector<double> values = sweptValues(*parameter, sweep.range);
    std::vector<std::optional<ParameterSweep::Row>> rows(values.size());
    double done = 0;
    for (const std::size_t stride : strides) {
        sweep.rows.clear();
        for (std::size_t i = 0; i < values.size(); i += stride) {
            if (!rows[i]) {
                checkpoint(done++ / static_cast<double>(values.size()));
                rows[i] = {values[i], std::nullopt};
                if (const auto edited = withParameter(scenario, parameter->path, values[i])) {
                    rows[i]->errors = errorsOf(*edited, [&](double) { checkpoint(-1); });
                }
            }
            sweep.rows.push_back(*rows[i]);
        }
        sweep.isComplete = stride == 1;
        if (!sweep.isComplete) {
            stage(sweep);
        }
    }
    return sweep;
}

} // namespace tradeoff
