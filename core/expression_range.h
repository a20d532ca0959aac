// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression_program.h"
#include "core/interval.h"

#include <vector>

namespace tradeoff::expression {

/// What is known of a part of a formula on an interval of x.
struct Range {
    Interval value;         ///< holds every value, infinite ones included
    Interval slope;         ///< holds every derivative, wherever there is one
    bool undefined = false; ///< somewhere there may be no value (not a number)
    bool continuous = true; ///< it has no jump, and `slope` bounds its steepness across kinks too

    /// There is no value anywhere.
    [[nodiscard]] bool isEmpty() const { return value.low > value.high; }
    /// A finite number everywhere.
    [[nodiscard]] bool isSound() const;
};

/// Evaluates a formula, and with it every part, on whole intervals. Tight on short ones: besides
/// interval arithmetic it uses the value at the middle and the slope.
class RangeEvaluator {
public:
    /// The code must outlive the evaluator.
    explicit RangeEvaluator(CodeSpan code);

    /// The formula's range on x.
    const Range& evaluate(const Interval& x);
    /// The formula's range at one point: its value with the possible rounding error.
    const Range& evaluateAt(double x);

    /// Of the last `evaluate`: the range of each part of the formula, by its last instruction.
    [[nodiscard]] const std::vector<Range>& parts() const { return m_parts; }
    /// Of the last `evaluate` or `evaluateAt`: the same at the middle, or at the point.
    [[nodiscard]] const std::vector<Range>& partsAtMiddle() const { return m_middle; }

private:
    CodeSpan m_code;
    std::vector<Range> m_parts;
    std::vector<Range> m_middle;
};

/// The range of what must not be zero for the instruction to have a finite value: the divisor, the
/// cosine of a tangent's argument, a logarithm's argument, the base of a power. The range [1, 1]
/// for other instructions.
[[nodiscard]] Range divisorRange(CodeSpan code, std::size_t instruction,
                                 const std::vector<Range>& parts);

} // namespace tradeoff::expression
