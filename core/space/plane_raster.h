// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace tradeoff {

struct SpaceFit;

/// The functions of a problem of the plane for drawing: the domain is cut into cells, each small
/// enough to look smooth, and the functions are known at the cells' middles, row by row from the
/// lowest.
struct PlaneRaster {
    std::vector<double> x;              ///< edges of the columns, increasing
    std::vector<double> y;              ///< edges of the rows, increasing
    std::vector<double> target;         ///< β
    std::vector<double> inputDensity;   ///< p
    std::vector<double> segmentDensity; ///< λ*; 0 everywhere where there is none
};

/// The raster of a fit's problem, which has two dimensions.
[[nodiscard]] PlaneRaster makePlaneRaster(const SpaceFit& fit);

} // namespace tradeoff
