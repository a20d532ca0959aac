// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario_writer.h"

#include "core/data_choice_json.h"
#include "core/scenario_options.h"
#include "core/scenario_reader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace tradeoff {
namespace {

Json recordsToJson(const std::vector<Record>& records, const std::vector<RecordField>& fields)
{
    Json list = Json::array();
    for (const Record& record : records) {
        Json object = Json::object();
        for (std::size_t i = 0; i < fields.size(); ++i) {
            object[fields[i].name] = record.at(i);
        }
        list.push_back(std::move(object));
    }
    return list;
}

Json choicesToJson(const std::vector<Choice>& choices, const std::vector<const Option*>& options);

Json valueToJson(const ParameterValue& value, const Parameter& parameter)
{
    switch (parameter.type()) {
    case ParameterType::Number:
        return std::get<double>(value);
    case ParameterType::NumberList:
        return std::get<std::vector<double>>(value);
    case ParameterType::RecordList:
        return recordsToJson(std::get<std::vector<Record>>(value), parameter.fields);
    case ParameterType::NumberTable:
        return std::get<std::vector<Record>>(value);
    case ParameterType::Formula:
    case ParameterType::Word:
        return std::get<std::string>(value);
    case ParameterType::ChoiceList:
        return choicesToJson(std::get<std::vector<Choice>>(value), parameter.entries());
    }
    throw std::logic_error("no such type of parameter");
}

Json choiceToJson(const Choice& choice, const Option& option)
{
    Json object{{"kind", choice.kind}};
    for (const Parameter& parameter : option.parameters) {
        object[parameter.name] = valueToJson(choice.values.at(parameter.name), parameter);
    }
    return object;
}

Json choicesToJson(const std::vector<Choice>& choices, const std::vector<const Option*>& options)
{
    Json list = Json::array();
    for (const Choice& choice : choices) {
        list.push_back(choiceToJson(choice, optionOfKind(options, choice.kind, {})));
    }
    return list;
}

Json sideToJson(const Interval& side)
{
    return Json::array({side.low, side.high});
}

Json domainToJson(const Scenario& scenario)
{
    if (scenario.dimensions() == 1) {
        return sideToJson(scenario.domain);
    }
    Json list = Json::array();
    for (const Interval& side : scenario.box()) {
        list.push_back(sideToJson(side));
    }
    return list;
}

Json slotToJson(const Scenario& scenario, const ChoiceSlot& slot)
{
    return choiceToJson(scenario.*slot.member, optionOf(scenario, slot));
}

std::string emptyRegionKind(EmptyRegionRule rule)
{
    const auto& table = emptyRegionTable();
    const auto row = std::find_if(table.begin(), table.end(),
                                  [rule](const EmptyRegionRow& one) { return one.rule == rule; });
    return std::string(row->kind);
}

Json sweepToJson(const ExpertsSweep& sweep, const SweptParameter& swept)
{
    Json json = Json::object();
    json["experts"] =
        sweep.list.empty() ? Json::array({sweep.first, sweep.last}) : Json(sweep.list);
    // Left out unless chosen, as `data` is: most files are about other plots.
    if (swept.path != SweptParameter().path) {
        json["parameter"] = swept.path;
    }
    if (swept.range) {
        json["range"] = Json::array({swept.range->low, swept.range->high});
    }
    return json;
}

} // namespace

Json scenarioToJson(const Scenario& scenario)
{
    Json json = Json::object();
    json["format"] = scenario_file::format;
    json["version"] = scenario_file::version;
    const std::vector<ChoiceSlot>& slots = choiceSlots();
    json["domain"] = domainToJson(scenario);
    json["target"] = slotToJson(scenario, slots[0]);
    json["density"] = slotToJson(scenario, slots[1]);
    json["noiseVariance"] = scenario.noiseVariance;
    json["segmentation"] = slotToJson(scenario, slots[2]);
    json["experts"] = scenario.experts;
    json["emptyRegion"] = emptyRegionKind(scenario.emptyRegion);
    json["samples"] = scenario.samples;
    json["seed"] = scenario.seed;
    json["sweep"] = sweepToJson(scenario.sweep, scenario.swept);
    json["monteCarlo"] = Json{{"trainingSets", scenario.trainingSets}};
    if (scenario.data) {
        json["data"] = dataChoiceToJson(*scenario.data);
    }
    return json;
}

} // namespace tradeoff
