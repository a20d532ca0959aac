// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimation.h"

#include "core/inverse_moment.h"
#include "core/nearest_errors.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

double squared(double x)
{
    return x * x;
}

/// (1 − P_i)^n e_i of every region.
std::vector<double> emptyRegionErrors(std::span<const Moments> regions, const Nearness& nearness,
                                      const LearningSetting& setting,
                                      const std::function<void()>& checkpoint)
{
    // A single sample is the nearest to every region that it misses, and the mean, too.
    if (setting.emptyRegion == EmptyRegionRule::Nearest && setting.samples > 1) {
        return nearestErrors(regions, nearness, setting, checkpoint);
    }
    std::vector<double> result(regions.size());
    if (setting.emptyRegion == EmptyRegionRule::Zero) {
        for (std::size_t i = 0; i < regions.size(); ++i) {
            result[i] = squared(regions[i].mean);
        }
    } else {
        const std::vector<Moments> others = complements(regions);
        for (std::size_t i = 0; i < regions.size(); ++i) {
            result[i] =
                squared(others[i].mean - regions[i].mean) +
                (setting.noiseVariance + others[i].variance) / static_cast<double>(setting.samples);
        }
    }
    for (std::size_t i = 0; i < regions.size(); ++i) {
        result[i] *= emptyProbability(setting.samples, regions[i].probability);
    }
    return result;
}

} // namespace

std::vector<double> estimationErrors(std::span<const Moments> regions, const Nearness& nearness,
                                     const LearningSetting& setting,
                                     const std::function<void()>& checkpoint)
{
    const std::vector<double> empty = emptyRegionErrors(regions, nearness, setting, checkpoint);
    std::vector<double> result(regions.size());
    constexpr std::size_t grain = 256;
    const tbb::blocked_range<std::size_t> all(0, regions.size(), grain);
    tbb::parallel_for(all, [&](const tbb::blocked_range<std::size_t>& range) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            const Moments& region = regions[i];
            const double noise = setting.noiseVariance + region.variance;
            result[i] = region.probability *
                        (noise * inverseMoment(setting.samples, region.probability) + empty[i]);
        }
        if (checkpoint) {
            checkpoint();
        }
    });
    return result;
}

std::vector<Moments> complements(std::span<const Moments> regions)
{
    std::vector<Moments> result(regions.size());
    Moments below;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        result[i] = below;
        below = merged(below, regions[i]);
    }
    Moments above;
    for (std::size_t i = regions.size(); i-- > 0;) {
        result[i] = merged(result[i], above);
        above = merged(regions[i], above);
    }
    return result;
}

double estimationLeadingOrder(std::span<const Moments> regions, const LearningSetting& setting)
{
    double sum = static_cast<double>(regions.size()) * setting.noiseVariance;
    for (const Moments& region : regions) {
        sum += region.variance;
    }
    return sum / static_cast<double>(setting.samples);
}

double trainingError(std::span<const Moments> regions, const LearningSetting& setting)
{
    double sum = 0;
    for (const Moments& region : regions) {
        sum += (setting.noiseVariance + region.variance) *
               surplus(setting.samples, region.probability);
    }
    return sum / static_cast<double>(setting.samples);
}

} // namespace tradeoff
