// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/density.h"

namespace tradeoff {

/// A Gaussian restricted to a domain, however far outside its mean lies.
///
/// Everything is measured from the anchor, the domain's point nearest to the mean, where the
/// density is greatest: with u the distance from the anchor and g that of the anchor from the
/// mean, −((u + g)² − g²)/(2 sd²) = −u (u + 2g)/(2 sd²) has no large parts that cancel.
class TruncatedGaussian {
public:
    TruncatedGaussian(double mean, double sd, const Interval& domain);

    /// log of the density, less its logarithm at the anchor: 0 there, negative elsewhere.
    [[nodiscard]] double logValue(const DomainPoint& point) const
    {
        const double u = distance(point) / m_sd;
        return -u * (u + 2 * m_gap) / 2;
    }

    /// log of the integral of exp(logValue) over the domain; absolute error below 1e-14 but for
    /// the rounding of a result beyond ±10.
    [[nodiscard]] double logMass() const;

private:
    enum class Anchor { Low, Mean, High };

    [[nodiscard]] double distance(const DomainPoint& point) const
    {
        switch (m_anchor) {
        case Anchor::Low:
            return point.fromLow;
        case Anchor::High:
            return point.toHigh;
        case Anchor::Mean:
            break;
        }
        return point.x - m_mean;
    }

    Interval m_domain;
    double m_mean;
    double m_sd;
    Anchor m_anchor = Anchor::Mean;
    double m_gap = 0.0; ///< from the mean to the anchor, in standard deviations
};

} // namespace tradeoff
