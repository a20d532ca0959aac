// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/regions.h"

#include "ui/plots/area_image.h"

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double tickLength = 7.0;
/// Boundaries that are closer than this on average, in layout pixels, become a tint.
constexpr double densestLines = 3.0;
constexpr double tintColumn = 12.0;
constexpr std::size_t tintLevels = 4;

/// Positions of the boundaries in view.
std::vector<double> visibleBoundaries(const Scene& scene)
{
    const std::vector<double>& all = scene.figure.boundaries.positions;
    std::vector<double> visible;
    const auto first = std::lower_bound(all.begin(), all.end(), scene.x.range.low);
    for (auto x = first; x != all.end() && *x <= scene.x.range.high; ++x)
        visible.push_back(scene.x.position(*x));
    return visible;
}

/// Boundaries too dense to be told apart, as a tint that is the stronger the more there are.
void drawBoundaryTint(QPainter& painter, const Scene& scene, const std::vector<double>& positions,
                      const QColor& colour)
{
    const auto columns = static_cast<std::size_t>(std::ceil(scene.area.width() / tintColumn)) + 1;
    std::vector<std::size_t> counts(columns, 0);
    std::size_t most = 1;
    for (const double x : positions) {
        std::size_t& count = counts[static_cast<std::size_t>((x - scene.area.left()) / tintColumn)];
        most = std::max(most, ++count);
    }
    const auto level = [&](std::size_t i) { return (counts[i] * tintLevels + most - 1) / most; };
    for (std::size_t i = 0; i < columns;) {
        std::size_t end = i + 1;
        while (end < columns && level(end) == level(i))
            ++end;
        const double left = scene.area.left() + static_cast<double>(i) * tintColumn;
        const double width = static_cast<double>(end - i) * tintColumn;
        const double share = static_cast<double>(level(i)) / tintLevels;
        painter.fillRect(QRectF(left, scene.area.top(), width, scene.area.height()),
                         Scene::faded(colour, 0.07 * share));
        painter.fillRect(QRectF(left, scene.area.bottom() - tickLength, width, tickLength),
                         Scene::faded(colour, 0.6 * share));
        i = end;
    }
}

/// Many thin upright lines over the whole height: all rows of pixels are the same, so that copies
/// of one cost much less than lines.
void drawManyLines(QPainter& painter, const Scene& scene, const QList<QRectF>& lines,
                   const QColor& colour)
{
    const double ratio = scene.pixelRatio;
    AreaImage area(scene, ratio);
    QImage& image = area.image();
    auto* const first = reinterpret_cast<QRgb*>(image.scanLine(0));
    for (const QRectF& line : lines) {
        const auto column = [&](double x) {
            return std::clamp(qRound((x - area.origin().x()) * ratio), 0, image.width());
        };
        std::fill(first + column(line.left()), first + column(line.right()),
                  qPremultiply(colour.rgba()));
    }
    for (int y = 1; y < image.height(); ++y)
        std::copy_n(first, image.width(), reinterpret_cast<QRgb*>(image.scanLine(y)));
    area.draw(painter);
}

void drawHandles(QPainter& painter, const Scene& scene, const std::vector<double>& positions,
                 const QColor& colour)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double bottom = scene.area.bottom();
    const double half = 4.0;
    for (const double x : positions) {
        painter.drawPolygon(QPolygonF{QPointF(x, bottom - tickLength - 1.0),
                                      QPointF(x + half, bottom), QPointF(x - half, bottom)});
    }
}

} // namespace

void drawBoundaries(QPainter& painter, const Scene& scene)
{
    const std::vector<double> positions = visibleBoundaries(scene);
    if (positions.empty())
        return;
    const QColor colour = roleStyle(Role::Boundaries, scene.theme).pen.color();
    const double spacing = scene.area.width() / static_cast<double>(positions.size());
    const double width = scene.snappedWidth(1.0);
    const double tickWidth = scene.snappedWidth(std::clamp(spacing / 4.0, 1.0, 1.6));
    painter.setRenderHint(QPainter::Antialiasing, scene.medium == Medium::Vector);
    painter.setPen(Qt::NoPen);
    if (spacing < densestLines) {
        drawBoundaryTint(painter, scene, positions, colour);
        return;
    }
    QList<QRectF> lines;
    QList<QRectF> ticks;
    for (const double x : positions) {
        const double left = scene.snapped(x - width / 2);
        lines.append({left, scene.area.top(), width, scene.area.height()});
        ticks.append({left, scene.area.bottom() - tickLength, tickWidth, tickLength});
    }
    const QColor faint = Scene::faded(colour, 0.35 * std::clamp(spacing / 16.0, 0.2, 1.0));
    constexpr qsizetype many = 30;
    if (scene.medium == Medium::Pixels && lines.size() > many) {
        drawManyLines(painter, scene, lines, faint);
    } else {
        painter.setBrush(faint);
        painter.drawRects(lines);
    }
    painter.setBrush(colour);
    painter.drawRects(ticks);
    if (scene.figure.boundaries.draggable && spacing >= 12.0)
        drawHandles(painter, scene, positions, colour);
}

} // namespace tradeoff::ui
