// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace tradeoff {

/// Probability of a region with mean and variance of the target function within it.
struct Moments {
    double probability = 0.0; ///< P = ∫ p
    double mean = 0.0;        ///< c = (1/P) ∫ β p; any value where P = 0
    double variance = 0.0;    ///< v = (1/P) ∫ (β − c)² p

    bool operator==(const Moments&) const = default;
};

/// Moments of the union of two disjoint regions.
///
/// The variance is built from the difference of the means and never from differences of squares,
/// and both are changed from those of the more probable region, so that they keep their relative
/// accuracy whatever the less probable one holds.
[[nodiscard]] inline Moments merged(const Moments& a, const Moments& b)
{
    if (!(b.probability > 0)) {
        return a;
    }
    if (!(a.probability > 0)) {
        return b;
    }
    const bool aIsMore = a.probability >= b.probability;
    const Moments& more = aIsMore ? a : b;
    const Moments& less = aIsMore ? b : a;
    const double probability = a.probability + b.probability;
    const double share = less.probability / probability;
    const double gap = less.mean - more.mean;
    return {probability, more.mean + share * gap,
            more.variance + share * (less.variance - more.variance) +
                share * (1 - share) * gap * gap};
}

/// Approximation error of regions, Σ P v.
[[nodiscard]] inline double approximationError(std::span<const Moments> regions)
{
    double sum = 0;
    for (const Moments& region : regions) {
        sum += region.probability * region.variance;
    }
    return sum;
}

} // namespace tradeoff
