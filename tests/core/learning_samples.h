// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/random.h"
#include "tests/core/experiments.h"

#include <algorithm>
#include <cmath>
#include <vector>

/// Samples that segmentations are learned from.
namespace tradeoff::test {

using List = std::vector<double>;

inline constexpr Interval unit{0, 1};

struct Sample {
    List x;
    List y;
};

inline Sample drawn(const char* kind, int samples, double noiseVariance, std::uint64_t seed)
{
    const Choice inputs = density("truncated-gaussian");
    const auto question = problem(target(kind), inputs);
    const TrainingSet set = makeTrainingSet(
        *question, drawInputs(InputSampler(unit, inputs), {seed}, samples, {}), noiseVariance);
    return {*set.x, *set.y};
}

/// Whole numbers, so that ties of x, of y and of gains are exact.
inline Sample wholeNumbers(std::size_t samples, double places, std::uint64_t seed)
{
    Sample sample;
    for (std::size_t i = 0; i < samples; ++i) {
        const SampleDraw draw = drawSample(seed, 1, i);
        sample.x.push_back(std::floor(draw.input * places) / places);
        sample.y.push_back(std::floor(draw.noise * 4));
    }
    std::sort(sample.x.begin(), sample.x.end());
    return sample;
}

/// Σ (y − mean)² of the samples [first, last), from the definition.
inline long double squaresBetween(const Sample& sample, std::size_t first, std::size_t last)
{
    long double mean = 0;
    for (std::size_t i = first; i < last; ++i) {
        mean += sample.y[i] / static_cast<long double>(last - first);
    }
    long double squares = 0;
    for (std::size_t i = first; i < last; ++i) {
        squares += (sample.y[i] - mean) * (sample.y[i] - mean);
    }
    return squares;
}

} // namespace tradeoff::test
