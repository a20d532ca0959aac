// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_fit.h"

namespace tradeoff {

void optimalDensities(const SpaceFit& fit, const PointsView& points,
                      Eigen::Ref<Eigen::ArrayXd> result)
{
    fit.problem->densities(points, result);
    result *= fit.problem->squaredSlopes(points);
    const auto dimensions = static_cast<double>(points.cols());
    result = result.pow(dimensions / (dimensions + 2)) / fit.optimalDensityMass;
}

} // namespace tradeoff
