// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/result.h"
#include "core/space/points.h"

#include <optional>
#include <span>
#include <vector>

namespace tradeoff {

/// A straight cut through a domain of several dimensions, along the first coordinate.
struct SpaceCut {
    Interval x;                 ///< the domain's side along the first coordinate
    std::vector<double> others; ///< where it stands along each of the other coordinates

    /// The points of the cut with these first coordinates.
    [[nodiscard]] Points points(std::span<const double> along) const;
};

/// The cut at a second coordinate, in the middle of the domain along all further ones.
/// \param second  nothing: a third of the way up, as many functions are zero in the middle; what is
///                outside the domain counts as its border
[[nodiscard]] SpaceCut spaceCut(const Scenario& scenario, const std::optional<double>& second);

/// The regions that a cut crosses, from left to right: found at 4096 places, the borders between
/// them to a billionth of the side. What is narrower than the places are apart may be missed.
[[nodiscard]] std::vector<Cell> cellsAlong(const SpaceCut& cut, const SpaceFit& fit);

} // namespace tradeoff
