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
    std::vector<double> boundaries;
    std::vector<Moments> regions;
    std::vector<double> estimation; ///< expected estimation error of each region
    Errors errors;
};

/// Exact expected errors for one number of experts.
/// \param checkpoint  called now and then; may throw to end the computation
[[nodiscard]] Segmented segmented(const Experiment& experiment, int experts,
                                  const std::function<void()>& checkpoint);

/// Exact expected errors for each number of experts, in parallel, and the leave-one-out error of
/// the drawn training set. Boundaries given by hand have only the row of their own number.
[[nodiscard]] std::vector<SweepRow> sweep(const Experiment& experiment,
                                          const std::vector<int>& experts,
                                          const TrainingSet& trainingSet,
                                          const Checkpoint& checkpoint);

/// The row with the least test error; the smallest number of experts among equals.
[[nodiscard]] std::optional<BestExperts> bestExperts(std::span<const SweepRow> rows);

} // namespace tradeoff
