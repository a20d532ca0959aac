// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario_reader.h"

#include "core/data_choice_json.h"
#include "core/density.h"
#include "core/input_error.h"
#include "core/json_fields.h"
#include "core/segmentation.h"
#include "core/target.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tradeoff {
namespace {

Record readRecord(const JsonField& field, const std::vector<RecordField>& fields)
{
    std::vector<std::string> names;
    names.reserve(fields.size());
    for (const RecordField& recordField : fields) {
        names.push_back(recordField.name);
    }
    requireKeys(field, names);
    Record record;
    for (const RecordField& recordField : fields) {
        record.push_back(field.has(recordField.name) ? readNumber(field.child(recordField.name))
                                                     : recordField.fallback);
    }
    return record;
}

std::vector<Record> readRecords(const JsonField& field, const std::vector<RecordField>& fields)
{
    requireList(field, "objects");
    std::vector<Record> records;
    for (std::size_t i = 0; i < field.value.size(); ++i) {
        records.push_back(readRecord(field.entry(i), fields));
    }
    return records;
}

ParameterValue readParameter(const JsonField& field, const Parameter& parameter)
{
    switch (parameter.type()) {
    case ParameterType::Number:
        return readNumber(field);
    case ParameterType::NumberList:
        return readNumbers(field);
    case ParameterType::RecordList:
        return readRecords(field, parameter.fields);
    case ParameterType::Formula:
        return readText(field, "a formula in quotation marks");
    }
    throw std::logic_error("no such type of parameter");
}

/// Reads a choice from its table; `rowOf` finds the row of a kind.
template <typename Row>
Choice readChoice(const JsonField& field, const Choice& fallback,
                  const Row& (*rowOf)(std::string_view))
{
    if (!field.value.is_object()) {
        refuse(field, "an object such as {\"kind\": \"" + fallback.kind + "\"}");
    }
    const std::string kind =
        field.has("kind") ? readText(field.child("kind"), "the name of a kind in quotation marks")
                          : fallback.kind;
    const Option& option = rowOf(readableText(kind)).option;
    std::vector<std::string> accepted{"kind"};
    for (const Parameter& parameter : option.parameters) {
        accepted.push_back(parameter.name);
    }
    requireKeys(field, accepted, "not a parameter of \"" + kind + '"');
    Choice choice = defaultChoice(option);
    for (const Parameter& parameter : option.parameters) {
        if (field.has(parameter.name)) {
            choice.values[parameter.name] = readParameter(field.child(parameter.name), parameter);
        }
    }
    return choice;
}

Interval readDomain(const JsonField& field)
{
    const std::string expected = "two numbers [low, high]";
    if (field.value.is_array() && !field.value.empty() && field.value.front().is_array()) {
        throw InputError(field.place, "one dimension only in this version: must be " + expected);
    }
    if (!field.value.is_array() || field.value.size() != 2) {
        refuse(field, expected);
    }
    return {readNumber(field.entry(0)), readNumber(field.entry(1))};
}

EmptyRegionRule readEmptyRegion(const JsonField& field)
{
    std::vector<std::string> kinds;
    for (const EmptyRegionRow& row : emptyRegionTable()) {
        if (field.value == row.kind) {
            return row.rule;
        }
        kinds.push_back('"' + std::string(row.kind) + '"');
    }
    refuse(field, "one of " + joined(kinds));
}

int readCount(const JsonField& field, const WholeRange& range)
{
    return static_cast<int>(readWholeNumber(field, range));
}

ExpertsSweep readExpertsSweep(const JsonField& experts)
{
    ExpertsSweep sweep;
    if (!experts.value.is_array() || experts.value.empty()) {
        refuse(experts, "[first, last] or an increasing list of numbers of experts");
    }
    std::vector<int> values;
    for (std::size_t i = 0; i < experts.value.size(); ++i) {
        values.push_back(readCount(experts.entry(i), {1, limits::maximumExperts}));
    }
    if (values.size() == 2) {
        sweep.first = values.front();
        sweep.last = values.back();
    } else {
        sweep.list = std::move(values);
    }
    return sweep;
}

std::optional<Interval> readSweptRange(const JsonField& field)
{
    if (field.value.is_null()) {
        return std::nullopt;
    }
    if (!field.value.is_array() || field.value.size() != 2) {
        refuse(field, "two numbers [from, to], or null for the range of the slider");
    }
    return Interval{readNumber(field.entry(0)), readNumber(field.entry(1))};
}

void readSweep(const JsonField& field, Scenario& scenario)
{
    requireKeys(field, {"experts", "parameter", "range"});
    if (field.has("experts")) {
        scenario.sweep = readExpertsSweep(field.child("experts"));
    }
    if (field.has("parameter")) {
        scenario.swept.path =
            readText(field.child("parameter"), "the name of a parameter in quotation marks");
    }
    if (field.has("range")) {
        scenario.swept.range = readSweptRange(field.child("range"));
    }
}

int readTrainingSets(const JsonField& field, int fallback)
{
    requireKeys(field, {"trainingSets"});
    return field.has("trainingSets")
               ? readCount(field.child("trainingSets"), {0, limits::maximumTrainingSets})
               : fallback;
}

void checkHeader(const JsonField& root)
{
    const std::string format = '"' + std::string(scenario_file::format) + '"';
    if (!root.value.is_object()) {
        refuse(root, "a scenario, an object with \"format\": " + format);
    }
    if (!root.has("format")) {
        throw InputError("/format", "missing: must be " + format);
    }
    if (root.child("format").value != scenario_file::format) {
        refuse(root.child("format"), format);
    }
    if (!root.has("version")) {
        throw InputError("/version", "missing: must be " + std::to_string(scenario_file::version));
    }
    const std::uint64_t version =
        readWholeNumber(root.child("version"), {1, std::numeric_limits<std::uint32_t>::max()});
    if (version > scenario_file::version) {
        throw InputError("/version", "version " + std::to_string(version) +
                                         " is newer than this program understands (" +
                                         std::to_string(scenario_file::version) + ")");
    }
}

/// Reads one key of the file into a scenario.
struct KeyReader {
    const char* key;
    void (*read)(const JsonField& field, Scenario& scenario);
};

const std::vector<KeyReader>& keyReaders()
{
    static const std::vector<KeyReader> readers = {
        {"domain", [](const JsonField& f, Scenario& s) { s.domain = readDomain(f); }},
        {"target",
         [](const JsonField& f, Scenario& s) { s.target = readChoice(f, s.target, targetRow); }},
        {"density",
         [](const JsonField& f, Scenario& s) { s.density = readChoice(f, s.density, densityRow); }},
        {"noiseVariance", [](const JsonField& f, Scenario& s) { s.noiseVariance = readNumber(f); }},
        {"segmentation",
         [](const JsonField& f, Scenario& s) {
             s.segmentation = readChoice(f, s.segmentation, segmentationRow);
         }},
        {"experts",
         [](const JsonField& f, Scenario& s) {
             s.experts = readCount(f, {1, limits::maximumExperts});
         }},
        {"emptyRegion",
         [](const JsonField& f, Scenario& s) { s.emptyRegion = readEmptyRegion(f); }},
        {"samples",
         [](const JsonField& f, Scenario& s) {
             s.samples = static_cast<std::int64_t>(readWholeNumber(f, {1, limits::maximumSamples}));
         }},
        {"seed",
         [](const JsonField& f, Scenario& s) {
             s.seed = readWholeNumber(f, {0, std::numeric_limits<std::uint64_t>::max()});
         }},
        {"sweep", readSweep},
        {"monteCarlo", [](const JsonField& f,
                          Scenario& s) { s.trainingSets = readTrainingSets(f, s.trainingSets); }},
        {"data", [](const JsonField& f, Scenario& s) { s.data = readDataChoice(f); }},
    };
    return readers;
}

} // namespace

Scenario scenarioFromJson(const Json& json)
{
    const JsonField root{json, {}};
    checkHeader(root);
    std::vector<std::string> accepted{"format", "version"};
    for (const KeyReader& reader : keyReaders()) {
        accepted.emplace_back(reader.key);
    }
    requireKeys(root, accepted);
    Scenario scenario = defaultScenario();
    for (const KeyReader& reader : keyReaders()) {
        if (root.has(reader.key)) {
            reader.read(root.child(reader.key), scenario);
        }
    }
    return normalized(std::move(scenario));
}

} // namespace tradeoff
