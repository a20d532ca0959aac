// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/points.h"
#include "core/training_set.h"

#include <cstdint>

namespace tradeoff {

/// Points with weights that stand for a density: the share of weight in a region is about that of
/// the density's mass.
struct WeightedPoints {
    Points points;
    Eigen::ArrayXd weights; ///< not negative, with a sum greater than 0
};

/// Centres drawn among weighted points, each with a chance in proportion to its weight; a function
/// of the seed alone.
[[nodiscard]] Points drawCenters(const WeightedPoints& density, int count, std::uint64_t seed);

/// One step of Lloyd's method (1982): each centre moves to the centroid of the points nearest to
/// it. One without any points stays. The same bits for any number of threads.
/// \returns the mean squared distance of the points from their old centres
double lloydStep(const WeightedPoints& density, Points& centers);

/// Moves centres until they are the centroids of their Voronoi cells, or nearly: until a step
/// lowers the mean squared distance by less than a hundred-thousandth, or 200 steps are done.
/// Where that leads depends on where they start; no better place is near.
[[nodiscard]] Points centroidalCenters(const WeightedPoints& density, Points start,
                                       const Checkpoint& checkpoint);

} // namespace tradeoff
