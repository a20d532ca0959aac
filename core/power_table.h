// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chebyshev.h"
#include "core/problem.h"

#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace tradeoff {

/// The exponents of a product |β'|^target · p^density.
struct PowerExponents {
    double target = 0.0;
    double density = 0.0;

    bool operator==(const PowerExponents&) const = default;
};

/// What |β'|^a p^b is where β' or p is exactly zero.
enum class PowerAtZero {
    Natural, ///< the power itself, with 0^0 = 1
    Zero     ///< 0 whatever the exponents, for integrands that carry a factor β'² p
};

/// The integral of w = |β'|^a p^b over the domain, its cumulative and the cumulative's inverse.
///
/// Every smooth piece between breakpoints, extrema of β and the domain's ends is integrated from
/// each of its two ends in τ with x = end ± h τ³: that turns the cusps that w has at such places
/// (|x − e|^{2/3} at an extremum e for λ*, infinite slopes at a domain's end) into smooth functions
/// of τ, which panels of degree 15 then resolve to about 1e-14.
class PowerTable {
public:
    PowerTable(const Problem& problem, const PowerExponents& exponents, PowerAtZero atZero);

    [[nodiscard]] const PowerExponents& exponents() const { return m_exponents; }
    /// log ∫ w; −∞ where w is zero everywhere.
    [[nodiscard]] double logIntegral() const { return m_logIntegral; }
    /// Estimated relative error of the integral; not small where it does not converge.
    [[nodiscard]] double relativeError() const { return m_relativeError; }
    /// The least x with ∫_{low}^{x} w = u ∫ w.
    /// \param u  from 0 to 1; the integral must be positive
    [[nodiscard]] double quantile(double u) const;
    /// The same for many at once, several times as fast; equal up to rounding.
    /// \param shares  from 0 to 1, increasing \param places  as many
    void quantiles(std::span<const double> shares, std::span<double> places) const;

private:
    /// x = origin + direction · h τ³, τ in a part of [0, 1].
    struct Panel {
        double origin = 0.0;
        double direction = 1.0;
        bool atDomainEnd = false; ///< the origin is an end of the domain
        double h = 0.0;
        double from = 0.0; ///< τ at the left end in x
        double to = 0.0;   ///< τ at the right end in x
        double logScale = 0.0;
        double tail = 0.0;   ///< relative size of the last coefficients, where still too large
        Polynomial weight;   ///< w dx = exp(logScale) · weight(t) dt, t from −1 to 1 with x
        Polynomial integral; ///< t · integral(t) is the weight's indefinite integral
        double start = 0.0;  ///< its value at t = −1
        double whole = 0.0;  ///< its growth over the panel
        double mass = 0.0;   ///< share of the integral
        double before = 0.0; ///< share to the left of the panel
        /// Where the inverse of the cumulative is smooth, an approximation of it: t by 2 share − 1.
        std::optional<Polynomial> guess;
    };

    void addPiece(const Problem& problem, double low, double high);
    void estimateTotal(const Problem& problem, std::vector<Panel>& start);
    void refine(const Problem& problem, const Panel& start);
    /// Samples w dx/dt, divided by its largest value, whose logarithm becomes the panel's.
    void sample(const Problem& problem, Panel& panel, ChebyshevArray& values) const;
    [[nodiscard]] bool isFit(const Panel& panel) const;
    void normalize();
    void guessInverses();
    /// t up to which the panel holds a share of its mass.
    [[nodiscard]] static double inverse(const Panel& panel, double share);
    static void inverses(const Panel& panel, std::span<const double> shares,
                         std::span<double> places);
    [[nodiscard]] static double position(const Panel& panel, double t);

    PowerExponents m_exponents;
    PowerAtZero m_atZero;
    std::vector<Panel> m_panels;
    double m_topLog =
        -std::numeric_limits<double>::infinity(); ///< largest log w dx/dt at the start
    double m_totalEstimate = 0.0;                 ///< ∫ w / exp(m_topLog), roughly
    double m_logIntegral = 0.0;
    double m_relativeError = 0.0;
};

} // namespace tradeoff
