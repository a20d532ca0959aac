// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario_parameters.h"

#include "core/input_error.h"
#include "core/number_text.h"
#include "core/scenario_json.h"
#include "core/scenario_options.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace tradeoff {

namespace {

std::vector<ScenarioParameter> scalars(const Scenario& scenario)
{
    return {{"samples", "number of samples n", sliders::samples, true, true,
             static_cast<double>(scenario.samples)},
            {"noiseVariance", "noise variance σ²", sliders::noiseVariance, false, true,
             scenario.noiseVariance},
            {"experts", "number of experts m", sliders::experts, true, true,
             static_cast<double>(scenario.experts)}};
}

/// "Frequency" as it stands after a colon; "λ", "SD" and the like stay.
std::string insideText(std::string label)
{
    if (label.size() > 1 && std::islower(static_cast<unsigned char>(label[1])) != 0) {
        label[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(label[0])));
    }
    return label;
}

void addNumbers(std::vector<ScenarioParameter>& all, const std::string& name, const Choice& choice,
                const Option& option)
{
    for (const Parameter& parameter : option.parameters) {
        if (parameter.type() == ParameterType::Number) {
            std::string path = name;
            path += '.';
            path += parameter.name;
            all.push_back({std::move(path), name + ": " + insideText(parameter.label),
                           parameter.slider, false, false, choice.number(parameter.name)});
        }
    }
}

bool hasNumber(const std::vector<const Option*>& options, std::string_view name)
{
    return std::any_of(options.begin(), options.end(), [name](const Option* option) {
        const std::vector<Parameter>& all = option->parameters;
        return std::any_of(all.begin(), all.end(), [name](const Parameter& parameter) {
            return parameter.name == name && parameter.type() == ParameterType::Number;
        });
    });
}

/// Whether a scenario with the right kinds would have the parameter.
bool isKnown(const std::string& path)
{
    const std::size_t dot = path.find('.');
    const std::string owner = path.substr(0, dot);
    if (dot == std::string::npos) {
        return path == "samples" || path == "noiseVariance" || path == "experts";
    }
    const std::string name = path.substr(dot + 1);
    const std::vector<ChoiceSlot>& slots = choiceSlots();
    return std::any_of(slots.begin(), slots.end(), [&](const ChoiceSlot& slot) {
        constexpr std::size_t plane = 2; // whose tables hold all that more dimensions have
        return owner == slot.name &&
               (hasNumber(slot.options(1), name) || hasNumber(slot.options(plane), name));
    });
}

} // namespace

std::vector<ScenarioParameter> scenarioParameters(const Scenario& scenario)
{
    std::vector<ScenarioParameter> all = scalars(scenario);
    for (const ChoiceSlot& slot : choiceSlots()) {
        addNumbers(all, slot.name, scenario.*slot.member, optionOf(scenario, slot));
    }
    return all;
}

std::optional<ScenarioParameter> scenarioParameter(const Scenario& scenario, std::string_view path)
{
    for (ScenarioParameter& parameter : scenarioParameters(scenario)) {
        if (parameter.path == path) {
            return std::move(parameter);
        }
    }
    return std::nullopt;
}

std::optional<Scenario> withParameter(const Scenario& scenario, std::string_view path, double value)
{
    try {
        Scenario edited = withField(scenario, path, numberText(value));
        const auto parameter = scenarioParameter(edited, path);
        return parameter && parameter->value == value ? std::optional(std::move(edited))
                                                      : std::nullopt;
    } catch (const InputError&) {
        return std::nullopt;
    }
}

void checkSwept(const SweptParameter& swept)
{
    if (!isKnown(swept.path)) {
        throw InputError("/sweep/parameter",
                         "must be samples, noiseVariance, experts or a number of the target, "
                         "density or segmentation such as target.frequency, not \"" +
                             swept.path + '"');
    }
    if (swept.range) {
        const auto [low, high] = *swept.range;
        if (!std::isfinite(low) || !std::isfinite(high) || low >= high) {
            throw InputError("/sweep/range", "must increase, not run from " + numberText(low) +
                                                 " to " + numberText(high));
        }
    }
}

} // namespace tradeoff
