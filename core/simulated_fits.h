// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monte_carlo.h"
#include "core/step_function.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tradeoff {

/// Mean and standard deviation of the fit at each x, over training sets: constant between
/// boundaries.
struct FitStatistics {
    int trainingSets = 0; ///< how many; 0: all there are, exact
    std::shared_ptr<const std::vector<double>> boundaries;
    std::vector<double> mean;
    std::vector<double> deviation; ///< of simulated ones the unbiased estimate; 0 for one alone
};

/// How the learned fit varies from one training set to the next.
struct FitSpread {
    /// By the exact formulas; nothing where the boundaries are learned too.
    std::optional<FitStatistics> exact;
    /// With exact statistics the two parts of the expected estimation error, Σ P_i (E ĉ_i − c_i)²
    /// and Σ P_i Var ĉ_i.
    double squaredBias = 0.0;
    double variance = 0.0;
    /// Over all simulated training sets so far. Where boundaries are learned, at the middles of a
    /// grid of 500 cells.
    FitStatistics simulated;
    /// The fits of the first training sets, in their order: 100 of them, or fewer where these would
    /// have more than 200 000 constants in all.
    std::vector<StepFunction> fits;
};

/// Gets the spread so far, and how many steps there are until it is called again: training sets
/// times samples and regions.
using FitSpreadSoFar = std::function<void(const FitSpread& spread, double steps)>;

/// Learns the fit again and again, with the training sets of `simulate`: set t (from 1) is a
/// function of the seed and t alone. Sums are taken in the order of the sets, so that the numbers
/// do not depend on threads.
///
/// \param simulation  with one number of experts; no training sets: the exact part alone
/// \param segmented  its regions
/// \param show  called with the exact part, and after 10, 30, 100, 300, … sets, if more are to come
/// \param checkpoint  see Checkpoint; gets a negative share, too, from any thread
[[nodiscard]] FitSpread makeFitSpread(const InputSampler& sampler, const Simulation& simulation,
                                      const Segmented& segmented, const FitSpreadSoFar& show,
                                      const Checkpoint& checkpoint);

/// Statistics over the first of the kept fits, at the places of `spread.simulated`.
/// \param count  at least 1; all of the kept fits where there are not as many
[[nodiscard]] FitStatistics statisticsOfFirst(const FitSpread& spread, std::size_t count);

} // namespace tradeoff
