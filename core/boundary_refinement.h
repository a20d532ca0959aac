// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/problem.h"

#include <vector>

namespace tradeoff {

/// Boundaries of interval regions with their approximation error.
struct RatedBoundaries {
    std::vector<double> boundaries;  ///< strictly increasing, the domain's ends included
    double approximationError = 0.0; ///< Σ P_i v_i
};

/// Rates boundaries by the exact approximation error.
[[nodiscard]] RatedBoundaries rated(const Problem& problem, std::vector<double> boundaries);

/// Moves the inner boundaries to the next local minimum of Σ P_i v_i, where every one of them meets
/// β(a_i) = (c_i + c_{i+1})/2 or sits on a jump of β across that value. (Lloyd 1982, for the
/// regions' ends; here by Newton's method on all boundaries at once, with a step that is halved
/// until the error falls.)
/// \param mostSteps  ends there even if the condition does not hold yet
/// \returns boundaries that are nowhere worse than the start
[[nodiscard]] RatedBoundaries refined(const Problem& problem, RatedBoundaries start, int mostSteps);

} // namespace tradeoff
