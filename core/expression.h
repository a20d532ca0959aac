// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

/// A typed formula in x, or in x1, x2, … (x is x1) with more dimensions: + − * / ^
/// (right-associative, binds tighter than unary minus), the functions sin cos tan asin acos atan
/// sinh cosh tanh exp log (natural) log10 sqrt abs sign min max step, comparisons (< <= > >= == !=,
/// value 1 or 0), `condition ? a : b`, pi and e.
///
/// Immutable and cheap to copy; safe to use from many threads at once.
class Expression {
public:
    /// \param dimensions  how many coordinates the formula may use, at least 1
    /// \throws InputError without a place; the message names the column, counted from 1, and what
    ///         would be accepted there
    [[nodiscard]] static Expression parse(std::string_view text, std::size_t dimensions = 1);

    /// The formula's value at each x; may be not finite where it has no value.
    void values(std::span<const double> x, std::span<double> result) const;
    /// The exact derivative at each x, by forward differentiation; one-sided at kinks.
    void slopes(std::span<const double> x, std::span<double> result) const;

    /// The coordinates of many points: one span for each coordinate, all of one length.
    using Coordinates = std::span<const std::span<const double>>;
    /// The value of a formula in several coordinates at each point.
    void values(Coordinates coordinates, std::span<double> result) const;
    /// The exact derivative at each point by one of the coordinates, counted from 0.
    void slopes(Coordinates coordinates, std::size_t coordinate, std::span<double> result) const;

    // What follows is for formulas in x alone.

    /// Kinks and jumps strictly inside the domain, strictly increasing, each to the nearest
    /// floating-point number: the places where the argument of abs, sign or step, the difference
    /// of min's or max's arguments, of a comparison's sides, or a divisor changes sign, and where
    /// the argument of a root, logarithm, arc sine or broken power reaches the end of its range.
    [[nodiscard]] std::vector<double> breakpoints(const Interval& domain) const;

    /// A place of the domain where the value is not finite; nothing if there is none.
    [[nodiscard]] std::optional<double> firstNonFinite(const Interval& domain) const;
    /// A place of the domain where the value is negative; nothing if there is none.
    [[nodiscard]] std::optional<double> firstNegative(const Interval& domain) const;

    struct Program;

private:
    explicit Expression(std::shared_ptr<const Program> program);
    std::shared_ptr<const Program> m_program;
};

} // namespace tradeoff
