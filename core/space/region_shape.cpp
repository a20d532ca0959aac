// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/region_shape.h"

#include <cmath>

namespace tradeoff {

RegionShape regionShape(const BoxDomain& box)
{
    RegionShape shape;
    shape.volume = volume(box);
    const auto d = static_cast<double>(box.size());
    double squares = 0;
    for (const Interval& side : box) {
        shape.centroid.push_back(side.middle());
        squares += side.length() * side.length();
    }
    shape.secondMoment = shape.volume > 0 ? squares / 12 / d / std::pow(shape.volume, 2 / d) : 0;
    return shape;
}

RegionShape regionShape(const Polygon& polygon)
{
    const PolygonShape shape = shapeOf(polygon);
    return {shape.area, {shape.centroid.x, shape.centroid.y}, shape.secondMoment};
}

} // namespace tradeoff
