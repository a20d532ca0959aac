// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/point_handles.h"

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double grabDistance = 8.0;
/// Points that are closer than this on average, in layout pixels, are not drawn.
constexpr double closest = 9.0;

QPointF positionOf(const Scene& scene, const PlanePoint& point)
{
    return {scene.x.position(point.x), scene.y.position(point.y)};
}

std::vector<QPointF> visiblePoints(const Scene& scene)
{
    std::vector<QPointF> visible;
    for (const PlanePoint& point : scene.figure.handles.points) {
        if (const QPointF at = positionOf(scene, point); scene.shows(at))
            visible.push_back(at);
    }
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
    const std::vector<QPointF> points = visiblePoints(scene);
    const double area = scene.area.width() * scene.area.height();
    const double distance = std::sqrt(area / std::max(1.0, static_cast<double>(points.size())));
    if (distance < closest)
        return;
    const double most = (scene.figure.handles.draggable ? 0.75 : 0.45) * scene.theme.markerSize;
    const double radius = std::clamp(0.1 * distance, 1.2, most);
    for (const QPointF& point : points)
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
    std::optional<std::size_t> nearest;
    double least = grabDistance;
    for (std::size_t i = 0; handles.draggable && i < handles.points.size(); ++i) {
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
