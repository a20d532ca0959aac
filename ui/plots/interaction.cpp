// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/colour_field.h"
#include "ui/plots/figure_plot_parts.h"
#include "ui/plots/view_range.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double keyStep = 0.1;
constexpr double keyZoom = 0.8;
constexpr double wheelZoom = 0.85;
/// A dragged boundary stays so many layout pixels from its neighbours.
constexpr double leastRegionWidth = 1.0;

/// Along which axes a gesture works: over an axis only along it, with Shift only along x, with
/// Ctrl only along y; never along an axis that is not shown.
struct Directions {
    bool x = true;
    bool y = true;
};

Directions directionsAt(const Scene& scene, const QPointF& position,
                        Qt::KeyboardModifiers modifiers)
{
    Directions directions;
    const bool belowArea = position.y() > scene.area.bottom();
    const bool leftOfArea = position.x() < scene.area.left();
    if (belowArea || modifiers.testFlag(Qt::ShiftModifier)) {
        directions.y = false;
    } else if (leftOfArea || modifiers.testFlag(Qt::ControlModifier)) {
        directions.x = false;
    }
    if (!scene.figure.y.visible)
        return {true, false};
    return directions;
}

/// The directions along which the wheel zooms: in a plane always both.
Directions zoomDirections(const Scene& scene, const QWheelEvent& event)
{
    if (scene.figure.equalAspect)
        return {true, true};
    return directionsAt(scene, event.position(), event.modifiers());
}

/// What is both in view and in the figure's own range.
Interval shownValues(const AxisMap& map, const Axis& axis)
{
    return {std::max(map.range.low, axis.range.low), std::min(map.range.high, axis.range.high)};
}

/// The values that a boundary may take: in view and between its neighbours.
Interval boundaryValues(const Scene& scene, int boundary)
{
    const Interval allowed = shownValues(scene.x, scene.figure.x);
    const std::vector<double>& all = scene.figure.boundaries.positions;
    const auto index = static_cast<std::size_t>(boundary);
    const auto beside = [&](double x, double distance) {
        return scene.x.value(scene.x.position(x) + distance);
    };
    const double low = index > 0 ? std::max(allowed.low, all[index - 1]) : allowed.low;
    const double high =
        index + 1 < all.size() ? std::min(allowed.high, all[index + 1]) : allowed.high;
    return {beside(low, leastRegionWidth), beside(high, -leastRegionWidth)};
}

/// The nearest of the allowed values; nothing where there is none.
std::optional<double> nearest(double value, const Interval& allowed)
{
    if (!(allowed.low <= allowed.high))
        return std::nullopt;
    return std::clamp(value, allowed.low, allowed.high);
}

Qt::CursorShape cursorOf(const Handle& handle)
{
    switch (handle.kind) {
    case Handle::Kind::Boundary:
    case Handle::Kind::UprightRule:
        return Qt::SizeHorCursor;
    case Handle::Kind::LevelRule:
        return Qt::SizeVerCursor;
    case Handle::Kind::Point:
        return Qt::SizeAllCursor;
    }
    return Qt::ArrowCursor;
}

} // namespace

void FigurePlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    Parts& p = *m_parts;
    const Scene scene = p.scene(*this);
    p.pressed = event->position();
    p.pressedX = scene.x;
    p.pressedY = scene.y;
    p.moved = false;
    if (const std::optional<Handle> handle = handleAt(scene, p.pressed)) {
        p.gesture = Parts::Gesture::Handle;
        p.handle = *handle;
        p.grabOffset = p.pressed - QPointF(scene.x.position(handle->place.x),
                                           scene.y.position(handle->place.y));
    } else if (scene.area.contains(p.pressed) && pickedPoint(scene, p.pressed)) {
        p.gesture = Parts::Gesture::Pick;
        pick(p.pressed);
    } else {
        p.gesture = Parts::Gesture::Pan;
        setCursor(Qt::ClosedHandCursor);
        emit hovered({});
    }
    update();
}

