// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <string>

namespace tradeoff {

/// A number for a message: the shortest text that reads back as the same number, without an
/// exponent where that stays short. "0.25", "100000", "1e9", "NaN", "infinity".
[[nodiscard]] std::string numberText(double number);

/// 0 for what is nothing but rounding beside numbers of a range, else the number.
[[nodiscard]] double withoutRounding(double number, const Interval& beside);

} // namespace tradeoff
