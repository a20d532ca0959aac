// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario_writer.h"

#include "core/data_choice_json.h"
#include "core/density.h"
#include "core/scenario_reader.h"
#include "core/segmentation.h"
#include "core/target.h"

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

Json valueToJson(const ParameterValue& value, const Parameter& parameter)
{
    switch (parameter.type()) {
    case ParameterType::Number:
        return std::get<double>(value);
    case ParameterType::NumberList:
        return std::get<std::vector<double>>(value);
    case ParameterType::RecordList:
        return recordsToJson(std::get<std::vector<Record>>(value), parameter.fields);
    case ParameterType::Formula:
        return std::get<std::string>(value);
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
    json["domain"] = Json::array({scenario.domain.low, scenario.domain.high});
    json["target"] = choiceToJson(scenario.target, targetRow(scenario.target.kind).option);
    json["density"] = choiceToJson(scenario.density, densityRow(scenario.density.kind).option);
    json["noiseVariance"] = scenario.noiseVariance;
    json["segmentation"] =
        choiceToJson(scenario.segmentation, segmentationRow(scenario.segmentation.kind).option);
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
