// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimation.h"
#include "core/moments.h"
#include "core/problem.h"
#include "core/result.h"
#include "core/training_set.h"

#include <cstdint>
#include <memory>
#include <span>

namespace tradeoff {

/// A segmentation whose constants are learned again and again.
struct Simulation {
    std::span<const Moments> regions;
    std::span<const double> boundaries;
    LearningSetting setting;
    std::uint64_t seed = 1;
    int trainingSets = 1000;
};

/// Learns the constants from many simulated training sets and averages the errors. Training set t
/// (from 1) is a function of the seed and t alone, so that the numbers do not depend on threads.
[[nodiscard]] MonteCarloErrors simulate(const Problem& problem, const InputSampler& sampler,
                                        const Simulation& simulation, const Checkpoint& checkpoint);

} // namespace tradeoff
