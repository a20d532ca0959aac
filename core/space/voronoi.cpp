// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/voronoi.h"

#include <algorithm>
#include <cmath>

#include <tbb/parallel_for.h>

namespace tradeoff {

namespace {

PlanePoint centerAt(const NearestCenter& centers, std::size_t index)
{
    const auto row = static_cast<Eigen::Index>(index);
    return {centers.centers()(row, 0), centers.centers()(row, 1)};
}

double squaredDistance(const PlanePoint& a, const PlanePoint& b)
{
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

double squaredRadius(const Polygon& cell, const PlanePoint& center)
{
    double radius = 0;
    for (const PlanePoint& corner : cell) {
        radius = std::max(radius, squaredDistance(corner, center));
    }
    return radius;
}

Polygon voronoiCell(const NearestCenter& centers, std::size_t index, const Polygon& rectangle)
{
    const auto count = static_cast<std::size_t>(centers.centers().rows());
    const PlanePoint center = centerAt(centers, index);
    Polygon cell = rectangle;
    Polygon scratch;
    // A longer list may order what is equally far in another way, so each begins anew: to be cut
    // by the same neighbour again changes nothing.
    for (std::size_t known = std::min<std::size_t>(20, count);;
         known = std::min(4 * known, count)) {
        const std::vector<std::uint32_t> neighbors = centers.neighbors(index, known);
        for (const std::size_t neighbor : neighbors) {
            if (neighbor == index) {
                continue;
            }
            const PlanePoint other = centerAt(centers, neighbor);
            const double distance = squaredDistance(center, other);
            if (distance == 0) {
                if (neighbor < index) {
                    return {};
                }
                continue;
            }
            // A bisector passes at half the distance, and can cut no nearer corner off.
            if (distance >= 4 * squaredRadius(cell, center)) {
                return cell;
            }
            clip(cell, nearerTo(center, other), scratch);
        }
        if (known == count) {
            return cell;
        }
    }
}

} // namespace

std::vector<Polygon> voronoiCells(const NearestCenter& centers, const Polygon& rectangle)
{
    std::vector<Polygon> cells(static_cast<std::size_t>(centers.centers().rows()));
    tbb::parallel_for(std::size_t{0}, cells.size(),
                      [&](std::size_t i) { cells[i] = voronoiCell(centers, i, rectangle); });
    return cells;
}

} // namespace tradeoff
