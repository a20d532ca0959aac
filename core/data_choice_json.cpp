// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data_choice_json.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tradeoff {
namespace {

const std::string text = "text in quotation marks";

/// The one character of a text.
/// \param accepted  any of these
char readCharacter(const JsonField& field, std::string_view accepted, const std::string& expected)
{
    const std::string& found = readText(field, expected);
    if (found.size() != 1 || accepted.find(found.front()) == std::string_view::npos) {
        refuse(field, expected);
    }
    return found.front();
}

TextEncoding readEncoding(const JsonField& field)
{
    std::vector<std::string> kinds;
    for (const TextEncodingRow& row : textEncodingTable()) {
        if (field.value == row.kind) {
            return row.encoding;
        }
        kinds.push_back('"' + std::string(row.kind) + '"');
    }
    refuse(field, "one of " + joined(kinds));
}

char readComment(const JsonField& field)
{
    const std::string expected = "one character, such as \"#\", or \"\" for no comments";
    const std::string& found = readText(field, expected);
    if (found.size() > 1) {
        refuse(field, expected);
    }
    return found.empty() ? '\0' : found.front();
}

bool readHeader(const JsonField& field)
{
    if (!field.value.is_boolean()) {
        refuse(field, "true or false");
    }
    return field.value.get<bool>();
}

/// One key of the object.
struct DataKey {
    const char* key;
    void (*read)(const JsonField& field, DataChoice& data);
    Json (*write)(const DataChoice& data); ///< null where the key is left out
};

Json characterJson(const std::optional<char>& character)
{
    return character ? Json(std::string(*character == '\0' ? 0 : 1, *character)) : Json();
}

std::vector<DataKey> makeKeys()
{
    return {
        {"file", [](const JsonField& f, DataChoice& d) { d.file = readText(f, text); },
         [](const DataChoice& d) { return Json(d.file); }},
        {"checksum", [](const JsonField& f, DataChoice& d) { d.checksum = readText(f, text); },
         [](const DataChoice& d) { return Json(d.checksum); }},
        {"x", [](const JsonField& f, DataChoice& d) { d.x = readText(f, text); },
         [](const DataChoice& d) { return Json(d.x); }},
        {"y", [](const JsonField& f, DataChoice& d) { d.y = readText(f, text); },
         [](const DataChoice& d) { return Json(d.y); }},
        {"separator",
         [](const JsonField& f, DataChoice& d) {
             d.format.separator = readCharacter(
                 f, ",;\t| ", R"(one of ",", ";", "\t", "|" and " " (any number of blanks))");
         },
         [](const DataChoice& d) { return characterJson(d.format.separator); }},
        {"decimalMark",
         [](const JsonField& f, DataChoice& d) {
             d.format.decimalMark =
                 static_cast<DecimalMark>(readCharacter(f, ".,", R"("." or ",")"));
         },
         [](const DataChoice& d) {
             return d.format.decimalMark ? characterJson(static_cast<char>(*d.format.decimalMark))
                                         : Json();
         }},
        {"encoding", [](const JsonField& f, DataChoice& d) { d.format.encoding = readEncoding(f); },
         [](const DataChoice& d) {
             return d.format.encoding
                        ? Json(textEncodingTable()[static_cast<std::size_t>(*d.format.encoding)]
                                   .kind)
                        : Json();
         }},
        {"header", [](const JsonField& f, DataChoice& d) { d.format.hasHeader = readHeader(f); },
         [](const DataChoice& d) {
             return d.format.hasHeader ? Json(*d.format.hasHeader) : Json();
         }},
        {"comment", [](const JsonField& f, DataChoice& d) { d.format.comment = readComment(f); },
         [](const DataChoice& d) { return characterJson(d.format.comment); }},
        {"skippedLines",
         [](const JsonField& f, DataChoice& d) {
             d.format.skippedLines = static_cast<int>(readWholeNumber(f, {0, 1'000'000}));
         },
         [](const DataChoice& d) {
             return d.format.skippedLines ? Json(*d.format.skippedLines) : Json();
         }},
    };
}

const std::vector<DataKey>& dataKeys()
{
    static const std::vector<DataKey> keys = makeKeys();
    return keys;
}

} // namespace

std::optional<DataChoice> readDataChoice(const JsonField& field)
{
    if (field.value.is_null()) {
        return std::nullopt;
    }
    std::vector<std::string> accepted;
    for (const DataKey& key : dataKeys()) {
        accepted.emplace_back(key.key);
    }
    requireKeys(field, accepted);
    DataChoice data;
    for (const DataKey& key : dataKeys()) {
        if (field.has(key.key) && !field.child(key.key).value.is_null()) {
            key.read(field.child(key.key), data);
        }
    }
    return data;
}

Json dataChoiceToJson(const DataChoice& data)
{
    Json json = Json::object();
    for (const DataKey& key : dataKeys()) {
        if (Json value = key.write(data); !value.is_null()) {
            json[key.key] = std::move(value);
        }
    }
    return json;
}

Json editableData(const Json& scenario)
{
    const auto found = scenario.find("data");
    Json data = found != scenario.end() && found->is_object() ? *found : Json::object();
    for (const DataKey& key : dataKeys()) {
        if (!data.contains(key.key)) {
            data[key.key] = key.write({});
        }
    }
    return data;
}

} // namespace tradeoff
