// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/plane_raster.h"

#include "core/space/space_fit.h"

namespace tradeoff {

namespace {

constexpr std::size_t cells = 200; ///< along each side

std::vector<double> edges(const Interval& side)
{
    std::vector<double> result(cells + 1, side.high);
    for (std::size_t i = 0; i < cells; ++i) {
        result[i] = side.low + side.length() * static_cast<double>(i) / cells;
    }
    return result;
}

Points middlesOf(const PlaneRaster& raster)
{
    Points middles(cells * cells, 2);
    for (std::size_t i = 0; i < cells * cells; ++i) {
        const std::size_t column = i % cells;
        const std::size_t row = i / cells;
        const auto at = static_cast<Eigen::Index>(i);
        middles(at, 0) = raster.x[column] + (raster.x[column + 1] - raster.x[column]) / 2;
        middles(at, 1) = raster.y[row] + (raster.y[row + 1] - raster.y[row]) / 2;
    }
    return middles;
}

} // namespace

PlaneRaster makePlaneRaster(const SpaceFit& fit)
{
    PlaneRaster raster;
    raster.x = edges(fit.problem->domain()[0]);
    raster.y = edges(fit.problem->domain()[1]);
    const Points middles = middlesOf(raster);
    Eigen::ArrayXd values(middles.rows());
    fit.problem->target().values(middles, values);
    raster.target.assign(values.begin(), values.end());
    fit.problem->densities(middles, values);
    raster.inputDensity.assign(values.begin(), values.end());
    if (fit.optimalDensityMass > 0) {
        optimalDensities(fit, middles, values);
    } else {
        values.setZero();
    }
    raster.segmentDensity.assign(values.begin(), values.end());
    return raster;
}

} // namespace tradeoff
