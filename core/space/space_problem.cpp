// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_problem.h"

#include "core/space/low_discrepancy.h"

#include <array>
#include <cmath>
#include <utility>

#include <tbb/parallel_for.h>

namespace tradeoff {

namespace {

constexpr std::size_t plane = 2;
constexpr std::uint32_t replicates = 8;

} // namespace

SpaceProblem::SpaceProblem(BoxDomain domain, SpaceTarget target, SpaceDensity density)
    : m_domain(std::move(domain))
    , m_target(std::move(target))
    , m_density(std::move(density))
{
    m_scale.area = volume(m_domain);
    m_logMass = greatestLogDensity();
    normalizeRoughly();
    if (dimensions() == plane) {
        normalizeInPlane();
    }
}

double SpaceProblem::greatestLogDensity() const
{
    constexpr std::size_t places = 1 << 12;
    const Points points = lowDiscrepancyPoints(m_domain, 0, places);
    Eigen::ArrayXd values(points.rows());
    m_density.logValues(points, values);
    return values.maxCoeff();
}

void SpaceProblem::normalizeRoughly()
{
    // In the plane this only tells the quadrature that follows how large things are.
    const std::size_t samples = dimensions() == plane ? 1 << 12 : 1 << 16;
    std::array<Moments, replicates> parts;
    tbb::parallel_for(std::uint32_t{0}, replicates, [&](std::uint32_t replicate) {
        const Points points = lowDiscrepancyPoints(m_domain, replicate, samples);
        Eigen::ArrayXd weights(points.rows());
        Eigen::ArrayXd values(points.rows());
        m_density.logValues(points, weights);
        m_target.values(points, values);
        weights = (weights - m_logMass).exp();
        const double mean = (weights * values).sum() / weights.sum();
        parts[replicate] = {weights.mean() * m_scale.area, mean,
                            (weights * (values - mean).square()).sum() / weights.sum()};
    });
    double mass = 0;
    Moments whole;
    for (const Moments& part : parts) {
        mass += part.probability / replicates;
        whole = merged(whole, part);
    }
    double squares = 0;
    for (const Moments& part : parts) {
        squares += (part.probability - mass) * (part.probability - mass);
    }
    m_relativeError = std::sqrt(squares / replicates / (replicates - 1)) / mass;
    m_logMass += std::log(mass);
    m_scale.moments = {1, whole.mean, whole.variance};
}

void SpaceProblem::normalizeInPlane()
{
    const RegionIntegral whole =
        integrate(integrand(), rectangle(m_domain[0], m_domain[1]), m_scale);
    m_logMass += std::log(whole.moments.probability);
    m_relativeError = whole.probabilityError / whole.moments.probability;
    m_scale.moments = whole.moments;
    m_scale.moments.probability = 1;
}

void SpaceProblem::densities(const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) const
{
    m_density.logValues(points, result);
    result = (result - m_logMass).exp();
}

Eigen::ArrayXd SpaceProblem::squaredSlopes(const PointsView& points) const
{
    Points gradients(points.rows(), points.cols());
    m_target.gradients(points, gradients);
    return gradients.square().rowwise().sum();
}

PlaneIntegrand SpaceProblem::integrand() const
{
    return [this](const PointsView& points, const Eigen::Ref<Eigen::ArrayXd>& weights,
                  const Eigen::Ref<Eigen::ArrayXd>& values) {
        densities(points, weights);
        m_target.values(points, values);
    };
}

std::vector<RegionIntegral> SpaceProblem::integrals(std::span<const Polygon> regions,
                                                    const QuadratureAccuracy& accuracy) const
{
    const PlaneIntegrand densityAndTarget = integrand();
    std::vector<RegionIntegral> result(regions.size());
    tbb::parallel_for(std::size_t{0}, regions.size(), [&](std::size_t i) {
        result[i] = integrate(densityAndTarget, regions[i], m_scale, accuracy);
    });
    return result;
}

} // namespace tradeoff
