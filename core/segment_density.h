// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/power_table.h"
#include "core/problem.h"

#include <memory>
#include <optional>
#include <vector>

namespace tradeoff {

/// A segment density λ ∝ |β'|^s p^t of the power family, with its cumulative Λ. It holds uniform
/// (0, 0), equal probability (0, 1), Panter–Dite (0, 1/3) and the optimal λ* (2/3, 1/3).
/// Immutable; safe to use from many threads at once.
class SegmentDensity {
public:
    /// \returns null where |β'|^s p^t is zero everywhere, so that λ is not defined
    [[nodiscard]] static std::shared_ptr<const SegmentDensity>
    make(std::shared_ptr<const Problem> problem, const PowerExponents& exponents);

    [[nodiscard]] const PowerExponents& exponents() const { return m_table.exponents(); }
    /// λ(x), normalised to integrate to 1 over the domain.
    [[nodiscard]] double value(double x) const;
    /// Λ^{-1}(u), the left-most one where Λ is flat.
    [[nodiscard]] double quantile(double u) const { return m_table.quantile(u); }
    /// The boundaries a_i = Λ^{-1}(i/m), i = 0…m, made strictly increasing where Λ is so steep that
    /// neighbours would round to the same number. (Dar 2025, segment density.)
    [[nodiscard]] std::vector<double> boundaries(int experts) const;
    /// C of the high-rate formula, approximation error ≈ C/m²: C = (1/12) ∫ β'² p / λ² dx; nothing
    /// where the integral does not converge or is too large for a number. (Bennett 1948.)
    [[nodiscard]] std::optional<double> highRateConstant() const;

private:
    SegmentDensity(std::shared_ptr<const Problem> problem, PowerTable table);
    [[nodiscard]] std::optional<double> highRateConstant(const PowerTable& rest) const;

    std::shared_ptr<const Problem> m_problem;
    PowerTable m_table;
};

/// The segment density of the power family that regions are cut by: that of the exponents, or the
/// uniform one where theirs is not defined.
[[nodiscard]] std::shared_ptr<const SegmentDensity>
powerDensity(const std::shared_ptr<const Problem>& problem, const PowerExponents& exponents);

} // namespace tradeoff
