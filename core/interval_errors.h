// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cell_sums.h"
#include "core/lanes.h"

#include <cstdint>
#include <span>

namespace tradeoff {

/// Regions of some partitions, one partition after the other; each region of one interval, one
/// after the other from the domain's low end.
struct IntervalRegions {
    std::span<const std::size_t> starts;   ///< first region of each partition, and the end
    std::span<const std::uint32_t> ends;   ///< the last of the sample cells of each
    std::span<const double> probabilities; ///< P_i
    std::span<const double> means;         ///< c_i − E β
    std::span<const std::uint8_t> crowded; ///< see `isCrowded`
};

/// What the constants of all regions amount to, for a few training sets side by side.
struct ConstantSums {
    Lanes estimation; ///< Σ P_i (ĉ_i − c_i)²
    Lanes taken;      ///< what the constants take away from Σ (y − E β)²
};

/// The weight with which what stands for a mean takes part in every mean: nothing at all beside a
/// sample, to the last bit, and all that there is in a region without any.
inline constexpr double traceWeight = 0x1p-100;

/// Whether a region is likely to get so many samples that its mean is best found by dividing; the
/// numbers do not depend on it.
[[nodiscard]] bool isCrowded(double expectedSamples);

/// Learns the constants of all regions: means of y − E β, or `ifEmpty` where there are no samples.
/// The same bits on every processor. Many partitions at once, so that none waits for the last sums
/// of the one before.
/// \param results  one for each partition
void findConstantSums(const CellSums& cells, const IntervalRegions& regions, const Lanes& ifEmpty,
                      std::span<ConstantSums> results);

} // namespace tradeoff
