// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimation.h"

#include <functional>
#include <span>
#include <vector>

namespace tradeoff {

/// nearestErrors for regions of any shape, walked through one by one in the order of their nearness
/// until what remains cannot count. Relative accuracy about 1e-11.
/// \param checkpoint  called now and then, from any thread; may throw; may be empty
[[nodiscard]] std::vector<double> neighborErrors(std::span<const Moments> regions,
                                                 const NeighborsOfRegion& neighbors,
                                                 const LearningSetting& setting,
                                                 const std::function<void()>& checkpoint);

} // namespace tradeoff
