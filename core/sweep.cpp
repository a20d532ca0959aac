// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sweep.h"

#include "core/data_fit.h"
#include "core/experts_loop.h"
#include "core/learned_errors.h"
#include "core/model_selection.h"

#include <algorithm>
#include <utility>

namespace tradeoff {

Segmented segmented(const Experiment& experiment, int experts,
                    const std::function<void()>& checkpoint)
{
    const Segmenter& segmenter = experiment.segmenter;
    Segmented result;
    result.partition = segmenter.partition(experts);
    result.regions = regionMoments(*experiment.problem, result.partition);
    const std::vector<double> nearness = result.partition.nearness();
    RegionsToLearn regions{result.regions, nearness, experiment.setting, {}};
    regions.errors.approximation = approximationError(result.regions);
    regions.errors.approximationHighRate =
        segmenter.highRateError ? segmenter.highRateError(experts) : std::nullopt;
    LearnedErrors learned =
        segmenter.learnedFrom
            ? errorsOfSample(regions, regionSamples(*segmenter.learnedFrom, result.partition))
            : expectedErrors(regions, checkpoint);
    result.errors = learned.errors;
    result.estimation = std::move(learned.estimation);
    return result;
}

std::vector<SweepRow> sweep(const Experiment& experiment, const std::vector<int>& experts,
                            const TrainingSet& trainingSet, const Checkpoint& checkpoint)
{
    const std::vector<int> numbers = experiment.segmenter.onlyExperts
                                         ? std::vector<int>{*experiment.segmenter.onlyExperts}
                                         : experts;
    std::vector<SweepRow> rows(numbers.size());
    const std::optional<double> noise = noiseVarianceEstimate(*trainingSet.x, *trainingSet.y);
    const auto makeRow = [&](std::size_t i) {
        const Segmented regions = segmented(experiment, numbers[i], [&] { checkpoint(-1); });
        rows[i] = {numbers[i], regions.errors, {}, {}};
        const DataErrors estimated =
            dataErrors(regionSamples(trainingSet, regions.partition), regions.partition.nearness(),
                       {experiment.setting.emptyRegion, noise.value_or(0)});
        rows[i].leaveOneOut = estimated.leaveOneOut;
        if (noise) {
            rows[i].mallowsCp = estimated.mallowsCp;
        }
    };
    forEachNumberOfExperts(numbers, makeRow, checkpoint);
    return rows;
}

std::optional<ChosenExperts> chosenExperts(std::span<const SweepRow> rows,
                                           std::optional<double> SweepRow::*estimate)
{
    const SweepRow* chosen = nullptr;
    for (const SweepRow& row : rows) {
        if (row.*estimate && (chosen == nullptr || *(row.*estimate) < *(chosen->*estimate))) {
            chosen = &row;
        }
    }
    if (chosen == nullptr) {
        return std::nullopt;
    }
    const double test = chosen->errors.test;
    return ChosenExperts{chosen->experts, *(chosen->*estimate), test,
                         test - bestExperts(rows)->test};
}

std::optional<BestExperts> bestExperts(std::span<const SweepRow> rows)
{
    if (rows.empty()) {
        return std::nullopt;
    }
    const auto best =
        std::min_element(rows.begin(), rows.end(), [](const SweepRow& a, const SweepRow& b) {
            return a.errors.test < b.errors.test;
        });
    return BestExperts{best->experts, best->errors.test, rows.size() > 1 && best + 1 == rows.end()};
}

void readSweep(Result& result)
{
    result.bestExperts = bestExperts(result.sweep);
    result.chosenByLeaveOneOut = chosenExperts(result.sweep, &SweepRow::leaveOneOut);
    result.chosenByMallowsCp = chosenExperts(result.sweep, &SweepRow::mallowsCp);
    if (result.bestExperts && result.bestExperts->atEndOfSweep) {
        result.notes.push_back("The test error is least at the end of the sweep, at " +
                               std::to_string(result.bestExperts->experts) +
                               " experts: more may be better still.");
    }
}

} // namespace tradeoff
