// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/partition.h"

#include <numeric>

namespace tradeoff {

namespace {

RegionSamples merged(const RegionSamples& a, const RegionSamples& b)
{
    if (a.count == 0) {
        return b;
    }
    if (b.count == 0) {
        return a;
    }
    const auto countOfA = static_cast<double>(a.count);
    const auto countOfB = static_cast<double>(b.count);
    const double share = countOfB / (countOfA + countOfB);
    const double gap = b.mean - a.mean;
    return {a.count + b.count, a.mean + share * gap,
            a.squares + b.squares + countOfA * share * gap * gap};
}

/// What each region has, from what its cells have.
template <class Value>
std::vector<Value> byOwner(const Partition& partition, std::vector<Value> cells)
{
    if (partition.isOfIntervals()) {
        return cells;
    }
    std::vector<Value> result(partition.regions);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        Value& region = result[partition.owners[cell]];
        region = merged(region, cells[cell]);
    }
    return result;
}

} // namespace

Partition Partition::ofIntervals(std::vector<double> boundaries)
{
    Partition result;
    result.regions = boundaries.size() - 1;
    result.boundaries = std::move(boundaries);
    return result;
}

std::vector<double> Partition::nearness() const
{
    if (isOfIntervals()) {
        return boundaries;
    }
    std::vector<double> result(regions + 1);
    std::iota(result.begin(), result.end(), 0.0);
    return result;
}

std::vector<Moments> regionMoments(const Problem& problem, const Partition& partition)
{
    return byOwner(partition, problem.regionMoments(partition.boundaries));
}

std::vector<RegionSamples> regionSamples(const TrainingSet& trainingSet, const Partition& partition)
{
    return byOwner(partition, trainingSet.regions(partition.boundaries));
}

} // namespace tradeoff
