// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/random.h"
#include "core/space/points.h"

#include <cstdint>
#include <functional>
#include <span>

namespace tradeoff {

/// A point drawn evenly from a box, made of the stream's numbers from `first` on.
void drawFromBox(const BoxDomain& domain, const UniformStream& stream, std::uint32_t first,
                 std::span<double> result);

/// Whether a point's coordinates all lie in the box.
[[nodiscard]] bool isInside(const BoxDomain& domain, std::span<const double> point);

/// Tries again and again until an attempt is accepted (rejection sampling).
/// \param attempt  makes a point of the stream's numbers from `first` on, at most
///                 `numbersOfAttempt` of them, and says whether it is accepted
/// \throws InputError without a place if 100 000 attempts fail
void drawByRejection(std::uint32_t numbersOfAttempt,
                     const std::function<bool(std::uint32_t first)>& attempt);

} // namespace tradeoff
