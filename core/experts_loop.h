// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training_set.h"

#include <cstddef>
#include <functional>
#include <span>

namespace tradeoff {

/// Calls `work` for the index of every entry of a list of numbers of experts, in parallel.
///
/// \param checkpoint  gets shares that never fall, going by the number of regions, about every
///        millisecond; may throw to end it; may be empty
void forEachNumberOfExperts(std::span<const int> experts,
                            const std::function<void(std::size_t index)>& work,
                            const Checkpoint& checkpoint);

} // namespace tradeoff
