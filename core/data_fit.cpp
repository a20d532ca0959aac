// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data_fit.h"

#include "core/experts_loop.h"
#include "core/learning.h"
#include "core/model_selection.h"

#include <cstddef>

namespace tradeoff {

DataErrors dataErrors(std::span<const RegionSamples> regions, const Nearness& nearness,
                      const DataFitSetting& setting)
{
    DataErrors errors;
    std::int64_t samples = 0;
    for (const RegionSamples& region : regions) {
        errors.training += region.squares;
        errors.filledRegions += region.count > 0 ? 1 : 0;
        samples += region.count;
    }
    errors.training /= static_cast<double>(samples);
    errors.leaveOneOut = leaveOneOutError(regions, nearness, setting.emptyRegion);
    errors.mallowsCp =
        mallowsCp(errors.training, errors.filledRegions, samples, setting.noiseVariance);
    return errors;
}

DataFit fitData(const TrainingSet& data, std::span<const double> boundaries,
                const DataFitSetting& setting)
{
    const std::vector<RegionSamples> samples = data.regions(boundaries);
    const std::vector<double> constants =
        learnedConstants(samples, boundaries, setting.emptyRegion);
    DataFit fit;
    fit.regions.reserve(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        fit.regions.push_back({{boundaries[i], boundaries[i + 1]},
                               samples[i].count,
                               constants[i],
                               samples[i].squares});
    }
    fit.errors = dataErrors(samples, boundaries, setting);
    return fit;
}

std::vector<DataSweepRow> sweepData(const TrainingSet& data, const DataSweep& sweep,
                                    const Checkpoint& checkpoint)
{
    const std::vector<int>& numbers = sweep.experts;
    std::vector<DataSweepRow> rows(numbers.size());
    const auto makeRow = [&](std::size_t i) {
        const std::vector<double> boundaries = sweep.boundaries(numbers[i]);
        rows[i] = {numbers[i], dataErrors(data.regions(boundaries), boundaries, sweep.setting)};
    };
    forEachNumberOfExperts(numbers, makeRow, checkpoint);
    return rows;
}

} // namespace tradeoff
