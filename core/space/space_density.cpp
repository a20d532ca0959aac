// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_density.h"

#include "core/density.h"
#include "core/input_error.h"
#include "core/option_table.h"
#include "core/space/coordinates.h"
#include "core/space/low_discrepancy.h"
#include "core/space/space_target.h"
#include "core/truncated_gaussian.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff {

namespace {

std::vector<DomainPoint> domainPoints(const Eigen::Ref<const Eigen::ArrayXd>& x,
                                      const Interval& side)
{
    std::vector<DomainPoint> points(static_cast<std::size_t>(x.size()));
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double at = x(static_cast<Eigen::Index>(i));
        points[i] = {at, at - side.low, side.high - at};
    }
    return points;
}

/// The log of a round Gaussian's density that is cut to a box and normalised.
class RoundGaussian {
public:
    RoundGaussian(const GaussianComponent& component, const BoxDomain& domain)
        : m_domain(domain)
        , m_logWeight(std::log(component.weight))
    {
        const std::vector<double> mean =
            onePerCoordinate(component.mean, domain.size(), "/components");
        for (std::size_t k = 0; k < domain.size(); ++k) {
            m_factors.emplace_back(mean[k], component.sd, domain[k]);
            m_logWeight -= m_factors.back().logMass();
        }
    }

    void logValues(const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) const
    {
        result = m_logWeight;
        for (std::size_t k = 0; k < m_factors.size(); ++k) {
            const auto column = static_cast<Eigen::Index>(k);
            const Interval& side = m_domain[k];
            for (Eigen::Index i = 0; i < points.rows(); ++i) {
                const double x = points(i, column);
                result(i) += m_factors[k].logValue({x, x - side.low, side.high - x});
            }
        }
    }

private:
    BoxDomain m_domain;
    std::vector<TruncatedGaussian> m_factors;
    double m_logWeight;
};

} // namespace

SpaceDensity uniformDensity()
{
    return {[](const PointsView&, Eigen::Ref<Eigen::ArrayXd> result) { result = 0; }};
}

SpaceDensity productDensity(const std::vector<Choice>& factors, const BoxDomain& domain)
{
    if (factors.size() != 1 && factors.size() != domain.size()) {
        throw InputError("/factors", "has " + std::to_string(factors.size()) +
                                         " densities; must be one for each of the " +
                                         std::to_string(domain.size()) +
                                         " coordinates, or a single one for all");
    }
    std::vector<Density> densities;
    for (std::size_t k = 0; k < domain.size(); ++k) {
        const std::size_t which = factors.size() == 1 ? 0 : k;
        densities.push_back(madeAt("/factors/" + std::to_string(which), [&] {
            const DensityRow& row = densityRow(factors[which].kind);
            checkChoice(row.option, factors[which], "");
            return row.make(factors[which], domain[k]);
        }));
    }
    return {[densities, domain](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) {
        Eigen::ArrayXd factor(points.rows());
        result = 0;
        for (std::size_t k = 0; k < domain.size(); ++k) {
            densities[k].logValues(
                domainPoints(points.col(static_cast<Eigen::Index>(k)), domain[k]), span(factor));
            result += factor;
        }
    }};
}

SpaceDensity gaussianDensity(const GaussianParameters& parameters, const BoxDomain& domain)
{
    const RowOfCoordinates mean =
        coordinates(onePerCoordinate(parameters.mean, domain.size(), "/mean"));
    const auto size = static_cast<Eigen::Index>(domain.size());
    Eigen::MatrixXd covariance(size, size);
    const std::string expected = "must be " + std::to_string(size) + " rows of " +
                                 std::to_string(size) + " numbers, symmetric and positive definite";
    if (parameters.covariance.size() != domain.size()) {
        throw InputError("/covariance", expected);
    }
    for (Eigen::Index i = 0; i < size; ++i) {
        const std::vector<double>& row = parameters.covariance[static_cast<std::size_t>(i)];
        if (row.size() != domain.size()) {
            throw InputError("/covariance/" + std::to_string(i), expected);
        }
        covariance.row(i) = coordinates(row).matrix();
    }
    const Eigen::LLT<Eigen::MatrixXd> factor(covariance);
    if (!covariance.isApprox(covariance.transpose(), 1e-12) || factor.info() != Eigen::Success ||
        !covariance.allFinite()) {
        throw InputError("/covariance", expected);
    }
    const Eigen::MatrixXd lower = factor.matrixL();
    return {[mean, lower](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) {
        Eigen::MatrixXd scores = (points.rowwise() - mean).matrix().transpose();
        lower.triangularView<Eigen::Lower>().solveInPlace(scores);
        result = scores.colwise().squaredNorm().transpose().array() / -2;
    }};
}

SpaceDensity gaussianMixtureDensity(const std::vector<GaussianComponent>& components,
                                    const BoxDomain& domain)
{
    std::vector<RoundGaussian> bumps;
    for (const GaussianComponent& component : components) {
        if (component.weight > 0) {
            bumps.emplace_back(component, domain);
        }
    }
    if (bumps.empty()) {
        throw InputError("/components", "has no mass; must have a weight greater than 0");
    }
    return {[bumps](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) {
        Eigen::ArrayXd other(points.rows());
        bumps.front().logValues(points, result);
        for (std::size_t j = 1; j < bumps.size(); ++j) {
            bumps[j].logValues(points, other);
            const Eigen::ArrayXd greater = result.max(other);
            const Eigen::ArrayXd smaller = result.min(other);
            result = greater + (smaller - greater).exp().log1p();
        }
    }};
}

SpaceDensity expressionDensity(const Choice& choice, const BoxDomain& domain)
{
    constexpr std::size_t places = 1 << 14;
    const Expression expression = spaceExpression(choice, domain);
    const Points points = lowDiscrepancyPoints(domain, 0, places);
    Eigen::ArrayXd values(points.rows());
    expression.values(columns(points), span(values));
    Eigen::Index lowest = 0;
    if (values.minCoeff(&lowest) < 0) {
        throw InputError("/expression", "is negative on a part of the domain; must be 0 or more");
    }
    if (!(values.maxCoeff() > 0)) {
        throw InputError("/expression", "is zero everywhere; must have mass on the domain");
    }
    return {[expression](const PointsView& at, Eigen::Ref<Eigen::ArrayXd> result) {
        expression.values(columns(at), span(result));
        result = result.max(0.0).log();
    }};
}

} // namespace tradeoff
