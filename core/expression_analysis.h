// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression_program.h"
#include "core/interval.h"

#include <optional>
#include <vector>

namespace tradeoff::expression {

/// As Expression::breakpoints.
[[nodiscard]] std::vector<double> findBreakpoints(CodeSpan code, const Interval& domain);

/// As Expression::firstNonFinite.
[[nodiscard]] std::optional<double> findNonFinite(CodeSpan code, const Interval& domain);

/// As Expression::firstNegative.
[[nodiscard]] std::optional<double> findNegative(CodeSpan code, const Interval& domain);

/// Where the formula changes sign between two points at which its signs differ: a zero, or a jump
/// past zero, to the nearest floating-point number; of a jump, the first point after it.
[[nodiscard]] double signChange(CodeSpan code, double low, double high);

} // namespace tradeoff::expression
