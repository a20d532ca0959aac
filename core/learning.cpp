// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning.h"

#include "core/nearness.h"

namespace tradeoff {

namespace {

struct Overall {
    std::int64_t count = 0;
    double mean = 0.0;
};

Overall overall(std::span<const RegionSamples> samples)
{
    Overall result;
    for (const RegionSamples& region : samples) {
        if (region.count > 0) {
            result.count += region.count;
            result.mean += (region.mean - result.mean) * static_cast<double>(region.count) /
                           static_cast<double>(result.count);
        }
    }
    return result;
}

/// Two passes, so that many empty regions cost no more than few.
std::vector<double> nearestMeansOfIntervals(std::span<const RegionSamples> samples,
                                            std::span<const double> boundaries)
{
    const std::size_t none = samples.size();
    std::vector<std::size_t> below(samples.size(), none);
    for (std::size_t i = 1; i < samples.size(); ++i) {
        below[i] = samples[i - 1].count > 0 ? i - 1 : below[i - 1];
    }
    std::vector<double> result(samples.size(), 0.0);
    std::size_t above = none;
    for (std::size_t i = samples.size(); i-- > 0;) {
        const bool takesBelow =
            below[i] != none && (above == none || belowIsNearer(boundaries, i, below[i], above));
        const std::size_t nearest = takesBelow ? below[i] : above;
        result[i] = nearest != none ? samples[nearest].mean : 0.0;
        above = samples[i].count > 0 ? i : above;
    }
    return result;
}

/// The mean of the region that holds samples and is nearest to one; 0 where there is none.
double nearestMean(std::span<const RegionSamples> samples, const NeighborsOfRegion& neighbors,
                   std::size_t region)
{
    std::size_t seen = 0;
    for (std::size_t count = 16; seen + 1 < samples.size(); count *= 8) {
        const std::vector<std::uint32_t> nearest = neighbors(region, count);
        for (; seen < nearest.size(); ++seen) {
            if (samples[nearest[seen]].count > 0) {
                return samples[nearest[seen]].mean;
            }
        }
    }
    return 0;
}

/// For each region with at most one sample, which may want it, the mean of the nearest other region
/// that holds samples; 0 where there is none.
std::vector<double> nearestMeans(std::span<const RegionSamples> samples, const Nearness& nearness)
{
    if (nearness.isOfIntervals()) {
        return nearestMeansOfIntervals(samples, nearness.boundaries());
    }
    std::vector<double> result(samples.size(), 0.0);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples[i].count <= 1) {
            result[i] = nearestMean(samples, nearness.neighbors(), i);
        }
    }
    return result;
}

double squared(double x)
{
    return x * x;
}

} // namespace

std::vector<double> learnedConstants(std::span<const RegionSamples> samples,
                                     const Nearness& nearness, EmptyRegionRule rule)
{
    const double mean = overall(samples).mean;
    std::vector<double> result = rule == EmptyRegionRule::Nearest
                                     ? nearestMeans(samples, nearness)
                                     : std::vector<double>(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples[i].count > 0) {
            result[i] = samples[i].mean;
            continue;
        }
        switch (rule) {
        case EmptyRegionRule::Zero:
            result[i] = 0;
            break;
        case EmptyRegionRule::Mean:
            result[i] = mean;
            break;
        case EmptyRegionRule::Nearest:
            break; // filled in above
        }
    }
    return result;
}

SampleErrors sampleErrors(std::span<const Moments> regions, std::span<const RegionSamples> samples,
                          std::span<const double> learned, double noiseVariance)
{
    SampleErrors errors;
    std::int64_t count = 0;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        errors.approximation += regions[i].probability * regions[i].variance;
        errors.estimation += regions[i].probability * squared(learned[i] - regions[i].mean);
        errors.training += samples[i].squares;
        count += samples[i].count;
    }
    errors.training /= static_cast<double>(count);
    errors.test = noiseVariance + errors.approximation + errors.estimation;
    return errors;
}

std::optional<double> leaveOneOutError(std::span<const RegionSamples> samples,
                                       const Nearness& nearness, EmptyRegionRule rule)
{
    const Overall all = overall(samples);
    if (all.count < 2) {
        return std::nullopt;
    }
    const auto total = static_cast<double>(all.count);
    const std::vector<double> nearest = rule == EmptyRegionRule::Nearest
                                            ? nearestMeans(samples, nearness)
                                            : std::vector<double>(samples.size());
    double sum = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto count = static_cast<double>(samples[i].count);
        if (samples[i].count > 1) {
            sum += samples[i].squares * squared(count / (count - 1));
        }
        if (samples[i].count != 1) {
            continue;
        }
        const double y = samples[i].mean;
        switch (rule) {
        case EmptyRegionRule::Zero:
            sum += squared(y);
            break;
        case EmptyRegionRule::Mean:
            sum += squared((y - all.mean) * total / (total - 1));
            break;
        case EmptyRegionRule::Nearest:
            sum += squared(y - nearest[i]);
            break;
        }
    }
    return sum / total;
}

} // namespace tradeoff
