// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/expression.h"
#include "core/space/points.h"

#include <span>
#include <vector>

namespace tradeoff {

// What the tables of targets and densities of several coordinates share.

/// One number for each coordinate, as a row that Eigen adds to each row of points.
using RowOfCoordinates = Eigen::Array<double, 1, Eigen::Dynamic>;

[[nodiscard]] RowOfCoordinates coordinates(const std::vector<double>& numbers);

/// The unit vector at an angle, counter-clockwise from the first coordinate towards the second.
[[nodiscard]] RowOfCoordinates directionAt(double degrees, std::size_t dimensions);

/// The coordinates of points as formulas want them: one span for each.
[[nodiscard]] std::vector<std::span<const double>> columns(const PointsView& points);

/// A column of numbers as a span.
[[nodiscard]] inline std::span<double> span(Eigen::Ref<Eigen::ArrayXd> column)
{
    return {column.data(), static_cast<std::size_t>(column.size())};
}

/// The typed formula of a choice's "expression", in the coordinates of a domain.
/// \throws InputError at "/expression" where it cannot be read, or is not finite at one of many
///         places spread over the domain
[[nodiscard]] Expression spaceExpression(const Choice& choice, const BoxDomain& domain);

} // namespace tradeoff
