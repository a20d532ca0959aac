// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_value.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff::ui {

double curveValue(const Curve& curve, double x)
{
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    if (curve.x.empty() || curve.y.empty() || !(x >= curve.x.front()) || !(x <= curve.x.back()))
        return nothing;
    const auto above = std::upper_bound(curve.x.begin(), curve.x.end(), x);
    const auto next = static_cast<std::size_t>(above - curve.x.begin());
    const std::size_t i = next == 0 ? 0 : next - 1;
    if (curve.shape == CurveShape::Treads || i + 1 >= curve.x.size())
        return curve.y[std::min(i, curve.y.size() - 1)];
    if (i + 1 >= curve.y.size())
        return nothing;
    if (curve.shape == CurveShape::ErrorBars) // says nothing between its points
        return x == curve.x[i] ? curve.y[i] : nothing;
    const double share = (x - curve.x[i]) / (curve.x[i + 1] - curve.x[i]);
    return share > 0.0 ? std::lerp(curve.y[i], curve.y[i + 1], share) : curve.y[i];
}

} // namespace tradeoff::ui
