// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimation.h"
#include "core/problem.h"
#include "core/result.h"
#include "core/segmentation.h"
#include "core/training_set.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tradeoff {

/// A problem with a kind of segmentation and the setting in which its constants are learned.
struct Experiment {
    std::shared_ptr<const Problem> problem;
    Segmenter segmenter;
    LearningSetting setting;
};

/// The regions of an experiment for one number of experts.
struct Segmented {
    Partition partition;
    std::vector<Moments> regions;
    std::vector<double> estimation; ///< estimation error of each region, of the kind of `errors`
    Errors errors;
};

/// Exact errors for one number of experts: expectations over training sets, or those of the
/// training set that the segmentation was learned from. \param checkpoint  called now and then; may
/// throw to end the computation
[[nodiscard]] Segmented segmented(const Experiment& experiment, int experts,
                                  const std::function<void()>& checkpoint);

/// Exact errors for each number of experts, in parallel (see `segmented`), and the leave-one-out
/// error and Mallows' Cp of the drawn training set. Boundaries given by hand have only the row of
/// their own number.
[[nodiscard]] std::vector<SweepRow> sweep(const Experiment& experiment,
                                          const std::vector<int>& experts,
                                          const TrainingSet& trainingSet,
                                          const Checkpoint& checkpoint);

/// The row that an estimate of the prediction error would choose, such as &SweepRow::leaveOneOut,
/// and what it costs against the best. Nothing where no row has the estimate.
[[nodiscard]] std::optional<ChosenExperts> chosenExperts(std::span<const SweepRow> rows,
                                                         std::optional<double> SweepRow::*estimate);

/// The row with the least test error; the smallest number of experts among equals.
[[nodiscard]] std::optional<BestExperts> bestExperts(std::span<const SweepRow> rows);

/// Adds to a result what its sweep tells: the best number of experts, those that estimates would
/// choose, and a note where the error still falls at the end.
void readSweep(Result& result);

} // namespace tradeoff
