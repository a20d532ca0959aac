// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_density.h"

#include "core/density.h"
#include "core/input_error.h"
#include "core/option_table.h"
#include "core/space/box_draws.h"
#include "core/space/coordinates.h"
#include "core/space/low_discrepancy.h"
#include "core/space/side_sampler.h"

#include <cmath>
#include <memory>

#include <tbb/parallel_for.h>

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

/// A density for each coordinate, with what it is drawn by.
struct Factors {
    BoxDomain domain;
    std::vector<Density> densities;
    std::vector<SideSampler> samplers;

    void add(const Choice& choice, std::size_t index)
    {
        const Interval& side = domain[densities.size()];
        madeAt("/factors/" + std::to_string(index), [&] {
            const DensityRow& row = densityRow(choice.kind);
            checkChoice(row.option, choice, "");
            densities.push_back(row.make(choice, side));
            samplers.emplace_back(side, choice);
            return 0;
        });
    }

    void logValues(const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) const
    {
        Eigen::ArrayXd factor(points.rows());
        result = 0;
        for (std::size_t k = 0; k < domain.size(); ++k) {
            densities[k].logValues(
                domainPoints(points.col(static_cast<Eigen::Index>(k)), domain[k]), span(factor));
            result += factor;
        }
    }
};

} // namespace

Points drawPoints(const SpaceDensity& density, std::size_t dimensions,
                  const UniformStream& firstSample, std::size_t count)
{
    Points points(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(dimensions));
    constexpr std::size_t chunk = 4096;
    tbb::parallel_for(std::size_t{0}, (count + chunk - 1) / chunk, [&](std::size_t part) {
        std::vector<double> point(dimensions);
        for (std::size_t i = part * chunk; i < std::min(count, (part + 1) * chunk); ++i) {
            UniformStream stream = firstSample;
            stream.sample += i;
            density.draw(stream, point);
            for (std::size_t k = 0; k < dimensions; ++k) {
                points(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) = point[k];
            }
        }
    });
    return points;
}

SpaceDensity uniformDensity(const BoxDomain& domain)
{
    return {[](const PointsView&, Eigen::Ref<Eigen::ArrayXd> result) { result = 0; },
            [domain](const UniformStream& stream, std::span<double> result) {
                drawFromBox(domain, stream, 0, result);
            }};
}

SpaceDensity productDensity(const std::vector<Choice>& factors, const BoxDomain& domain)
{
    if (factors.size() != 1 && factors.size() != domain.size()) {
        throw InputError("/factors", "has " + std::to_string(factors.size()) +
                                         " densities; must be one for each of the " +
                                         std::to_string(domain.size()) +
                                         " coordinates, or a single one for all");
    }
    const auto all = std::make_shared<Factors>();
    all->domain = domain;
    for (std::size_t k = 0; k < domain.size(); ++k) {
        const std::size_t which = factors.size() == 1 ? 0 : k;
        all->add(factors[which], which);
    }
    return {[all](const PointsView& points, const Eigen::Ref<Eigen::ArrayXd>& result) {
                all->logValues(points, result);
            },
            [all](const UniformStream& stream, std::span<double> result) {
                for (std::size_t k = 0; k < result.size(); ++k) {
                    result[k] = all->samplers[k].input(stream(static_cast<std::uint32_t>(k)));
                }
            }};
}

SpaceDensity expressionDensity(const Choice& choice, const BoxDomain& domain)
{
    constexpr std::size_t places = 1 << 16;
    const Expression expression = spaceExpression(choice, domain);
    const Points points = lowDiscrepancyPoints(domain, 0, places);
    Eigen::ArrayXd values(points.rows());
    expression.values(columns(points), span(values));
    if (values.minCoeff() < 0) {
        throw InputError("/expression", "is negative on a part of the domain; must be 0 or more");
    }
    const double greatest = values.maxCoeff();
    if (!(greatest > 0)) {
        throw InputError("/expression", "is zero everywhere; must have mass on the domain");
    }
    constexpr double margin = 1.1; // between the places it may be a little greater
    const auto draw = [=](const UniformStream& stream, std::span<double> result) {
        const auto size = static_cast<std::uint32_t>(result.size());
        drawByRejection(size + 1, [&](std::uint32_t first) {
            drawFromBox(domain, stream, first, result);
            double value = 0;
            std::vector<std::span<const double>> point;
            for (const double& coordinate : result) {
                point.emplace_back(&coordinate, 1);
            }
            expression.values(point, {&value, 1});
            return stream(first + size) * greatest * margin < value;
        });
    };
    return {[expression](const PointsView& at, Eigen::Ref<Eigen::ArrayXd> result) {
                expression.values(columns(at), span(result));
                result = result.max(0.0).log();
            },
            draw};
}

} // namespace tradeoff
