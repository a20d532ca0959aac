// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monotone_pieces.h"
#include "core/optimal_partition.h"

#include <functional>
#include <optional>
#include <vector>

namespace tradeoff {

/// Good thresholds of a scalar quantiser of the value β(X), X ~ p, to start Lloyd–Max from.
///
/// The law of β(X) is replaced by that of a few thousand values: the means of small cells of x,
/// sorted. For few regions the best partition of these is found exactly (dynamic programming), for
/// many the thresholds are companding quantiles: the law's density to the power 1/3 (Panter & Dite
/// 1951). Immutable; safe to use from many threads at once.
class LevelStart {
public:
    /// Up to so many regions the start is the best partition of the small cells' values.
    static constexpr int exactRegions = 256;
    /// With at most so many values in all, as of steps, it is so for any number of regions.
    static constexpr std::size_t fewValues = 1024;

    /// \param mostRegions  at least 1
    LevelStart(const Problem& problem, const MonotonePieces& pieces, int mostRegions,
               const std::function<void(double share)>& checkpoint);

    /// The thresholds between regions, strictly increasing; at most regions − 1, fewer where there
    /// are not as many values.
    /// \param regions  1 … mostRegions
    [[nodiscard]] std::vector<double> thresholds(int regions) const;

private:
    [[nodiscard]] std::vector<double> partitionThresholds(std::size_t regions) const;
    [[nodiscard]] std::vector<double> compandingThresholds(std::size_t regions) const;
    void addPrefixSums(const std::vector<Moments>& groups);

    std::optional<OptimalPartition> m_partition;
    std::vector<double> m_means; ///< of the groups that are partitioned, increasing
    std::vector<double> m_weightBefore;
    std::vector<double> m_sumBefore; ///< of weight times mean
    std::vector<double> m_values;    ///< all values, increasing, and
    std::vector<double> m_companded; ///< how far along the companding quantiles they are, from 0
};

} // namespace tradeoff
