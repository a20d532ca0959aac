// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/nearest_center.h"
#include "core/space/polygon.h"

#include <vector>

namespace tradeoff {

/// The Voronoi cells of centres in the plane, cut to a rectangle: cell i holds the points of the
/// rectangle that are nearer to centre i than to any other. Of centres at the same place the first
/// has the cell and the others an empty one.
///
/// Each cell is cut out of the rectangle by its neighbours, nearest first, until the next is too
/// far to matter: about m log m steps, on all processors.
[[nodiscard]] std::vector<Polygon> voronoiCells(const NearestCenter& centers,
                                                const Polygon& rectangle);

} // namespace tradeoff
