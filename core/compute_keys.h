// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"
#include "core/segmentation.h"

#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

namespace tradeoff {

// What each value that `compute` keeps depends on: values that are equal in these are equal.

using ProblemKey = std::tuple<std::vector<Interval>, Choice, Choice>;
using SamplerKey = std::tuple<std::vector<Interval>, Choice>;
using InputsKey = std::tuple<SamplerKey, std::uint64_t, std::int64_t>;
using TrainingKey = std::tuple<InputsKey, ProblemKey, double>;
/// The largest number of experts (else 0) and the training set, where the segmentation needs them.
using SegmenterKey = std::tuple<ProblemKey, Choice, int, std::optional<TrainingKey>>;
/// The training sets of a simulation, and how many.
using SimulatedSamplesKey = std::tuple<TrainingKey, int>;
using SweepKey = std::tuple<TrainingKey, SegmenterKey, EmptyRegionRule, ExpertsSweep>;
using SimulationKey = std::tuple<SweepKey, int>;
/// With a number of experts: where the sweep does not hold it, and for the spread of its fits.
using MonteCarloKey = std::tuple<SimulationKey, int>;
using PowerMapKey = std::tuple<ProblemKey, int>;
/// The level sets in several dimensions, over the sweep.
using LevelSetsKey = std::tuple<ProblemKey, ExpertsSweep>;
/// Laws hold for all numbers of samples and of experts.
using LawsKey = std::tuple<ProblemKey, Choice, double, EmptyRegionRule>;

struct ComputeKeys {
    SweepKey sweep;
    SimulationKey simulation;
};

[[nodiscard]] ComputeKeys computeKeys(const Scenario& scenario);

[[nodiscard]] ProblemKey problemKey(const Scenario& scenario);
[[nodiscard]] SamplerKey samplerKey(const Scenario& scenario);
[[nodiscard]] InputsKey inputsKey(const Scenario& scenario);
[[nodiscard]] TrainingKey trainingKey(const Scenario& scenario);

/// What a scenario's segmentation, or another choice, depends on.
[[nodiscard]] SegmentationSource sourceOf(const Scenario& scenario, const Choice& choice);

/// What a choice of segmentation, made ready for a scenario, depends on.
[[nodiscard]] SegmenterKey segmenterKey(const Scenario& scenario, const Choice& choice);

} // namespace tradeoff
