// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/legend.h"

#include "ui/plots/cloud_image.h"
#include "ui/plots/curves.h"
#include "ui/plots/regions.h"

#include <QFontMetricsF>

#include <algorithm>

namespace tradeoff::ui {

namespace {

constexpr double gap = 5.0;
constexpr double entryDistance = 13.0;
/// Of the theme's text, where a strip in full size would be too high.
constexpr double smallerText = 0.88;

/// Long enough for one period of every dash pattern.
double sampleWidth(const LegendEntry& entry, const Theme& theme)
{
    switch (entry.sample) {
    case LegendSample::Line:
    case LegendSample::Treads:
    case LegendSample::Markers:
        return 10.0 + 9.0 * theme.lineWidth;
    case LegendSample::Points:
    case LegendSample::ErrorBars:
        return theme.markerSize + 4.0;
    case LegendSample::Box:
    case LegendSample::Shade:
        return QFontMetricsF(theme.font).ascent() * 1.1;
    }
    return 0.0;
}

void addEntry(std::vector<LegendEntry>& entries, LegendEntry entry)
{
    if (!entry.text.isEmpty() && std::find(entries.begin(), entries.end(), entry) == entries.end())
        entries.push_back(std::move(entry));
}

QString text(const std::string& label)
{
    return QString::fromStdString(label);
}

/// A curve's sample: two treads at different heights for steps, else a line, with its marker.
void drawLineSample(QPainter& painter, const Scene& scene, const LegendEntry& entry,
                    const QRectF& place)
{
    const RoleStyle style = curveStyle(entry.look(), scene.theme);
    const double y = place.center().y();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(style.pen);
    if (entry.sample == LegendSample::Treads && style.pen.style() == Qt::SolidLine) {
        const double step = 2.5;
        const double middle = place.center().x();
        painter.drawLine(QPointF(place.left(), y + step), QPointF(middle, y + step));
        painter.drawLine(QPointF(middle, y - step), QPointF(place.right(), y - step));
    } else {
        painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y));
    }
    if (style.marker != MarkerKind::None)
        drawMarker(painter, style, place.center(), 0.8 * scene.theme.markerSize + 1.0);
}

void drawPointSample(QPainter& painter, const Scene& scene, const PointLook& look,
                     const QPointF& centre)
{
    const double radius = scene.theme.markerSize / 2;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(look.rim ? QPen(*look.rim, 0.3 * radius) : QPen(Qt::NoPen));
    painter.setBrush(look.fill);
    painter.drawEllipse(centre, radius, radius);
}

void drawSample(QPainter& painter, const Scene& scene, const LegendEntry& entry,
                const QRectF& place)
{
    const RoleStyle style = roleStyle(entry.role, scene.theme);
    switch (entry.sample) {
    case LegendSample::Line:
    case LegendSample::Treads:
    case LegendSample::Markers:
        drawLineSample(painter, scene, entry, place);
        break;
    case LegendSample::ErrorBars:
        drawErrorBar(painter, scene, style, place.center(), 0.35 * place.height());
        break;
    case LegendSample::Points:
        drawPointSample(painter, scene, pointLook(scene, entry.role), place.center());
        break;
    case LegendSample::Box:
    case LegendSample::Shade: {
        const double side = place.width() * 0.8;
        QRectF square(0, 0, place.width(), side);
        square.moveCenter(place.center());
        if (entry.sample == LegendSample::Shade) {
            drawShade(painter, scene, {entry.role}, square);
            painter.setPen(QPen(Scene::faded(style.pen.color(), 0.5), 0.8));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(square);
        } else
            painter.fillRect(square, style.fill);
        break;
    }
    }
}

/// Places of entries in rows of a width.
LegendLayout wrapped(const std::vector<LegendEntry>& entries, const Theme& theme, double width)
{
    LegendLayout layout;
    layout.font = theme.font;
    const double rowHeight = QFontMetricsF(theme.font).height() + 1.0;
    double x = 0.0;
    double y = 0.0;
    for (const LegendEntry& entry : entries) {
        const double entryWidth = legendEntryWidth(entry, theme);
        if (x > 0.0 && x + entryWidth > width) {
            x = 0.0;
            y += rowHeight;
        }
        layout.places.emplace_back(x, y, entryWidth, rowHeight);
        x += entryWidth + entryDistance;
    }
    layout.height = entries.empty() ? 0.0 : y + rowHeight;
    return layout;
}

} // namespace

LegendEntry legendEntry(const Curve& curve)
{
    LegendSample sample = LegendSample::Line;
    if (curve.shape == CurveShape::Treads) {
        sample = LegendSample::Treads;
    } else if (curve.shape == CurveShape::Markers) {
        sample = LegendSample::Markers;
    } else if (curve.shape == CurveShape::ErrorBars) {
        sample = LegendSample::ErrorBars;
    }
    return {curve.role, sample, text(curve.label), curve.group, curve.emphasised};
}

std::vector<LegendEntry> legendEntries(const Figure& figure)
{
    std::vector<LegendEntry> entries;
    for (const Curve& curve : figure.curves)
        addEntry(entries, legendEntry(curve));
    for (const StepBundle& bundle : figure.bundles)
        addEntry(entries, {bundle.role, LegendSample::Treads, text(bundle.label)});
    for (const Band& band : figure.bands)
        addEntry(entries, {band.role, LegendSample::Box, text(band.label)});
    for (const PointCloud& cloud : figure.clouds)
        addEntry(entries, {cloud.role, LegendSample::Points, text(cloud.label)});
    for (const Box& box : figure.boxes)
        addEntry(entries, {box.role, LegendSample::Box, text(box.label)});
    for (const Shade& shade : figure.shades)
        addEntry(entries, {shade.role, LegendSample::Shade, text(shade.label)});
    return entries;
}

double legendEntryWidth(const LegendEntry& entry, const Theme& theme)
{
    return sampleWidth(entry, theme) + gap +
           QFontMetricsF(theme.font).horizontalAdvance(entry.text);
}

LegendLayout layOutLegend(std::vector<LegendEntry> entries, const Theme& theme,
                          const QSizeF& wanted)
{
    LegendLayout layout = wrapped(entries, theme, wanted.width());
    if (layout.height > wanted.height()) {
        Theme smaller = theme;
        smaller.font.setPointSizeF(smallerText * theme.font.pointSizeF());
        layout = wrapped(entries, smaller, wanted.width());
    }
    layout.entries = std::move(entries);
    return layout;
}

void drawLegendEntry(QPainter& painter, const Scene& scene, const LegendEntry& entry,
                     const QRectF& place)
{
    const double width = sampleWidth(entry, scene.theme);
    drawSample(painter, scene, entry, QRectF(place.left(), place.top(), width, place.height()));
    painter.setFont(scene.theme.font);
    painter.setPen(scene.theme.foreground);
    const QFontMetricsF metrics(scene.theme.font);
    const double baseline = place.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    painter.drawText(QPointF(place.left() + width + gap, baseline), entry.text);
}

void drawLegend(QPainter& painter, const Scene& scene, const LegendLayout& layout,
                const QPointF& origin)
{
    Theme theme = scene.theme;
    theme.font = layout.font;
    const Scene strip{scene.figure,     theme,       scene.x, scene.y, scene.area,
                      scene.pixelRatio, scene.medium};
    for (std::size_t i = 0; i < layout.entries.size(); ++i)
        drawLegendEntry(painter, strip, layout.entries[i], layout.places[i].translated(origin));
}

} // namespace tradeoff::ui
