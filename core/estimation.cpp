// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimation.h"

#include "core/inverse_moment.h"
#include "core/nearness.h"

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

/// q_i e_i of the rule "nearest": the sum over the regions j from which the constant is taken.
double nearestError(std::span<const Moments> regions, std::span<const double> boundaries,
                    const LearningSetting& setting, std::size_t region)
{
    // All samples miss what has been visited so far with probability allMiss.
    double visited = regions[region].probability;
    double allMiss = emptyProbability(setting.samples, visited);
    double sum = 0;
    constexpr double negligible = 1e-25;
    NearestRegions others(boundaries, region);
    for (auto next = others.next(); next && allMiss > negligible; next = others.next()) {
        const Moments& other = regions[*next];
        const double rest = 1 - visited;
        if (!(other.probability > 0) || !(rest > 0)) {
            continue;
        }
        const double share = std::min(1.0, other.probability / rest);
        const auto [reached, inverse] = filling(setting.samples, share);
        sum += allMiss * (reached * squared(other.mean - regions[region].mean) +
                          (setting.noiseVariance + other.variance) * inverse);
        visited += other.probability;
        allMiss *= 1 - reached;
    }
    return sum;
}

double emptyRegionError(std::span<const Moments> regions, std::span<const double> boundaries,
                        const LearningSetting& setting, const Moments& complement, std::size_t i)
{
    const double empty = emptyProbability(setting.samples, regions[i].probability);
    switch (setting.emptyRegion) {
    case EmptyRegionRule::Zero:
        return empty * squared(regions[i].mean);
    case EmptyRegionRule::Mean:
        return empty * (squared(complement.mean - regions[i].mean) +
                        (setting.noiseVariance + complement.variance) /
                            static_cast<double>(setting.samples));
    case EmptyRegionRule::Nearest:
        return nearestError(regions, boundaries, setting, i);
    }
    return 0;
}

} // namespace

std::vector<double> estimationErrors(std::span<const Moments> regions,
                                     std::span<const double> boundaries,
                                     const LearningSetting& setting,
                                     const std::function<void()>& checkpoint)
{
    const std::vector<Moments> others = setting.emptyRegion == EmptyRegionRule::Mean
                                            ? complements(regions)
                                            : std::vector<Moments>(regions.size());
    std::vector<double> result(regions.size());
    constexpr std::size_t grain = 256;
    const tbb::blocked_range<std::size_t> all(0, regions.size(), grain);
    tbb::parallel_for(all, [&](const tbb::blocked_range<std::size_t>& range) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            const Moments& region = regions[i];
            const double noise = setting.noiseVariance + region.variance;
            result[i] =
                region.probability * (noise * inverseMoment(setting.samples, region.probability) +
                                      emptyRegionError(regions, boundaries, setting, others[i], i));
            if (checkpoint && i % 16 == 0) {
                checkpoint();
            }
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
