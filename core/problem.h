// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/density.h"
#include "core/interval.h"
#include "core/moment_table.h"
#include "core/target.h"

#include <span>
#include <vector>

namespace tradeoff {

/// The target function β and the normalised input density p on a domain, with the tables that make
/// exact moments of any region cheap. Depends on nothing else of a scenario.
/// Immutable; safe to use from many threads at once.
class Problem {
public:
    /// \throws InputError at "/target/…" or "/density/…"
    Problem(const Interval& domain, const Choice& target, const Choice& density);

    [[nodiscard]] const Interval& domain() const { return m_domain; }
    [[nodiscard]] const Target& target() const { return m_target; }
    /// Interior points where β, p or a slope jumps or a narrow feature begins, strictly increasing:
    /// quadrature starts its panels there.
    [[nodiscard]] const std::vector<double>& breakpoints() const { return m_breakpoints; }
    /// Interior points where the slope of β changes its sign smoothly, increasing.
    [[nodiscard]] const std::vector<double>& extrema() const { return m_moments.extrema(); }
    /// Moments of all regions between consecutive boundaries; see MomentTable.
    [[nodiscard]] std::vector<Moments> regionMoments(std::span<const double> boundaries) const
    {
        return m_moments.regionMoments(boundaries);
    }
    /// Moments of the whole domain: probability 1, E β, Var β.
    [[nodiscard]] Moments moments() const;
    /// Estimated relative error of moments, about 1e-14 unless β or p could not be resolved.
    [[nodiscard]] double relativeError() const { return m_moments.relativeError(); }

    /// p(x), normalised to integrate to 1 over the domain; 0 outside.
    [[nodiscard]] double density(double x) const;
    /// log p for points with exact distances from the domain's ends.
    void logDensities(std::span<const DomainPoint> points, std::span<double> result) const;

private:
    Interval m_domain;
    Target m_target;
    Density m_density;
    std::vector<double> m_breakpoints;
    MomentTable m_moments;
};

} // namespace tradeoff
