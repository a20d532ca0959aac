// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"

namespace tradeoff::ui {

/// An axis's own range, or the nearest that can be shown: finite, not empty, and positive on a
/// logarithmic axis.
[[nodiscard]] Interval usableRange(const Axis& axis);

/// A range scaled about a fixed value: factors below 1 show less.
[[nodiscard]] Interval scaledRange(const Interval& range, AxisScale scale, double factor,
                                   double fixed);

/// A range moved by a share of its own length, to larger values where the share is positive.
[[nodiscard]] Interval movedRange(const Interval& range, AxisScale scale, double share);

/// The wanted range where it can be shown well: not so narrow that numbers run out of digits, not
/// far wider than the figure's own and not away from it. Else the current one.
[[nodiscard]] Interval limitedRange(const Interval& wanted, const Interval& current,
                                    const Interval& own, AxisScale scale);

} // namespace tradeoff::ui
