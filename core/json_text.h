// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json_parse.h"

#include <string>

namespace tradeoff {

/// The shortest decimal text that reads back as the same number; "0" for both zeros and "null"
/// for what is not finite. The same in every locale.
[[nodiscard]] std::string jsonNumber(double number);

/// A JSON value as the text of a file, two blanks a level. What fits stands on one line, but each
/// key of the outermost object has a line of its own. Numbers as in `jsonNumber`.
/// Ends with a line break. Strings must be valid UTF-8.
[[nodiscard]] std::string jsonText(const Json& value);

} // namespace tradeoff
