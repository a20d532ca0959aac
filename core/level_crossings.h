// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/monotone_pieces.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tradeoff {

/// Cells of the domain, left to right, each with the region that owns it.
struct LevelCells {
    std::vector<double> boundaries; ///< a_0 < … < a_k of the cells, the domain's ends included
    /// k numbers from 0 to regions − 1, in the order of the regions' levels; neighbours differ.
    std::vector<int> owners;
    int regions = 0;
    /// Whether there are fewer regions than asked for because their cells would be more than
    /// LevelSets::mostCells, or the target turns more often than MonotonePieces can follow.
    bool limited = false;
};

/// A place where β passes a level.
struct LevelCrossing {
    std::size_t level = 0;
    double x = 0.0;
    double slope = 0.0; ///< β'(x)
};

/// How many places there are where β passes one of the levels. Cheap.
/// \param levels  strictly increasing
[[nodiscard]] std::size_t countCrossings(const MonotonePieces& pieces,
                                         std::span<const double> levels);

/// Where β passes the levels, from left to right, at most once per level and monotone piece: solved
/// by Newton's rule within brackets of knots, and by halving where that fails, to about the last
/// bit of x.
/// \param levels  strictly increasing
[[nodiscard]] std::vector<LevelCrossing>
findCrossings(const Target& target, const MonotonePieces& pieces, std::span<const double> levels);

/// The cells {x : levels[i − 1] ≤ β(x) < levels[i]} of region i between the crossings; `regions` is
/// one more than there are levels.
[[nodiscard]] LevelCells cellsBetween(const MonotonePieces& pieces, std::span<const double> levels,
                                      std::span<const LevelCrossing> crossings);

} // namespace tradeoff
