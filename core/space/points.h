// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <Eigen/Core>

#include <vector>

namespace tradeoff {

/// Points of an input space of several dimensions: one in each row, one coordinate in each column,
/// which is contiguous.
using Points = Eigen::ArrayXXd;
/// Points, or some rows of them, without a copy.
using PointsView = Eigen::Ref<const Points>;

/// A domain of several dimensions: an axis-parallel box, given by its side along each coordinate.
using BoxDomain = std::vector<Interval>;

[[nodiscard]] inline double volume(const BoxDomain& domain)
{
    double product = 1;
    for (const Interval& side : domain) {
        product *= side.length();
    }
    return product;
}

} // namespace tradeoff
