// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/space_problem.h"
#include "core/space/space_samples.h"
#include "core/training_set.h"

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tradeoff {

/// Inputs and standard normal noise of one training set of several coordinates. They depend on the
/// density alone: a change of target, noise or segmentation keeps them to the last bit.
struct SpaceTrainingInputs {
    std::shared_ptr<const Points> x;
    Eigen::ArrayXd noise; ///< in units of the noise's standard deviation
};

/// Draws the inputs and noise of a training set, on all processors. Sample i is a function of
/// (key, i) alone, and its noise that of sample i of one coordinate.
/// \param checkpoint  called now and then with the share that is done; may be empty
[[nodiscard]] SpaceTrainingInputs drawSpaceInputs(const SpaceProblem& problem,
                                                  const TrainingSetKey& key, std::int64_t samples,
                                                  const Checkpoint& checkpoint);

/// One drawn training set of several coordinates.
struct SpaceTrainingSet {
    std::shared_ptr<const Points> x;
    Eigen::ArrayXd y;
    Interval rangeOfY;
};

/// y = β(x) + σ · noise.
[[nodiscard]] SpaceTrainingSet makeSpaceTrainingSet(const SpaceProblem& problem,
                                                    const SpaceTrainingInputs& inputs,
                                                    double noiseVariance);

/// Counts, means and squares of y in the regions, in one pass over the samples.
/// \param count  of the regions
[[nodiscard]] std::vector<RegionSamples> regionSamples(const SpaceTrainingSet& trainingSet,
                                                       const RegionsOfPoints& regionsOf,
                                                       std::size_t count,
                                                       const Checkpoint& checkpoint);

} // namespace tradeoff
