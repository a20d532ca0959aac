// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/points.h"
#include "core/space/polygon.h"
#include "core/space/region_shape.h"
#include "core/space/space_problem.h"
#include "core/space/space_samples.h"
#include "core/space/space_training_set.h"

#include <memory>
#include <vector>

namespace tradeoff {

struct PlaneRaster;

/// What a region of several coordinates is, beside its numbers in `Region`.
struct SpaceRegion {
    Polygon polygon; ///< in the plane, where it is a convex one; else empty
    BoxDomain box;   ///< where it is an axis-parallel box; else empty
    RegionShape shape;
    double bound = 0.0;         ///< of its part of the approximation error; see RegionBound
    double boundAtCenter = 0.0; ///< likewise
};

/// What a result of several coordinates holds in place of the parts of a single one. Immutable.
struct SpaceFit {
    std::shared_ptr<const SpaceProblem> problem;
    std::vector<SpaceRegion> regions; ///< as many as the result has
    RegionsOfPoints regionsOf;        ///< the region of each of any points
    Points centers;                   ///< of Voronoi cells, one in each row; else empty
    std::vector<double> thresholds;   ///< of β between level sets; else empty
    /// ∫ (p ‖∇β‖²)^{d/(d+2)}: λ* is (p ‖∇β‖²)^{d/(d+2)} over this number.
    double optimalDensityMass = 0.0;
    Interval rangeOfTarget;                    ///< of β at points spread evenly over the domain
    std::shared_ptr<const PlaneRaster> raster; ///< in the plane; else null
    std::shared_ptr<const SpaceTrainingSet> trainingSet;         ///< null until it is drawn
    std::shared_ptr<const std::vector<double>> firstCoordinates; ///< of its inputs; or null
    std::shared_ptr<const std::vector<double>> secondCoordinates;
};

/// The optimal segment density λ* = (p ‖∇β‖²)^{d/(d+2)} / ∫ (p ‖∇β‖²)^{d/(d+2)} at each of the
/// points. There is none where the integral is 0.
void optimalDensities(const SpaceFit& fit, const PointsView& points,
                      Eigen::Ref<Eigen::ArrayXd> result);

} // namespace tradeoff
