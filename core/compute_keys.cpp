// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute_keys.h"

#include "core/space/space_segmentation.h"

namespace tradeoff {

SegmentationSource sourceOf(const Scenario& scenario, const Choice& choice)
{
    return scenario.dimensions() == 1 ? segmentationRow(choice.kind).source
                                      : spaceSegmentationRow(choice.kind).source;
}

ProblemKey problemKey(const Scenario& scenario)
{
    return {scenario.box(), scenario.target, scenario.density};
}

SamplerKey samplerKey(const Scenario& scenario)
{
    return {scenario.box(), scenario.density};
}

InputsKey inputsKey(const Scenario& scenario)
{
    return {samplerKey(scenario), scenario.seed, scenario.samples};
}

TrainingKey trainingKey(const Scenario& scenario)
{
    return {inputsKey(scenario), problemKey(scenario), scenario.noiseVariance};
}

SegmenterKey segmenterKey(const Scenario& scenario, const Choice& choice)
{
    switch (sourceOf(scenario, choice)) {
    case SegmentationSource::Domain:
    case SegmentationSource::Problem:
        break;
    case SegmentationSource::ProblemAndMost:
        return {problemKey(scenario), choice, mostExperts(scenario), std::nullopt};
    case SegmentationSource::TrainingSet:
        return {problemKey(scenario), choice, mostExperts(scenario), trainingKey(scenario)};
    }
    return {problemKey(scenario), choice, 0, std::nullopt};
}

ComputeKeys computeKeys(const Scenario& scenario)
{
    const SweepKey sweep{trainingKey(scenario), segmenterKey(scenario, scenario.segmentation),
                         scenario.emptyRegion, scenario.sweep};
    return {sweep, {sweep, scenario.trainingSets}};
}

} // namespace tradeoff
