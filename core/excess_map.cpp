// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/excess_map.h"

#include "core/estimation.h"
#include "core/round_numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tradeoff {

namespace {

constexpr int columnsInTen = 8;
constexpr int mostRows = 1000; ///< experts of the last row
constexpr std::array<std::size_t, 4> strides{8, 4, 2, 1};

std::vector<int> rowNumbers(int mostExperts)
{
    std::vector<int> all(static_cast<std::size_t>(std::min(mostRows, mostExperts)));
    std::iota(all.begin(), all.end(), 1);
    return atPreferredNumbers(all);
}

} // namespace

std::vector<std::int64_t> lawSamples(int inTen)
{
    constexpr double first = 10;
    constexpr int tens = 5;
    std::vector<std::int64_t> result;
    for (int i = 0; i <= tens * inTen; ++i) {
        result.push_back(std::llround(first * std::pow(10.0, static_cast<double>(i) / inTen)));
    }
    return result;
}

ErrorsOverSamples errorsOverSamples(const Experiment& experiment, int experts,
                                    std::span<const std::int64_t> samples,
                                    const std::function<void()>& checkpoint)
{
    const Partition partition = experiment.segmenter.partition(experts);
    const std::vector<Moments> regions = regionMoments(*experiment.problem, partition);
    const std::vector<double> nearness = partition.nearness();
    ErrorsOverSamples result;
    result.approximation = approximationError(regions);
    LearningSetting setting = experiment.setting;
    for (const std::int64_t n : samples) {
        setting.samples = n;
        const std::vector<double> errors = estimationErrors(regions, nearness, setting, checkpoint);
        result.estimation.push_back(std::accumulate(errors.begin(), errors.end(), 0.0));
    }
    return result;
}

ExcessMap makeExcessMap(const Experiment& experiment, int mostExperts,
                        const std::function<void(const ExcessMap&)>& stage,
                        const Checkpoint& checkpoint)
{
    const std::vector<std::int64_t> samples = lawSamples(columnsInTen);
    const std::vector<int> experts = rowNumbers(mostExperts);
    std::vector<std::vector<double>> rows(experts.size());
    const auto known = [&](bool isComplete) {
        ExcessMap map{samples, {}, {}, isComplete};
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!rows[i].empty()) {
                map.experts.push_back(experts[i]);
                map.excess.insert(map.excess.end(), rows[i].begin(), rows[i].end());
            }
        }
        return map;
    };
    std::size_t done = 0;
    for (const std::size_t stride : strides) {
        for (std::size_t i = 0; i < rows.size(); i += stride) {
            if (!rows[i].empty()) {
                continue;
            }
            checkpoint(static_cast<double>(done++) / static_cast<double>(rows.size()));
            ErrorsOverSamples errors =
                errorsOverSamples(experiment, experts[i], samples, [&] { checkpoint(-1); });
            for (double& error : errors.estimation) {
                error += errors.approximation;
            }
            rows[i] = std::move(errors.estimation);
        }
        if (stride > 1) {
            stage(known(false));
        }
    }
    return known(true);
}

} // namespace tradeoff
