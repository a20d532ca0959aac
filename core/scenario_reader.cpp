// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario_reader.h"

#include "core/data_choice_json.h"
#include "core/dimensions.h"
#include "core/input_error.h"
#include "core/json_fields.h"
#include "core/scenario_options.h"

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

std::vector<Record> readRows(const JsonField& field)
{
    requireList(field, "lists of numbers");
    std::vector<Record> rows;
    for (std::size_t i = 0; i < field.value.size(); ++i) {
        rows.push_back(readNumbers(field.entry(i)));
    }
    return rows;
}

ParameterValue readParameter(const JsonField& field, const Parameter& parameter);

/// The rows of a table that a choice is read from, and for how many dimensions.
struct ReadOptions {
    std::vector<const Option*> all;
    std::size_t dimensions = 1;
};

/// Reads a choice of one of several options; what it leaves out has the length of the dimensions.
Choice readChoice(const JsonField& field, const std::string& fallbackKind,
                  const ReadOptions& options)
{
    if (!field.value.is_object()) {
        refuse(field, "an object such as {\"kind\": \"" + fallbackKind + "\"}");
    }
    const std::string kind =
        field.has("kind") ? readText(field.child("kind"), "the name of a kind in quotation marks")
                          : fallbackKind;
    const Option& option = optionOfKind(options.all, readableText(kind), field.place);
    std::vector<std::string> accepted{"kind"};
    for (const Parameter& parameter : option.parameters) {
        accepted.push_back(parameter.name);
    }
    requireKeys(field, accepted, "not a parameter of \"" + kind + '"');
    Choice choice = inDimensions(option, defaultChoice(option), options.dimensions);
    for (const Parameter& parameter : option.parameters) {
        if (field.has(parameter.name)) {
            choice.values[parameter.name] = readParameter(field.child(parameter.name), parameter);
        }
    }
    return choice;
}

std::vector<Choice> readChoices(const JsonField& field, const std::vector<const Option*>& options)
{
    requireList(field, "objects");
    std::vector<Choice> choices;
    for (std::size_t i = 0; i < field.value.size(); ++i) {
        choices.push_back(readChoice(field.entry(i), options.front()->kind, {options, 1}));
    }
    return choices;
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
    case ParameterType::NumberTable:
        return readRows(field);
    case ParameterType::Formula:
        return readText(field, "a formula in quotation marks");
    case ParameterType::Word:
        return readText(field, "one of " + joined(parameter.words) + " in quotation marks");
    case ParameterType::ChoiceList:
        return readChoices(field, parameter.entries());
    }
    throw std::logic_error("no such type of parameter");
}

/// Reads a choice; what the file leaves out is as the number of dimensions has it by default.
void readSlot(const JsonField& field, Scenario& scenario, const ChoiceSlot& slot)
{
    Choice& choice = scenario.*slot.member;
    const std::size_t dimensions = scenario.dimensions();
    choice = readChoice(field, choice.kind, {slot.options(dimensions), dimensions});
}

constexpr const char* columnsAndRows[]{"columns", "rows"};

/// Whether a grid says its parts as columns and rows, another spelling of its counts.
bool saysColumnsOrRows(const JsonField& field, const Choice& fallback)
{
    if (!field.value.is_object() || !(field.has("columns") || field.has("rows"))) {
        return false;
    }
    return field.has("kind") ? field.value["kind"] == "grid" : fallback.kind == "grid";
}

/// A grid's columns and rows written as counts.
Json withCounts(const JsonField& field, std::size_t dimensions)
{
    Json grid = field.value;
    Json counts = Json::array();
    for (const char* key : columnsAndRows) {
        const std::string place = field.place + '/' + key;
        if (!field.has(key)) {
            throw InputError(place, "missing: a grid has both columns and rows");
        }
        if (dimensions != 2 || field.has("counts")) {
            throw InputError(place, dimensions == 2
                                        ? "must not stand beside counts, which mean the same"
                                        : "needs two dimensions; write counts, one for each "
                                          "coordinate");
        }
        counts.push_back(readWholeNumber(field.child(key), {1, limits::maximumExperts}));
        grid.erase(key);
    }
    grid["counts"] = std::move(counts);
    return grid;
}

void readSegmentation(const JsonField& field, Scenario& scenario)
{
    const ChoiceSlot& slot = choiceSlots()[2];
    if (!saysColumnsOrRows(field, scenario.segmentation)) {
        readSlot(field, scenario, slot);
        return;
    }
    const Json grid = withCounts(field, scenario.dimensions());
    readSlot({grid, field.place}, scenario, slot);
}

Interval readSide(const JsonField& field)
{
    if (!field.value.is_array() || field.value.size() != 2) {
        refuse(field, "two numbers [low, high]");
    }
    return {readNumber(field.entry(0)), readNumber(field.entry(1))};
}

/// [low, high], or a list of such pairs: one for each coordinate.
void readDomain(const JsonField& field, Scenario& scenario)
{
    if (!field.value.is_array() || field.value.empty()) {
        refuse(field, "two numbers [low, high], or a list of such pairs, one for each coordinate");
    }
    if (!field.value.front().is_array()) {
        scenario.domain = readSide(field);
        return;
    }
    if (field.value.size() > limits::maximumDimensions) {
        throw InputError(field.place,
                         "must have at most " + std::to_string(limits::maximumDimensions) +
                             " pairs [low, high], not " + std::to_string(field.value.size()));
    }
    std::vector<Interval> sides;
    for (std::size_t k = 0; k < field.value.size(); ++k) {
        sides.push_back(readSide(field.entry(k)));
    }
    scenario = withDimensions(scenario, sides.size());
    scenario.domain = sides.front();
    scenario.furtherSides.assign(sides.begin() + 1, sides.end());
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
        {"domain", readDomain}, // first: it says which tables the choices come from
        {"target", [](const JsonField& f, Scenario& s) { readSlot(f, s, choiceSlots()[0]); }},
        {"density", [](const JsonField& f, Scenario& s) { readSlot(f, s, choiceSlots()[1]); }},
        {"noiseVariance", [](const JsonField& f, Scenario& s) { s.noiseVariance = readNumber(f); }},
        {"segmentation", readSegmentation},
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
