// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/points.h"
#include "core/space/polygon.h"

#include <vector>

namespace tradeoff {

/// A segmentation of a rectangle of the plane into convex regions.
struct PlaneRegions {
    std::vector<Polygon> polygons;
    /// A Voronoi segmentation's centres, one for each polygon, or a grid's middles.
    std::vector<PlanePoint> centers;
};

/// columns × rows equal rectangles, row by row from below.
[[nodiscard]] PlaneRegions gridRegions(const BoxDomain& domain, int columns, int rows);

/// As many regions as experts, most of them close to regular hexagons: rows of equally spaced
/// centres, every other one shifted by half a step, and their Voronoi cells. Where the number of
/// experts does not fill the rows evenly, some rows hold one centre more than others.
[[nodiscard]] Points hexagonalCenters(const BoxDomain& domain, int experts);
[[nodiscard]] PlaneRegions hexagonalRegions(const BoxDomain& domain, int experts);

/// The Voronoi cells of centres, one in each row of points of the plane.
[[nodiscard]] PlaneRegions voronoiRegions(const BoxDomain& domain, const Points& centers);

} // namespace tradeoff
