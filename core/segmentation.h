// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/partition.h"
#include "core/plugin_density.h"
#include "core/problem.h"
#include "core/scenario.h"
#include "core/segment_density.h"
#include "core/training_set.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

struct Scenario;

/// A kind of segmentation made ready for one problem: what depends on the number of experts alone
/// is then cheap. Immutable; safe to use from many threads at once.
struct Segmenter {
    /// The regions for m experts: m of them, or fewer where more cannot be had.
    std::function<Partition(int experts)> partition;
    /// The high-rate formula's approximation error for m experts; nothing where it is not finite.
    /// Empty where no formula is known.
    std::function<std::optional<double>(int experts)> highRateError;
    /// λ, where the segmentation comes from one; else null.
    std::shared_ptr<const SegmentDensity> density;
    /// λ̂, where the segmentation comes from one that is estimated; else null.
    std::shared_ptr<const PluginDensity> estimatedDensity;
    /// The training set that the boundaries are learned from; null where they do not depend on one.
    std::shared_ptr<const TrainingSet> learnedFrom;
    /// The only number of experts that there is, for boundaries given by hand.
    std::optional<int> onlyExperts;
    /// A sentence on what the user should know, such as a fallback; else empty.
    std::string note;
    /// What the user should know of one number of experts alone; may be empty, and answer so.
    std::function<std::string(int experts, const Partition& partition)> noteFor;

    /// The boundaries of the cells of partition(experts).
    [[nodiscard]] std::vector<double> boundaries(int experts) const
    {
        return partition(experts).boundaries;
    }
};

/// What a segmentation may be made from.
struct SegmentationInput {
    /// Null with data, of which nobody knows it.
    std::shared_ptr<const Problem> problem;
    /// The largest number of experts that will be asked for.
    int mostExperts = 1;
    /// Present for the segmentations that are learned, and with data.
    std::shared_ptr<const TrainingSet> trainingSet = nullptr;
    /// Called now and then; may throw to end the preparing.
    Checkpoint checkpoint = nullptr;

    /// Of the problem, or of the data.
    [[nodiscard]] Interval domain() const;
};

/// What a segmentation depends on, beside its own parameters.
enum class SegmentationSource {
    Domain,         ///< the domain alone (the problem only for the high-rate formula)
    Problem,        ///< the problem alone
    ProblemAndMost, ///< the problem, prepared for a largest number of experts
    TrainingSet     ///< learned from a training set
};

/// Whether a segmentation can be made from data, without a problem.
[[nodiscard]] bool worksWithData(SegmentationSource source);

/// One row of the table of segmentations.
struct SegmentationRow {
    Option option;
    Segmenter (*prepare)(const SegmentationInput& input, const Choice& choice);
    /// Checks beyond the ranges of the parameters; null where there is nothing to check. Throws
    /// InputError with a place relative to the choice ("/boundaries").
    void (*check)(const Choice& choice, const Interval& domain);
    SegmentationSource source = SegmentationSource::Problem;
    int slowness = 0; ///< where kinds are computed one after the other, greater ones come later
};

/// Every kind of segmentation there is. A new one is one more row, in core/segmentation_table.cpp.
[[nodiscard]] const std::vector<SegmentationRow>& segmentationTable();

/// The row of a kind.
/// \throws InputError at "/segmentation/kind" that lists the kinds there are
[[nodiscard]] const SegmentationRow& segmentationRow(std::string_view kind);

/// Whether a choice's boundaries are learned from the training set.
[[nodiscard]] bool isLearned(const Choice& segmentation);

/// Checks a choice of segmentation for a domain.
/// \throws InputError at "/segmentation/…"
void checkSegmentation(const Choice& choice, const Interval& domain);

/// Checks what can be checked of a choice of segmentation for data whose domain is not known yet.
/// \throws InputError at "/segmentation/…"; at its kind if that needs a problem
void checkSegmentationOfData(const Choice& choice);

/// The number of experts to prepare a segmentation for: the largest that is asked for, rounded up
/// so that moving m past the end of the sweep does not prepare everything anew each time.
[[nodiscard]] int mostExperts(const Scenario& scenario);

/// Makes a checked choice ready.
[[nodiscard]] Segmenter prepareSegmenter(const SegmentationInput& input, const Choice& choice);

} // namespace tradeoff
