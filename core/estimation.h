// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/moments.h"
#include "core/nearness.h"
#include "core/scenario.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace tradeoff {

/// What learning the constants of a segmentation depends on, beside the regions themselves.
struct LearningSetting {
    double noiseVariance = 0.1;
    std::int64_t samples = 200;
    EmptyRegionRule emptyRegion = EmptyRegionRule::Zero;
};

/// Expected estimation error of each region, P_i E(ĉ_i − c_i)², over all training sets. Exact:
/// P_i { s_i² R(n, P_i) + q_i e_i }, s_i² = σ² + v_i, q_i = (1 − P_i)^n; e_i by the empty-region
/// rule. (Dar 2025; the formulas for empty regions go beyond it.)
///
/// \param checkpoint  called now and then, from any thread; may throw to end the computation
/// \note  Zero and Mean take time proportional to m, Nearest up to m²; see nearestErrors.
[[nodiscard]] std::vector<double> estimationErrors(std::span<const Moments> regions,
                                                   const Nearness& nearness,
                                                   const LearningSetting& setting,
                                                   const std::function<void()>& checkpoint);

/// Moments of everything but one region, for every region, without subtractions.
[[nodiscard]] std::vector<Moments> complements(std::span<const Moments> regions);

/// m σ²/n + (1/n) Σ v_i, which the estimation error approaches when every region is well filled.
[[nodiscard]] double estimationLeadingOrder(std::span<const Moments> regions,
                                            const LearningSetting& setting);

/// Expected training error, exact: (1/n) Σ s_i² (n P_i − 1 + q_i).
[[nodiscard]] double trainingError(std::span<const Moments> regions,
                                   const LearningSetting& setting);

} // namespace tradeoff
