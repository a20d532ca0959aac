// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cosines.h"
#include "core/option_table.h"
#include "core/space/coordinates.h"
#include "core/space/space_target.h"

#include <cmath>
#include <numbers>

namespace tradeoff {

namespace {

constexpr double tau = 2 * std::numbers::pi;

Parameter amplitudeParameter()
{
    return numberParameter("amplitude", "Amplitude", 1, ranges::value, {0, 2});
}

Parameter frequencyParameter(double fallback)
{
    return numberParameter("frequency", "Frequency", fallback, {0, 1000}, {0, 10});
}

Parameter phaseParameter()
{
    return numberParameter("phase", "Phase", 0, {-1000, 1000},
                           {-std::numbers::pi, std::numbers::pi});
}

Parameter angleParameter(double fallback)
{
    return numberParameter("angle", "Angle (degrees)", fallback, {-360, 360}, {0, 180});
}

Parameter centerParameter()
{
    return perCoordinate(listParameter("center", "Center", {0.5}, ranges::coordinate));
}

/// Sums and products over coordinates of a function of each.
using Column = Eigen::ArrayXd;

template <class Angles>
Angles cosinesOf(Angles angles)
{
    cosines({angles.data(), static_cast<std::size_t>(angles.size())});
    return angles;
}

template <class Angles>
Angles sinesOf(Angles angles)
{
    return cosinesOf<Angles>(angles - std::numbers::pi / 2);
}

SpaceTargetRow cosineProductRow()
{
    return {
        .option = {.kind = "cosine-product",
                   .label = "Product of cosines",
                   .formula = "β(x) = amplitude·Π cos(2π·frequency·x_k + phase)",
                   .parameters = {frequencyParameter(1), amplitudeParameter(), phaseParameter()}},
        .make = [](const Choice& choice, const BoxDomain&) -> SpaceTarget {
            const double rate = tau * choice.number("frequency");
            const double amplitude = choice.number("amplitude");
            const double phase = choice.number("phase");
            return {[=](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) {
                        result =
                            amplitude * cosinesOf<Points>(rate * points + phase).rowwise().prod();
                    },
                    [=](const PointsView& points, Eigen::Ref<Points> result) {
                        const Points factors = cosinesOf<Points>(rate * points + phase);
                        for (Eigen::Index k = 0; k < points.cols(); ++k) {
                            Column column =
                                -amplitude * rate * sinesOf<Column>(rate * points.col(k) + phase);
                            for (Eigen::Index j = 0; j < points.cols(); ++j) {
                                if (j != k) {
                                    column *= factors.col(j);
                                }
                            }
                            result.col(k) = column;
                        }
                    }};
        }};
}

SpaceTargetRow radialBumpRow()
{
    return {
        .option = {.kind = "radial-bump",
                   .label = "Bump",
                   .formula = "β(x) = height·exp(−‖x − center‖²/(2 width²))",
                   .parameters = {numberParameter("height", "Height", 1, ranges::value, {0, 2}),
                                  numberParameter("width", "Width", 0.15, ranges::width,
                                                  {0.02, 0.5}),
                                  centerParameter()}},
        .make = [](const Choice& choice, const BoxDomain& domain) -> SpaceTarget {
            const double height = choice.number("height");
            const double width = choice.number("width");
            const RowOfCoordinates center =
                coordinates(onePerCoordinate(choice.numbers("center"), domain.size(), "/center"));
            const auto values = [=](const PointsView& points) -> Column {
                return height *
                       (((points.rowwise() - center) / width).square() / -2).rowwise().sum().exp();
            };
            return {[=](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) {
                        result = values(points);
                    },
                    [=](const PointsView& points, Eigen::Ref<Points> result) {
                        result = (points.rowwise() - center).colwise() *
                                 (values(points) / (-width * width));
                    }};
        }};
}

/// g(u·x) with the direction u at an angle in the plane of the first two coordinates.
template <class Profile, class Slope>
SpaceTarget alongDirection(double degrees, std::size_t dimensions, const Profile& profile,
                           const Slope& slope)
{
    const RowOfCoordinates direction = directionAt(degrees, dimensions);
    const auto along = [direction](const PointsView& points) -> Column {
        return (points.matrix() * direction.matrix().transpose()).array();
    };
    return {[=](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) {
                result = profile(along(points));
            },
            [=](const PointsView& points, Eigen::Ref<Points> result) {
                result = (slope(along(points)).matrix() * direction.matrix()).array();
            }};
}

SpaceTargetRow planeWaveRow()
{
    return {.option = {.kind = "plane-wave",
                       .label = "Plane wave",
                       .formula = "β(x) = amplitude·cos(2π·frequency·u·x + phase), u at the angle",
                       .parameters = {frequencyParameter(1.5), angleParameter(30),
                                      amplitudeParameter(), phaseParameter()}},
            .make = [](const Choice& choice, const BoxDomain& domain) {
                const double rate = tau * choice.number("frequency");
                const double amplitude = choice.number("amplitude");
                const double phase = choice.number("phase");
                return alongDirection(
                    choice.number("angle"), domain.size(),
                    [=](const Column& u) -> Column {
                        return amplitude * cosinesOf<Column>(rate * u + phase);
                    },
                    [=](const Column& u) -> Column {
                        return -amplitude * rate * sinesOf<Column>(rate * u + phase);
                    });
            }};
}

SpaceTargetRow ridgeRow()
{
    return {
        .option = {.kind = "ridge",
                   .label = "Ridge",
                   .formula = "β(x) = height·exp(−(u·x − position)²/(2 width²)), u at the angle",
                   .parameters = {numberParameter("height", "Height", 1, ranges::value, {0, 2}),
                                  numberParameter("width", "Width", 0.15, ranges::width,
                                                  {0.02, 0.5}),
                                  angleParameter(30),
                                  numberParameter("position", "Position", 0.6, ranges::coordinate,
                                                  {0, 1.5})}},
        .make = [](const Choice& choice, const BoxDomain& domain) {
            const double height = choice.number("height");
            const double width = choice.number("width");
            const double position = choice.number("position");
            const auto profile = [=](const Column& u) -> Column {
                return height * (((u - position) / width).square() / -2).exp();
            };
            return alongDirection(choice.number("angle"), domain.size(), profile,
                                  [=](const Column& u) -> Column {
                                      return profile(u) * (position - u) / (width * width);
                                  });
        }};
}

SpaceTargetRow saddleRow()
{
    return {.option = {.kind = "saddle",
                       .label = "Saddle",
                       .formula = "β(x) = curvature·((x1 − c1)² − (x2 − c2)² + (x3 − c3)² − …)",
                       .parameters = {numberParameter("curvature", "Curvature", 4, ranges::value,
                                                      {-10, 10}),
                                      centerParameter()}},
            .make = [](const Choice& choice, const BoxDomain& domain) -> SpaceTarget {
                const RowOfCoordinates center = coordinates(
                    onePerCoordinate(choice.numbers("center"), domain.size(), "/center"));
                RowOfCoordinates curvature(center.cols());
                for (Eigen::Index k = 0; k < curvature.cols(); ++k) {
                    curvature(k) = choice.number("curvature") * (k % 2 == 0 ? 1 : -1);
                }
                return {[=](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) {
                            result = ((points.rowwise() - center).square().rowwise() * curvature)
                                         .rowwise()
                                         .sum();
                        },
                        [=](const PointsView& points, Eigen::Ref<Points> result) {
                            result = (points.rowwise() - center).rowwise() * (2 * curvature);
                        }};
            }};
}

SpaceTargetRow additiveRow()
{
    return {
        .option = {.kind = "additive",
                   .label = "Sum of sines",
                   .formula = "β(x) = Σ amplitude·sin(2π·frequency·x_k + phase)",
                   .parameters = {frequencyParameter(1), amplitudeParameter(), phaseParameter()}},
        .make = [](const Choice& choice, const BoxDomain&) -> SpaceTarget {
            const double rate = tau * choice.number("frequency");
            const double amplitude = choice.number("amplitude");
            const double phase = choice.number("phase");
            return {[=](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) {
                        result = amplitude * sinesOf<Points>(rate * points + phase).rowwise().sum();
                    },
                    [=](const PointsView& points, Eigen::Ref<Points> result) {
                        result = amplitude * rate * cosinesOf<Points>(rate * points + phase);
                    }};
        }};
}

SpaceTargetRow linearRow()
{
    return {.option = {.kind = "linear",
                       .label = "Linear",
                       .formula = "β(x) = intercept + Σ slope_k·x_k",
                       .parameters =
                           {perCoordinate(listParameter("slopes", "Slopes", {1}, ranges::value)),
                            numberParameter("intercept", "Intercept", 0, ranges::value, {-2, 2})}},
            .make = [](const Choice& choice, const BoxDomain& domain) -> SpaceTarget {
                const RowOfCoordinates slopes = coordinates(
                    onePerCoordinate(choice.numbers("slopes"), domain.size(), "/slopes"));
                const double intercept = choice.number("intercept");
                return {[=](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) {
                            result = intercept + (points.rowwise() * slopes).rowwise().sum();
                        },
                        [=](const PointsView& points, Eigen::Ref<Points> result) {
                            result = slopes.replicate(points.rows(), 1);
                        }};
            }};
}

SpaceTarget makeExpressionTarget(const Choice& choice, const BoxDomain& domain)
{
    const Expression expression = spaceExpression(choice, domain);
    return {[expression](const PointsView& points, const Eigen::Ref<Eigen::ArrayXd>& result) {
                expression.values(columns(points), span(result));
            },
            [expression](const PointsView& points, Eigen::Ref<Points> result) {
                for (Eigen::Index k = 0; k < points.cols(); ++k) {
                    expression.slopes(columns(points), static_cast<std::size_t>(k),
                                      span(result.col(k)));
                }
            }};
}

SpaceTargetRow expressionRow()
{
    return {.option = {.kind = "expression",
                       .label = "Formula",
                       .formula = "β(x) = a typed formula in x1, x2, …",
                       .parameters = {formulaParameter("cos(2*pi*x1)*cos(2*pi*x2)",
                                                       "Formula in x1, x2, …")}},
            .make = makeExpressionTarget};
}

} // namespace

const std::vector<SpaceTargetRow>& spaceTargetTable()
{
    static const std::vector<SpaceTargetRow> table{
        cosineProductRow(), radialBumpRow(), planeWaveRow(), ridgeRow(),
        saddleRow(),        additiveRow(),   linearRow(),    expressionRow()};
    return table;
}

} // namespace tradeoff
