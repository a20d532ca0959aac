// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learned_errors.h"

#include "core/learning.h"

#include <numeric>

namespace tradeoff {

namespace {

void addUp(Errors& errors, double noiseVariance)
{
    errors.noise = noiseVariance;
    errors.test = errors.noise + errors.approximation + errors.estimation;
}

} // namespace

LearnedErrors expectedErrors(const RegionsToLearn& regions, const std::function<void()>& checkpoint)
{
    const LearningSetting& setting = regions.setting;
    LearnedErrors result{regions.errors,
                         estimationErrors(regions.moments, regions.nearness, setting, checkpoint)};
    Errors& errors = result.errors;
    errors.estimation = std::accumulate(result.estimation.begin(), result.estimation.end(), 0.0);
    errors.estimationLeadingOrder = estimationLeadingOrder(regions.moments, setting);
    errors.training = trainingError(regions.moments, setting);
    addUp(errors, setting.noiseVariance);
    return result;
}

LearnedErrors errorsOfSample(const RegionsToLearn& regions, std::span<const RegionSamples> samples)
{
    const LearningSetting& setting = regions.setting;
    const std::vector<double> learned =
        learnedConstants(samples, regions.nearness, setting.emptyRegion);
    LearnedErrors result{regions.errors, {}};
    for (std::size_t i = 0; i < regions.moments.size(); ++i) {
        const double gap = learned[i] - regions.moments[i].mean;
        result.estimation.push_back(regions.moments[i].probability * gap * gap);
    }
    const SampleErrors found =
        sampleErrors(regions.moments, samples, learned, setting.noiseVariance);
    result.errors.estimation = found.estimation;
    result.errors.training = found.training;
    addUp(result.errors, setting.noiseVariance);
    return result;
}

} // namespace tradeoff
