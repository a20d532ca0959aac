// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/point_handles.h"

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double farthestGrab = 8.0;
/// Points that are closer than this on average, in layout pixels, are not drawn.
constexpr double closest = 9.0;

QPointF positionOf(const Scene& scene, const PlanePoint& point)
{
    return {scene.x.position(point.x), scene.y.position(point.y)};
}

/// The handles in view, and how far they are from each other on average.
struct VisiblePoints {
    std::vector<QPointF> points;
    double distance = 0.0;

    [[nodiscard]] bool areDrawn() const { return distance >= closest; }
};

VisiblePoints visiblePoints(const Scene& scene)
{
    VisiblePoints visible;
    for (const PlanePoint& point : scene.figure.handles.points) {
        if (const QPointF at = positionOf(scene, point); scene.shows(at, 1.0))
            visible.points.push_back(at);
    }
    const double area = scene.area.width() * scene.area.height();
    const double count = std::max(1.0, static_cast<double>(visible.points.size()));
    visible.distance = std::sqrt(area / count);
    return visible;
}

void drawPoint(QPainter& painter, const Scene& scene, const QPointF& at, double radius)
{
    const RoleStyle style = roleStyle(scene.figure.handles.role, scene.theme);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style.pen.color(), 0.3 * radius + 0.3));
    painter.setBrush(style.fill);
    painter.drawEllipse(at, radius, radius);
}

} // namespace

void drawPointHandles(QPainter& painter, const Scene& scene)
{
    const VisiblePoints visible = visiblePoints(scene);
    if (!visible.areDrawn())
        return;
    const double most = (scene.figure.handles.draggable ? 0.75 : 0.45) * scene.theme.markerSize;
    const double radius = std::clamp(0.1 * visible.distance, 1.2, most);
    for (const QPointF& point : visible.points)
        drawPoint(painter, scene, point, radius);
}

void drawHeldPoint(QPainter& painter, const Scene& scene, const PlanePoint& point)
{
    if (const QPointF at = positionOf(scene, point); scene.shows(at))
        drawPoint(painter, scene, at, 1.1 * scene.theme.markerSize);
}

std::optional<std::size_t> pointHandleAt(const Scene& scene, const QPointF& position)
{
    const PointHandles& handles = scene.figure.handles;
    if (!handles.draggable)
        return std::nullopt;
    const VisiblePoints visible = visiblePoints(scene);
    if (!visible.areDrawn())
        return std::nullopt;
    // Between points that are close there must be room to hover and to pan.
    double least = std::min(farthestGrab, 0.3 * visible.distance);
    std::optional<std::size_t> nearest;
    for (std::size_t i = 0; i < handles.points.size(); ++i) {
        const QPointF at = positionOf(scene, handles.points[i]);
        const QPointF step = at - position;
        if (const double distance = std::hypot(step.x(), step.y());
            scene.shows(at, 1.0) && distance <= least) {
            least = distance;
            nearest = i;
        }
    }
    return nearest;
}

} // namespace tradeoff::ui
