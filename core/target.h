// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"

#include <functional>
#include <span>
#include <vector>

namespace tradeoff {

/// A target function β on a domain, ready to evaluate; safe to use from many threads at once.
struct Target {
    using Block = std::function<void(std::span<const double> x, std::span<double> result)>;

    Block values; ///< β(x) for each x of the domain
    Block slopes; ///< β'(x), one-sided at kinks
    /// Where β or its slope jumps, strictly inside the domain, strictly increasing. Between them β
    /// is smooth, which is what makes piecewise quadrature exact.
    std::vector<double> breakpoints;
    /// Inner points that frame narrow features, which even spacing could miss; increasing.
    std::vector<double> landmarks;

    [[nodiscard]] double value(double x) const;
    [[nodiscard]] double slope(double x) const;
};

/// One row of the table of target functions.
struct TargetRow {
    Option option;
    /// Builds β on the domain. Throws InputError with a place relative to the choice ("/levels").
    Target (*make)(const Choice& choice, const Interval& domain);
};

/// Every target function there is. A new one is one more row, in core/target_table.cpp.
[[nodiscard]] const std::vector<TargetRow>& targetTable();

/// The row of a kind.
/// \throws InputError at "/target/kind" that lists the kinds there are
[[nodiscard]] const TargetRow& targetRow(std::string_view kind);

/// Checks a choice and builds its target function.
/// \throws InputError at "/target/…"
[[nodiscard]] Target makeTarget(const Choice& choice, const Interval& domain);

} // namespace tradeoff
