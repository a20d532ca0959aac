// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/optimal_partition.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

using partition::blockLength;
using partition::Group;

/// Items with means from the whole's mean, which keeps products of them small. The mean of an item
/// without weight may be any number, or none.
std::vector<Group> centred(std::span<const Moments> items)
{
    Moments whole;
    for (const Moments& item : items) {
        whole = merged(whole, item);
    }
    std::vector<Group> result((items.size() / blockLength + 1) * blockLength);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].probability > 0) {
            result[i] = {items[i].probability, items[i].mean - whole.mean, 0};
        }
    }
    return result;
}

std::vector<Group> unions(std::span<const Group> items)
{
    std::vector<Group> result(items.size() / blockLength);
    for (std::size_t i = 0; i < items.size(); ++i) {
        result[i / blockLength] = merged(result[i / blockLength], items[i]);
    }
    return result;
}

/// What joining every two neighbours costs, as a share of what joining all items costs: about 1 for
/// noise, about 1/items² for a smooth curve.
double roughness(std::span<const Group> items)
{
    Group whole;
    Group before;
    double joints = 0;
    for (const Group& item : items) {
        if (item.weight > 0) {
            whole = merged(whole, item);
            joints += merged(before, item).squares;
            before = item;
        }
    }
    return whole.squares > 0 ? joints / whole.squares : 0;
}

/// The last number of groups that blocks are faster for. With k groups the curve below the noise
/// leaves about 1/k² of the whole cost: beyond this number the noise dominates.
std::size_t lastBlockedRow(std::span<const Group> items, std::size_t groups)
{
    constexpr double scale = 1.0;
    const double rows = scale / std::sqrt(roughness(items));
    return rows < static_cast<double>(groups) ? static_cast<std::size_t>(rows) : groups;
}

} // namespace

OptimalPartition::OptimalPartition(std::span<const Moments> items, int mostGroups,
                                   const std::function<void(double share)>& checkpoint)
    : m_count(items.size())
    , m_items(centred(items))
    , m_variances(items.size())
    , m_blocks(unions(m_items))
    , m_table(std::min(static_cast<std::size_t>(mostGroups), items.size()), items.size())
{
    std::transform(items.begin(), items.end(), m_variances.begin(),
                   [](const Moments& item) { return item.probability > 0 ? item.variance : 0; });
    const std::size_t groups = m_table.groups();
    const std::size_t blocked = lastBlockedRow(m_items, groups);
    const double share = static_cast<double>(blocked) / static_cast<double>(groups);
    if (blocked > 0) {
        partition::Progress progress(checkpoint, 0, share);
        partition::fillByBlocks(m_table, m_items, blocked, progress);
    }
    if (blocked < groups) {
        partition::Progress progress(checkpoint, share, 1);
        partition::fillByPruning(m_table, m_items, blocked + 1, progress);
    }
}

double OptimalPartition::cost(int groups) const
{
    const std::vector<std::size_t> first = starts(groups);
    double result = 0;
    for (std::size_t k = 0; k + 1 < first.size(); ++k) {
        Group whole;
        for (std::size_t i = first[k]; i < first[k + 1]; ++i) {
            whole = merged(whole, m_items[i]);
        }
        for (std::size_t i = first[k]; i < first[k + 1]; ++i) {
            const double gap = m_items[i].mean - whole.mean;
            result += m_items[i].weight * (m_variances[i] + gap * gap);
        }
    }
    return result;
}

std::vector<std::size_t> OptimalPartition::starts(int groups) const
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr double rounding = 1e-11;
    std::vector<std::size_t> result(static_cast<std::size_t>(groups) + 1, 0);
    result.back() = m_count;
    for (std::size_t k = result.size() - 1; k > 1; --k) {
        const std::size_t end = result[k];
        // The stored cost, met again but for rounding, spares looking at hopeless starts.
        std::size_t start = lastStart(k, end, m_table.at(k, end) * (1 + rounding));
        if (start == end) {
            start = lastStart(k, end, infinity);
        }
        result[k - 1] = start;
    }
    return result;
}

/// The best start of the last of several groups that end at an item, the latest of equals; the end
/// itself where no start costs at most the limit.
std::size_t OptimalPartition::lastStart(std::size_t groups, std::size_t end, double limit) const
{
    std::size_t best = end;
    const std::size_t first = groups - 1; // every group before holds an item at least
    Group last;
    for (std::size_t start = end; start > first && last.squares <= limit;) {
        if (start % blockLength == 0 && start >= first + blockLength &&
            m_table.at(groups - 1, start - blockLength) + last.squares > limit) {
            start -= blockLength; // neither term can be less within the block
            last = merged(m_blocks[start / blockLength], last);
            continue;
        }
        --start;
        last = merged(m_items[start], last);
        const double cost = m_table.at(groups - 1, start) + last.squares;
        if (cost < limit || (best == end && cost <= limit)) {
            best = start;
            limit = cost;
        }
    }
    return best;
}

} // namespace tradeoff
