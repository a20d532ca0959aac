// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/scene.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff::ui {

double AxisMap::position(double value) const
{
    if (scale == AxisScale::Linear)
        return from + (value - range.low) / range.length() * (to - from);
    if (!(value > 0.0))
        return std::numeric_limits<double>::quiet_NaN();
    return from + std::log(value / range.low) / std::log(range.high / range.low) * (to - from);
}

double AxisMap::value(double position) const
{
    const double share = (position - from) / (to - from);
    if (scale == AxisScale::Linear)
        return range.low + share * range.length();
    return range.low * std::pow(range.high / range.low, share);
}

std::pair<double, double> AxisMap::span(const Interval& values) const
{
    const double first = position(std::clamp(values.low, range.low, range.high));
    const double last = position(std::clamp(values.high, range.low, range.high));
    return std::minmax(first, last);
}

bool Scene::shows(const QPointF& point, double outside) const
{
    return std::isfinite(point.x() + point.y()) &&
           area.adjusted(-outside, -outside, outside, outside).contains(point);
}

double Scene::snapped(double position) const
{
    return medium == Medium::Vector ? position : std::round(position * pixelRatio) / pixelRatio;
}

double Scene::snappedWidth(double width) const
{
    if (medium == Medium::Vector)
        return width;
    return std::max(1.0, std::round(width * pixelRatio)) / pixelRatio;
}

QColor Scene::faded(QColor colour, double opacity)
{
    colour.setAlphaF(static_cast<float>(std::clamp(opacity, 0.0, 1.0) * colour.alphaF()));
    return colour;
}

} // namespace tradeoff::ui
