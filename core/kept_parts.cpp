// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kept_parts.h"

#include "core/monitoring.h"

namespace tradeoff {

namespace {

/// Hands over a result while a slow part of it is made.
void show(const Result& result, const Monitor& monitor)
{
    checkStop(monitor);
    if (monitor.stage) {
        monitor.stage(result);
    }
}

} // namespace

void KeptParts::make(const ResultParts& parts, const Input& input, Result& result)
{
    if (parts.contains(ResultPart::FitSpread)) {
        spreadFits(input, result);
    }
    if (parts.contains(ResultPart::SegmentationComparison)) {
        compareSegmentations(input, result);
    }
    if (parts.contains(ResultPart::PowerMap)) {
        mapPowers(input, result);
    }
    if (parts.contains(ResultPart::Laws)) {
        findLaws(input, result);
    }
    if (parts.contains(ResultPart::ParameterSweep)) {
        sweepOverParameter(input, result);
    }
}

void KeptParts::spreadFits(const Input& input, Result& result)
{
    const Scenario& scenario = result.scenario;
    const auto stage = [&](const FitSpread& spread, double steps) {
        result.fitSpread = std::make_shared<const FitSpread>(spread);
        constexpr double stepsAFrame = 400'000;
        if (steps > stepsAFrame) {
            show(result, input.monitor);
        }
    };
    result.fitSpread = m_fitSpread.get({computeKeys(scenario).simulation, scenario.experts}, [&] {
        const Simulation simulation{
            input.experiment,
            scenario.segmentation,
            {scenario.experts},
            scenario.seed,
            scenario.trainingSets,
            input.kept.simulatedSamples(scenario, checkpointOf(input.monitor))};
        return std::make_shared<const FitSpread>(makeFitSpread(*input.kept.sampler(scenario),
                                                               simulation, input.segmented, stage,
                                                               checkpointOf(input.monitor)));
    });
}

void KeptParts::compareSegmentations(const Input& input, Result& result)
{
    const auto stage = [&](const SegmentationComparison& comparison) {
        result.comparison = std::make_shared<const SegmentationComparison>(comparison);
        show(result, input.monitor);
    };
    const auto segmenter = [&](const Choice& choice, const Checkpoint& checkpoint) {
        return input.kept.segmenter(result.scenario, choice, checkpoint);
    };
    const ComparisonInput question{result.scenario,
                                   input.experiment,
                                   input.segmented,
                                   result.sweep,
                                   *result.trainingSet,
                                   segmenter,
                                   checkpointOf(input.monitor)};
    result.comparison =
        std::make_shared<const SegmentationComparison>(m_comparison.make(question, stage));
}

void KeptParts::mapPowers(const Input& input, Result& result)
{
    const int experts = result.scenario.experts;
    const auto stage = [&](const PowerMap& map) {
        result.powerMap = std::make_shared<const PowerMap>(map);
        show(result, input.monitor);
    };
    const PowerMapKey key{problemKey(result.scenario), experts};
    if (!m_powerMap.has(key)) {
        show(result, input.monitor);
    }
    result.powerMap = m_powerMap.get(key, [&] {
        return std::make_shared<const PowerMap>(
            makePowerMap(result.problem, experts, stage, checkpointOf(input.monitor)));
    });
}

void KeptParts::findLaws(const Input& input, Result& result)
{
    const Scenario& scenario = result.scenario;
    const auto stage = [&](const Laws& laws) {
        result.laws = std::make_shared<const Laws>(laws);
        show(result, input.monitor);
    };
    const LawsKey key{problemKey(scenario), scenario.segmentation, scenario.noiseVariance,
                      scenario.emptyRegion};
    if (!m_laws.has(key)) {
        show(result, input.monitor);
    }
    result.laws = m_laws.get(key, [&] {
        return std::make_shared<const Laws>(
            lawsOf(input.experiment, scenario.segmentation, stage, checkpointOf(input.monitor)));
    });
}

void KeptParts::sweepOverParameter(const Input& input, Result& result)
{
    const auto stage = [&](const ParameterSweep& sweep) {
        result.parameterSweep = std::make_shared<const ParameterSweep>(sweep);
        show(result, input.monitor);
    };
    const auto errorsOf = [this](const Scenario& scenario, const Checkpoint& checkpoint) {
        return segmented(m_swept.experiment(scenario, checkpoint), scenario.experts,
                         [&] { checkpoint(-1); })
            .errors;
    };
    const Scenario question = sweepQuestion(result.scenario);
    if (!m_parameterSweep.has(question)) {
        show(result, input.monitor);
    }
    result.parameterSweep = m_parameterSweep.get(question, [&] {
        return std::make_shared<const ParameterSweep>(
            sweepParameter(question, errorsOf, stage, checkpointOf(input.monitor)));
    });
}

} // namespace tradeoff
