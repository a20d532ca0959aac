// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/center_grid.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

std::optional<CenterGrid> CenterGrid::make(const Points& centers, const Search& search)
{
    const auto count = static_cast<double>(centers.rows());
    // As wide as the centres and about one more step between them on each side.
    const double margin = 1 / std::sqrt(count);
    const double width = centers.col(0).maxCoeff() - centers.col(0).minCoeff();
    const double height = centers.col(1).maxCoeff() - centers.col(1).minCoeff();
    if (!(width > 0 && height > 0)) {
        return std::nullopt;
    }
    CenterGrid grid;
    grid.m_corner = {centers.col(0).minCoeff() - margin * width,
                     centers.col(1).minCoeff() - margin * height};
    grid.m_sideCells = std::ceil(2 * (1 + 2 * margin) * std::sqrt(count));
    grid.m_side = static_cast<std::size_t>(grid.m_sideCells);
    grid.m_columnsOfUnit = grid.m_sideCells / (width * (1 + 2 * margin));
    grid.m_rowsOfUnit = grid.m_sideCells / (height * (1 + 2 * margin));

    const std::size_t cells = grid.m_side * grid.m_side;
    constexpr std::size_t mostOfCell = 16; // on average: more are slower than a tree
    const double diagonal = std::hypot(1 / grid.m_columnsOfUnit, 1 / grid.m_rowsOfUnit);
    std::vector<std::uint32_t> found;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        grid.m_starts.push_back(static_cast<std::uint32_t>(grid.m_candidates.size()));
        const std::size_t row = cell / grid.m_side;
        const std::size_t column = cell % grid.m_side;
        const PlanePoint middle{
            grid.m_corner.x + (static_cast<double>(column) + 0.5) / grid.m_columnsOfUnit,
            grid.m_corner.y + (static_cast<double>(row) + 0.5) / grid.m_rowsOfUnit};
        // Who is nearest to the middle is at most half a diagonal farther from any other point of
        // the cell, and who is to win there at most half a diagonal nearer.
        constexpr double slack = 1 + 1e-9;
        const double radius = (std::sqrt(search.nearest(middle)) + diagonal) * slack;
        search.within(middle, radius * radius, found);
        std::ranges::sort(found);
        for (const std::uint32_t index : found) {
            const auto center = static_cast<Eigen::Index>(index);
            grid.m_candidates.push_back({centers(center, 0), centers(center, 1), index});
        }
        if (grid.m_candidates.size() > mostOfCell * cells) {
            return std::nullopt;
        }
    }
    grid.m_starts.push_back(static_cast<std::uint32_t>(grid.m_candidates.size()));
    return grid;
}

} // namespace tradeoff
