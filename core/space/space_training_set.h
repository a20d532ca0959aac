// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/space_problem.h"
#include "core/space/space_samples.h"
#include "core/training_set.h"

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tradeoff {

/// Inputs and standard normal noise of one training set of several coordinates. They depend on the
/// density alone: a change of target, noise or segmentation keeps them to the last bit.
struct SpaceTrainingInputs {
    std::shared_ptr<const Points> x;
    Eigen::ArrayXd noise; ///< in units of the noise's standard deviation
};

/// Samples of a training set.
struct SampleStretch {
    TrainingSetKey key;
    std::int64_t first = 0;
    std::int64_t count = 1;
};

/// Draws the inputs and noise of a training set, or of a stretch of it, on all processors. Sample i
/// is a function of (key, i) alone, and its noise that of sample i of one coordinate.
/// \param checkpoint  called now and then with the share that is done; may be empty
[[nodiscard]] SpaceTrainingInputs drawSpaceInputs(const SpaceProblem& problem,
                                                  const SampleStretch& stretch,
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

/// Adds samples to what is known of their regions.
/// \param owners   the region of each
/// \param regions  counts, means and squares of y
void addSamples(const Eigen::Ref<const Eigen::ArrayXd>& y, std::span<const std::uint32_t> owners,
                std::span<RegionSamples> regions);

/// Counts, means and squares of y in the regions, in one pass over the samples.
/// \param count  of the regions
[[nodiscard]] std::vector<RegionSamples> regionSamples(const SpaceTrainingSet& trainingSet,
                                                       const RegionsOfPoints& regionsOf,
                                                       std::size_t count,
                                                       const Checkpoint& checkpoint);

} // namespace tradeoff
