// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/regions.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

/// Narrower boxes are averaged over pixel columns.
constexpr double narrowestBox = 1.5;
constexpr double textPadding = 5.0;

/// Mean lower and upper edges of one role's boxes in each pixel column, weighted by width.
struct Columns {
    Role role;
    std::vector<double> weight;
    std::vector<double> low;
    std::vector<double> high;
};

Columns& columnsOf(std::vector<Columns>& all, Role role, std::size_t count)
{
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Columns& c) { return c.role == role; });
    if (found != all.end())
        return *found;
    const std::vector<double> zeros(count, 0.0);
    return all.emplace_back(Columns{role, zeros, zeros, zeros});
}

void addBox(Columns& columns, const QRectF& box, const QRectF& area, double columnWidth)
{
    const double left = (box.left() - area.left()) / columnWidth;
    const double right = (box.right() - area.left()) / columnWidth;
    const auto first = static_cast<std::size_t>(std::max(0.0, std::floor(left)));
    for (std::size_t i = first; i < columns.weight.size(); ++i) {
        const auto edge = static_cast<double>(i);
        if (edge >= right)
            break;
        const double weight = std::min(right, edge + 1.0) - std::max(left, edge);
        columns.weight[i] += weight;
        columns.low[i] += weight * box.bottom();
        columns.high[i] += weight * box.top();
    }
}

void drawDenseBoxes(QPainter& painter, const Scene& scene, const std::vector<const Box*>& boxes)
{
    const double columnWidth = 1.0 / scene.pixelRatio;
    const auto count = static_cast<std::size_t>(scene.area.width() / columnWidth) + 1;
    std::vector<Columns> all;
    for (const Box* box : boxes)
        addBox(columnsOf(all, box->role, count), visibleBox(scene, *box), scene.area, columnWidth);
    for (const Columns& columns : all) {
        QList<QRectF> strokes;
        for (std::size_t i = 0; i < count; ++i) {
            if (columns.weight[i] <= 0.0)
                continue;
            const double low = columns.low[i] / columns.weight[i];
            const double high = columns.high[i] / columns.weight[i];
            strokes.append({scene.area.left() + static_cast<double>(i) * columnWidth, high,
                            columnWidth, low - high});
        }
        painter.setBrush(roleStyle(columns.role, scene.theme).fill);
        painter.drawRects(strokes);
    }
}

double luminance(const QColor& colour)
{
    const auto linear = [](float part) {
        return part <= 0.04045F ? part / 12.92F : std::pow((part + 0.055F) / 1.055F, 2.4F);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

/// Black or white, whichever stands out more from a fill.
QColor textColourOn(const QColor& fill)
{
    const double light = luminance(fill);
    const bool blackIsClearer = (light + 0.05) / 0.05 > 1.05 / (light + 0.05);
    return blackIsClearer ? Qt::black : Qt::white;
}

void drawBox(QPainter& painter, const Scene& scene, const Box& box)
{
    const QRectF visible = visibleBox(scene, box);
    const QBrush fill = roleStyle(box.role, scene.theme).fill;
    const double left = scene.snapped(visible.left());
    const double right = scene.snapped(visible.right());
    // A seam of background separates neighbours that are wide enough to spare it.
    const double seam = visible.width() >= 5.0 ? scene.snappedWidth(1.0) : 0.0;
    const QRectF body(left, scene.snapped(visible.top()), right - left - seam,
                      scene.snapped(visible.bottom()) - scene.snapped(visible.top()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRect(body);
    const QString text = textInBox(scene, box);
    if (text.isEmpty())
        return;
    painter.setPen(textColourOn(fill.color()));
    painter.setFont(scene.theme.font);
    painter.drawText(body, Qt::AlignCenter | Qt::TextSingleLine, text);
}

bool isShared(const std::vector<Box>& boxes, const Box& box)
{
    return std::any_of(boxes.begin(), boxes.end(), [&](const Box& other) {
        return &other != &box && other.role == box.role && other.label == box.label;
    });
}

} // namespace

QRectF visibleBox(const Scene& scene, const Box& box)
{
    const auto [left, right] = scene.x.span(box.x);
    const auto [top, bottom] = scene.y.span(box.y);
    return {left, top, right - left, bottom - top};
}

QString textInBox(const Scene& scene, const Box& box)
{
    if (box.label.empty() || isShared(scene.figure.boxes, box))
        return {};
    const QRectF room = visibleBox(scene, box).adjusted(textPadding, 1, -textPadding, -1);
    const QFontMetricsF metrics(scene.theme.font);
    const QString label = QString::fromStdString(box.label);
    const QString number = label.section(QLatin1Char(' '), -1);
    for (const QString& text : {label, number}) {
        if (metrics.horizontalAdvance(text) <= room.width() && metrics.ascent() <= room.height())
            return text;
    }
    return {};
}

void drawBoxes(QPainter& painter, const Scene& scene)
{
    std::vector<const Box*> visible;
    for (const Box& box : scene.figure.boxes) {
        if (box.x.high >= scene.x.range.low && box.x.low <= scene.x.range.high)
            visible.push_back(&box);
    }
    if (visible.empty())
        return;
    painter.setRenderHint(QPainter::Antialiasing, scene.medium == Medium::Vector);
    painter.setPen(Qt::NoPen);
    double width = 0.0;
    for (const Box* box : visible)
        width += visibleBox(scene, *box).width();
    if (width < narrowestBox / scene.pixelRatio * static_cast<double>(visible.size())) {
        drawDenseBoxes(painter, scene, visible);
        return;
    }
    for (const Box* box : visible)
        drawBox(painter, scene, *box);
}

} // namespace tradeoff::ui
