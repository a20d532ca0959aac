// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/points.h"
#include "core/space/polygon.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace tradeoff {

/// Finds the nearest of centres in the plane by a uniform grid: each cell lists the centres that
/// can win there, about four of them, which is several times faster than a tree. Immutable.
class CenterGrid {
public:
    /// What a cell is made from: the squared distance of the centre nearest to a point, and the
    /// centres within a squared distance of it.
    struct Search {
        std::function<double(const PlanePoint& point)> nearest;
        std::function<void(const PlanePoint& point, double squaredRadius,
                           std::vector<std::uint32_t>& found)>
            within;
    };

    /// \returns nothing where the centres are too crowded in places, or all on one line
    [[nodiscard]] static std::optional<CenterGrid> make(const Points& centers,
                                                        const Search& search);

    static constexpr std::uint32_t outside = 0xFFFFFFFF;
    /// The nearest centre, of several the first one; `outside` for a point far from all of them.
    [[nodiscard]] std::uint32_t nearest(double x, double y) const
    {
        const double column = (x - m_corner.x) * m_columnsOfUnit;
        const double row = (y - m_corner.y) * m_rowsOfUnit;
        if (!(column >= 0 && column < m_sideCells && row >= 0 && row < m_sideCells)) {
            return outside;
        }
        const std::size_t cell =
            static_cast<std::size_t>(row) * m_side + static_cast<std::size_t>(column);
        const Candidate* const last = m_candidates.data() + m_starts[cell + 1];
        const Candidate* best = m_candidates.data() + m_starts[cell];
        double least = best->squaredDistance(x, y);
        for (const Candidate* each = best + 1; each < last; ++each) {
            const double distance = each->squaredDistance(x, y);
            best = distance < least ? each : best;
            least = distance < least ? distance : least;
        }
        return best->index;
    }

private:
    struct Candidate {
        double x = 0.0;
        double y = 0.0;
        std::uint32_t index = 0;

        [[nodiscard]] double squaredDistance(double atX, double atY) const
        {
            return (atX - x) * (atX - x) + (atY - y) * (atY - y);
        }
    };

    PlanePoint m_corner;
    double m_columnsOfUnit = 0.0; ///< cells in a length of 1
    double m_rowsOfUnit = 0.0;
    std::size_t m_side = 0; ///< cells in a row, and in a column
    double m_sideCells = 0.0;
    std::vector<std::uint32_t> m_starts; ///< of each cell in the candidates, and the end
    std::vector<Candidate> m_candidates;
};

} // namespace tradeoff
