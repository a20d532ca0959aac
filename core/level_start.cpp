// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/level_start.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff {

namespace {

/// Groups that are partitioned at the most.
constexpr std::size_t mostGroups = 4096;

/// The moments of the cells between knots where there is probability, sorted by their mean; cells
/// of one value, but for rounding, are merged.
std::vector<Moments> sortedValues(const Problem& problem, const MonotonePieces& pieces)
{
    std::vector<double> places = pieces.places();
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::vector<Moments> cells = problem.regionMoments(places);
    std::erase_if(cells, [](const Moments& cell) { return !(cell.probability > 0); });
    std::stable_sort(cells.begin(), cells.end(),
                     [](const Moments& a, const Moments& b) { return a.mean < b.mean; });
    double scale = 0;
    for (const double value : pieces.values()) {
        scale = std::max(scale, std::abs(value));
    }
    const double rounding = 8 * std::numeric_limits<double>::epsilon() * scale;
    std::vector<Moments> result;
    for (const Moments& cell : cells) {
        if (!result.empty() && cell.mean - result.back().mean <= rounding) {
            result.back() = merged(result.back(), cell);
        } else {
            result.push_back(cell);
        }
    }
    return result;
}

/// The steps ∫ f^{1/3} from each value to the next, f the density of the values.
std::vector<double> compandingSteps(const std::vector<Moments>& values)
{
    std::vector<double> result;
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
        const double gap = values[i + 1].mean - values[i].mean;
        const double probability = (values[i].probability + values[i + 1].probability) / 2;
        result.push_back(std::cbrt(probability * gap * gap));
    }
    return result;
}

/// Merges neighbours so that each group has about the same share of the companding quantiles (one
/// half), of the range and of the probability (one quarter each).
std::vector<Moments> grouped(const std::vector<Moments>& values, const std::vector<double>& steps)
{
    double total = 0;
    for (const double step : steps) {
        total += step;
    }
    const double range = values.back().mean - values.front().mean;
    std::vector<Moments> result;
    double done = 0;
    double groupOfLast = -1;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double share = values[i].probability / 4;
        const double group = std::floor((done + share / 2) * mostGroups);
        if (group > groupOfLast) {
            result.push_back(values[i]);
        } else {
            result.back() = merged(result.back(), values[i]);
        }
        groupOfLast = group;
        done += share;
        if (i < steps.size()) {
            done += steps[i] / total / 2 + (values[i + 1].mean - values[i].mean) / range / 4;
        }
    }
    return result;
}

} // namespace

LevelStart::LevelStart(const Problem& problem, const MonotonePieces& pieces, int mostRegions,
                       const std::function<void(double share)>& checkpoint)
{
    const std::vector<Moments> values = sortedValues(problem, pieces);
    const std::vector<double> steps = compandingSteps(values);
    m_companded.push_back(0);
    for (const double step : steps) {
        m_companded.push_back(m_companded.back() + step);
    }
    for (const Moments& value : values) {
        m_values.push_back(value.mean);
    }
    const std::vector<Moments> groups =
        values.size() <= mostGroups ? values : grouped(values, steps);
    const int most = values.size() <= fewValues ? static_cast<int>(fewValues) : exactRegions;
    m_partition.emplace(groups, std::min({mostRegions, most, static_cast<int>(groups.size())}),
                        checkpoint);
    addPrefixSums(groups);
}

void LevelStart::addPrefixSums(const std::vector<Moments>& groups)
{
    m_weightBefore.push_back(0);
    m_sumBefore.push_back(0);
    for (const Moments& group : groups) {
        m_means.push_back(group.mean);
        m_weightBefore.push_back(m_weightBefore.back() + group.probability);
        m_sumBefore.push_back(m_sumBefore.back() + group.probability * group.mean);
    }
}

std::vector<double> LevelStart::thresholds(int regions) const
{
    const auto wanted = static_cast<std::size_t>(regions);
    const auto exact = static_cast<std::size_t>(m_partition->mostGroups());
    return wanted <= exact || exact == m_values.size()
               ? partitionThresholds(std::min(wanted, exact))
               : compandingThresholds(wanted);
}

std::vector<double> LevelStart::partitionThresholds(std::size_t regions) const
{
    const auto starts = m_partition->starts(static_cast<int>(regions));
    std::vector<double> centers;
    for (std::size_t i = 0; i < regions; ++i) {
        const std::size_t first = starts[i];
        const std::size_t end = starts[i + 1];
        const double weight = m_weightBefore[end] - m_weightBefore[first];
        const double mean = (m_sumBefore[end] - m_sumBefore[first]) / weight;
        // Differences of sums lose a group of next to no probability.
        const double within = std::isfinite(mean) ? mean : m_means[first];
        centers.push_back(std::clamp(within, m_means[first], m_means[end - 1]));
    }
    std::vector<double> result;
    for (std::size_t i = 0; i + 1 < regions; ++i) {
        result.push_back(centers[i] + (centers[i + 1] - centers[i]) / 2);
    }
    return result;
}

std::vector<double> LevelStart::compandingThresholds(std::size_t regions) const
{
    std::vector<double> result;
    std::size_t next = 1;
    for (std::size_t i = 1; i < regions; ++i) {
        const double wanted =
            m_companded.back() * (static_cast<double>(i) / static_cast<double>(regions));
        while (next + 1 < m_companded.size() && m_companded[next] < wanted) {
            ++next;
        }
        const double share =
            (wanted - m_companded[next - 1]) / (m_companded[next] - m_companded[next - 1]);
        const double value = m_values[next - 1] + share * (m_values[next] - m_values[next - 1]);
        const double last = result.empty() ? m_values.front() : result.back();
        if (value > last && value < m_values.back()) {
            result.push_back(value);
        }
    }
    return result;
}

} // namespace tradeoff
