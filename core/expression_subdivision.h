// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <cstddef>
#include <vector>

namespace tradeoff::expression {

/// A piece of the domain, halved `depth` times.
struct Cell {
    Interval x;
    int depth = 0;
};

/// From this depth on cells are about single places; a crowd of them there is rounding noise.
inline constexpr int deepDepth = 24;

/// Two neighbouring floating-point numbers (those within 1e-39 of zero are one): nothing is left to
/// halve.
[[nodiscard]] bool isSmallest(const Interval& x);

/// A point to split a cell at. Off the middle, because formulas like to have their zeros there;
/// deep cells are split in the middle of their floating-point numbers, which reaches every place,
/// also next to zero, in few steps.
[[nodiscard]] double splitPoint(const Cell& cell);

/// How much work a subdivision may take.
struct SubdivisionLimits {
    std::size_t visits;    ///< cells looked at in all
    std::size_t deepCells; ///< cells left at one deep level
};

enum class Verdict {
    Settled, ///< nothing more to learn from the cell
    Split,   ///< look at its parts
    Stop     ///< the question is answered
};

/// Looks at the domain, at its parts, at their parts, breadth first; `visit` tells what to do with
/// each. `split` may name another point than `splitPoint`.
///
/// \return the cells that were to be split when the limits were reached
template <class Visit, class Split>
std::vector<Cell> subdivide(const Interval& domain, const SubdivisionLimits& limits,
                            const Visit& visit, const Split& split)
{
    std::vector<Cell> cells{{domain, 0}};
    std::size_t visits = 0;
    while (!cells.empty()) {
        std::vector<Cell> next;
        for (const Cell& cell : cells) {
            const Verdict verdict = visit(cell);
            if (verdict == Verdict::Stop)
                return {};
            if (verdict == Verdict::Settled || isSmallest(cell.x))
                continue;
            const double middle = split(cell);
            next.push_back({{cell.x.low, middle}, cell.depth + 1});
            next.push_back({{middle, cell.x.high}, cell.depth + 1});
        }
        visits += cells.size();
        const bool crowd = next.size() > limits.deepCells && next.front().depth > deepDepth;
        if (crowd || visits + next.size() > limits.visits)
            return next;
        cells = std::move(next);
    }
    return {};
}

} // namespace tradeoff::expression
