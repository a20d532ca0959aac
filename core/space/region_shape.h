// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/points.h"
#include "core/space/polygon.h"

#include <vector>

namespace tradeoff {

/// Size, place and roundness of a region.
struct RegionShape {
    double volume = 0.0;
    std::vector<double> centroid; ///< of the volume
    /// M(A) = (1/d) ∫ ‖x − centroid‖² dx / V^{1+2/d}; 0 where there is no volume.
    double secondMoment = 0.0;
};

/// Exact: M = (1/d) Σ l_k²/12 / V^{2/d} for a box with sides l_k.
[[nodiscard]] RegionShape regionShape(const BoxDomain& box);

/// Exact.
[[nodiscard]] RegionShape regionShape(const Polygon& polygon);

} // namespace tradeoff
