// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/colour_scale.h"

#include "ui/plots/area_image.h"
#include "ui/plots/axis_ticks.h"
#include "ui/plots/colour_map.h"

#include <QFontMetricsF>
#include <QImage>

#include <algorithm>

namespace tradeoff::ui {

namespace {

constexpr double barWidth = 14.0;
constexpr double barDistance = 12.0; ///< from the area
constexpr double tickLength = 4.0;
constexpr double outerPadding = 8.0;

/// Where the scale's bar stands.
QRectF barPlace(const Scene& scene)
{
    return {scene.area.right() + barDistance, scene.area.top(), barWidth, scene.area.height()};
}

/// Ticks with room between their numbers: on a logarithmic scale round steps come ever closer.
AxisTicks scaleTicks(const ColourScale& scale, const Theme& theme, double length)
{
    const double distance = 1.3 * QFontMetricsF(theme.font).height();
    const AxisTicks all = axisTicks(scale.range, scale.scale, length, distance);
    const AxisMap map{scale.scale, scale.range, 0.0, length};
    AxisTicks ticks;
    for (std::size_t i = 0; i < all.major.size(); ++i) {
        if (!ticks.major.empty() &&
            map.position(all.major[i]) - map.position(ticks.major.back()) < distance)
            continue;
        ticks.major.push_back(all.major[i]);
        ticks.labels.push_back(all.labels[i]);
    }
    return ticks;
}

double widestNumber(const AxisTicks& ticks, const Theme& theme)
{
    double width = 0.0;
    for (const QString& label : ticks.labels)
        width = std::max(width, QFontMetricsF(theme.font).horizontalAdvance(label));
    return width;
}

void drawBar(QPainter& painter, const QRectF& bar, ColourMap map)
{
    constexpr int steps = 256;
    QImage image(1, steps, QImage::Format_RGB32);
    for (int i = 0; i < steps; ++i)
        image.setPixelColor(0, i, mapColour(1.0 - (i + 0.5) / steps, map));
    drawPicture(painter, bar, image);
}

/// Reading upwards, as the label of the axis at the left does.
void drawUpright(QPainter& painter, const QPointF& centre, const QString& text)
{
    const QFontMetricsF metrics(painter.font());
    painter.save();
    painter.translate(centre);
    painter.rotate(-90.0);
    painter.drawText(
        QPointF(-metrics.horizontalAdvance(text) / 2, (metrics.ascent() - metrics.descent()) / 2),
        text);
    painter.restore();
}

} // namespace

const ColourScale* shownScale(const Figure& figure)
{
    const auto filled = std::find_if(figure.tilings.begin(), figure.tilings.end(),
                                     [](const Tiling& tiling) { return !tiling.values.empty(); });
    if (filled != figure.tilings.end())
        return &filled->colours;
    return figure.fields.empty() ? nullptr : &figure.fields.front().colours;
}

double colourScaleWidth(const Figure& figure, const Theme& theme)
{
    const ColourScale* shown = shownScale(figure);
    if (shown == nullptr)
        return 0.0;
    // With ticks as close as they may be, so that the margin does not depend on the height.
    constexpr double tall = 2000.0;
    const double numbers = widestNumber(scaleTicks(*shown, theme, tall), theme);
    return barDistance + barWidth + tickLength + 3.0 + numbers + 6.0 +
           QFontMetricsF(theme.font).height() + outerPadding;
}

void drawColourScale(QPainter& painter, const Scene& scene)
{
    const ColourScale* shown = shownScale(scene.figure);
    if (shown == nullptr)
        return;
    const QRectF bar = barPlace(scene);
    const AxisMap map{shown->scale, shown->range, bar.bottom(), bar.top()};
    const AxisTicks ticks = scaleTicks(*shown, scene.theme, bar.height());
    const QFontMetricsF metrics(scene.theme.font);
    drawBar(painter, bar, shown->map);
    painter.setRenderHint(QPainter::Antialiasing, scene.medium == Medium::Vector);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(scene.theme.foreground, 1.0));
    painter.setFont(scene.theme.font);
    for (std::size_t i = 0; i < ticks.major.size(); ++i) {
        const double y = map.position(ticks.major[i]);
        painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + tickLength, y));
        painter.drawText(
            QPointF(bar.right() + tickLength + 3.0, y + (metrics.ascent() - metrics.descent()) / 2),
            ticks.labels[i]);
    }
    const double beside = bar.right() + tickLength + 3.0 + widestNumber(ticks, scene.theme) + 6.0;
    // A label longer than the bar goes on below it, where the numbers of the x-axis leave room.
    const QString label = QString::fromStdString(shown->label);
    const double lowest = bar.top() + metrics.horizontalAdvance(label) / 2;
    drawUpright(painter, QPointF(beside + metrics.height() / 2, std::max(bar.center().y(), lowest)),
                label);
}

} // namespace tradeoff::ui
