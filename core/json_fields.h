// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json_parse.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

/// A part of a JSON value together with the place where it stands.
struct JsonField {
    const Json& value;
    std::string place; ///< JSON pointer

    [[nodiscard]] bool has(std::string_view key) const;
    /// The value of a key, which must be there.
    [[nodiscard]] JsonField child(std::string_view key) const;
    /// An entry of a list.
    [[nodiscard]] JsonField entry(std::size_t index) const;
};

/// The accepted values of a whole number, ends included.
struct WholeRange {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};

/// Throws the InputError "must be EXPECTED, not FOUND" at a field.
[[noreturn]] void refuse(const JsonField& field, const std::string& expected);

/// Refuses what is not an object, and the first key that is not accepted.
/// \param problem  begins the message, for example "unknown key"
void requireKeys(const JsonField& field, const std::vector<std::string>& accepted,
                 const std::string& problem = "unknown key");
/// Refuses what is not a list.
/// \param expected  of its entries, for example "numbers"
void requireList(const JsonField& field, const std::string& expected);

[[nodiscard]] double readNumber(const JsonField& field);
[[nodiscard]] std::vector<double> readNumbers(const JsonField& field);
/// A whole number, also written as 3.0 or 1e6 where it is exact (up to 2^53).
[[nodiscard]] std::uint64_t readWholeNumber(const JsonField& field, const WholeRange& range);
/// The text of a string; `expected` describes it for the message.
[[nodiscard]] const std::string& readText(const JsonField& field, const std::string& expected);

/// "a, b, c", for messages.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

} // namespace tradeoff
