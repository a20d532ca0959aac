// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

/// Interval arithmetic rounded outward: the result holds both the real value and the computed one
/// for all numbers of the operands. Exact results are not widened, so that a zero stays a zero.
/// Ends may be infinite; 0 times infinity is 0 here, and what is unknown is the whole line.
namespace tradeoff::expression {

[[nodiscard]] Interval wholeLine();
[[nodiscard]] inline bool containsZero(const Interval& a)
{
    return a.low <= 0 && a.high >= 0;
}
[[nodiscard]] bool isFinite(const Interval& a);
[[nodiscard]] bool reachesInfinity(const Interval& a);

[[nodiscard]] Interval negative(const Interval& a);
[[nodiscard]] Interval sum(const Interval& a, const Interval& b);
[[nodiscard]] Interval product(const Interval& a, const Interval& b);
/// The whole line if the divisor has zero inside, a half line if zero is its end.
[[nodiscard]] Interval quotient(const Interval& a, const Interval& b);
[[nodiscard]] Interval hull(const Interval& a, const Interval& b);
/// What two enclosures of the same have in common; the first one if they miss each other.
[[nodiscard]] Interval common(const Interval& a, const Interval& b);
[[nodiscard]] Interval magnitude(const Interval& a);

/// Widened by the error of a mathematical function of the C library.
[[nodiscard]] Interval widened(double low, double high);
/// f(a) for a function that increases on a.
[[nodiscard]] Interval increasing(double (*f)(double), const Interval& a);

[[nodiscard]] Interval sine(const Interval& a);
[[nodiscard]] Interval cosine(const Interval& a);
[[nodiscard]] Interval hyperbolicCosine(const Interval& a);
/// a to a whole power; the whole line if the power is negative and a has zero inside.
[[nodiscard]] Interval wholePower(const Interval& a, double exponent);
/// a ≥ 0 to any power b.
[[nodiscard]] Interval positivePower(const Interval& a, const Interval& b);

} // namespace tradeoff::expression
