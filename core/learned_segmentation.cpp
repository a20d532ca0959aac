// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learned_segmentation.h"

#include "core/moments.h"
#include "core/optimal_partition.h"
#include "core/regression_tree.h"
#include "core/sample_cuts.h"

#include <algorithm>

namespace tradeoff {

namespace {

/// The samples between neighbouring cuts as items: their number, mean and variance of y. Two
/// passes, so that no digits are lost.
std::vector<Moments> itemsOf(std::span<const double> y, std::span<const std::uint32_t> cuts)
{
    std::vector<Moments> items;
    items.reserve(cuts.size() + 1);
    std::size_t first = 0;
    for (std::size_t item = 0; item <= cuts.size(); ++item) {
        const std::size_t end = item < cuts.size() ? cuts[item] : y.size();
        const auto count = static_cast<double>(end - first);
        double mean = y[first];
        double variance = 0;
        for (std::size_t i = first + 1; i < end; ++i) {
            mean += (y[i] - mean) / static_cast<double>(i - first + 1);
        }
        for (std::size_t i = first; i < end; ++i) {
            variance += (y[i] - mean) * (y[i] - mean) / count;
        }
        items.push_back({count, mean, variance});
        first = end;
    }
    return items;
}

std::vector<double> boundariesAt(std::span<const double> x, std::span<const std::uint32_t> cuts)
{
    std::vector<double> result;
    result.reserve(cuts.size());
    for (const std::uint32_t cut : cuts) {
        result.push_back(boundaryBetween(x[cut - 1], x[cut]));
    }
    return result;
}

/// The fewest groups with the least cost there is. One group more gains something until within
/// every group all items have the same mean, and from then on nothing.
int usefulGroups(const OptimalPartition& partition)
{
    const double least = partition.cost(partition.mostGroups());
    int low = 1;
    int high = partition.mostGroups();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (partition.cost(middle) > least) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

} // namespace

LearnedSegmentation::LearnedSegmentation(LearnedKind kind, const Interval& domain,
                                         const std::shared_ptr<const std::vector<double>>& x,
                                         std::span<const double> y, int mostExperts,
                                         const Checkpoint& checkpoint)
    : m_domain(domain)
    , m_mostExperts(mostExperts)
{
    switch (kind) {
    case LearnedKind::Quantile:
        makeQuantile(x, checkpoint);
        break;
    case LearnedKind::Tree:
        makeTree(*x, y, checkpoint);
        break;
    case LearnedKind::Exact:
        m_mostExperts = std::min(mostExperts, mostExactExperts);
        makeExact(*x, y, checkpoint);
        break;
    }
}

void LearnedSegmentation::makeQuantile(const std::shared_ptr<const std::vector<double>>& x,
                                       const Checkpoint& checkpoint)
{
    m_interior = [x, cuts = sampleCuts(m_domain, *x, checkpoint)](int experts) {
        return boundariesAt(*x, equalCountCuts(cuts, x->size(), static_cast<std::size_t>(experts)));
    };
}

void LearnedSegmentation::makeTree(std::span<const double> x, std::span<const double> y,
                                   const Checkpoint& checkpoint)
{
    m_interior = [grown =
                      growRegressionTree(m_domain, x, y, m_mostExperts, checkpoint)](int experts) {
        const auto count = std::min(grown.size(), static_cast<std::size_t>(experts - 1));
        std::vector<double> result(grown.begin(),
                                   grown.begin() + static_cast<std::ptrdiff_t>(count));
        std::sort(result.begin(), result.end());
        return result;
    };
}

void LearnedSegmentation::makeExact(std::span<const double> x, std::span<const double> y,
                                    const Checkpoint& checkpoint)
{
    // Finding the cuts takes no time to speak of beside the rest, but may be ended all the same.
    Checkpoint atStart;
    if (checkpoint) {
        atStart = [&checkpoint](double /*share*/) { checkpoint(0); };
    }
    std::vector<std::uint32_t> cuts = sampleCuts(m_domain, x, atStart);
    const auto mostItems =
        static_cast<std::size_t>(std::min(mostExactItems, exactWork / m_mostExperts));
    m_exact = cuts.size() < mostItems;
    if (!m_exact) {
        cuts = equalCountCuts(cuts, x.size(), mostItems);
    }
    const std::vector<Moments> items = itemsOf(y, cuts);
    const int groups =
        static_cast<int>(std::min(items.size(), static_cast<std::size_t>(m_mostExperts)));
    const auto partition = std::make_shared<const OptimalPartition>(items, groups, checkpoint);
    const int useful = usefulGroups(*partition);
    m_interior = [partition, useful, all = boundariesAt(x, cuts)](int experts) {
        std::vector<double> result;
        const std::vector<std::size_t> starts = partition->starts(std::min(experts, useful));
        for (std::size_t i = 1; i + 1 < starts.size(); ++i) {
            result.push_back(all[starts[i] - 1]);
        }
        return result;
    };
}

std::vector<double> LearnedSegmentation::boundaries(int experts) const
{
    std::vector<double> result = m_interior(experts);
    result.insert(result.begin(), m_domain.low);
    result.push_back(m_domain.high);
    return result;
}

bool LearnedSegmentation::isExact(int experts) const
{
    return m_exact && experts <= m_mostExperts;
}

} // namespace tradeoff
