// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <cstddef>
#include <vector>

namespace tradeoff {

/// A point of the plane.
struct PlanePoint {
    double x = 0.0;
    double y = 0.0;

    bool operator==(const PlanePoint&) const = default;
};

/// A convex polygon: its corners, counter-clockwise. Fewer than three are an empty polygon.
using Polygon = std::vector<PlanePoint>;

/// The rectangle with these sides.
[[nodiscard]] Polygon rectangle(const Interval& x, const Interval& y);

/// The part of the plane where normal · point ≤ offset.
struct HalfPlane {
    PlanePoint normal;
    double offset = 0.0;
};

/// The points that are at least as near to `center` as to `other`.
[[nodiscard]] HalfPlane nearerTo(const PlanePoint& center, const PlanePoint& other);

/// Cuts away what lies outside of a half-plane (Sutherland & Hodgman 1974).
/// \param scratch  memory to be used again from call to call
void clip(Polygon& polygon, const HalfPlane& half, Polygon& scratch);

/// Area, centroid and moment of inertia of a polygon, exact up to rounding.
struct PolygonShape {
    double area = 0.0;
    PlanePoint centroid;      ///< any point where the area is 0
    double polarMoment = 0.0; ///< ∫ ‖x − centroid‖² dx
    /// M(A) = (1/2) ∫ ‖x − centroid‖² dx / area², the normalised second moment of inertia of
    /// theory for two dimensions: 1/12 for a square, 5/(36 √3) for the regular hexagon, at least
    /// 1/(4π), that of a disc. 0 where the area is 0.
    double secondMoment = 0.0;
};

[[nodiscard]] PolygonShape shapeOf(const Polygon& polygon);

/// Whether a point lies in the polygon or on its border.
[[nodiscard]] bool contains(const Polygon& polygon, const PlanePoint& point);

} // namespace tradeoff
