// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/readout.h"

#include "core/number_text.h"
#include "ui/plots/annotations.h"
#include "ui/plots/axis_ticks.h"
#include "ui/plots/colour_field.h"
#include "ui/plots/curve_value.h"
#include "ui/plots/point_handles.h"
#include "ui/plots/tile_below.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double grabDistance = 6.0;

QString translated(const char* text)
{
    return QCoreApplication::translate("tradeoff::ui::FigurePlot", text);
}

std::optional<Handle> pointAt(const Scene& scene, const QPointF& position)
{
    const auto index = pointHandleAt(scene, position);
    if (!index)
        return std::nullopt;
    return Handle{Handle::Kind::Point, static_cast<int>(*index),
                  scene.figure.handles.points[*index]};
}

/// Whether a position is on the line of a rule, across the whole area.
bool onLine(const Scene& scene, const Rule& rule, const QPointF& position)
{
    if (rule.direction == Rule::Direction::Upright) {
        return std::abs(scene.x.position(rule.at) - position.x()) <= grabDistance &&
               position.y() >= scene.area.top() && position.y() <= scene.area.bottom();
    }
    return std::abs(scene.y.position(rule.at) - position.y()) <= grabDistance &&
           position.x() >= scene.area.left() && position.x() <= scene.area.right();
}

std::optional<Handle> ruleAt(const Scene& scene, const QPointF& position)
{
    const std::vector<Rule>& rules = scene.figure.rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Rule& rule = rules[i];
        if (!rule.draggable || !ruleIsInView(scene, rule) ||
            !(onLine(scene, rule, position) ||
              ruleTag(scene, rule).adjusted(-2, -2, 2, 4).contains(position)))
            continue;
        const int index = static_cast<int>(i);
        if (rule.direction == Rule::Direction::Upright)
            return Handle{Handle::Kind::UprightRule, index, {rule.at, 0.0}};
        return Handle{Handle::Kind::LevelRule, index, {0.0, rule.at}};
    }
    return std::nullopt;
}

std::optional<Handle> boundaryAt(const Scene& scene, const QPointF& position)
{
    const std::vector<double>& all = scene.figure.boundaries.positions;
    if (!scene.figure.boundaries.draggable || all.empty() ||
        !scene.area.adjusted(0, 0, 0, grabDistance).contains(position))
        return std::nullopt;
    const auto right = std::lower_bound(all.begin(), all.end(), scene.x.value(position.x()));
    std::optional<Handle> nearest;
    double least = grabDistance;
    for (auto x = right == all.begin() ? right : right - 1; x != all.end() && x <= right; ++x) {
        const double distance = std::abs(scene.x.position(*x) - position.x());
        if (distance <= least && scene.x.range.contains(*x)) {
            least = distance;
            nearest = Handle{Handle::Kind::Boundary, static_cast<int>(x - all.begin()), {*x, 0.0}};
        }
    }
    return nearest;
}

QString regionText(const Figure& figure, double x)
{
    const auto level =
        std::find_if(figure.shades.begin(), figure.shades.end(), [x](const Shade& shade) {
            return shade.role == Role::LevelRegion && shade.x.contains(x);
        });
    if (level != figure.shades.end())
        return translated("region %1").arg(level->group + 1);
    const std::vector<double>& all = figure.boundaries.positions;
    if (all.empty())
        return {};
    const auto region = std::upper_bound(all.begin(), all.end(), x) - all.begin() + 1;
    return translated("region %1 of %2").arg(region).arg(all.size() + 1);
}

/// A box of its own says what it is; boxes that share a label have their heights read out.
QString boxText(const Box& box, const std::vector<Box>& all)
{
    const QString label = QString::fromStdString(box.label);
    const bool shared = std::count_if(all.begin(), all.end(), [&](const Box& other) {
                            return other.label == box.label;
                        }) > 1;
    return shared ? label + QLatin1Char(' ') + readableNumber(box.y.length()) : label;
}

/// Between what a band is at an x; nothing beside it.
std::optional<Interval> bandAt(const Band& band, double x)
{
    const auto above = std::upper_bound(band.x.begin(), band.x.end(), x);
    if (above == band.x.begin() || above == band.x.end())
        return std::nullopt;
    const auto i = static_cast<std::size_t>(above - band.x.begin()) - 1;
    return Interval{band.low[i], band.high[i]};
}

/// The x that is read out at a place of the plot.
double readX(const Scene& scene, const QPointF& position)
{
    const double x = scene.x.value(position.x());
    return scene.figure.x.wholeNumbers ? std::round(x) : x;
}

QString placeText(const Scene& scene, double x)
{
    const QString label = QString::fromStdString(scene.figure.x.label);
    return (label.isEmpty() ? QStringLiteral("x") : label) + QStringLiteral(" = ") +
           readableNumber(x);
}

/// What is below the mouse where y is a coordinate too: y, the numbers of the fields, the regions.
QStringList planeTexts(const Scene& scene, const PlanePoint& at)
{
    const Figure& figure = scene.figure;
    if (figure.fields.empty() && !figure.equalAspect)
        return {};
    QStringList texts{QString::fromStdString(figure.y.label) + QStringLiteral(" = ") +
                      readableNumber(at.y)};
    for (const ColourField& field : figure.fields) {
        if (const auto value = fieldValue(field, at.x, at.y)) {
            texts << QString::fromStdString(field.colours.label) + QLatin1Char(' ') +
                         readableNumber(withoutRounding(*value, field.colours.range));
        }
    }
    for (const Tiling& tiling : figure.tilings) {
        if (const auto region = tileAt(tiling, at))
            texts << tileText(tiling, *region);
    }
    return texts;
}

