// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nearness.h"
#include "core/space/points.h"

#include <cstddef>
#include <vector>

namespace tradeoff {

/// What a Nearness of regions of several coordinates refers to.
struct SpaceNearness {
    NeighborsOfRegion neighbors;    ///< else empty
    std::vector<double> boundaries; ///< of level sets: their order

    [[nodiscard]] Nearness view() const
    {
        return neighbors ? Nearness(neighbors) : Nearness(boundaries);
    }
};

/// By the distance between points, one for each region; see tieOfDistances. A list of neighbours
/// takes as many steps as there are regions.
[[nodiscard]] SpaceNearness nearnessOfPoints(Points points);

/// Regions in the order of their levels: by how many lie between them.
[[nodiscard]] SpaceNearness nearnessOfLevels(std::size_t regions);

} // namespace tradeoff
