// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curves.h"

#include <QPainterPath>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

/// A curve with a marker shows one at least so many layout pixels after the last.
constexpr double markerDistance = 34.0;
/// Risers join treads only where treads are at least so wide on average.
constexpr double riserTreadWidth = 5.0;
/// Strokes over all treads in a column let the target be seen through them.
constexpr double denseOpacity = 0.6;

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

void drawLine(QPainter& painter, const Scene& scene, const QPolygonF& points, const QPen& pen)
{
    // Outside the area by more than any pen's width, so that cut ends are never seen.
    const double outside = 4.0 * pen.widthF() + 4.0;
    const QRectF wide = scene.area.adjusted(-outside, -outside, outside, outside);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF& piece : visiblePieces(points, wide, tolerance(scene)))
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

struct Tread {
    double left = 0.0;
    double right = 0.0;
    double y = 0.0; ///< NaN: a gap
};

std::vector<Tread> visibleTreads(const Scene& scene, const Curve& curve)
{
    std::vector<Tread> treads;
    if (curve.x.empty())
        return treads;
    const std::size_t count = std::min(curve.y.size(), curve.x.size() - 1);
    const auto begin = curve.x.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(count);
    auto first = std::upper_bound(begin, end, scene.x.range.low);
    first -= first == begin ? 0 : 1;
    for (auto x = first; x != end && *x <= scene.x.range.high; ++x) {
        const auto [left, right] = scene.x.span({*x, *(x + 1)});
        const double y = curve.y[static_cast<std::size_t>(x - begin)];
        treads.push_back({left, right, scene.y.position(y)});
    }
    return treads;
}

/// Treads that are narrower than a pixel, as one upright stroke over their heights in each column.
void drawDenseTreads(QPainter& painter, const Scene& scene, const std::vector<Tread>& treads,
                     const QPen& pen)
{
    const double column = 1.0 / scene.pixelRatio;
    const double half = pen.widthF() / 2;
    QList<QRectF> strokes;
    double left = scene.area.left();
    double top = 0.0;
    double bottom = 0.0;
    bool empty = true;
    for (const Tread& tread : treads) {
        if (tread.left >= left + column) {
            if (!empty)
                strokes.append({left, top - half, column, bottom - top + 2 * half});
            left =
                scene.area.left() + std::floor((tread.left - scene.area.left()) / column) * column;
            empty = true;
        }
        if (!std::isfinite(tread.y))
            continue;
        const double y = std::clamp(tread.y, scene.area.top() - 99, scene.area.bottom() + 99);
        top = empty ? y : std::min(top, y);
        bottom = empty ? y : std::max(bottom, y);
        empty = false;
    }
    if (!empty)
        strokes.append({left, top - half, column, bottom - top + 2 * half});
    painter.setPen(Qt::NoPen);
    painter.setBrush(Scene::faded(pen.color(), denseOpacity));
    painter.drawRects(strokes);
}

bool inHeight(const Scene& scene, double y)
{
    return y >= scene.area.top() - 20.0 && y <= scene.area.bottom() + 20.0;
}

void drawRisers(QPainter& painter, const Scene& scene, const std::vector<Tread>& treads,
                const QPen& pen)
{
    const double width = scene.snappedWidth(1.0);
    QList<QRectF> risers;
    for (std::size_t i = 1; i < treads.size(); ++i) {
        const double before = treads[i - 1].y;
        const double after = treads[i].y;
        if (!std::isfinite(before + after))
            continue;
        const double top = std::max(std::min(before, after), scene.area.top() - 5.0);
        const double bottom = std::min(std::max(before, after), scene.area.bottom() + 5.0);
        if (top < bottom)
            risers.append({scene.snapped(treads[i].left - width / 2), top, width, bottom - top});
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(Scene::faded(pen.color(), 0.3));
    painter.drawRects(risers);
}

void drawTreadPieces(QPainter& painter, const Scene& scene, const std::vector<Tread>& treads,
                     const QPen& pen)
{
    const double width = scene.snappedWidth(pen.widthF());
    if (pen.style() != Qt::SolidLine) {
        QPen crisp = pen;
        crisp.setWidthF(width);
        painter.setPen(crisp);
        for (const Tread& tread : treads) {
            if (inHeight(scene, tread.y)) {
                const double y = scene.snapped(tread.y - width / 2) + width / 2;
                painter.drawLine(QLineF(tread.left, y, tread.right, y));
            }
        }
        return;
    }
    QList<QRectF> pieces;
    pieces.reserve(static_cast<qsizetype>(treads.size()));
    for (const Tread& tread : treads) {
        if (inHeight(scene, tread.y)) {
            const double left = scene.snapped(tread.left);
            const double right = std::max(scene.snapped(tread.right), left + 1 / scene.pixelRatio);
            pieces.append({left, scene.snapped(tread.y - width / 2), right - left, width});
        }
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(pen.color());
    painter.drawRects(pieces);
}

void drawTreads(QPainter& painter, const Scene& scene, const Curve& curve, const QPen& pen)
{
    const std::vector<Tread> treads = visibleTreads(scene, curve);
    if (treads.empty())
        return;
    painter.setRenderHint(QPainter::Antialiasing, scene.medium == Medium::Vector);
    const double meanWidth = scene.area.width() / static_cast<double>(treads.size());
    if (meanWidth * scene.pixelRatio < 1.0) {
        drawDenseTreads(painter, scene, treads, pen);
        return;
    }
    if (meanWidth >= riserTreadWidth)
        drawRisers(painter, scene, treads, pen);
    drawTreadPieces(painter, scene, treads, pen);
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
    painter.setPen(QPen(style.pen.color(), scene.snappedWidth(1.0)));
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
