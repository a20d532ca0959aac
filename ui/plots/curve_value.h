// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"

namespace tradeoff::ui {

/// A curve's value at an x: the tread's, or between the two neighbouring points in proportion. NaN
/// outside the curve and in its gaps. The curve's x increase.
[[nodiscard]] double curveValue(const Curve& curve, double x);

} // namespace tradeoff::ui
