// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/points.h"

#include <vector>

namespace tradeoff {

/// The order of points of a domain along a Hilbert curve through it: consecutive ones are close
/// together, and any run of them lies in one place.
/// \returns the points' numbers, each once
[[nodiscard]] std::vector<Eigen::Index> hilbertOrder(const BoxDomain& domain, const Points& points);

} // namespace tradeoff
