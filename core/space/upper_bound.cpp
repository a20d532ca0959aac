// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/upper_bound.h"

#include "core/space/low_discrepancy.h"

#include <cmath>

#include <tbb/parallel_for.h>

namespace tradeoff {

namespace {

constexpr double planeDimensions = 2;

/// p ‖∇β‖² as weights.
PlaneIntegrand slopeIntegrand(const SpaceProblem& problem, double exponent)
{
    return [&problem, exponent](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> weights,
                                Eigen::Ref<Eigen::ArrayXd> values) {
        problem.densities(points, weights);
        weights *= problem.squaredSlopes(points);
        if (exponent != 1) {
            weights = weights.pow(exponent);
        }
        values = 0;
    };
}

/// How large the integral over the whole domain is, roughly.
QuadratureScale roughScale(const SpaceProblem& problem, const PlaneIntegrand& integrand)
{
    constexpr std::size_t places = 1 << 12;
    const Points points = lowDiscrepancyPoints(problem.domain(), 0, places);
    Eigen::ArrayXd weights(points.rows());
    Eigen::ArrayXd values(points.rows());
    integrand(points, weights, values);
    const double area = problem.scale().area;
    return {area, {weights.mean() * area, 0, 0}};
}

} // namespace

std::vector<RegionBound> upperBounds(const SpaceProblem& problem, std::span<const Polygon> regions,
                                     const QuadratureAccuracy& accuracy)
{
    const PlaneIntegrand integrand = slopeIntegrand(problem, 1);
    const QuadratureScale scale = roughScale(problem, integrand);
    std::vector<RegionBound> bounds(regions.size());
    tbb::parallel_for(std::size_t{0}, bounds.size(), [&](std::size_t i) {
        const PolygonShape shape = shapeOf(regions[i]);
        if (!(shape.area > 0)) {
            return;
        }
        const double factor =
            planeDimensions * shape.secondMoment * std::pow(shape.area, 2 / planeDimensions);
        Points center(1, 2);
        center << shape.centroid.x, shape.centroid.y;
        Eigen::ArrayXd density(1);
        problem.densities(center, density);
        bounds[i].atCenter = factor * shape.area * density(0) * problem.squaredSlopes(center)(0);
        bounds[i].integral =
            factor * integrate(integrand, regions[i], scale, accuracy).moments.probability;
    });
    return bounds;
}

double optimalDensityMass(const SpaceProblem& problem)
{
    const PlaneIntegrand integrand =
        slopeIntegrand(problem, planeDimensions / (planeDimensions + 2));
    const BoxDomain& domain = problem.domain();
    return integrate(integrand, rectangle(domain[0], domain[1]), roughScale(problem, integrand))
        .moments.probability;
}

double optimalUpperBound(double mass, double secondMoment, std::size_t dimensions, int experts)
{
    const auto d = static_cast<double>(dimensions);
    return d * secondMoment * std::pow(experts, -2 / d) * std::pow(mass, (d + 2) / d);
}

} // namespace tradeoff
