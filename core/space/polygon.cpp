// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/polygon.h"

#include <utility>

namespace tradeoff {

namespace {

PlanePoint operator-(const PlanePoint& a, const PlanePoint& b)
{
    return {a.x - b.x, a.y - b.y};
}

double dot(const PlanePoint& a, const PlanePoint& b)
{
    return a.x * b.x + a.y * b.y;
}

double cross(const PlanePoint& a, const PlanePoint& b)
{
    return a.x * b.y - a.y * b.x;
}

} // namespace

Polygon rectangle(const Interval& x, const Interval& y)
{
    return {{x.low, y.low}, {x.high, y.low}, {x.high, y.high}, {x.low, y.high}};
}

HalfPlane nearerTo(const PlanePoint& center, const PlanePoint& other)
{
    const PlanePoint normal = other - center;
    const PlanePoint middle{center.x + normal.x / 2, center.y + normal.y / 2};
    return {normal, dot(normal, middle)};
}

void clip(Polygon& polygon, const HalfPlane& half, Polygon& scratch)
{
    scratch.clear();
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const PlanePoint& from = polygon[i];
        const PlanePoint& to = polygon[i + 1 < polygon.size() ? i + 1 : 0];
        const double fromOutside = dot(half.normal, from) - half.offset;
        const double toOutside = dot(half.normal, to) - half.offset;
        if (fromOutside <= 0) {
            scratch.push_back(from);
        }
        if ((fromOutside < 0 && toOutside > 0) || (fromOutside > 0 && toOutside < 0)) {
            const double share = fromOutside / (fromOutside - toOutside);
            scratch.push_back({from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)});
        }
    }
    if (scratch.size() < 3) {
        scratch.clear();
    }
    std::swap(polygon, scratch);
}

PolygonShape shapeOf(const Polygon& polygon)
{
    PolygonShape shape;
    if (polygon.size() < 3) {
        return shape;
    }
    // Triangles that fan out from the first corner; relative to it, so that nothing is lost far
    // from the origin.
    const PlanePoint& origin = polygon.front();
    PlanePoint first{}; // ∫ x
    double second = 0;  // ∫ ‖x‖²
    for (std::size_t i = 1; i + 1 < polygon.size(); ++i) {
        const PlanePoint a = polygon[i] - origin;
        const PlanePoint b = polygon[i + 1] - origin;
        const double area = cross(a, b) / 2;
        shape.area += area;
        first.x += area * (a.x + b.x) / 3;
        first.y += area * (a.y + b.y) / 3;
        second += area * (dot(a, a) + dot(a, b) + dot(b, b)) / 6;
    }
    if (!(shape.area > 0)) {
        return {0, origin, 0, 0};
    }
    const PlanePoint centroid{first.x / shape.area, first.y / shape.area};
    shape.centroid = {origin.x + centroid.x, origin.y + centroid.y};
    shape.polarMoment = second - shape.area * dot(centroid, centroid);
    shape.secondMoment = shape.polarMoment / (2 * shape.area * shape.area);
    return shape;
}

bool contains(const Polygon& polygon, const PlanePoint& point)
{
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const PlanePoint& from = polygon[i];
        const PlanePoint& to = polygon[i + 1 < polygon.size() ? i + 1 : 0];
        if (cross(to - from, point - from) < 0) {
            return false;
        }
    }
    return polygon.size() >= 3;
}

} // namespace tradeoff
