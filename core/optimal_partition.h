// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/moments.h"
#include "core/partition_table.h"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace tradeoff {

/// Splits a sequence of items, in order, into consecutive groups with the least total of squared
/// deviations, for every number of groups up to a largest one, in one pass.
///
/// Exact for every sequence, up to rounding: least costs agree to about 1e-12. Nothing is assumed
/// of the costs but that they grow with the group, which rules out the shortcuts that only hold for
/// monotone sequences. Two exact methods share the work, by how rough the sequence is; see
/// core/partition_table.h.
///
/// Keeps 8 · (largest number of groups + 1) bytes for each item, and a sixteenth more while it is
/// being built: 9 MB for 4096 items and 256 groups, 220 MB for 1e5 items and 256 groups.
/// Immutable; safe to use from many threads at once.
class OptimalPartition {
public:
    /// \param items       weight (Moments::probability, not negative), mean and variance of each
    ///                    item; at least one
    /// \param mostGroups  at least 1; cut to the number of items
    /// \param checkpoint  called every few milliseconds, by one thread at a time but not always the
    ///                    same one; may throw to end the work; may be empty
    OptimalPartition(std::span<const Moments> items, int mostGroups,
                     const std::function<void(double share)>& checkpoint);

    [[nodiscard]] int mostGroups() const { return static_cast<int>(m_table.groups()); }
    /// The least Σ weight · variance of the groups, with the items' own variances, worked out anew
    /// from starts(groups) in two passes: exact to rounding.
    /// \param groups  from 1 to mostGroups()
    [[nodiscard]] double cost(int groups) const;
    /// The first item of every group, ascending, then the number of items: groups + 1 numbers.
    /// \param groups  from 1 to mostGroups()
    [[nodiscard]] std::vector<std::size_t> starts(int groups) const;

private:
    [[nodiscard]] std::size_t lastStart(std::size_t groups, std::size_t end, double limit) const;

    std::size_t m_count;
    std::vector<partition::Group> m_items;  ///< filled up to whole blocks with weight 0
    std::vector<double> m_variances;        ///< of the items
    std::vector<partition::Group> m_blocks; ///< unions of whole blocks of items
    partition::Table m_table;
};

} // namespace tradeoff
