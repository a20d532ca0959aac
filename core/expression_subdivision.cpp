// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression_subdivision.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace tradeoff::expression {

namespace {

/// Numbers nearer to zero than this count as zero: no formula is about them, and 1/x^4 is still
/// finite there.
constexpr double nearestToZero = 0x1p-130;
constexpr auto firstBits = std::bit_cast<std::int64_t>(nearestToZero);

/// Whole numbers in the order of the floating-point numbers, zero at 0.
std::int64_t ordinal(double x)
{
    const double size = std::abs(x);
    if (size <= nearestToZero)
        return 0;
    const auto rank = std::bit_cast<std::int64_t>(size) - firstBits;
    return x < 0 ? -rank : rank;
}

double fromOrdinal(std::int64_t ordinal)
{
    if (ordinal == 0)
        return 0.0;
    const auto size = std::bit_cast<double>(std::abs(ordinal) + firstBits);
    return ordinal < 0 ? -size : size;
}

} // namespace

bool isSmallest(const Interval& x)
{
    return ordinal(x.high) - ordinal(x.low) <= 1;
}

double splitPoint(const Cell& cell)
{
    constexpr double offMiddle = 0.4871;
    constexpr int arithmeticDepth = 20;
    const Interval& x = cell.x;
    const std::int64_t low = ordinal(x.low);
    const std::int64_t high = ordinal(x.high);
    const double ofNumbers = fromOrdinal(low + (high - low) / 2);
    if (cell.depth >= arithmeticDepth)
        return ofNumbers;
    const double middle = x.low + offMiddle * (x.high - x.low);
    return x.low < middle && middle < x.high ? middle : ofNumbers;
}

} // namespace tradeoff::expression
