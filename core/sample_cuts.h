// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/training_set.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tradeoff {

/// The boundary between two neighbouring samples, left < right: midway, or `right` itself where no
/// number lies between them. A sample on a boundary belongs to the region on its right.
[[nodiscard]] double boundaryBetween(double left, double right);

/// The positions at which a sorted sample may be cut: t stands for a boundary between the samples
/// t − 1 and t. Samples with equal x are never parted; nor are samples on the domain's high end
/// from one so near to it that their boundary would be that end.
/// \param x  increasing, within the domain, fewer than 2^32
/// \returns increasing positions from 1 to x.size() − 1
[[nodiscard]] std::vector<std::uint32_t>
sampleCuts(const Interval& domain, std::span<const double> x, const Checkpoint& checkpoint);

/// The cuts that part a sample into equal counts: for each of i = 1 … parts − 1 the allowed cut
/// nearest to ⌊i n/parts⌋, ties to the left, each taken once. Where all cuts are allowed, counts
/// differ by at most one; there are fewer parts, none of them empty, where cuts coincide: with more
/// parts than samples, or long runs of equal x.
/// \param cuts   those of sampleCuts
/// \param parts  from 1 to 2^32
[[nodiscard]] std::vector<std::uint32_t> equalCountCuts(std::span<const std::uint32_t> cuts,
                                                        std::size_t samples, std::size_t parts);

} // namespace tradeoff
