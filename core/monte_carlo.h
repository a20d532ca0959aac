// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/simulated_samples.h"
#include "core/simulation_rounds.h"
#include "core/sweep.h"
#include "core/training_set.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace tradeoff {

/// Segmentations whose constants, and boundaries where these are learned too, are learned again
/// and again.
struct Simulation {
    const Experiment& experiment;
    Choice segmentation;      ///< the experiment's
    std::vector<int> experts; ///< numbers of experts, all learned from the same training sets
    std::uint64_t seed = 1;
    int trainingSets = 1000;
    /// Their samples, where these are drawn already: at least as many sets, from the same sampler,
    /// problem, noise, seed and number of samples. The same bits as without.
    std::shared_ptr<const SimulatedSamples> drawn = nullptr;
};

/// The experiment with its segmentation learned anew, from a simulated training set.
/// \param set  number of the training set, from 1; it is the segmenter's `learnedFrom`
[[nodiscard]] Experiment relearned(const InputSampler& sampler, const Simulation& simulation,
                                   std::uint32_t set, const Checkpoint& checkpoint);

/// Learns from many simulated training sets: mean, standard error and 5–95 % band of each error,
/// one row for each number of experts. Training set t (from 1) is a function of the seed and t
/// alone, and sums are taken in its order, so that the numbers do not depend on threads.
///
/// The bands look at the first sets alone where there are more than memory should hold: 4 million
/// errors over all rows, but a thousand sets at least.
/// \param show  called after 10, 30, 100, 300, … sets, if there are more to come; may be empty
/// \param checkpoint  see Checkpoint; gets a negative share, too, from any thread
[[nodiscard]] std::vector<SimulatedRow> simulate(const InputSampler& sampler,
                                                 const Simulation& simulation,
                                                 const SimulationSoFar& show,
                                                 const Checkpoint& checkpoint);

/// The numbers of experts of a sweep to simulate: all of them or, where that would take minutes,
/// some at round places.
[[nodiscard]] std::vector<int> simulatedExperts(const Experiment& experiment,
                                                const std::vector<int>& sweep, int trainingSets);

/// The errors of a row, as one number of experts alone tells them.
[[nodiscard]] MonteCarloErrors monteCarloErrors(const SimulatedRow& row);

} // namespace tradeoff
