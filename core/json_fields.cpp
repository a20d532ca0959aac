// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_fields.h"

#include "core/input_error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace tradeoff {
namespace {

/// A value as messages show it.
std::string describe(const Json& value)
{
    if (value.is_object()) {
        return "an object";
    }
    if (value.is_array()) {
        return "a list of " + std::to_string(value.size());
    }
    return readableText(value.dump());
}

/// A whole number exactly as the file has it; nothing if it is negative, broken or inexact.
std::optional<std::uint64_t> wholeNumber(const Json& value)
{
    constexpr double exactLimit = 9007199254740992.0; // 2^53: larger doubles skip whole numbers
    if (value.is_number_unsigned()) {
        return value.get<std::uint64_t>();
    }
    if (value.is_number_integer() && value.get<std::int64_t>() >= 0) {
        return static_cast<std::uint64_t>(value.get<std::int64_t>());
    }
    if (value.is_number_float()) {
        const auto number = value.get<double>();
        if (number >= 0.0 && number <= exactLimit && number == std::floor(number)) {
            return static_cast<std::uint64_t>(number);
        }
    }
    return std::nullopt;
}

} // namespace

bool JsonField::has(std::string_view key) const
{
    return value.contains(key);
}

JsonField JsonField::child(std::string_view key) const
{
    return {*value.find(key), childPlace(place, key)};
}

JsonField JsonField::entry(std::size_t index) const
{
    return {value.at(index), childPlace(place, std::to_string(index))};
}

void refuse(const JsonField& field, const std::string& expected)
{
    throw InputError(field.place, "must be " + expected + ", not " + describe(field.value));
}

void requireKeys(const JsonField& field, const std::vector<std::string>& accepted,
                 const std::string& problem)
{
    if (!field.value.is_object()) {
        refuse(field, "an object with the keys " + joined(accepted));
    }
    for (const auto& [key, value] : field.value.items()) {
        if (std::find(accepted.begin(), accepted.end(), key) == accepted.end()) {
            throw InputError(childPlace(field.place, key),
                             problem + "; accepted here: " + joined(accepted));
        }
    }
}

void requireList(const JsonField& field, const std::string& expected)
{
    if (!field.value.is_array()) {
        refuse(field, "a list of " + expected);
    }
}

double readNumber(const JsonField& field)
{
    if (!field.value.is_number()) {
        refuse(field, "a number");
    }
    return field.value.get<double>();
}

std::vector<double> readNumbers(const JsonField& field)
{
    requireList(field, "numbers");
    std::vector<double> numbers;
    numbers.reserve(field.value.size());
    for (std::size_t i = 0; i < field.value.size(); ++i) {
        numbers.push_back(readNumber(field.entry(i)));
    }
    return numbers;
}

std::uint64_t readWholeNumber(const JsonField& field, const WholeRange& range)
{
    const std::optional<std::uint64_t> number = wholeNumber(field.value);
    if (!number || *number < range.low || *number > range.high) {
        refuse(field, "a whole number from " + std::to_string(range.low) + " to " +
                          std::to_string(range.high));
    }
    return *number;
}

const std::string& readText(const JsonField& field, const std::string& expected)
{
    if (!field.value.is_string()) {
        refuse(field, expected);
    }
    return field.value.get_ref<const std::string&>();
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

} // namespace tradeoff
