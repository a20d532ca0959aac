// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/moments.h"
#include "core/result.h"
#include "core/sweep.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tradeoff {

/// One kind of segmentation in the experiment of a scenario: what `compute` answers for the same
/// scenario with that kind.
struct ComparedSegmentation {
    Choice choice;
    std::string label;                         ///< for people
    ErrorsOf errorsOf = ErrorsOf::Expectation; ///< of `errors` and `sweep`
    std::vector<SweepRow> sweep;
    Errors errors; ///< for the scenario's number of experts
    std::optional<BestExperts> bestExperts;
    double smallestProbability = 0.0;  ///< min P_i, for the scenario's number of experts
    double expectedEmptyRegions = 0.0; ///< Σ (1 − P_i)^n, for the scenario's number of experts
};

/// All kinds of segmentation beside each other.
struct SegmentationComparison {
    int experts = 1; ///< m of the figures that belong to one number of experts
    /// In the order of the table of segmentations; while it is made, those that are done.
    std::vector<ComparedSegmentation> kinds;
    bool isComplete = false;

    /// The kind with the least approximation error that intervals can have, once it is there.
    [[nodiscard]] const ComparedSegmentation* best() const;
};

/// What a scenario's comparison holds: the scenario's own segmentation, and every other kind with
/// the defaults of its parameters unless they are given by hand. Those that take long come last.
[[nodiscard]] std::vector<Choice> comparedChoices(const Scenario& scenario);

/// The number of regions that get no sample, on average over training sets: Σ (1 − P_i)^n.
[[nodiscard]] double expectedEmptyRegions(std::span<const Moments> regions, std::int64_t samples);

/// What a comparison is made from: a computation whose other stages are done.
struct ComparisonInput {
    const Scenario& scenario;
    const Experiment& experiment;       ///< with the scenario's own segmentation
    const Segmented& segmented;         ///< its regions
    const std::vector<SweepRow>& sweep; ///< its errors over m
    const TrainingSet& trainingSet;
    /// Makes another choice of segmentation ready, or has it ready.
    std::function<Segmenter(const Choice& choice, const Checkpoint& checkpoint)> segmenter;
    /// Called with the share of the comparison that is done; may throw to end it.
    Checkpoint checkpoint;
};

/// Compares segmentations, and keeps of each kind what the next comparison may need again.
class KeptComparison {
public:
    /// \param stage  called with what is done before a kind that takes long
    [[nodiscard]] SegmentationComparison
    make(const ComparisonInput& input,
         const std::function<void(const SegmentationComparison&)>& stage);

private:
    [[nodiscard]] bool has(const Scenario& scenario, const Choice& choice) const;
    const ComparedSegmentation& sweepOf(const ComparisonInput& input, const Choice& choice,
                                        const Segmenter& segmenter, const Checkpoint& checkpoint);

    /// By kind: the scenario that it was made for, without what it does not depend on.
    std::map<std::string, std::pair<Scenario, ComparedSegmentation>> m_kinds;
};

} // namespace tradeoff
