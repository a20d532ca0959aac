// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute_keys.h"
#include "core/kept.h"
#include "core/problem.h"
#include "core/segmentation.h"
#include "core/simulated_samples.h"
#include "core/sweep.h"
#include "core/training_set.h"

#include <map>
#include <memory>
#include <string>

namespace tradeoff {

/// What the exact errors of a scenario are made from. Everything that is slow to prepare is kept
/// from one scenario to the next, as long as that asks for the same.
class KeptExperiment {
public:
    [[nodiscard]] std::shared_ptr<const Problem> problem(const Scenario& scenario);
    [[nodiscard]] std::shared_ptr<const InputSampler> sampler(const Scenario& scenario);
    /// The drawn training set.
    [[nodiscard]] std::shared_ptr<const TrainingSet> trainingSet(const Scenario& scenario,
                                                                 const Checkpoint& checkpoint);
    /// Whether the training set is there already.
    [[nodiscard]] bool hasTrainingSet(const Scenario& scenario) const;
    /// A choice of segmentation, made ready for a scenario: its own one or another.
    [[nodiscard]] Segmenter segmenter(const Scenario& scenario, const Choice& choice,
                                      const Checkpoint& checkpoint);
    /// The scenario's problem with its own segmentation.
    [[nodiscard]] Experiment experiment(const Scenario& scenario, const Checkpoint& checkpoint);
    /// The samples of the scenario's simulation; nothing where there are too many to be kept, or
    /// where each segmentation is learned from samples in their order.
    [[nodiscard]] std::shared_ptr<const SimulatedSamples>
    simulatedSamples(const Scenario& scenario, const Checkpoint& checkpoint);

private:
    void forgetOldSegmenters(const Scenario& scenario);

    Kept<ProblemKey, std::shared_ptr<const Problem>> m_problem;
    std::map<std::string, Kept<SegmenterKey, Segmenter>> m_segmenters; ///< by kind
    Kept<SamplerKey, std::shared_ptr<const InputSampler>> m_sampler;
    Kept<InputsKey, TrainingInputs> m_inputs;
    Kept<TrainingKey, std::shared_ptr<const TrainingSet>> m_trainingSet;
    Kept<SimulatedSamplesKey, std::shared_ptr<const SimulatedSamples>> m_simulated;
};

} // namespace tradeoff
