// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimation.h"
#include "core/moments.h"
#include "core/problem.h"
#include "core/result.h"
#include "core/sweep.h"
#include "core/training_set.h"

#include <cstdint>
#include <memory>
#include <span>

namespace tradeoff {

/// A segmentation whose constants, and boundaries where these are learned too, are learned again
/// and again.
struct Simulation {
    const Experiment& experiment;
    const Segmented& segmented; ///< the experiment's for this number of experts
    Choice segmentation;
    int experts = 1;
    std::uint64_t seed = 1;
    int trainingSets = 1000;
};

/// Learns the constants from many simulated training sets and averages the errors. Training set t
/// (from 1) is a function of the seed and t alone, so that the numbers do not depend on threads.
[[nodiscard]] MonteCarloErrors simulate(const InputSampler& sampler, const Simulation& simulation,
                                        const Checkpoint& checkpoint);

} // namespace tradeoff
