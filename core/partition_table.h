// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

/// The parts that core/optimal_partition.h is put together from.
namespace tradeoff::partition {

/// Some consecutive items as one: weight, mean and Σ weight · (value − mean)².
struct Group {
    double weight = 0.0;
    double mean = 0.0;
    double squares = 0.0;
};

/// The union of two groups; only sums of non-negative terms, so that squares keep their relative
/// accuracy. Weights may be zero.
[[nodiscard]] inline Group merged(const Group& a, const Group& b)
{
    const double weight = a.weight + b.weight;
    const double share = weight > 0 ? b.weight / weight : 0;
    const double gap = b.mean - a.mean;
    return {weight, a.mean + share * gap, a.squares + b.squares + a.weight * share * gap * gap};
}

/// Items and positions are cut into blocks of this length.
constexpr std::size_t blockLength = 16;

/// D[k][t]: the least cost of the first t items in at most k groups, k = 0…groups. Block by block
/// of positions t, because a block for all k is what the inner loops walk through.
class Table {
public:
    /// Room for positions 0…items, filled up to whole blocks.
    Table(std::size_t groups, std::size_t items)
        : m_groups(groups)
        , m_blocks(items / blockLength + 1)
        , m_costs(m_blocks * (groups + 1) * blockLength, std::numeric_limits<double>::infinity())
    {
        for (std::size_t k = 0; k <= groups; ++k) {
            row(0, k)[0] = 0;
        }
    }

    [[nodiscard]] std::size_t groups() const { return m_groups; }
    [[nodiscard]] std::size_t blocks() const { return m_blocks; }
    /// The blockLength costs of block b of positions for k groups; row k + 1 lies behind row k.
    [[nodiscard]] double* row(std::size_t block, std::size_t k)
    {
        return m_costs.data() + (block * (m_groups + 1) + k) * blockLength;
    }
    [[nodiscard]] double at(std::size_t k, std::size_t position) const
    {
        return m_costs[index(k, position)];
    }
    [[nodiscard]] double& at(std::size_t k, std::size_t position)
    {
        return m_costs[index(k, position)];
    }

private:
    [[nodiscard]] std::size_t index(std::size_t k, std::size_t position) const
    {
        return (position / blockLength * (m_groups + 1) + k) * blockLength + position % blockLength;
    }

    std::size_t m_groups;
    std::size_t m_blocks;
    std::vector<double> m_costs;
};

/// Tells a checkpoint every few milliseconds how much of the rows is filled.
class Progress {
public:
    Progress(const std::function<void(double share)>& checkpoint, double from, double to)
        : m_checkpoint(checkpoint)
        , m_from(from)
        , m_to(to)
    {}

    /// \param work   in units of about a nanosecond, since the last call
    /// \param share  of this part of the computation, from 0 to 1
    void advance(std::int64_t work, double share)
    {
        constexpr std::int64_t enough = 1'000'000;
        m_work += work;
        if (m_work >= enough && m_checkpoint) {
            m_work = 0;
            m_checkpoint(m_from + (m_to - m_from) * share);
        }
    }

private:
    const std::function<void(double share)>& m_checkpoint;
    double m_from;
    double m_to;
    std::int64_t m_work = 0;
};

/// Fills rows 1…lastRow by blocked dynamic programming.
///
/// D[k][t] = min over a < t of D[k − 1][a] + cost(a, t), in tiles of positions a × positions t. The
/// costs of a tile are worked out once for all k. As D[k − 1][a] grows with a and cost(a, t) falls
/// with a and grows with t, a tile's first D plus its least cost is a lower bound of what it can
/// give: where that does not beat an upper bound that is already known the tile is skipped. Exact
/// for every sequence; fast where the cost of groups grows steeply with their length (smooth ones).
/// \param items  one for each position but the first, filled up to whole blocks with weight 0
void fillByBlocks(Table& table, std::span<const Group> items, std::size_t lastRow,
                  Progress& progress);

/// Fills rows firstRow…table.groups() by functional pruning.
///
/// For each k, item after item, keeps the least cost as a function of the last group's value: a
/// minimum of parabolas, of which only those that are least somewhere are kept. (Rigaill, "A pruned
/// dynamic programming algorithm to recover the best segmentations with 1 to K_max change-points",
/// 2015.) Exact for every sequence; fast where few parabolas survive (noisy ones). Several rows are
/// in work at once, each behind the one before; the numbers do not depend on how many threads.
/// \param firstRow  at least 1; the row before is filled
void fillByPruning(Table& table, std::span<const Group> items, std::size_t firstRow,
                   Progress& progress);

} // namespace tradeoff::partition
