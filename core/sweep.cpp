// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sweep.h"

#include "core/learning.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <numeric>

namespace tradeoff {

Segmented segmented(const Experiment& experiment, int experts,
                    const std::function<void()>& checkpoint)
{
    Segmented result;
    result.boundaries = experiment.segmenter.boundaries(experts);
    result.regions = experiment.problem->regionMoments(result.boundaries);
    result.estimation =
        estimationErrors(result.regions, result.boundaries, experiment.setting, checkpoint);

    Errors& errors = result.errors;
    errors.noise = experiment.setting.noiseVariance;
    for (const Moments& region : result.regions) {
        errors.approximation += region.probability * region.variance;
    }
    errors.approximationHighRate = experiment.segmenter.highRateError(experts);
    errors.estimation = std::accumulate(result.estimation.begin(), result.estimation.end(), 0.0);
    errors.estimationLeadingOrder = estimationLeadingOrder(result.regions, experiment.setting);
    errors.test = errors.noise + errors.approximation + errors.estimation;
    errors.training = trainingError(result.regions, experiment.setting);
    return result;
}

std::vector<SweepRow> sweep(const Experiment& experiment, const std::vector<int>& experts,
                            const TrainingSet& trainingSet, const Checkpoint& checkpoint)
{
    const std::vector<int> numbers = experiment.segmenter.onlyExperts
                                         ? std::vector<int>{*experiment.segmenter.onlyExperts}
                                         : experts;
    std::vector<SweepRow> rows(numbers.size());
    const std::int64_t total = std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
    const auto makeRow = [&](std::size_t i) {
        const Segmented regions = segmented(experiment, numbers[i], [&] { checkpoint(-1); });
        rows[i] = {numbers[i], regions.errors,
                   leaveOneOutError(trainingSet.regions(regions.boundaries), regions.boundaries,
                                    experiment.setting.emptyRegion)};
    };
    constexpr std::int64_t regionsAChunk = 20'000;
    std::int64_t done = 0;
    for (std::size_t start = 0; start < numbers.size();) {
        checkpoint(static_cast<double>(done) / static_cast<double>(total));
        std::size_t end = start;
        for (std::int64_t size = 0; end < numbers.size() && size < regionsAChunk; ++end) {
            size += numbers[end];
            done += numbers[end];
        }
        tbb::parallel_for(start, end, makeRow);
        start = end;
    }
    return rows;
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

} // namespace tradeoff
