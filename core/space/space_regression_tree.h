// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/points.h"
#include "core/space/space_samples.h"
#include "core/training_set.h"

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tradeoff {

/// A least-squares regression tree on a box: the regions of m experts for every m up to a largest
/// one, each made from those before by one more split.
///
/// Grown best first (Breiman et al. 1984; Friedman 2001): each step splits the region whose best
/// split lowers Σ (y − region's mean)² most, across one coordinate, midway between neighbouring
/// distinct samples. Of several the one of the first region, then of the lowest coordinate, then
/// the lowest threshold; sums are exact (see SplitFinder), so that ties are ties. With a single
/// coordinate this is growRegressionTree. Growing ends early when no split gains anything.
/// Immutable; safe to use from many threads at once.
class SpaceRegressionTree {
public:
    /// \param x  samples within the domain, fewer than 2^32
    /// \param y  as many, finite
    /// \note Time for n samples is about d n for each level of the tree, after sorting them.
    SpaceRegressionTree(BoxDomain domain, const Points& x, const Eigen::ArrayXd& y, int mostLeaves,
                        const Checkpoint& checkpoint);

    /// A region in two; the lower part keeps its number, the upper one gets the next that is free.
    struct Split {
        std::uint32_t region = 0;
        std::uint32_t coordinate = 0;
        double threshold = 0.0; ///< a sample on it belongs to the upper part
    };
    /// In the order in which they are grown: the first m − 1 of them make m regions.
    [[nodiscard]] const std::vector<Split>& splits() const { return m_splits; }

    /// The regions of the tree with so many leaves, or with all there are.
    [[nodiscard]] std::vector<BoxDomain> boxes(int leaves) const;
    [[nodiscard]] RegionsOfPoints regionsOfPoints(int leaves) const;

private:
    BoxDomain m_domain;
    std::vector<Split> m_splits;
};

} // namespace tradeoff
