// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"

#include <cstddef>

namespace tradeoff {

/// The scenario in another number of dimensions, 1 to limits::maximumDimensions, with all that
/// carries over: numbers of experts and samples, noise, seed, rule and sweeps; of the choices the
/// kind that means the same there (a density of x becomes that of every coordinate), else the
/// default one; parameters of the same name; of the domain the sides that there were, the last one
/// again for each further coordinate. Data, which have one input, give way to a problem.
///
/// What is carried over may be refused by `validate` (a formula in a coordinate that is gone); then
/// the defaults stand instead.
[[nodiscard]] Scenario withDimensions(const Scenario& scenario, std::size_t dimensions);

} // namespace tradeoff
