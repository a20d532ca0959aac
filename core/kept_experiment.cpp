// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kept_experiment.h"

#include <optional>
#include <tuple>

namespace tradeoff {

std::shared_ptr<const Problem> KeptExperiment::problem(const Scenario& scenario)
{
    return m_problem.get(problemKey(scenario), [&] {
        return std::make_shared<const Problem>(scenario.domain, scenario.target, scenario.density);
    });
}

std::shared_ptr<const InputSampler> KeptExperiment::sampler(const Scenario& scenario)
{
    return m_sampler.get(samplerKey(scenario), [&] {
        return std::make_shared<const InputSampler>(scenario.domain, scenario.density);
    });
}

std::shared_ptr<const TrainingSet> KeptExperiment::trainingSet(const Scenario& scenario,
                                                               const Checkpoint& checkpoint)
{
    const TrainingInputs& inputs = m_inputs.get(inputsKey(scenario), [&] {
        return drawInputs(*sampler(scenario), {scenario.seed}, scenario.samples, checkpoint);
    });
    return m_trainingSet.get(trainingKey(scenario), [&] {
        return std::make_shared<const TrainingSet>(
            makeTrainingSet(*problem(scenario), inputs, scenario.noiseVariance));
    });
}

bool KeptExperiment::hasTrainingSet(const Scenario& scenario) const
{
    return m_trainingSet.has(trainingKey(scenario));
}

Segmenter KeptExperiment::segmenter(const Scenario& scenario, const Choice& choice,
                                    const Checkpoint& checkpoint)
{
    forgetOldSegmenters(scenario);
    return m_segmenters[choice.kind].get(segmenterKey(scenario, choice), [&] {
        return prepareSegmenter({problem(scenario), mostExperts(scenario),
                                 isLearned(choice) ? trainingSet(scenario, checkpoint) : nullptr,
                                 checkpoint},
                                choice);
    });
}

Experiment KeptExperiment::experiment(const Scenario& scenario, const Checkpoint& checkpoint)
{
    return {problem(scenario),
            segmenter(scenario, scenario.segmentation, checkpoint),
            {scenario.noiseVariance, scenario.samples, scenario.emptyRegion}};
}

std::shared_ptr<const SimulatedSamples>
KeptExperiment::simulatedSamples(const Scenario& scenario, const Checkpoint& checkpoint)
{
    if (isLearned(scenario.segmentation) ||
        !SimulatedSamples::areFew(scenario.trainingSets, scenario.samples)) {
        return nullptr;
    }
    return m_simulated.get({trainingKey(scenario), scenario.trainingSets}, [&] {
        const std::shared_ptr<const Problem> question = problem(scenario);
        const SampleSource source{*sampler(scenario), *question, scenario.noiseVariance,
                                  scenario.seed};
        return std::make_shared<const SimulatedSamples>(source, scenario.trainingSets,
                                                        scenario.samples, checkpoint);
    });
}

/// Kinds that were made ready for another problem or sample hold on to it.
void KeptExperiment::forgetOldSegmenters(const Scenario& scenario)
{
    const ProblemKey wanted = problemKey(scenario);
    const TrainingKey training = trainingKey(scenario);
    std::erase_if(m_segmenters, [&](const auto& item) {
        const std::optional<SegmenterKey>& key = item.second.key();
        return !key || std::get<ProblemKey>(*key) != wanted ||
               std::get<std::optional<TrainingKey>>(*key).value_or(training) != training;
    });
}

} // namespace tradeoff
