// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json_fields.h"
#include "core/scenario.h"

#include <optional>

namespace tradeoff {

// The key "data" of a scenario file: a file with the user's own data.

/// Reads {"file": path, "checksum": "", "x": column, "y": column} with, where wanted, "separator",
/// "decimalMark", "encoding", "header", "comment" and "skippedLines"; null stands for no data, and
/// for a format that is to be recognised.
/// \throws InputError naming the place and what would be accepted
[[nodiscard]] std::optional<DataChoice> readDataChoice(const JsonField& field);

/// The object that `readDataChoice` reads; keys of what is to be recognised are left out.
[[nodiscard]] Json dataChoiceToJson(const DataChoice& data);

/// The "data" of a scenario's JSON, or that of no file, with every key there is.
[[nodiscard]] Json editableData(const Json& scenario);

} // namespace tradeoff
