// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/colour_field.h"

#include "ui/plots/axis_ticks.h"
#include "ui/plots/colour_map.h"

#include <QFontMetricsF>
#include <QImage>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double barWidth = 14.0;
constexpr double barDistance = 12.0; ///< from the area
constexpr double tickLength = 4.0;
constexpr double outerPadding = 8.0;
/// Pixels of a vector picture's image to a layout pixel: 288 an inch.
constexpr double vectorDensity = 3.0;
/// A click so near to a mark, in layout pixels, means the mark.
constexpr double markDistance = 7.0;

/// The cell between whose edges a value is; nothing outside.
std::optional<std::size_t> cellOf(const std::vector<double>& edges, double value)
{
    if (edges.size() < 2 || !(edges.front() <= value && value <= edges.back()))
        return std::nullopt;
    const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, value);
    return static_cast<std::size_t>(above - edges.begin()) - 1;
}

/// The cell below the middle of each of so many pixels from one end of an axis to the other.
std::vector<std::optional<std::size_t>> cellsOfPixels(const std::vector<double>& edges,
                                                      const AxisMap& map, int count)
{
    std::vector<std::optional<std::size_t>> cells(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double position = map.from + (map.to - map.from) * (i + 0.5) / count;
        cells[static_cast<std::size_t>(i)] = cellOf(edges, map.value(position));
    }
    return cells;
}

QImage fieldImage(const Scene& scene, const ColourField& field, const QSize& size)
{
    std::vector<QRgb> colours;
    for (const double value : field.values) {
        const QColor colour = fieldColour(field, value);
        colours.push_back(colour.isValid() ? colour.rgb() : qRgba(0, 0, 0, 0));
    }
    const auto columns = cellsOfPixels(field.x, scene.x, size.width());
    const auto rows = cellsOfPixels(field.y, scene.y, size.height());
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const std::size_t stride = field.x.size() - 1;
    for (int y = 0; y < size.height(); ++y) {
        const auto row = rows[static_cast<std::size_t>(size.height() - 1 - y)];
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; row && x < size.width(); ++x) {
            if (const auto column = columns[static_cast<std::size_t>(x)])
                line[x] = colours[*row * stride + *column];
        }
    }
    return image;
}

/// Where the scale's bar stands.
QRectF barPlace(const Scene& scene)
{
    return {scene.area.right() + barDistance, scene.area.top(), barWidth, scene.area.height()};
}

/// Ticks with room between their numbers: on a logarithmic scale round steps come ever closer.
AxisTicks scaleTicks(const ColourField& field, const Theme& theme, double length)
{
    const double distance = 1.3 * QFontMetricsF(theme.font).height();
    const AxisTicks all = axisTicks(field.range, field.scale, length, distance);
    const AxisMap map{field.scale, field.range, 0.0, length};
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

void drawBar(QPainter& painter, const QRectF& bar)
{
    constexpr int steps = 256;
    QImage image(1, steps, QImage::Format_RGB32);
    for (int i = 0; i < steps; ++i)
        image.setPixelColor(0, i, mapColour(1.0 - (i + 0.5) / steps));
    painter.drawImage(bar, image);
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

void drawFields(QPainter& painter, const Scene& scene)
{
    for (const ColourField& field : scene.figure.fields) {
        if (field.x.size() < 2 || field.values.empty())
            continue;
        const QRectF place(QPointF(scene.x.from, scene.y.to), QPointF(scene.x.to, scene.y.from));
        const double density = scene.medium == Medium::Vector ? vectorDensity : scene.pixelRatio;
        const QSize size(std::max(1, qRound(place.width() * density)),
                         std::max(1, qRound(place.height() * density)));
        painter.drawImage(place, fieldImage(scene, field, size));
    }
}

double colourScaleWidth(const Figure& figure, const Theme& theme)
{
    if (figure.fields.empty())
        return 0.0;
    // With ticks as close as they may be, so that the margin does not depend on the height.
    constexpr double tall = 2000.0;
    const double numbers = widestNumber(scaleTicks(figure.fields.front(), theme, tall), theme);
    return barDistance + barWidth + tickLength + 3.0 + numbers + 6.0 +
           QFontMetricsF(theme.font).height() + outerPadding;
}

void drawColourScale(QPainter& painter, const Scene& scene)
{
    if (scene.figure.fields.empty())
        return;
    const ColourField& field = scene.figure.fields.front();
    const QRectF bar = barPlace(scene);
    const AxisMap map{field.scale, field.range, bar.bottom(), bar.top()};
    const AxisTicks ticks = scaleTicks(field, scene.theme, bar.height());
    const QFontMetricsF metrics(scene.theme.font);
    drawBar(painter, bar);
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
    drawUpright(painter, QPointF(beside + metrics.height() / 2, bar.center().y()),
                QString::fromStdString(field.label));
}

std::optional<double> fieldValue(const ColourField& field, double x, double y)
{
    const auto column = cellOf(field.x, x);
    const auto row = cellOf(field.y, y);
    if (!column || !row)
        return std::nullopt;
    const double value = field.values[*row * (field.x.size() - 1) + *column];
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

std::optional<QPointF> pickedPoint(const Scene& scene, const QPointF& position)
{
    const std::vector<ColourField>& fields = scene.figure.fields;
    if (fields.empty() || !fields.front().pickable)
        return std::nullopt;
    const Mark* nearest = nullptr;
    double least = markDistance;
    for (const Mark& mark : scene.figure.marks) {
        const QPointF step = QPointF(scene.x.position(mark.x), scene.y.position(mark.y)) - position;
        if (const double distance = std::hypot(step.x(), step.y());
            mark.role != Role::CurrentPoint && distance <= least) {
            nearest = &mark;
            least = distance;
        }
    }
    if (nearest != nullptr)
        return QPointF(nearest->x, nearest->y);
    const auto rounded = [](const AxisMap& map, double at) {
        const double value = map.value(at);
        const double pixel = std::abs(map.value(at + 1.0) - value);
        const double step = std::pow(10.0, std::round(std::log10(pixel)));
        // Divided where it is a fraction: 0.43 is to be the number that is written so.
        return step < 1.0 ? std::round(value / step) / std::round(1.0 / step)
                          : std::round(value / step) * step;
    };
    return QPointF(rounded(scene.x, position.x()), rounded(scene.y, position.y()));
}

} // namespace tradeoff::ui
