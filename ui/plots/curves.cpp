// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curves.h"

#include "ui/plots/plane_image.h"
#include "ui/plots/treads.h"

#include <QPainterPath>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

/// A curve with a marker shows one at least so many layout pixels after the last.
constexpr double markerDistance = 34.0;

double tolerance(const Scene& scene)
{
    return scene.medium == Medium::Vector ? 0.05 : 0.12 / scene.pixelRatio;
}

bool isNumber(const QPointF& point)
{
    return std::isfinite(point.x() + point.y());
}

QPolygonF positions(const Scene& scene, const Curve& curve)
{
    const std::size_t count = std::min(curve.x.size(), curve.y.size());
    QPolygonF points;
    points.reserve(static_cast<qsizetype>(count));
    for (std::size_t i = 0; i < count; ++i)
        points.append({scene.x.position(curve.x[i]), scene.y.position(curve.y[i])});
    return points;
}

/// Wider and of the opposite brightness: below a line it is seen as an edge on every colour.
QPen edgePen(const QPen& pen)
{
    QPen edge(pen.color().lightnessF() < 0.5F ? Qt::white : Qt::black, pen.widthF() + 2.0,
              Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    edge.setColor(Scene::faded(edge.color(), 0.7));
    return edge;
}

void drawLine(QPainter& painter, const Scene& scene, const QPolygonF& points, const QPen& pen)
{
    // Outside the area by more than any pen's width, so that cut ends are never seen.
    const double outside = 4.0 * pen.widthF() + 4.0;
    const QRectF wide = scene.area.adjusted(-outside, -outside, outside, outside);
    const std::vector<QPolygonF> pieces = visiblePieces(points, wide, tolerance(scene));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (scene.figure.equalAspect && isColoured(scene.figure)) {
        painter.setPen(edgePen(pen));
        for (const QPolygonF& piece : pieces)
            painter.drawPolyline(piece);
    }
    painter.setPen(pen);
    for (const QPolygonF& piece : pieces)
        painter.drawPolyline(piece);
}

void drawMarkers(QPainter& painter, const Scene& scene, const QPolygonF& points,
                 const RoleStyle& style)
{
    painter.setRenderHint(QPainter::Antialiasing);
    double last = -markerDistance;
    for (const QPointF& point : points) {
        if (!scene.shows(point) || point.x() - last < markerDistance)
            continue;
        drawMarker(painter, style, point, 0.8 * scene.theme.markerSize + 1.0);
        last = point.x();
    }
}

/// The area below a density, so that it reads as mass.
void fillBelow(QPainter& painter, const Scene& scene, const QPolygonF& points, const QBrush& fill)
{
    const double below = scene.area.bottom() + 2.0;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    const QRectF wide = scene.area.adjusted(-4, -1e5, 4, 1e5);
    for (QPolygonF piece : visiblePieces(points, wide, tolerance(scene))) {
        piece.append({piece.last().x(), below});
        piece.append({piece.first().x(), below});
        painter.drawPolygon(piece);
    }
}

QPolygonF star(const QPointF& centre, double radius)
{
    QPolygonF points;
    for (int i = 0; i < 10; ++i) {
        const double angle = -M_PI_2 + i * M_PI / 5;
        const double reach = i % 2 == 0 ? radius : 0.45 * radius;
        points << centre + reach * QPointF(std::cos(angle), std::sin(angle));
    }
    return points;
}

} // namespace

