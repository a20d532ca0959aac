// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace tradeoff {

/// JSON with the keys of objects in the order of the text.
using Json = nlohmann::ordered_json;

/// Limits of a JSON text, so that no input takes the program's memory or stack.
namespace limits {
inline constexpr std::size_t maximumJsonBytes = std::size_t{16} << 20;
inline constexpr std::size_t maximumJsonDepth = 32;
inline constexpr std::size_t maximumJsonKeys = 64; ///< of one object
} // namespace limits

/// Reads one JSON value, strictly: no duplicate keys, no comments, no NaN or infinity, nothing
/// after the value. A byte order mark before it is skipped.
///
/// \throws InputError for broken JSON (the message begins with line and column, counted from 1 in
///         characters) and for what is well-formed but refused (at its place)
[[nodiscard]] Json parseJson(std::string_view text);

/// A JSON pointer one level further down: "/density" and "sd" give "/density/sd". Characters that
/// would break a line of text are shown as '?', long keys are cut.
[[nodiscard]] std::string childPlace(const std::string& place, std::string_view key);

/// One line of readable UTF-8 from any bytes: control and broken characters become '?', and what
/// is longer than `maximumLength` bytes is cut.
[[nodiscard]] std::string readableText(std::string_view bytes, std::size_t maximumLength = 60);

} // namespace tradeoff
