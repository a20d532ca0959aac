// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPainter>
#include <QPolygonF>

#include <vector>

namespace tradeoff::ui {

/// The visible pieces of a line through points, cut at a rectangle and at NaN, without the points
/// that a straight line passes within `tolerance` anyway.
[[nodiscard]] std::vector<QPolygonF> visiblePieces(const QPolygonF& points, const QRectF& rectangle,
                                                   double tolerance);

/// Draws one curve in its role's look, clipped to nothing: the caller has set the clip.
void drawCurve(QPainter& painter, const Scene& scene, const Curve& curve);

/// Draws a marker with a bar of half a length, in pixels, above and below.
void drawErrorBar(QPainter& painter, const Scene& scene, const RoleStyle& style,
                  const QPointF& centre, double half);

/// Draws a marker of a role around a point.
void drawMarker(QPainter& painter, const RoleStyle& style, const QPointF& centre, double size);

} // namespace tradeoff::ui
