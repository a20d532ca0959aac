// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute_keys.h"
#include "core/kept.h"
#include "core/space/space_experiment.h"

#include <memory>
#include <vector>

namespace tradeoff {

/// A problem of several dimensions with what can be told of it once and for all.
struct PreparedSpaceProblem {
    std::shared_ptr<const SpaceProblem> problem;
    std::shared_ptr<const SpaceSamples> samples;
    double optimalDensityMass = 0.0;
    Interval rangeOfTarget; ///< of β at points spread evenly over the domain
};

/// A drawn training set, with coordinates of its inputs for drawing.
struct PreparedSpaceSample {
    std::shared_ptr<const SpaceTrainingSet> trainingSet;
    std::shared_ptr<const std::vector<double>> firstCoordinates;
    std::shared_ptr<const std::vector<double>> secondCoordinates;
};

/// What the errors of a scenario of several dimensions are made from. Everything that is slow to
/// prepare is kept from one scenario to the next, as long as that asks for the same.
class KeptSpaceExperiment {
public:
    [[nodiscard]] const PreparedSpaceProblem& problem(const Scenario& scenario,
                                                      const Checkpoint& checkpoint);
    /// The drawn training set.
    [[nodiscard]] const PreparedSpaceSample& sample(const Scenario& scenario,
                                                    const Checkpoint& checkpoint);
    /// Whether the training set is there already.
    [[nodiscard]] bool hasSample(const Scenario& scenario) const;
    /// The scenario's problem with its own segmentation.
    [[nodiscard]] SpaceExperiment experiment(const Scenario& scenario,
                                             const Checkpoint& checkpoint);

private:
    Kept<ProblemKey, PreparedSpaceProblem> m_problem;
    Kept<InputsKey, SpaceTrainingInputs> m_inputs;
    Kept<TrainingKey, PreparedSpaceSample> m_sample;
    Kept<SegmenterKey, SpaceSegmenter> m_segmenter;
};

} // namespace tradeoff
