// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fit_statistics.h"
#include "core/learning.h"
#include "core/simulated_fits.h"
#include "tests/core/experiments.h"
#include "tests/core/threads.h"

#include <QTest>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tradeoff::test {

inline const Checkpoint unwatched = [](double) {};
inline const FitSpreadSoFar unseen = [](const FitSpread&, double) {};

/// An experiment together with all that a simulation of it looks at.
struct FitExperiment {
    Experiment experiment;
    InputSampler sampler;
    Choice segmentation;
    int experts;
    Segmented exact;

    FitExperiment(const std::string& kind, const LearningSetting& setting, int numberOfExperts)
        : experiment{problem(target("cosine"), density("truncated-gaussian")), {}, setting}
        , sampler({0, 1}, density("truncated-gaussian"))
        , segmentation(test::segmentation(kind))
        , experts(numberOfExperts)
    {
        const bool isLearned = segmentationRow(kind).source == SegmentationSource::TrainingSet;
        experiment.segmenter = prepareSegmenter(
            {experiment.problem, experts, isLearned ? drawn(0) : nullptr}, segmentation);
        exact = segmented(experiment, experts, {});
    }

    [[nodiscard]] std::shared_ptr<const TrainingSet> drawn(std::uint32_t set) const
    {
        const LearningSetting& setting = experiment.setting;
        return std::make_shared<const TrainingSet>(
            makeTrainingSet(*experiment.problem, drawInputs(sampler, {7, set}, setting.samples, {}),
                            setting.noiseVariance));
    }

    /// The straight way to the fit of one training set.
    [[nodiscard]] std::pair<Partition, std::vector<double>> learned(std::uint32_t set) const
    {
        const std::shared_ptr<const TrainingSet> samples = drawn(set);
        const Partition partition =
            experiment.segmenter.learnedFrom
                ? prepareSegmenter({experiment.problem, 60, samples}, segmentation)
                      .partition(experts)
                : exact.partition;
        return {partition, learnedConstants(regionSamples(*samples, partition),
                                            partition.nearness(), experiment.setting.emptyRegion)};
    }

    [[nodiscard]] FitSpread spread(int trainingSets, const FitSpreadSoFar& show = unseen,
                                   const Checkpoint& checkpoint = unwatched) const
    {
        return makeFitSpread(sampler, {experiment, segmentation, {experts}, 7, trainingSets}, exact,
                             show, checkpoint);
    }

    [[nodiscard]] std::vector<ConstantStatistics> statistics() const
    {
        return constantStatistics(exact.regions, exact.partition.nearness(), experiment.setting,
                                  {});
    }
};

inline void addRules()
{
    QTest::addColumn<int>("rule");
    for (const EmptyRegionRow& row : emptyRegionTable()) {
        QTest::newRow(std::string(row.kind).c_str()) << static_cast<int>(row.rule);
    }
}

inline EmptyRegionRule ruleOf(int number)
{
    return static_cast<EmptyRegionRule>(number);
}

} // namespace tradeoff::test
