// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/space/points.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace tradeoff {

/// One row of the table of segmentations of several coordinates.
struct SpaceSegmentationRow {
    Option option;
    bool planeOnly = false;
};

/// Every kind of segmentation of several coordinates there is. A new one is one more row, in
/// core/space/space_segmentation_table.cpp.
[[nodiscard]] const std::vector<SpaceSegmentationRow>& spaceSegmentationTable();

/// How many regions a choice says itself: as many as its centers, or as its counts have boxes.
/// Nothing where the number of experts says it.
[[nodiscard]] std::optional<int> spaceRegionsByHand(const Choice& choice, std::size_t dimensions);

/// Checks a choice of segmentation for a domain.
/// \throws InputError at "/segmentation/…"
void checkSpaceSegmentation(const Choice& choice, const BoxDomain& domain);

} // namespace tradeoff
