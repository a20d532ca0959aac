// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario_json.h"

#include "core/data_choice_json.h"
#include "core/dimensions.h"
#include "core/input_error.h"
#include "core/json_fields.h"
#include "core/json_parse.h"
#include "core/json_text.h"
#include "core/scenario_reader.h"
#include "core/scenario_writer.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace tradeoff {
namespace {

std::vector<std::string> splitPath(std::string_view path)
{
    std::vector<std::string> keys;
    while (true) {
        const std::size_t dot = path.find('.');
        keys.emplace_back(path.substr(0, dot));
        if (dot == std::string_view::npos) {
            return keys;
        }
        path.remove_prefix(dot + 1);
    }
}

std::vector<std::string> keysOf(const Json& object)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items()) {
        keys.push_back(key);
    }
    return keys;
}

std::optional<std::size_t> indexOf(std::string_view key)
{
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
    const bool isIndex = error == std::errc() && end == key.data() + key.size();
    return isIndex ? std::optional(index) : std::nullopt;
}

/// The value one key or index further down.
Json& descend(Json& parent, const std::string& key, const std::string& place)
{
    if (parent.is_object()) {
        if (!parent.contains(key)) {
            throw InputError(place,
                             "there is no such field; accepted here: " + joined(keysOf(parent)));
        }
        return parent[key];
    }
    if (!parent.is_array()) {
        throw InputError(place, "there is no such field: the value above it has no parts");
    }
    const std::optional<std::size_t> index = indexOf(key);
    if (!index || *index >= parent.size()) {
        throw InputError(place, "there is no such entry: the list has " +
                                    std::to_string(parent.size()) + ", counted from 0");
    }
    return parent[*index];
}

Json bareWord(const std::string& word, const std::string& place)
{
    try {
        static_cast<void>(Json(word).dump());
    } catch (const Json::exception&) {
        throw InputError(place, "must be UTF-8 text, not " + readableText(word));
    }
    return word;
}

/// The value of an edit: JSON if it is that, else a word. What begins like a list, an object or a
/// quoted text but is broken is an error, not a word.
Json parseValue(const std::string& text, const std::string& place)
{
    try {
        return parseJson(text);
    } catch (const InputError& error) {
        const std::size_t first = text.find_first_not_of(" \t\r\n");
        const bool looksLikeJson =
            first != std::string::npos &&
            std::string_view("[{\"").find(text[first]) != std::string_view::npos;
        if (looksLikeJson) {
            throw InputError(place, error.line());
        }
        return bareWord(text, place);
    }
}

/// Whether a path names the kind of a choice, or of one inside a choice.
bool namesKind(const std::vector<std::string>& keys)
{
    return keys.size() > 1 && keys.back() == "kind";
}

/// An edit of the domain may ask for another number of dimensions: what carries over does. Data
/// stay, which are refused in several dimensions rather than dropped.
Scenario inDimensionsOf(const FieldEdit& edit, Scenario scenario)
{
    if (edit.path != "domain") {
        return scenario;
    }
    const Json value = parseValue(edit.value, "/domain");
    const bool isListOfPairs = value.is_array() && !value.empty() && value.front().is_array();
    const std::size_t dimensions = isListOfPairs ? value.size() : 1;
    if (dimensions > limits::maximumDimensions) {
        return scenario;
    }
    Scenario edited = withDimensions(scenario, dimensions);
    edited.data = scenario.data;
    return edited;
}

void applyEdit(Json& json, const FieldEdit& edit)
{
    const std::vector<std::string> keys = splitPath(edit.path);
    // Keys that are left out of files can be set nevertheless.
    json["data"] =
        keys.size() > 1 && keys.front() == "data" ? editableData(json) : json.value("data", Json());
    json["sweep"].emplace("parameter", SweptParameter().path);
    json["sweep"].emplace("range", Json());
    Json* owner = &json;
    Json* target = &json;
    std::string place;
    for (const std::string& key : keys) {
        place = childPlace(place, key);
        owner = target;
        target = &descend(*target, key, place);
    }
    Json value = parseValue(edit.value, place);
    // A text field takes what looks like a number as the text it is: the formula "1".
    // But null takes back what was decided about data.
    const bool takesBack = value.is_null() && keys.front() == "data";
    if (target->is_string() && !value.is_structured() && !value.is_string() && !takesBack) {
        value = edit.value;
    }
    if (namesKind(keys)) {
        *owner = Json{{"kind", std::move(value)}};
    } else {
        *target = std::move(value);
    }
}

} // namespace

Scenario readScenario(std::string_view json)
{
    Scenario scenario = scenarioFromJson(parseJson(json));
    validate(scenario);
    return scenario;
}

std::string writeScenario(const Scenario& scenario)
{
    return jsonText(scenarioToJson(scenario));
}

Scenario withFields(const Scenario& scenario, std::span<const FieldEdit> edits)
{
    Scenario edited = scenario;
    for (const FieldEdit& edit : edits) {
        edited = inDimensionsOf(edit, std::move(edited));
        Json json = scenarioToJson(edited);
        applyEdit(json, edit);
        edited = scenarioFromJson(json);
    }
    validate(edited);
    return edited;
}

Scenario withField(const Scenario& scenario, std::string_view path, std::string_view value)
{
    const FieldEdit edit{std::string(path), std::string(value)};
    return withFields(scenario, std::span(&edit, 1));
}

} // namespace tradeoff
