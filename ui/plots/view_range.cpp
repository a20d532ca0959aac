// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/view_range.h"

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

/// Zooming out shows at most so many lengths of the figure's own range.
constexpr double widestView = 8.0;
constexpr double narrowestView = 1e-9;

Interval logarithm(const Interval& range)
{
    return {std::log(range.low), std::log(range.high)};
}

Interval power(const Interval& range)
{
    return {std::exp(range.low), std::exp(range.high)};
}

} // namespace

Interval usableRange(const Axis& axis)
{
    const Interval& range = axis.range;
    const bool finite = std::isfinite(range.low) && std::isfinite(range.high);
    if (axis.scale == AxisScale::Logarithmic) {
        if (!finite || range.high <= 0.0)
            return {0.1, 10.0};
        if (range.low <= 0.0)
            return {range.high / 1000.0, range.high};
        return range.high > range.low ? range : Interval{range.low / 2.0, range.low * 2.0};
    }
    if (!finite)
        return {0.0, 1.0};
    const double least = 1e-12 * std::max(1.0, std::abs(range.low));
    return range.length() > least ? range : Interval{range.low - 0.5, range.low + 0.5};
}

Interval scaledRange(const Interval& range, AxisScale scale, double factor, double fixed)
{
    if (scale == AxisScale::Logarithmic)
        return power(scaledRange(logarithm(range), AxisScale::Linear, factor, std::log(fixed)));
    return {fixed + factor * (range.low - fixed), fixed + factor * (range.high - fixed)};
}

Interval movedRange(const Interval& range, AxisScale scale, double share)
{
    if (scale == AxisScale::Logarithmic)
        return power(movedRange(logarithm(range), AxisScale::Linear, share));
    const double step = share * range.length();
    return {range.low + step, range.high + step};
}

Interval limitedRange(const Interval& wanted, const Interval& current, const Interval& own,
                      AxisScale scale)
{
    if (scale == AxisScale::Logarithmic) {
        if (!(wanted.low > 0.0) || !(current.low > 0.0))
            return own;
        return power(
            limitedRange(logarithm(wanted), logarithm(current), logarithm(own), AxisScale::Linear));
    }
    const double magnitude = std::max({std::abs(wanted.low), std::abs(wanted.high), own.length()});
    const bool wide = wanted.length() > widestView * own.length();
    const bool narrow = !(wanted.length() > narrowestView * magnitude);
    const bool away = wanted.low > own.high || wanted.high < own.low;
    return wide || narrow || away ? current : wanted;
}

} // namespace tradeoff::ui
