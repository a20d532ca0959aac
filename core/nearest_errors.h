// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimation.h"

#include <functional>
#include <span>
#include <vector>

namespace tradeoff {

/// For each region (1 − P_i)^n e_i of the empty-region rule "nearest": the expected squared error
/// of the constant that it takes from the nearest region with samples, where it has none itself.
/// Exact: Σ_j (1 − P_S)^n { [1 − (1 − r)^n] (c_j − c_i)² + s_j² R(n, r) } over the other regions j
/// by nearness, S = i and all nearer than j, r = P_j/(1 − P_S). Relative accuracy about 3e-11.
///
/// A sum leaves out what provably cannot count: the nearest neighbours of a region in a tail, which
/// hold no sample, and all beyond those that hold one for sure. About 30 m/n neighbours remain;
/// with n in the tens or less it is all of them, m² steps of about 3 ns in vectors: their order is
/// another one for every region, which leaves no shorter way.
///
/// That is for intervals; regions of any shape take neighborErrors.
/// \param checkpoint  called now and then, from any thread; may throw; may be empty
[[nodiscard]] std::vector<double> nearestErrors(std::span<const Moments> regions,
                                                const Nearness& nearness,
                                                const LearningSetting& setting,
                                                const std::function<void()>& checkpoint);

} // namespace tradeoff
