// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/plane_regions.h"

#include "core/space/voronoi.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace tradeoff {

namespace {

/// Where the part number `index` of equal parts of a side begins; the last end is exact.
double edge(const Interval& side, int index, int parts)
{
    return index == parts ? side.high : side.low + side.length() * (double{1} * index / parts);
}

} // namespace

PlaneRegions gridRegions(const BoxDomain& domain, int columns, int rows)
{
    PlaneRegions regions;
    for (int row = 0; row < rows; ++row) {
        const Interval y{edge(domain[1], row, rows), edge(domain[1], row + 1, rows)};
        for (int column = 0; column < columns; ++column) {
            const Interval x{edge(domain[0], column, columns),
                             edge(domain[0], column + 1, columns)};
            regions.polygons.push_back(rectangle(x, y));
            regions.centers.push_back({x.middle(), y.middle()});
        }
    }
    return regions;
}

Points hexagonalCenters(const BoxDomain& domain, int experts)
{
    // Rows of regular hexagons with centres one unit apart are √3/2 of a unit apart.
    const double aspect = domain[1].length() / domain[0].length();
    const int rows = std::clamp(
        static_cast<int>(std::lround(std::sqrt(experts * aspect * 2 / std::numbers::sqrt3))), 1,
        experts);
    Points centers(experts, 2);
    Eigen::Index next = 0;
    for (int row = 0; row < rows; ++row) {
        const auto before = static_cast<int>(std::int64_t{experts} * row / rows);
        const auto count = static_cast<int>(std::int64_t{experts} * (row + 1) / rows) - before;
        const double shift = rows == 1 ? 0.5 : (row % 2 == 0 ? 0.25 : 0.75);
        for (int i = 0; i < count; ++i) {
            centers(next, 0) = domain[0].low + domain[0].length() * ((i + shift) / count);
            centers(next, 1) = domain[1].low + domain[1].length() * ((row + 0.5) / rows);
            ++next;
        }
    }
    return centers;
}

PlaneRegions hexagonalRegions(const BoxDomain& domain, int experts)
{
    return voronoiRegions(domain, hexagonalCenters(domain, experts));
}

PlaneRegions voronoiRegions(const BoxDomain& domain, const Points& centers)
{
    PlaneRegions regions;
    regions.polygons = voronoiCells(NearestCenter(centers), rectangle(domain[0], domain[1]));
    for (Eigen::Index i = 0; i < centers.rows(); ++i) {
        regions.centers.push_back({centers(i, 0), centers(i, 1)});
    }
    return regions;
}

} // namespace tradeoff
