// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/level_crossings.h"
#include "core/level_start.h"
#include "core/problem.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace tradeoff {

/// The segmentation into level sets A_i = {x : t_{i−1} ≤ β(x) < t_i}, whose regions are unions of
/// intervals: a scalar quantiser of the value β(X), X ~ p. With the best thresholds no partition
/// into as many regions, of whatever form, has a smaller approximation error.
///
/// The thresholds start from LevelStart and are then improved with exact moments until each is
/// half-way between the constants of its neighbours, t_i = (c_i + c_{i+1})/2 (Lloyd 1982, Max
/// 1960): by Newton's rule where that lowers the error, else by a cautious form of it with raised
/// pivots, else by Lloyd's step, which always does. Steps end when every threshold is within 1e-9
/// of the way between its constants, when none lowers the error by 1e-9 of itself any more, or
/// after 40 (6 where there are very many cells): beside turns of β, where the density of β(X) is
/// infinite, Newton's rule may fail and Lloyd's is slow.
/// Immutable; safe to use from many threads at once.
class LevelSets {
public:
    /// Cells of one answer at the most; see LevelCells::limited.
    static constexpr std::size_t mostCells = std::size_t{1} << 18U;
    /// Numbers of experts beyond this start from companding quantiles instead of the best partition
    /// of a grid of values; see LevelStart.
    static constexpr int exactStartExperts = LevelStart::exactRegions;

    /// \param mostExperts  the largest number that will be asked for, at least 1
    /// \param checkpoint   called with the share that is done; may throw to cancel; may be empty
    LevelSets(std::shared_ptr<const Problem> problem, int mostExperts,
              const std::function<void(double share)>& checkpoint);

    /// The cells of the level sets of at most so many regions: fewer where β takes fewer values (a
    /// stretch where β is flat belongs to one region), and where the answer is limited.
    /// \param experts  1 … mostExperts
    [[nodiscard]] LevelCells cells(int experts) const;
    /// The thresholds t_1 < t_2 < … between the regions of cells(experts), one less than regions.
    [[nodiscard]] std::vector<double> thresholds(int experts) const;

private:
    struct State;

    [[nodiscard]] State solve(int experts) const;
    [[nodiscard]] State start(int experts) const;
    [[nodiscard]] State evaluate(std::vector<double> thresholds) const;
    void addDensities(State& state, const std::vector<LevelCrossing>& crossings) const;
    bool improve(State& state) const;

    std::shared_ptr<const Problem> m_problem;
    MonotonePieces m_pieces;
    LevelStart m_start;
};

/// The moments of each region: those of its cells, merged.
/// \returns `regions` moments, in the order of the levels
[[nodiscard]] std::vector<Moments> levelMoments(const Problem& problem, const LevelCells& cells);

} // namespace tradeoff
