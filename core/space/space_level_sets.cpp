// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_level_sets.h"

#include "core/optimal_partition.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace tradeoff {

namespace {

constexpr std::size_t mostGroups = 2048;

/// Neighbouring values joined to groups of about equal width and weight.
std::vector<Moments> groupsOf(const std::vector<SpaceSamples::WeightedValue>& law,
                              std::vector<double>& firstValues)
{
    // Halfway between equal probability and equal steps of the value: neither the crowded values
    // nor the rare ones are joined to groups that matter.
    const double lowest = law.front().value;
    const double span = law.back().value - lowest;
    std::vector<Moments> groups;
    double running = 0;
    std::size_t last = mostGroups;
    for (const SpaceSamples::WeightedValue& each : law) {
        const double place =
            (running + (span > 0 ? (each.value - lowest) / span : 0)) / 2 * mostGroups;
        const auto group = std::min(static_cast<std::size_t>(place), mostGroups - 1);
        if (group != last) {
            groups.emplace_back();
            firstValues.push_back(each.value);
            last = group;
        }
        groups.back() = merged(groups.back(), {each.weight, each.value, 0});
        running += each.weight;
    }
    return groups;
}

} // namespace

SpaceLevelSets::SpaceLevelSets(std::shared_ptr<const SpaceSamples> samples, int mostExperts,
                               const Checkpoint& checkpoint)
    : m_samples(std::move(samples))
    , m_center(m_samples->problem().moments().mean)
{
    const std::vector<SpaceSamples::WeightedValue> law = m_samples->lawOfTarget();
    double weight = 0;
    double sum = 0;
    m_weights.push_back(0);
    m_sums.push_back(0);
    for (const SpaceSamples::WeightedValue& each : law) {
        weight += each.weight;
        sum += each.weight * (each.value - m_center);
        m_values.push_back(each.value);
        m_weights.push_back(weight);
        m_sums.push_back(sum);
    }
    std::vector<double> firstValues;
    const std::vector<Moments> groups = groupsOf(law, firstValues);
    const OptimalPartition best(groups, mostExperts, checkpoint);
    for (int experts = 1; experts <= best.mostGroups(); ++experts) {
        std::vector<double> thresholds;
        const std::vector<std::size_t> starts = best.starts(experts);
        for (std::size_t i = 1; i + 1 < starts.size(); ++i) {
            thresholds.push_back(firstValues[starts[i]]);
        }
        m_starts.push_back(std::move(thresholds));
    }
}

std::vector<double> SpaceLevelSets::thresholds(int experts) const
{
    const std::size_t known = std::min(static_cast<std::size_t>(experts), m_starts.size());
    std::vector<double> result = m_starts[known - 1];
    // Lloyd's condition on the single values: each threshold lies halfway between two means.
    constexpr int mostSteps = 200;
    for (int step = 0; step < mostSteps; ++step) {
        std::vector<double> means;
        std::size_t begin = 0;
        for (std::size_t i = 0; i <= result.size(); ++i) {
            const std::size_t end =
                i == result.size()
                    ? m_values.size()
                    : static_cast<std::size_t>(std::ranges::lower_bound(m_values, result[i]) -
                                               m_values.begin());
            const double weight = m_weights[end] - m_weights[begin];
            means.push_back(weight > 0 ? m_center + (m_sums[end] - m_sums[begin]) / weight
                                       : m_values[std::min(begin, m_values.size() - 1)]);
            begin = end;
        }
        double moved = 0;
        for (std::size_t i = 0; i < result.size(); ++i) {
            const double middle = means[i] + (means[i + 1] - means[i]) / 2;
            moved = std::max(moved, std::abs(middle - result[i]));
            result[i] = middle;
        }
        if (moved <= 1e-9 * (m_values.back() - m_values.front())) {
            break;
        }
    }
    return result;
}

RegionsOfPoints levelRegionsOfPoints(std::shared_ptr<const SpaceProblem> problem,
                                     std::vector<double> thresholds)
{
    return [problem = std::move(problem), levels = std::move(thresholds)](
               const PointsView& points, std::span<std::uint32_t> regions) {
        Eigen::ArrayXd values(points.rows());
        problem->target().values(points, values);
        for (std::size_t i = 0; i < regions.size(); ++i) {
            const double value = values(static_cast<Eigen::Index>(i));
            regions[i] = static_cast<std::uint32_t>(std::ranges::upper_bound(levels, value) -
                                                    levels.begin());
        }
    };
}

} // namespace tradeoff
