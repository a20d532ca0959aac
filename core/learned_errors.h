// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimation.h"
#include "core/moments.h"
#include "core/nearness.h"
#include "core/result.h"
#include "core/training_set.h"

#include <functional>
#include <span>
#include <vector>

namespace tradeoff {

/// Regions whose constants are learned, intervals or of any shape.
struct RegionsToLearn {
    std::span<const Moments> moments;
    Nearness nearness;
    LearningSetting setting;
    Errors errors; ///< those of the approximation
};

/// All errors of regions with learned constants.
struct LearnedErrors {
    Errors errors;
    std::vector<double> estimation; ///< of each region
};

/// Expectations over all training sets.
/// \param checkpoint  called now and then, from any thread; may throw to end the computation
[[nodiscard]] LearnedErrors expectedErrors(const RegionsToLearn& regions,
                                           const std::function<void()>& checkpoint);

/// Those of one training set. Where it decides on the regions too, the formulas for expectations do
/// not hold: these errors are what is known exactly.
[[nodiscard]] LearnedErrors errorsOfSample(const RegionsToLearn& regions,
                                           std::span<const RegionSamples> samples);

} // namespace tradeoff
