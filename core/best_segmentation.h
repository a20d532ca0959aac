// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/optimal_partition.h"
#include "core/problem.h"
#include "core/segment_density.h"

#include <functional>
#include <memory>
#include <vector>

namespace tradeoff {

/// The interval regions with the least approximation error Σ P_i v_i for a finite number of
/// experts, not in the limit of many. Dynamic programming over a fine grid finds the best
/// boundaries on the grid for all numbers of experts at once; refinement then moves them off the
/// grid until β(a_i) = (c_i + c_{i+1})/2 at each, or the boundary sits on a jump across that value.
/// Never worse than the uniform, optimal (λ*) and equal-probability segmentation.
/// Immutable; safe to use from many threads at once.
class BestSegmentation {
public:
    /// Up to here dynamic programming looks at every arrangement on the grid.
    static constexpr int mostProvenExperts = 512;

    /// \param mostExperts  largest number that boundaries are going to be asked for, at least 1
    /// \param checkpoint   called about every millisecond, may throw to end the work; may be empty
    BestSegmentation(std::shared_ptr<const Problem> problem, int mostExperts,
                     const std::function<void(double share)>& checkpoint);

    /// a_0 < a_1 < … < a_m, the domain's ends included.
    /// \param experts  m, from 1 to the largest number
    [[nodiscard]] std::vector<double> boundaries(int experts) const;
    /// Whether the boundaries come from the best arrangement on the grid. Beyond that number they
    /// are the best of the uniform, optimal and equal-probability segmentation, refined: a local
    /// minimum.
    [[nodiscard]] bool isProven(int experts) const { return experts <= m_partition.mostGroups(); }

private:
    std::shared_ptr<const Problem> m_problem;
    std::shared_ptr<const SegmentDensity> m_optimal; ///< null where β has no slope
    std::shared_ptr<const SegmentDensity> m_equalProbability;
    std::vector<double> m_edges; ///< of the grid's cells
    OptimalPartition m_partition;
};

} // namespace tradeoff
