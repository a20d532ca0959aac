// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace tradeoff {

/// The middle of a region between two of the boundaries.
[[nodiscard]] inline double regionMiddle(std::span<const double> boundaries, std::size_t region)
{
    return boundaries[region] + (boundaries[region + 1] - boundaries[region]) / 2;
}

/// Relative difference of two distances up to which they are taken as equal.
inline constexpr double nearnessTie = 1e-9;

/// Whether the middle of `below` is at most as far from a region's middle as that of `above`.
/// Regions of equal length tie, whatever the rounding of their boundaries says, and ties go to the
/// lower index.
[[nodiscard]] inline bool belowIsNearer(std::span<const double> boundaries, std::size_t region,
                                        std::size_t below, std::size_t above)
{
    const double middle = regionMiddle(boundaries, region);
    const double toBelow = middle - regionMiddle(boundaries, below);
    const double toAbove = regionMiddle(boundaries, above) - middle;
    return toBelow <= toAbove * (1 + nearnessTie);
}

} // namespace tradeoff
