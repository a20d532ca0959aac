// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chebyshev.h"
#include "core/density.h"
#include "core/interval.h"
#include "core/moments.h"
#include "core/target.h"

#include <span>
#include <vector>

namespace tradeoff {

/// Exact moments of β under p over any interval of the domain.
///
/// Built once per problem: the domain is cut at every breakpoint and then adaptively into panels on
/// which p and β are polynomials of degree 15 to about 1e-14. A region's moments are the stored
/// moments of the panels that it covers and Gauss–Legendre sums on the pieces that remain, so that
/// even the smallest regions keep their relative accuracy. Pieces on which p, β or the slope of β
/// is far below its size in the panel, which the polynomials' errors are relative to, are
/// integrated directly when asked for. So are regions where p is below e^{−160} of its maximum and
/// no panels are made.
class MomentTable {
public:
    /// \param breakpoints  of β and p together, strictly inside the domain, increasing
    /// \throws InputError at "/density" if the density has no mass on the domain
    MomentTable(const Interval& domain, const Target& target, const Density& density,
                std::span<const double> breakpoints);

    /// log ∫ exp(density.logValues): what the density is to be divided by.
    [[nodiscard]] double logNormalizer() const { return m_logNormalizer; }
    /// Estimated relative error of the tables, about 1e-14 unless β or p could not be resolved.
    [[nodiscard]] double relativeError() const { return m_relativeError; }
    /// Interior points where the slope of β changes its sign other than by a jump, increasing.
    [[nodiscard]] const std::vector<double>& extrema() const { return m_extrema; }

    /// Moments of the regions between consecutive boundaries.
    /// \param boundaries  at least two, strictly increasing, within the domain
    [[nodiscard]] std::vector<Moments> regionMoments(std::span<const double> boundaries) const;

private:
    friend class MomentTableBuilder;

    /// A piece of the domain with p and β as polynomials in t ∈ [−1, 1], t increasing with x.
    struct Panel {
        Interval x;
        /// The panel's middle and half length as distances from the nearer end of the domain, which
        /// are exact where x is rounded.
        double middle = 0.0;
        double half = 0.0;
        bool fromHigh = false;
        bool empty = false;    ///< p is zero or negligible: no polynomials, no moments
        double logScale = 0.0; ///< the unnormalised p is exp(logScale) · density(t)
        double measure = 0.0;  ///< normalised p dx = measure · density(t) dt
        double center = 0.0;   ///< β = center + target(t)
        double range = 0.0;    ///< largest |target(t)|
        Polynomial density;
        Polynomial target;
        Moments whole;
    };

    [[nodiscard]] double local(const Panel& panel, double x) const;
    [[nodiscard]] Moments pieceMoments(const Panel& panel, double low, double high) const;
    [[nodiscard]] Moments direct(const Interval& region) const;
    void findExtrema();

    Interval m_domain;
    Target m_target;
    Density m_density;
    std::vector<double> m_breakpoints;
    std::vector<Panel> m_panels;
    std::vector<double> m_extrema;
    double m_logNormalizer = 0.0;
    double m_relativeError = 0.0;
};

} // namespace tradeoff
