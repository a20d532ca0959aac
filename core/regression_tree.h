// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/training_set.h"

#include <span>
#include <vector>

namespace tradeoff {

/// Boundaries of a least-squares regression tree, in the order in which they are grown: the first
/// m − 1 of them are those of the tree with m leaves.
///
/// Grown best first (Breiman et al. 1984; Friedman 2001): each step splits the leaf whose best
/// split lowers Σ (y − leaf's mean)² most; of several, the left-most leaf and split. Splits lie
/// midway between neighbouring distinct x. Growing ends early when no split gains anything.
/// Time for n samples: n log n without noise, about n + m log² n with noise; see SplitFinder.
/// \param x           increasing, within the domain, fewer than 2^32
/// \param y           as many, finite
/// \param mostLeaves  at least 1
[[nodiscard]] std::vector<double> growRegressionTree(const Interval& domain,
                                                     std::span<const double> x,
                                                     std::span<const double> y, int mostLeaves,
                                                     const Checkpoint& checkpoint);

} // namespace tradeoff
