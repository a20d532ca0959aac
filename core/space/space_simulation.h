// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/simulation_rounds.h"
#include "core/space/space_experiment.h"

#include <cstdint>
#include <vector>

namespace tradeoff {

/// Segmentations of several coordinates whose constants, and regions where these are learned too,
/// are learned again and again.
struct SpaceSimulation {
    const SpaceExperiment& experiment;
    Choice segmentation;      ///< the experiment's
    std::vector<int> experts; ///< numbers of experts, all learned from the same training sets
    std::uint64_t seed = 1;
    int trainingSets = 1000;
};

/// Learns from many simulated training sets; see `simulate`. Training set t (from 1) is a function
/// of the seed and t alone, and sums are taken in its order, so that the numbers do not depend on
/// threads.
/// \param show  called after 10, 30, 100, 300, … sets, if there are more to come; may be empty
/// \param checkpoint  see Checkpoint; gets a negative share, too, from any thread
/// \note Regions that are learned anew are measured roughly each time: in the plane to about 1e-5,
///       else at 2^14 points, the same for all training sets.
[[nodiscard]] std::vector<SimulatedRow> simulateSpace(const SpaceSimulation& simulation,
                                                      const SimulationSoFar& show,
                                                      const Checkpoint& checkpoint);

} // namespace tradeoff
