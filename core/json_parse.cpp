// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_parse.h"

#include "core/input_error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace tradeoff {
namespace {

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Length of the valid UTF-8 character at the start of `text`; 0 where there is none.
std::size_t characterLength(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || text.size() < length ||
        !std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length),
                     isContinuation)) {
        return 0;
    }
    return length;
}

/// "line 3, column 7: " of a byte of the text.
std::string describePosition(std::string_view text, std::size_t position)
{
    const std::string_view before = text.substr(0, std::min(position, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t lineBreak = before.rfind('\n');
    const std::string_view inLine =
        lineBreak == std::string_view::npos ? before : before.substr(lineBreak + 1);
    const auto column =
        inLine.size() -
        static_cast<std::size_t>(std::count_if(inLine.begin(), inLine.end(), isContinuation));
    return "line " + std::to_string(line) + ", column " +
           std::to_string(std::max<std::size_t>(column, 1)) + ": ";
}

/// The library's explanation of a syntax error without its own error number and position.
std::string explanation(std::string_view message)
{
    constexpr std::string_view detailMark = "syntax error while parsing ";
    const std::size_t detail = message.find(detailMark);
    if (detail == std::string_view::npos) {
        return "not valid JSON";
    }
    return "not valid JSON in " +
           readableText(message.substr(detail + detailMark.size()), std::size_t{200});
}

/// Builds the value while reading, and refuses at once what a strict reader must not accept.
/// The function names are those that the library calls.
class StrictBuilder {
public:
    explicit StrictBuilder(std::string_view text)
        : m_text(text)
    {}

    Json take() { return std::move(m_root); }

    bool null() { return add(nullptr); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(std::int64_t value) { return add(value); }
    bool number_unsigned(std::uint64_t value) { return add(value); }
    bool number_float(double value, const std::string& /*text*/) { return add(value); }
    bool string(std::string& value) { return add(std::move(value)); }
    bool binary(Json::binary_t& /*value*/) { return false; }

    bool start_object(std::size_t /*count*/) { return open(Json::object()); }
    bool start_array(std::size_t /*count*/) { return open(Json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name);

    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::detail::exception& error) const;

private:
    bool add(Json value);
    bool open(Json container);
    bool close();
    [[nodiscard]] std::string place() const;

    std::string_view m_text;
    Json m_root;
    std::vector<Json> m_open;        ///< containers that have begun, outermost first
    std::vector<std::string> m_keys; ///< key of the value to come, one an open container
};

bool StrictBuilder::add(Json value)
{
    if (m_open.empty()) {
        m_root = std::move(value);
    } else if (m_open.back().is_array()) {
        m_open.back().push_back(std::move(value));
    } else {
        m_open.back()[m_keys.back()] = std::move(value);
    }
    return true;
}

bool StrictBuilder::open(Json container)
{
    if (m_open.size() == limits::maximumJsonDepth) {
        throw InputError({}, "lists and objects are nested deeper than " +
                                 std::to_string(limits::maximumJsonDepth) + " levels");
    }
    m_open.push_back(std::move(container));
    m_keys.emplace_back();
    return true;
}

bool StrictBuilder::close()
{
    Json done = std::move(m_open.back());
    m_open.pop_back();
    m_keys.pop_back();
    return add(std::move(done));
}

bool StrictBuilder::key(std::string& name)
{
    const Json& object = m_open.back();
    const bool isDuplicate = object.contains(name);
    const bool isTooMany = object.size() == limits::maximumJsonKeys;
    m_keys.back() = std::move(name);
    if (isDuplicate) {
        throw InputError(place(), "the key is there twice; give it once");
    }
    if (isTooMany) {
        throw InputError(place(), "more than " + std::to_string(limits::maximumJsonKeys) +
                                      " keys in one object");
    }
    return true;
}

bool StrictBuilder::parse_error(std::size_t position, const std::string& token,
                                const nlohmann::detail::exception& error) const
{
    constexpr int numberOverflow = 406;
    if (error.id == numberOverflow) {
        throw InputError(place(), "the number " + readableText(token) +
                                      " is too large; expected a finite number");
    }
    throw InputError({}, describePosition(m_text, position) + explanation(error.what()));
}

std::string StrictBuilder::place() const
{
    std::string result;
    for (std::size_t level = 0; level < m_open.size(); ++level) {
        const Json& container = m_open[level];
        result = childPlace(result, container.is_array() ? std::to_string(container.size())
                                                         : m_keys[level]);
    }
    return result;
}

} // namespace

Json parseJson(std::string_view text)
{
    if (text.size() > limits::maximumJsonBytes) {
        throw InputError({}, "the text is longer than " +
                                 std::to_string(limits::maximumJsonBytes >> 20U) + " MB");
    }
    StrictBuilder builder(text);
    Json::sax_parse(text.begin(), text.end(), &builder);
    return builder.take();
}

std::string childPlace(const std::string& place, std::string_view key)
{
    std::string result = place + '/';
    for (const char character : readableText(key)) {
        if (character == '~') {
            result += "~0";
        } else if (character == '/') {
            result += "~1";
        } else {
            result += character;
        }
    }
    return result;
}

std::string readableText(std::string_view bytes, std::size_t maximumLength)
{
    std::string result;
    while (!bytes.empty()) {
        if (result.size() >= maximumLength) {
            return result + "…";
        }
        const std::size_t length = characterLength(bytes);
        const auto first = static_cast<unsigned char>(bytes.front());
        if (length == 0 || first < 0x20 || first == 0x7F) {
            result += '?';
            bytes.remove_prefix(1);
        } else {
            result += bytes.substr(0, length);
            bytes.remove_prefix(length);
        }
    }
    return result;
}

} // namespace tradeoff
