// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tradeoff {

/// A number for a message: the shortest text that reads back as the same number, without an
/// exponent where that stays short. "0.25", "100000", "1e9", "NaN", "infinity".
[[nodiscard]] std::string numberText(double number);

} // namespace tradeoff
