// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/problem.h"
#include "core/segment_density.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

/// A kind of segmentation made ready for one problem: what depends on the number of experts alone
/// is then cheap. Immutable; safe to use from many threads at once.
struct Segmenter {
    /// The boundaries a_0 < a_1 < … < a_m for m experts, the domain's ends included.
    std::function<std::vector<double>(int experts)> boundaries;
    /// The high-rate formula's approximation error for m experts; nothing where it is not finite.
    std::function<std::optional<double>(int experts)> highRateError;
    /// λ, where the segmentation comes from one; else null.
    std::shared_ptr<const SegmentDensity> density;
    /// The only number of experts that there is, for boundaries given by hand.
    std::optional<int> onlyExperts;
    /// A sentence on what the user should know, such as a fallback; else empty.
    std::string note;
};

/// One row of the table of segmentations.
struct SegmentationRow {
    Option option;
    Segmenter (*prepare)(const std::shared_ptr<const Problem>& problem, const Choice& choice);
    /// Checks beyond the ranges of the parameters; null where there is nothing to check. Throws
    /// InputError with a place relative to the choice ("/boundaries").
    void (*check)(const Choice& choice, const Interval& domain);
};

/// Every kind of segmentation there is. A new one is one more row, in core/segmentation_table.cpp.
[[nodiscard]] const std::vector<SegmentationRow>& segmentationTable();

/// The row of a kind.
/// \throws InputError at "/segmentation/kind" that lists the kinds there are
[[nodiscard]] const SegmentationRow& segmentationRow(std::string_view kind);

/// Checks a choice of segmentation for a domain.
/// \throws InputError at "/segmentation/…"
void checkSegmentation(const Choice& choice, const Interval& domain);

/// Makes a checked choice ready for a problem.
[[nodiscard]] Segmenter prepareSegmenter(const std::shared_ptr<const Problem>& problem,
                                         const Choice& choice);

} // namespace tradeoff
