// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tradeoff {

/// (1 − P)^n: the chance that a region of probability P holds none of n samples.
[[nodiscard]] double emptyProbability(std::int64_t samples, double probability);

/// n P − 1 + (1 − P)^n = E[N − 1; N > 0]: samples beyond the first in a region that has any.
/// Relative accuracy about 1e-15 for every n and P.
[[nodiscard]] double surplus(std::int64_t samples, double probability);

/// R(n, P) = E[1/N; N > 0] for N ~ Bin(n, P): the variance of a region's learned constant per unit
/// of noise, over training sets that reach the region.
///
/// Sums non-negative terms only, so that it is accurate to about 1e-14 relative for every n up to
/// 10⁷ and P from 0 to 1. For n P below 64 the sum over the distribution of N; above, the series
/// E[1/N] = Σ_k (k−1)! / ((n+1)…(n+k) P^k) that 1/N = Σ_k (k−1)! / ((N+1)…(N+k)) leads to, whose
/// remaining parts (empty regions, left tails) are below 1e-20 there.
[[nodiscard]] double inverseMoment(std::int64_t samples, double probability);

/// How n samples fill a region of probability P.
struct Filling {
    double reached = 0.0;       ///< 1 − (1 − P)^n, accurate however small
    double inverseMoment = 0.0; ///< R(n, P)
};

/// Both at once, and in a few operations where n P is small: the empty-region rule "nearest" asks
/// for millions of them.
[[nodiscard]] Filling filling(std::int64_t samples, double probability);

} // namespace tradeoff
