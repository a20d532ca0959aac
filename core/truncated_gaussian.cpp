// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/truncated_gaussian.h"

#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/special_functions/erf.hpp>

#include <cmath>
#include <limits>
#include <numbers>

namespace tradeoff {

namespace {

/// exp(z²)·erfc(z) for z >= 0, relative error of a few units in the last place.
double scaledComplement(double z)
{
    if (z < 10) {
        // exp(z²) would magnify the rounding of z²: fma recovers it.
        const double square = z * z;
        const double rounding = std::fma(z, z, -square);
        return std::exp(square) * (1 + rounding) * boost::math::erfc(z);
    }
    // The asymptotic series: at z >= 10 its terms pass below rounding long before they grow.
    const double step = -1 / (2 * z * z);
    double term = 1.0;
    double sum = 1.0;
    for (int n = 1; std::abs(term) > std::numeric_limits<double>::epsilon() / 8; n += 2) {
        term *= n * step;
        sum += term;
    }
    return sum / (z * std::sqrt(std::numbers::pi));
}

/// The integral of exp(−u (u + 2 gap)/2) for u from 0 to `length`.
double massBeyond(double gap, double length)
{
    const double range = length * (length + 2 * gap) / 2;
    if (range < 1) {
        // The integrand hardly changes, and complements would cancel.
        const auto integrand = [gap](double u) { return std::exp(-u * (u + 2 * gap) / 2); };
        return boost::math::quadrature::gauss<double, 20>::integrate(integrand, 0.0, length);
    }
    const double near = gap / std::numbers::sqrt2;
    const double far = (gap + length) / std::numbers::sqrt2;
    return std::sqrt(std::numbers::pi / 2) *
           (scaledComplement(near) - std::exp(-range) * scaledComplement(far));
}

} // namespace

TruncatedGaussian::TruncatedGaussian(double mean, double sd, const Interval& domain)
    : m_domain(domain)
    , m_mean(mean)
    , m_sd(sd)
{
    if (mean < domain.low) {
        m_anchor = Anchor::Low;
        m_gap = (domain.low - mean) / sd;
    } else if (mean > domain.high) {
        m_anchor = Anchor::High;
        m_gap = (mean - domain.high) / sd;
    }
}

double TruncatedGaussian::logMass() const
{
    if (m_anchor != Anchor::Mean)
        return std::log(m_sd * massBeyond(m_gap, m_domain.length() / m_sd));
    const double scale = m_sd * std::numbers::sqrt2;
    const double halves = boost::math::erf((m_mean - m_domain.low) / scale) +
                          boost::math::erf((m_domain.high - m_mean) / scale);
    return std::log(m_sd * std::sqrt(std::numbers::pi / 2) * halves);
}

} // namespace tradeoff
