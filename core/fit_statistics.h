// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimation.h"

#include <functional>
#include <span>
#include <vector>

namespace tradeoff {

/// How a region's learned constant ĉ_i varies from one training set to the next.
struct ConstantStatistics {
    double mean = 0.0;      ///< E ĉ_i
    double deviation = 0.0; ///< standard deviation of ĉ_i

    bool operator==(const ConstantStatistics&) const = default;
};

/// Mean and standard deviation of each region's learned constant over all training sets. Exact:
/// with probability 1 − q_i, q_i = (1 − P_i)^n, the region holds samples, of which ĉ_i is the mean;
/// else the empty-region rule says what it is. With R = E[1/N; N > 0] and s_i² = σ² + v_i,
/// - zero: mean (1 − q_i) c_i, variance s_i² R(n, P_i) + q_i (1 − q_i) c_i²;
/// - mean: mean (1 − q_i) c_i + q_i μ, variance s_i² R(n, P_i) + q_i τ²/n + q_i (1 − q_i) (μ −
/// c_i)²,
///   μ and τ² the mean and variance of y outside of the region;
/// - nearest: the mixture, by their chances, of the regions that the constant is taken from.
///
/// Their squares sum to the estimation error: deviation² + (mean − c_i)² = E(ĉ_i − c_i)². No
/// squares are subtracted, so that a deviation is accurate however small it is beside the mean.
///
/// \param boundaries, checkpoint  see `estimationErrors`, which takes as long
[[nodiscard]] std::vector<ConstantStatistics>
constantStatistics(std::span<const Moments> regions, std::span<const double> boundaries,
                   const LearningSetting& setting, const std::function<void()>& checkpoint);

} // namespace tradeoff
