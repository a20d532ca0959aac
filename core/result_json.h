// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <string>

namespace tradeoff {

/// The result as the text of a file: every key present, null where a figure is not defined,
/// numbers in shortest round-trip form, ends with a line break.
[[nodiscard]] std::string writeResult(const Result& result);

} // namespace tradeoff
