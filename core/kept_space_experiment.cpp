// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kept_space_experiment.h"

#include "core/segmentation.h"
#include "core/space/space_density.h"
#include "core/space/space_target.h"

namespace tradeoff {

namespace {

Interval rangeOfTarget(const SpaceSamples& samples)
{
    const std::vector<SpaceSamples::WeightedValue> law = samples.lawOfTarget();
    return {law.front().value, law.back().value};
}

std::shared_ptr<const std::vector<double>> column(const Points& points, Eigen::Index k)
{
    const auto numbers = points.col(k);
    return std::make_shared<const std::vector<double>>(numbers.begin(), numbers.end());
}

} // namespace

const PreparedSpaceProblem& KeptSpaceExperiment::problem(const Scenario& scenario,
                                                         const Checkpoint& checkpoint)
{
    return m_problem.get(problemKey(scenario), [&] {
        const std::vector<Interval> box = scenario.box();
        PreparedSpaceProblem made;
        made.problem = std::make_shared<const SpaceProblem>(
            box, makeSpaceTarget(scenario.target, box), makeSpaceDensity(scenario.density, box));
        checkpoint(-1);
        made.samples = makeSpaceSamples(made.problem);
        checkpoint(-1);
        made.optimalDensityMass = optimalDensityMassOf(*made.samples);
        made.rangeOfTarget = rangeOfTarget(*made.samples);
        return made;
    });
}

const PreparedSpaceSample& KeptSpaceExperiment::sample(const Scenario& scenario,
                                                       const Checkpoint& checkpoint)
{
    const SpaceProblem& drawnFrom = *problem(scenario, checkpoint).problem;
    const SpaceTrainingInputs& inputs = m_inputs.get(inputsKey(scenario), [&] {
        return drawSpaceInputs(drawnFrom, {{scenario.seed}, 0, scenario.samples}, checkpoint);
    });
    return m_sample.get(trainingKey(scenario), [&] {
        auto made = std::make_shared<const SpaceTrainingSet>(
            makeSpaceTrainingSet(drawnFrom, inputs, scenario.noiseVariance));
        return PreparedSpaceSample{made, column(*made->x, 0), column(*made->x, 1)};
    });
}

bool KeptSpaceExperiment::hasSample(const Scenario& scenario) const
{
    return m_sample.has(trainingKey(scenario));
}

SpaceExperiment KeptSpaceExperiment::experiment(const Scenario& scenario,
                                                const Checkpoint& checkpoint)
{
    const PreparedSpaceProblem& prepared = problem(scenario, checkpoint);
    const Choice& choice = scenario.segmentation;
    const SpaceSegmenter& segmenter = m_segmenter.get(segmenterKey(scenario, choice), [&] {
        const bool isLearned = sourceOf(scenario, choice) == SegmentationSource::TrainingSet;
        return prepareSpaceSegmenter(
            {prepared.problem, prepared.samples, mostExperts(scenario),
             isLearned ? sample(scenario, checkpoint).trainingSet : nullptr, checkpoint},
            choice);
    });
    return {prepared.problem,
            prepared.samples,
            segmenter,
            {scenario.noiseVariance, scenario.samples, scenario.emptyRegion},
            prepared.optimalDensityMass};
}

} // namespace tradeoff
