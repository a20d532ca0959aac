// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/moments.h"
#include "core/problem.h"
#include "core/training_set.h"

#include <cstddef>
#include <vector>

namespace tradeoff {

/// The domain cut into cells, left to right, each of which belongs to a region. Most segmentations
/// have one cell for each region; a level set of the target function may have many.
struct Partition {
    std::vector<double> boundaries;  ///< a_0 < … < a_k of the cells, the domain's ends included
    std::vector<std::size_t> owners; ///< region of each cell; empty where cell i is region i
    std::size_t regions = 0;

    /// One region for each interval between consecutive boundaries.
    [[nodiscard]] static Partition ofIntervals(std::vector<double> boundaries);
    [[nodiscard]] bool isOfIntervals() const { return owners.empty(); }
    [[nodiscard]] std::size_t owner(std::size_t cell) const
    {
        return isOfIntervals() ? cell : owners[cell];
    }
    /// Boundaries that say which regions are near each other, for the empty-region rule "nearest":
    /// those of the intervals, or else 0, 1, 2, … for regions in the order of their levels.
    [[nodiscard]] std::vector<double> nearness() const;

    bool operator==(const Partition&) const = default;
};

/// Moments of the regions; see MomentTable.
[[nodiscard]] std::vector<Moments> regionMoments(const Problem& problem,
                                                 const Partition& partition);

/// Counts, means and squares of the regions; see TrainingSet::regions.
[[nodiscard]] std::vector<RegionSamples> regionSamples(const TrainingSet& trainingSet,
                                                       const Partition& partition);

} // namespace tradeoff
