// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace tradeoff {

/// Why a cell is no number.
enum class CellFault { None, Empty, NotANumber, NotFinite };

/// A cell as a number.
struct CellNumber {
    double value = 0.0; ///< 0 where there is a fault
    CellFault fault = CellFault::None;
};

/// What a decimal fraction begins with.
enum class DecimalMark : char { Point = '.', Comma = ',' };

/// Reads a number as in C, whatever the locale: "-1.5e3", ".5", "+2". No hexadecimal numbers and no
/// marks between thousands. Rounded to the nearest double; what is too small becomes 0, what is too
/// large is not finite.
[[nodiscard]] CellNumber readNumber(std::string_view text, DecimalMark mark);

} // namespace tradeoff