void FigurePlot::mouseMoveEvent(QMouseEvent* event)
{
    Parts& p = *m_parts;
    switch (p.gesture) {
    case Parts::Gesture::None:
        hover(event->position());
        break;
    case Parts::Gesture::Handle:
        drag(event->position());
        break;
    case Parts::Gesture::Pick:
        pick(event->position());
        break;
    case Parts::Gesture::Pan: {
        const QPointF step = event->position() - p.pressed;
        const Directions along = directionsAt(p.scene(*this), p.pressed, Qt::KeyboardModifiers());
        const auto moved = [](const AxisMap& map, double distance) {
            return Interval{map.value(map.from - distance), map.value(map.to - distance)};
        };
        const Interval x = along.x ? moved(p.pressedX, step.x()) : p.x;
        const Interval y = along.y ? moved(p.pressedY, step.y()) : p.y;
        chooseRanges(x, y);
        break;
    }
    }
}

void FigurePlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    Parts& p = *m_parts;
    const bool dragged =
        p.moved && (p.gesture == Parts::Gesture::Handle || p.gesture == Parts::Gesture::Pick);
    p.gesture = Parts::Gesture::None;
    if (dragged)
        emit dragFinished();
    hover(event->position());
}

void FigurePlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        fitByUser();
}

void FigurePlot::wheelEvent(QWheelEvent* event)
{
    Parts& p = *m_parts;
    const Scene scene = p.scene(*this);
    // With Alt or Shift some systems turn the wheel's direction.
    const QPoint turn = event->angleDelta();
    const double steps = (turn.y() != 0 ? turn.y() : turn.x()) / 120.0;
    const double factor = std::pow(wheelZoom, std::clamp(steps, -10.0, 10.0));
    const QPointF at = event->position();
    const Directions along = zoomDirections(scene, *event);
    const auto scaled = [&](const AxisMap& map, double position, bool wanted) {
        return wanted ? scaledRange(map.range, map.scale, factor, map.value(position)) : map.range;
    };
    chooseRanges(scaled(scene.x, at.x(), along.x), scaled(scene.y, at.y(), along.y));
    event->accept();
}

void FigurePlot::keyPressEvent(QKeyEvent* event)
{
    const Scene scene = m_parts->scene(*this);
    const auto pan = [&](double x, double y) {
        chooseRanges(movedRange(scene.x.range, scene.x.scale, x),
                     movedRange(scene.y.range, scene.y.scale, scene.figure.y.visible ? y : 0.0));
    };
    const auto zoom = [&](double factor) {
        const auto scaled = [&](const AxisMap& map, double by) {
            return scaledRange(map.range, map.scale, by, map.value((map.from + map.to) / 2));
        };
        chooseRanges(scaled(scene.x, factor),
                     scaled(scene.y, scene.figure.y.visible ? factor : 1.0));
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return pan(-keyStep, 0.0);
    case Qt::Key_Right:
        return pan(keyStep, 0.0);
    case Qt::Key_Up:
        return pan(0.0, keyStep);
    case Qt::Key_Down:
        return pan(0.0, -keyStep);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(keyZoom);
    case Qt::Key_Minus:
        return zoom(1.0 / keyZoom);
    case Qt::Key_Home:
        return fitByUser();
    default:
        QWidget::keyPressEvent(event);
    }
}

void FigurePlot::leaveEvent(QEvent* /*event*/)
{
    m_parts->mouseInside = false;
    m_parts->handleBelowMouse.reset();
    emit hovered({});
    update();
}

void FigurePlot::focusInEvent(QFocusEvent* event)
{
    const Qt::FocusReason reason = event->reason();
    const bool byKeyboard = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                            reason == Qt::ShortcutFocusReason;
    // Other reasons give back a focus that was there before.
    if (byKeyboard || reason == Qt::MouseFocusReason)
        m_parts->focusByKeyboard = byKeyboard;
    update();
}

void FigurePlot::focusOutEvent(QFocusEvent* event)
{
    const Qt::FocusReason reason = event->reason();
    if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
        m_parts->focusByKeyboard = false;
    update();
}

