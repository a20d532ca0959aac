// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_text.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace tradeoff {
namespace {

constexpr std::size_t lineLength = 100;
constexpr std::size_t indentation = 2;

std::string scalarText(const Json& value)
{
    return value.is_number_float() ? jsonNumber(value.get<double>()) : value.dump();
}

/// Appends a value without line breaks; false, with the text unfinished, where it gets longer
/// than `longest`.
bool appendInline(const Json& value, std::size_t longest, std::string& text)
{
    if (!value.is_structured()) {
        text += scalarText(value);
        return text.size() <= longest;
    }
    text += value.is_object() ? '{' : '[';
    const char* separator = "";
    for (const auto& [key, child] : value.items()) {
        text += separator;
        separator = ", ";
        if (value.is_object()) {
            text += Json(key).dump() + ": ";
        }
        if (!appendInline(child, longest, text)) {
            return false;
        }
    }
    text += value.is_object() ? '}' : ']';
    return text.size() <= longest;
}

void appendValue(const Json& value, std::size_t level, std::string& text);

/// Appends a list or object with each entry on a line of its own.
void appendBroken(const Json& value, std::size_t level, std::string& text)
{
    text += value.is_object() ? '{' : '[';
    const char* separator = "\n";
    for (const auto& [key, child] : value.items()) {
        text += separator;
        separator = ",\n";
        text.append((level + 1) * indentation, ' ');
        if (value.is_object()) {
            text += Json(key).dump() + ": ";
        }
        appendValue(child, level + 1, text);
    }
    text += '\n';
    text.append(level * indentation, ' ');
    text += value.is_object() ? '}' : ']';
}

void appendValue(const Json& value, std::size_t level, std::string& text)
{
    const std::size_t start = text.size();
    const std::size_t lineStart = text.rfind('\n') + 1; // no line break: 0
    const bool mayStayInline = level > 0 || !value.is_structured() || value.empty();
    // One place is kept for the comma that may follow.
    if (mayStayInline && appendInline(value, lineStart + lineLength - 1, text)) {
        return;
    }
    text.resize(start);
    if (value.is_structured()) {
        appendBroken(value, level, text);
    } else {
        text += scalarText(value);
    }
}

} // namespace

std::string jsonNumber(double number)
{
    if (!std::isfinite(number)) {
        return "null";
    }
    std::array<char, 32> buffer{};
    const double value = number == 0.0 ? 0.0 : number; // "-0" would read back as an integer
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

std::string jsonText(const Json& value)
{
    std::string text;
    appendValue(value, 0, text);
    text += '\n';
    return text;
}

} // namespace tradeoff
