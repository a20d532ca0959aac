// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/target.h"

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace tradeoff {

/// A block function from a function of one x, which is inlined into the block's loop.
template <class Function>
Target::Block pointwise(Function function)
{
    return [function](std::span<const double> x, std::span<double> result) {
        for (std::size_t i = 0; i < x.size(); ++i)
            result[i] = function(x[i]);
    };
}

/// A target function from its value and its slope at one x.
template <class Value, class Slope>
Target pointwiseTarget(Value value, Slope slope, std::vector<double> breakpoints = {})
{
    Target target;
    target.values = pointwise(value);
    target.slopes = pointwise(slope);
    target.breakpoints = std::move(breakpoints);
    return target;
}

// The target functions that take more than a line: see their rows in core/target_table.cpp.

[[nodiscard]] Target makeSines(const Choice& choice, const Interval& domain);
[[nodiscard]] Target makePolynomial(const Choice& choice, const Interval& domain);
[[nodiscard]] Target makeRamp(const Choice& choice, const Interval& domain);
[[nodiscard]] Target makeSteps(const Choice& choice, const Interval& domain);
[[nodiscard]] Target makeDoppler(const Choice& choice, const Interval& domain);
[[nodiscard]] Target makeChirp(const Choice& choice, const Interval& domain);
[[nodiscard]] Target makeHeavisine(const Choice& choice, const Interval& domain);
[[nodiscard]] Target makeBumps(const Choice& choice, const Interval& domain);
[[nodiscard]] Target makeExpressionTarget(const Choice& choice, const Interval& domain);

} // namespace tradeoff