void FigurePlot::hover(const QPointF& position)
{
    Parts& p = *m_parts;
    const Scene scene = p.scene(*this);
    p.mouse = position;
    p.mouseInside = rect().contains(position.toPoint());
    p.handleBelowMouse = handleAt(scene, position);
    const bool pickable = scene.area.contains(position) && pickedPoint(scene, position).has_value();
    setCursor(p.handleBelowMouse ? cursorOf(*p.handleBelowMouse)
              : pickable         ? Qt::CrossCursor
                                 : Qt::ArrowCursor);
    emit hovered(readoutAt(scene, position));
    update();
}

/// A new figure has come under a mouse that stands still or drags.
void FigurePlot::renewReadout()
{
    Parts& p = *m_parts;
    if (!p.mouseInside || !isVisible() || p.gesture == Parts::Gesture::Pan)
        return;
    if (p.gesture == Parts::Gesture::None) {
        hover(p.mouse);
    } else {
        emit hovered(readoutAt(p.scene(*this), p.mouse));
    }
}

void FigurePlot::drag(const QPointF& position)
{
    Parts& p = *m_parts;
    const Handle& handle = p.handle;
    // A new figure may have arrived in which the handle is no more.
    if (static_cast<std::size_t>(handle.index) >= handleCount(figure(), handle.kind))
        return;
    const Scene scene = p.scene(*this);
    const QPointF at = position - p.grabOffset;
    const bool isBoundary = handle.kind == Handle::Kind::Boundary;
    const auto x = nearest(scene.x.value(at.x()), isBoundary ? boundaryValues(scene, handle.index)
                                                             : shownValues(scene.x, figure().x));
    const auto y = nearest(scene.y.value(at.y()), shownValues(scene.y, figure().y));
    if (!x || !y)
        return;
    p.mouse = position;
    p.moved = true;
    const auto index = static_cast<std::size_t>(handle.index);
    switch (handle.kind) {
    case Handle::Kind::Boundary:
        emit boundaryDragged(handle.index, *x);
        break;
    case Handle::Kind::UprightRule:
        emit ruleDragged(figure().rules[index].role, *x);
        break;
    case Handle::Kind::LevelRule:
        emit ruleDragged(figure().rules[index].role, *y);
        break;
    case Handle::Kind::Point:
        emit pointDragged(handle.index, *x, *y);
        break;
    }
}

/// Chooses the point of a field that is under the mouse, or the nearest one in view.
void FigurePlot::pick(const QPointF& position)
{
    Parts& p = *m_parts;
    const Scene scene = p.scene(*this);
    const QPointF inside(std::clamp(position.x(), scene.area.left(), scene.area.right()),
                         std::clamp(position.y(), scene.area.top(), scene.area.bottom()));
    p.mouse = inside;
    // A new figure may have arrived without a field.
    if (const std::optional<QPointF> point = pickedPoint(scene, inside)) {
        p.moved = true;
        emit pointPicked(point->x(), point->y());
    }
}

/// Shows ranges that the user asked for, and tells when x changed.
void FigurePlot::chooseRanges(const Interval& x, const Interval& y)
{
    Parts& p = *m_parts;
    const Figure& shown = figure();
    const Interval newX = limitedRange(x, p.x, usableRange(shown.x), shown.x.scale);
    const Interval newY = limitedRange(y, p.y, usableRange(shown.y), shown.y.scale);
    if (shown.equalAspect && (newX != x || newY != y))
        return;
    const bool movedX = newX != p.x;
    const bool movedY = newY != p.y;
    if (!movedX && !movedY)
        return;
    p.chosenX = p.chosenX || movedX;
    p.chosenY = p.chosenY || movedY;
    showRanges(newX, newY);
    if (movedX)
        emit visibleXChanged(newX);
}

void FigurePlot::fitByUser()
{
    fitAxes();
    emit visibleXChanged(m_parts->x);
}

} // namespace tradeoff::ui
