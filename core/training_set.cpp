// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training_set.h"

#include "core/random.h"

#include <tbb/parallel_for.h>
#include <tbb/parallel_sort.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tradeoff {

namespace {

constexpr std::size_t prefixStride = 64;

struct InputAndNoise {
    double x = 0.0;
    double noise = 0.0;
};

Choice constantTarget()
{
    return defaultChoice(targetRow("constant").option);
}

} // namespace

InputSampler::InputSampler(const Interval& domain, const Choice& density)
    : m_quantile(SegmentDensity::make(
          std::make_shared<const Problem>(domain, constantTarget(), density), {0, 1}))
{}

TrainingInputs drawInputs(const InputSampler& sampler, const TrainingSetKey& key,
                          std::int64_t samples, const Checkpoint& checkpoint)
{
    const auto count = static_cast<std::size_t>(samples);
    std::vector<InputAndNoise> draws(count);
    constexpr std::size_t chunk = 100'000;
    for (std::size_t start = 0; start < count; start += chunk) {
        if (checkpoint) {
            checkpoint(static_cast<double>(start) / static_cast<double>(count));
        }
        tbb::parallel_for(start, std::min(count, start + chunk), [&](std::size_t i) {
            const SampleDraw draw = drawSample(key.seed, key.number, i);
            draws[i] = {sampler.input(draw.input), normalQuantile(draw.noise)};
        });
    }
    // The noise decides between equal inputs, so that the order does not depend on threads.
    tbb::parallel_sort(draws, [](const InputAndNoise& a, const InputAndNoise& b) {
        return a.x != b.x ? a.x < b.x : a.noise < b.noise;
    });
    auto x = std::make_shared<std::vector<double>>(count);
    TrainingInputs inputs;
    inputs.noise.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        (*x)[i] = draws[i].x;
        inputs.noise[i] = draws[i].noise;
    }
    inputs.x = std::move(x);
    return inputs;
}

TrainingSet makeTrainingSet(std::shared_ptr<const std::vector<double>> x,
                            std::shared_ptr<const std::vector<double>> y,
                            const Checkpoint& checkpoint)
{
    const std::size_t count = y->size();
    long double sum = 0;
    for (const double value : *y) {
        sum += value;
    }
    TrainingSet set;
    set.center = static_cast<double>(sum / static_cast<long double>(count));
    set.prefix.reserve(count / prefixStride + 1);
    constexpr std::size_t checkEvery = prefixStride * 2048;
    TrainingSet::Prefix running;
    for (std::size_t i = 0; i < count; ++i) {
        if (checkpoint && i % checkEvery == 0) {
            checkpoint(static_cast<double>(i) / static_cast<double>(count));
        }
        if (i % prefixStride == 0) {
            set.prefix.push_back(running);
        }
        const long double deviation = static_cast<long double>((*y)[i]) - set.center;
        running.sum += deviation;
        running.squares += deviation * deviation;
    }
    const auto [lowest, highest] = std::minmax_element(y->begin(), y->end());
    set.rangeOfY = {*lowest, *highest};
    set.x = std::move(x);
    set.y = std::move(y);
    return set;
}

TrainingSet makeTrainingSet(const Problem& problem, const TrainingInputs& inputs,
                            double noiseVariance)
{
    auto y = std::make_shared<std::vector<double>>(inputs.x->size());
    problem.target().values(*inputs.x, *y);
    const double deviation = std::sqrt(noiseVariance);
    for (std::size_t i = 0; i < y->size(); ++i) {
        (*y)[i] += deviation * inputs.noise[i];
    }
    return makeTrainingSet(inputs.x, std::move(y), {});
}

TrainingSet::Prefix TrainingSet::before(std::size_t sample) const
{
    const std::size_t block = std::min(sample / prefixStride, prefix.size() - 1);
    Prefix result = prefix[block];
    for (std::size_t i = block * prefixStride; i < sample; ++i) {
        const long double deviation = static_cast<long double>((*y)[i]) - center;
        result.sum += deviation;
        result.squares += deviation * deviation;
    }
    return result;
}

std::vector<RegionSamples> TrainingSet::regions(std::span<const double> boundaries) const
{
    std::vector<RegionSamples> result(boundaries.size() - 1);
    std::size_t first = 0;
    Prefix from = before(0);
    for (std::size_t i = 0; i < result.size(); ++i) {
        const bool isLast = i + 1 == result.size();
        const auto end = isLast ? x->end()
                                : std::lower_bound(x->begin() + static_cast<std::ptrdiff_t>(first),
                                                   x->end(), boundaries[i + 1]);
        const auto last = static_cast<std::size_t>(end - x->begin());
        if (last == first) {
            continue;
        }
        const Prefix to = before(last);
        const auto count = static_cast<long double>(last - first);
        const long double mean = (to.sum - from.sum) / count;
        const long double squares = to.squares - from.squares - count * mean * mean;
        result[i].count = static_cast<std::int64_t>(last - first);
        result[i].mean = static_cast<double>(mean + center);
        result[i].squares = last - first == 1 ? 0.0 : std::max(0.0, static_cast<double>(squares));
        first = last;
        from = to;
    }
    return result;
}

} // namespace tradeoff
