// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/coordinates.h"

#include "core/input_error.h"
#include "core/number_text.h"
#include "core/space/low_discrepancy.h"

#include <cmath>
#include <numbers>
#include <string>

namespace tradeoff {

RowOfCoordinates coordinates(const std::vector<double>& numbers)
{
    return Eigen::Map<const RowOfCoordinates>(numbers.data(),
                                              static_cast<Eigen::Index>(numbers.size()));
}

RowOfCoordinates directionAt(double degrees, std::size_t dimensions)
{
    RowOfCoordinates direction = RowOfCoordinates::Zero(static_cast<Eigen::Index>(dimensions));
    const double angle = degrees / 180 * std::numbers::pi;
    direction(0) = std::cos(angle);
    direction(1) = std::sin(angle);
    return direction;
}

std::vector<std::span<const double>> columns(const PointsView& points)
{
    std::vector<std::span<const double>> result;
    for (Eigen::Index k = 0; k < points.cols(); ++k) {
        result.emplace_back(points.col(k).data(), static_cast<std::size_t>(points.rows()));
    }
    return result;
}

Expression spaceExpression(const Choice& choice, const BoxDomain& domain)
{
    constexpr std::size_t places = 1 << 14;
    try {
        Expression expression = Expression::parse(choice.text("expression"), domain.size());
        const Points points = lowDiscrepancyPoints(domain, 0, places);
        Eigen::ArrayXd values(points.rows());
        expression.values(columns(points), span(values));
        for (Eigen::Index i = 0; i < values.size(); ++i) {
            if (!std::isfinite(values(i))) {
                std::string where;
                for (Eigen::Index k = 0; k < points.cols(); ++k) {
                    where += (k == 0 ? "" : ", ") + numberText(points(i, k));
                }
                throw InputError("", "is not finite at (" + where +
                                         "); must have a value everywhere on the domain");
            }
        }
        return expression;
    } catch (const InputError& error) {
        throw InputError("/expression" + error.place(), error.what());
    }
}

} // namespace tradeoff
