// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/density.h"
#include "core/interval.h"
#include "core/target.h"

#include <limits>
#include <span>

namespace tradeoff {

/// Moments of a region whose probability, exp(logProbability), may underflow.
struct LogMoments {
    double logProbability = -std::numeric_limits<double>::infinity();
    double mean = 0.0;
    double variance = 0.0;
};

/// What the moments of a region are taken of.
struct DirectProblem {
    const Interval& domain;
    const Target& target;
    const Density& density;              ///< not normalised, and so is the probability
    std::span<const double> breakpoints; ///< of both, increasing
};

/// Moments of a region from β and p themselves, however far below its maximum p is there, by
/// adaptive Gauss–Legendre quadrature in logarithms; relative accuracy about 1e-11. Where p is
/// zero: the target's value in the middle, variance 0.
[[nodiscard]] LogMoments directMoments(const DirectProblem& problem, const Interval& region);

} // namespace tradeoff
