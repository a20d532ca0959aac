// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/density.h"
#include "core/input_error.h"
#include "core/space/box_draws.h"
#include "core/space/coordinates.h"
#include "core/space/side_sampler.h"
#include "core/space/space_density.h"
#include "core/space/space_target.h"
#include "core/truncated_gaussian.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <memory>

namespace tradeoff {

namespace {

Eigen::MatrixXd covarianceFactor(const std::vector<std::vector<double>>& rows,
                                 std::size_t dimensions)
{
    const std::string expected = "must be " + std::to_string(dimensions) + " rows of " +
                                 std::to_string(dimensions) +
                                 " numbers, symmetric and positive definite";
    const auto size = static_cast<Eigen::Index>(dimensions);
    Eigen::MatrixXd covariance(size, size);
    if (rows.size() != dimensions) {
        throw InputError("/covariance", expected);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].size() != dimensions) {
            throw InputError("/covariance/" + std::to_string(i), expected);
        }
        covariance.row(static_cast<Eigen::Index>(i)) = coordinates(rows[i]).matrix();
    }
    const Eigen::LLT<Eigen::MatrixXd> factor(covariance);
    constexpr double rounding = 1e-12;
    if (!covariance.allFinite() || !covariance.isApprox(covariance.transpose(), rounding) ||
        factor.info() != Eigen::Success) {
        throw InputError("/covariance", expected);
    }
    return factor.matrixL();
}

/// A round Gaussian that is cut to a box and normalised.
class RoundGaussian {
public:
    RoundGaussian(const GaussianComponent& component, const BoxDomain& domain)
        : m_domain(domain)
        , m_logWeight(std::log(component.weight))
    {
        const std::vector<double> mean =
            onePerCoordinate(component.mean, domain.size(), "/components");
        for (std::size_t k = 0; k < domain.size(); ++k) {
            Choice factor = defaultChoice(densityRow("truncated-gaussian").option);
            factor.values["mean"] = mean[k];
            factor.values["sd"] = component.sd;
            m_samplers.emplace_back(domain[k], factor);
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

    void draw(const UniformStream& stream, std::uint32_t first, std::span<double> result) const
    {
        for (std::size_t k = 0; k < result.size(); ++k) {
            result[k] = m_samplers[k].input(stream(first + static_cast<std::uint32_t>(k)));
        }
    }

private:
    BoxDomain m_domain;
    std::vector<TruncatedGaussian> m_factors;
    std::vector<SideSampler> m_samplers;
    double m_logWeight;
};

/// Gaussians with the running sums of their shares, which the last one brings to 1.
struct Mixture {
    std::vector<RoundGaussian> bumps;
    std::vector<double> running;

    void logValues(const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) const
    {
        Eigen::ArrayXd other(points.rows());
        bumps.front().logValues(points, result);
        for (std::size_t j = 1; j < bumps.size(); ++j) {
            bumps[j].logValues(points, other);
            const Eigen::ArrayXd greater = result.max(other);
            const Eigen::ArrayXd smaller = result.min(other);
            result = greater + (smaller - greater).exp().log1p();
        }
    }

    void draw(const UniformStream& stream, std::span<double> result) const
    {
        const auto chosen = std::ranges::upper_bound(running, stream(0)) - running.begin();
        bumps[std::min(static_cast<std::size_t>(chosen), bumps.size() - 1)].draw(stream, 1, result);
    }
};

} // namespace

SpaceDensity gaussianDensity(const GaussianParameters& parameters, const BoxDomain& domain)
{
    const RowOfCoordinates mean =
        coordinates(onePerCoordinate(parameters.mean, domain.size(), "/mean"));
    const Eigen::MatrixXd lower = covarianceFactor(parameters.covariance, domain.size());
    SpaceDensity density{
        [mean, lower](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) {
            Eigen::MatrixXd scores = (points.rowwise() - mean).matrix().transpose();
            lower.triangularView<Eigen::Lower>().solveInPlace(scores);
            result = scores.colwise().squaredNorm().transpose().array() / -2;
        },
        [mean, lower, domain](const UniformStream& stream, std::span<double> result) {
            const auto size = static_cast<std::uint32_t>(result.size());
            Eigen::VectorXd scores(mean.cols());
            drawByRejection(size, [&](std::uint32_t first) {
                for (std::uint32_t k = 0; k < size; ++k) {
                    scores(k) = normalQuantile(stream(first + k));
                }
                Eigen::Map<Eigen::VectorXd>(result.data(), scores.size()) =
                    lower * scores + mean.matrix().transpose();
                return isInside(domain, result);
            });
        }};
    // A domain that no draw hits is refused now and not while samples are drawn.
    (void)drawPoints(density, domain.size(), {}, 1);
    return density;
}

SpaceDensity gaussianMixtureDensity(const std::vector<GaussianComponent>& components,
                                    const BoxDomain& domain)
{
    const auto mixture = std::make_shared<Mixture>();
    double sum = 0;
    for (const GaussianComponent& component : components) {
        if (component.weight > 0) {
            mixture->bumps.emplace_back(component, domain);
            sum += component.weight;
            mixture->running.push_back(sum);
        }
    }
    if (mixture->bumps.empty()) {
        throw InputError("/components", "has no mass; must have a weight greater than 0");
    }
    for (double& running : mixture->running) {
        running /= sum;
    }
    return {[mixture](const PointsView& points, const Eigen::Ref<Eigen::ArrayXd>& result) {
                mixture->logValues(points, result);
            },
            [mixture](const UniformStream& stream, std::span<double> result) {
                mixture->draw(stream, result);
            }};
}

} // namespace tradeoff
