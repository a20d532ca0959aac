// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression_program.h"

#include <span>

namespace tradeoff::expression {

/// The formula's values; x and result have the same size and may be the same memory.
void evaluateValues(CodeSpan code, std::span<const double> x, std::span<double> result);

/// The formula's derivatives: the right-hand one at a kink, 0 at a jump. A factor that is exactly 0
/// wins over an infinite one, so that x * sqrt(x) has the slope 0 at 0.
void evaluateSlopes(CodeSpan code, std::span<const double> x, std::span<double> result);

/// The values of a formula in several coordinates: one span of coordinates for each of them, all of
/// the size of the result.
void evaluateValues(CodeSpan code, std::span<const std::span<const double>> coordinates,
                    std::span<double> result);
/// The partial derivatives with respect to one of the coordinates.
void evaluateSlopes(CodeSpan code, std::span<const std::span<const double>> coordinates,
                    std::size_t coordinate, std::span<double> result);

[[nodiscard]] double valueAt(CodeSpan code, double x);
[[nodiscard]] double slopeAt(CodeSpan code, double x);

} // namespace tradeoff::expression
