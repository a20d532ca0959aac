// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/readout.h"

#include "ui/plots/annotations.h"
#include "ui/plots/axis_ticks.h"
#include "ui/plots/colour_field.h"
#include "ui/plots/curve_value.h"

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

std::optional<Handle> ruleAt(const Scene& scene, const QPointF& position)
{
    const std::vector<Rule>& rules = scene.figure.rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (!rules[i].draggable || !scene.x.range.contains(rules[i].x))
            continue;
        const double distance = std::abs(scene.x.position(rules[i].x) - position.x());
        const bool onLine = distance <= grabDistance && position.y() >= scene.area.top() &&
                            position.y() <= scene.area.bottom();
        if (onLine || ruleTag(scene, rules[i]).adjusted(-2, -2, 2, 4).contains(position))
            return Handle{Handle::Kind::Rule, static_cast<int>(i), rules[i].x};
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
            nearest = Handle{Handle::Kind::Boundary, static_cast<int>(x - all.begin()), *x};
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

/// Half the height of a band at an x; nothing beside it.
std::optional<double> bandHalf(const Band& band, double x)
{
    const auto above = std::upper_bound(band.x.begin(), band.x.end(), x);
    if (above == band.x.begin() || above == band.x.end())
        return std::nullopt;
    const auto i = static_cast<std::size_t>(above - band.x.begin()) - 1;
    return (band.high[i] - band.low[i]) / 2;
}

QString placeText(const Scene& scene, double x)
{
    const QString label = QString::fromStdString(scene.figure.x.label);
    return (label.isEmpty() ? QStringLiteral("x") : label) + QStringLiteral(" = ") +
           readableNumber(x);
}

/// Where the mouse is along y, and the numbers of the fields there.
QStringList fieldTexts(const Scene& scene, double x, double y)
{
    QStringList texts;
    for (const ColourField& field : scene.figure.fields) {
        texts << QString::fromStdString(scene.figure.y.label) + QStringLiteral(" = ") +
                     readableNumber(y);
        if (const auto value = fieldValue(field, x, y)) {
            texts << QString::fromStdString(field.label) + QLatin1Char(' ') +
                         readableNumber(*value);
        }
    }
    return texts;
}

void drawHeldLine(QPainter& painter, const Scene& scene, const Handle& handle)
{
    const auto index = static_cast<std::size_t>(handle.index);
    const bool isRule = handle.kind == Handle::Kind::Rule;
    const std::vector<double>& boundaries = scene.figure.boundaries.positions;
    // The figure may be a newer one than that in which the handle was found.
    if (index >= (isRule ? scene.figure.rules.size() : boundaries.size()))
        return;
    const Role role = isRule ? scene.figure.rules[index].role : Role::Boundaries;
    const double x = isRule ? scene.figure.rules[index].x : boundaries[index];
    if (!scene.x.range.contains(x))
        return;
    const double at = scene.x.position(x);
    painter.setPen(QPen(roleStyle(role, scene.theme).pen.color(), 2.4));
    painter.drawLine(QPointF(at, scene.area.top()), QPointF(at, scene.area.bottom()));
}

} // namespace

std::optional<Handle> handleAt(const Scene& scene, const QPointF& position)
{
    if (const std::optional<Handle> rule = ruleAt(scene, position))
        return rule;
    return boundaryAt(scene, position);
}

QString readoutAt(const Scene& scene, const QPointF& position)
{
    if (!scene.area.contains(position))
        return {};
    const Figure& figure = scene.figure;
    const double x = scene.x.value(position.x());
    QStringList parts{placeText(scene, x)};
    for (const Curve& curve : figure.curves) {
        if (const double y = curveValue(curve, x); !curve.label.empty() && std::isfinite(y))
            parts << QString::fromStdString(curve.label) + QLatin1Char(' ') + readableNumber(y);
    }
    for (const Band& band : figure.bands) {
        if (const auto half = bandHalf(band, x))
            parts << QString::fromStdString(band.label) + QLatin1Char(' ') + readableNumber(*half);
    }
    parts << fieldTexts(scene, x, scene.y.value(position.y()));
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
        drawHeldLine(painter, scene, *handle);
        return;
    }
    if (!scene.area.contains(position))
        return;
    const double x = scene.x.value(position.x());
    painter.setPen(QPen(Scene::faded(scene.theme.foreground, 0.25), 1.0));
    painter.drawLine(QPointF(position.x(), scene.area.top()),
                     QPointF(position.x(), scene.area.bottom()));
    if (!scene.figure.fields.empty()) {
        painter.drawLine(QPointF(scene.area.left(), position.y()),
                         QPointF(scene.area.right(), position.y()));
    }
    for (const Curve& curve : scene.figure.curves) {
        const QPointF point(position.x(), scene.y.position(curveValue(curve, x)));
        if (!scene.shows(point))
            continue;
        painter.setPen(QPen(scene.theme.background, 1.5));
        painter.setBrush(curveStyle(lookOf(curve), scene.theme).pen.color());
        const double radius = 0.5 * scene.theme.markerSize + 1.0;
        painter.drawEllipse(point, radius, radius);
    }
}

} // namespace tradeoff::ui
