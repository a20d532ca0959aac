// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/moments.h"
#include "core/nearness.h"
#include "core/result.h"
#include "core/scenario.h"
#include "core/training_set.h"

#include <optional>
#include <span>
#include <vector>

namespace tradeoff {

/// The constants learned from one training set: region means of y, and for regions without samples
/// what the empty-region rule says.
[[nodiscard]] std::vector<double> learnedConstants(std::span<const RegionSamples> samples,
                                                   const Nearness& nearness, EmptyRegionRule rule);

/// Errors of learned constants against the population: exact, no test set.
[[nodiscard]] SampleErrors sampleErrors(std::span<const Moments> regions,
                                        std::span<const RegionSamples> samples,
                                        std::span<const double> learned, double noiseVariance);

/// Leave-one-out error of the drawn training set in closed form: residuals (y − mean) N/(N − 1);
/// the only sample of its region is predicted by the empty-region rule from the others.
/// Nothing for a single sample.
[[nodiscard]] std::optional<double> leaveOneOutError(std::span<const RegionSamples> samples,
                                                     const Nearness& nearness,
                                                     EmptyRegionRule rule);

} // namespace tradeoff
