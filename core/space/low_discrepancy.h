// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/points.h"

#include <cstddef>
#include <cstdint>

namespace tradeoff {

/// The first points of a Sobol sequence (Joe & Kuo 2008), spread evenly over a domain, for
/// quasi-Monte Carlo integration. Each replicate is the sequence under a random digital shift of
/// its own, a function of its number alone: means over a few replicates are unbiased, and their
/// spread tells the standard error (Owen 1997).
/// \param count  best a power of two
[[nodiscard]] Points lowDiscrepancyPoints(const BoxDomain& domain, std::uint32_t replicate,
                                          std::size_t count);

} // namespace tradeoff