void drawMarker(QPainter& painter, const RoleStyle& style, const QPointF& centre, double size)
{
    const double r = size / 2;
    const auto at = [&](double dx, double dy) { return centre + r * QPointF(dx, dy); };
    QPen pen = style.pen;
    if (pen.style() != Qt::NoPen)
        pen.setStyle(Qt::SolidLine);
    painter.setPen(pen);
    painter.setBrush(style.fill);
    switch (style.marker) {
    case MarkerKind::None:
        break;
    case MarkerKind::Circle:
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, r, r);
        break;
    case MarkerKind::Disc:
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(centre, r, r);
        break;
    case MarkerKind::Square:
        painter.drawRect(QRectF(at(-0.85, -0.85), at(0.85, 0.85)));
        break;
    case MarkerKind::Diamond:
        painter.drawPolygon(QPolygonF{at(0, -1), at(1, 0), at(0, 1), at(-1, 0)});
        break;
    case MarkerKind::Triangle:
        painter.drawPolygon(QPolygonF{at(0, -1), at(0.95, 0.7), at(-0.95, 0.7)});
        break;
    case MarkerKind::Star:
        painter.drawPolygon(star(centre, 1.25 * r));
        break;
    case MarkerKind::Cross:
        painter.drawLine(at(-1, -1), at(1, 1));
        painter.drawLine(at(-1, 1), at(1, -1));
        break;
    }
}

namespace {

void drawBar(QPainter& painter, const Scene& scene, const RoleStyle& style, double x,
             const Interval& pixels)
{
    const double cap = 0.5 * scene.theme.markerSize;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style.pen.color(), scene.snappedWidth(0.6 * scene.theme.lineWidth)));
    painter.drawLine(QPointF(x, pixels.low), QPointF(x, pixels.high));
    for (const double y : {pixels.low, pixels.high})
        painter.drawLine(QPointF(x - cap, y), QPointF(x + cap, y));
}

void drawErrorBars(QPainter& painter, const Scene& scene, const Curve& curve,
                   const RoleStyle& style)
{
    const double outside = 50.0;
    const double size = 0.75 * scene.theme.markerSize;
    for (std::size_t i = 0; i < curve.bars.size(); ++i) {
        const double x = scene.x.position(curve.x[i]);
        const double y = scene.y.position(curve.y[i]);
        if (!scene.shows({x, y}, outside))
            continue;
        // On a logarithmic axis a bar that reaches to zero or below goes on out of the plot.
        const double below = scene.y.position(curve.y[i] - curve.bars[i]);
        const double lowest = scene.area.bottom() + outside;
        const double low = std::isfinite(below) ? std::min(below, lowest) : lowest;
        const double high =
            std::max(scene.y.position(curve.y[i] + curve.bars[i]), scene.area.top() - outside);
        if (low - high > 2 * size)
            drawBar(painter, scene, style, x, {high, low});
        drawMarker(painter, style, {x, y}, size);
    }
}

} // namespace

void drawErrorBar(QPainter& painter, const Scene& scene, const RoleStyle& style,
                  const QPointF& centre, double half)
{
    drawBar(painter, scene, style, centre.x(), {centre.y() - half, centre.y() + half});
    drawMarker(painter, style, centre, 0.75 * scene.theme.markerSize);
}

void drawCurve(QPainter& painter, const Scene& scene, const Curve& curve)
{
    const RoleStyle style = curveStyle(lookOf(curve), scene.theme);
    if (curve.shape == CurveShape::Treads) {
        drawTreads(painter, scene, curve, style.pen);
        return;
    }
    if (curve.shape == CurveShape::ErrorBars) {
        drawErrorBars(painter, scene, curve, style);
        return;
    }
    const QPolygonF points = positions(scene, curve);
    const bool lonely = std::count_if(points.begin(), points.end(), isNumber) < 2;
    const CurveShape shape = lonely ? CurveShape::Markers : curve.shape;
    if (curve.role == Role::InputDensity)
        fillBelow(painter, scene, points, style.fill);
    QPen pen = style.pen;
    if (shape == CurveShape::Markers)
        pen.setWidthF(0.6 * scene.theme.lineWidth);
    drawLine(painter, scene, points, pen);
    if (shape == CurveShape::Line) {
        drawMarkers(painter, scene, points, style);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    RoleStyle markers = style;
    if (markers.marker == MarkerKind::None) {
        markers.marker = MarkerKind::Disc;
        markers.fill = style.pen.color();
    }
    for (const QPointF& point : points) {
        if (scene.shows(point, 8.0))
            drawMarker(painter, markers, point, scene.theme.markerSize);
    }
}

} // namespace tradeoff::ui