/// The values of curves and bands at an x, where they are functions of it: those that are drawn
/// over others first.
QStringList curveTexts(const Figure& figure, double x)
{
    QStringList texts;
    if (figure.equalAspect)
        return texts;
    for (auto curve = figure.curves.rbegin(); curve != figure.curves.rend(); ++curve) {
        const double y = curveValue(*curve, x);
        if (!curve->label.empty() && std::isfinite(y)) {
            texts << QString::fromStdString(curve->label) + QLatin1Char(' ') +
                         readableNumber(withoutRounding(y, figure.y.range));
        }
    }
    for (const Band& band : figure.bands) {
        if (const auto range = bandAt(band, x)) {
            texts << translated("%1 %2 to %3")
                         .arg(QString::fromStdString(band.label), readableNumber(range->low),
                              readableNumber(range->high));
        }
    }
    return texts;
}

void drawHeld(QPainter& painter, const Scene& scene, const Handle& handle)
{
    const Figure& figure = scene.figure;
    const auto index = static_cast<std::size_t>(handle.index);
    // The figure may be a newer one than that in which the handle was found.
    if (index >= handleCount(figure, handle.kind))
        return;
    if (handle.kind == Handle::Kind::Point) {
        drawHeldPoint(painter, scene, figure.handles.points[index]);
        return;
    }
    const bool isBoundary = handle.kind == Handle::Kind::Boundary;
    const Role role = isBoundary ? Role::Boundaries : figure.rules[index].role;
    const double at = isBoundary ? figure.boundaries.positions[index] : figure.rules[index].at;
    painter.setPen(QPen(roleStyle(role, scene.theme).pen.color(), 2.4));
    if (handle.kind == Handle::Kind::LevelRule) {
        const double y = scene.y.position(at);
        if (scene.y.range.contains(at))
            painter.drawLine(QPointF(scene.area.left(), y), QPointF(scene.area.right(), y));
    } else if (scene.x.range.contains(at)) {
        const double x = scene.x.position(at);
        painter.drawLine(QPointF(x, scene.area.top()), QPointF(x, scene.area.bottom()));
    }
}

void drawCurveMarks(QPainter& painter, const Scene& scene, const QPointF& position)
{
    const double x = readX(scene, position);
    for (const Curve& curve : scene.figure.curves) {
        const QPointF point(scene.x.position(x), scene.y.position(curveValue(curve, x)));
        if (!scene.shows(point))
            continue;
        painter.setPen(QPen(scene.theme.background, 1.5));
        painter.setBrush(curveStyle(lookOf(curve), scene.theme).pen.color());
        const double radius = 0.5 * scene.theme.markerSize + 1.0;
        painter.drawEllipse(point, radius, radius);
    }
}

/// In a plane the region below the mouse is marked: a cross of lines would cover the colours.
void drawTileMark(QPainter& painter, const Scene& scene, const QPointF& position)
{
    for (const Tiling& tiling : scene.figure.tilings) {
        const auto region =
            tileAt(tiling, {scene.x.value(position.x()), scene.y.value(position.y())});
        if (region)
            outlineTile(painter, scene, tiling, *region);
    }
}

} // namespace

std::size_t handleCount(const Figure& figure, Handle::Kind kind)
{
    switch (kind) {
    case Handle::Kind::Boundary:
        return figure.boundaries.positions.size();
    case Handle::Kind::UprightRule:
    case Handle::Kind::LevelRule:
        return figure.rules.size();
    case Handle::Kind::Point:
        return figure.handles.points.size();
    }
    return 0;
}

std::optional<Handle> handleAt(const Scene& scene, const QPointF& position)
{
    if (const std::optional<Handle> point = pointAt(scene, position))
        return point;
    if (const std::optional<Handle> rule = ruleAt(scene, position))
        return rule;
    return boundaryAt(scene, position);
}

QString readoutAt(const Scene& scene, const QPointF& position)
{
    if (!scene.area.contains(position))
        return {};
    const Figure& figure = scene.figure;
    const double x = readX(scene, position);
    QStringList parts{placeText(scene, x)};
    parts << curveTexts(figure, x);
    parts << planeTexts(scene, {x, scene.y.value(position.y())});
    parts << regionText(figure, x);
    for (const Box& box : figure.boxes) {
        if (!box.label.empty() && box.x.contains(x))
            parts << boxText(box, figure.boxes);
    }
    for (const Shade& shade : figure.shades) {
        if (shade.x.contains(x))
            parts << QString::fromStdString(shade.label);
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

void drawReadoutMarks(QPainter& painter, const Scene& scene, const QPointF& position,
                      const std::optional<Handle>& handle)
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (handle) {
        drawHeld(painter, scene, *handle);
        return;
    }
    if (!scene.area.contains(position))
        return;
    if (scene.figure.equalAspect) {
        drawTileMark(painter, scene, position);
        return;
    }
    painter.setPen(QPen(Scene::faded(scene.theme.foreground, 0.25), 1.0));
    const double x = scene.x.position(readX(scene, position));
    painter.drawLine(QPointF(x, scene.area.top()), QPointF(x, scene.area.bottom()));
    if (!scene.figure.fields.empty()) {
        painter.drawLine(QPointF(scene.area.left(), position.y()),
                         QPointF(scene.area.right(), position.y()));
    }
    drawCurveMarks(painter, scene, position);
}

} // namespace tradeoff::ui
