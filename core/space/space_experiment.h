// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimation.h"
#include "core/result.h"
#include "core/space/space_fit.h"
#include "core/space/space_nearness.h"
#include "core/space/space_segmentation.h"

#include <memory>
#include <vector>

namespace tradeoff {

/// A problem of several coordinates with a kind of segmentation and the setting in which its
/// constants are learned.
struct SpaceExperiment {
    std::shared_ptr<const SpaceProblem> problem;
    std::shared_ptr<const SpaceSamples> samples; ///< of the problem
    SpaceSegmenter segmenter;
    LearningSetting setting;
    double optimalDensityMass = 0.0; ///< of the problem; see optimalDensityMassOf
};

/// The points at which regions that are no polygons are measured: 2^17 of them.
[[nodiscard]] std::shared_ptr<const SpaceSamples>
makeSpaceSamples(std::shared_ptr<const SpaceProblem> problem);

/// ∫ (p ‖∇β‖²)^{d/(d+2)}: in the plane by quadrature, else by quasi-Monte Carlo.
[[nodiscard]] double optimalDensityMassOf(const SpaceSamples& samples);

/// The regions of an experiment for one number of experts.
struct SpaceSegmented {
    SpacePartition partition;
    std::vector<Moments> moments;
    std::vector<SpaceRegion> regions;
    SpaceNearness nearness;
    std::vector<double> estimation; ///< estimation error of each region, of the kind of `errors`
    /// With all bounds, and the standard error of the approximation error: that of quasi-Monte
    /// Carlo or, for polygons of the plane, how far the quadrature says that it may be off.
    Errors errors;
};

/// Moments of regions alone: in the plane those of convex regions by quadrature, all others by
/// quasi-Monte Carlo.
[[nodiscard]] std::vector<Moments> measuredMoments(const SpaceSamples& samples,
                                                   const SpacePartition& partition,
                                                   const QuadratureAccuracy& accuracy,
                                                   const Checkpoint& checkpoint);

/// The regions for one number of experts with their moments, shapes and bounds, and of the errors
/// what does not depend on learning; see segmentedSpace.
[[nodiscard]] SpaceSegmented measuredSpace(const SpaceExperiment& experiment, int experts,
                                           const QuadratureAccuracy& accuracy,
                                           const Checkpoint& checkpoint);

/// The same regions with the errors of learning their constants in the experiment's setting.
[[nodiscard]] SpaceSegmented withLearning(const SpaceExperiment& experiment,
                                          SpaceSegmented measured, const Checkpoint& checkpoint);

/// Errors for one number of experts, exact but for what `errors` states: expectations over training
/// sets, or those of the training set that the segmentation was learned from. In the plane convex
/// regions are integrated over by quadrature, all others by quasi-Monte Carlo.
/// \param accuracy    of the quadrature
/// \param checkpoint  called now and then, from any thread; may throw to end the computation; may
///                    be empty
[[nodiscard]] SpaceSegmented segmentedSpace(const SpaceExperiment& experiment, int experts,
                                            const QuadratureAccuracy& accuracy,
                                            const Checkpoint& checkpoint);

/// Errors for each number of experts, in parallel (see `segmentedSpace`, with quickAccuracy), and
/// the leave-one-out error of the drawn training set. Where the choice itself says how many regions
/// there are, only the row of that number. The same bits for any number of threads.
/// \param checkpoint  gets shares that never fall, and negative ones from any thread; may throw;
///                    may be empty
[[nodiscard]] std::vector<SweepRow> sweepSpace(const SpaceExperiment& experiment,
                                               const std::vector<int>& experts,
                                               const SpaceTrainingSet& trainingSet,
                                               const Checkpoint& checkpoint);

} // namespace tradeoff
