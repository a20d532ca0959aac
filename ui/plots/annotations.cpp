// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/annotations.h"

#include "ui/plots/curves.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double tagPadding = 6.0;
constexpr double tagTip = 4.0;

bool inView(const Scene& scene, double x)
{
    return scene.x.range.contains(x);
}

QString labelOf(const Rule& rule)
{
    return QString::fromStdString(rule.label);
}

QFont boldFont(const Theme& theme)
{
    QFont font = theme.font;
    font.setBold(true);
    return font;
}

/// Two small arrow heads, left and right of a tag's text: it can be moved.
void drawGrip(QPainter& painter, const QRectF& tag, double centre)
{
    const double y = tag.center().y();
    const double h = 0.18 * tag.height();
    for (const double side : {-1.0, 1.0}) {
        const double x = centre + side * (tag.width() / 2 - 1.2 * h);
        painter.drawPolygon(
            QPolygonF{QPointF(x, y), QPointF(x - side * h, y - h), QPointF(x - side * h, y + h)});
    }
}

void drawTag(QPainter& painter, const Scene& scene, const Rule& rule, double x,
             const QColor& colour)
{
    const QRectF tag = ruleTag(scene, rule);
    QPainterPath shape;
    shape.addRoundedRect(tag, 3.0, 3.0);
    const double tip = std::clamp(x, tag.left() + tagTip, tag.right() - tagTip);
    QPainterPath pointer(QPointF(tip - tagTip, tag.bottom() - 0.5));
    pointer.lineTo(x, scene.area.top() + 0.5);
    pointer.lineTo(tip + tagTip, tag.bottom() - 0.5);
    pointer.closeSubpath();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(shape.united(pointer));
    painter.setBrush(scene.theme.background);
    if (rule.draggable)
        drawGrip(painter, tag, tag.center().x());
    painter.setPen(scene.theme.background);
    painter.setFont(boldFont(scene.theme));
    painter.drawText(tag, Qt::AlignCenter | Qt::TextSingleLine, labelOf(rule));
}

/// Text with an edge of background, so that it stays readable over curves.
void drawHaloText(QPainter& painter, const Scene& scene, const QPointF& baseline,
                  const QString& text)
{
    const QFont font = boldFont(scene.theme);
    const QFontMetricsF metrics(font);
    QRectF halo = metrics.boundingRect(text).translated(baseline);
    halo.adjust(-3, -1, 3, 1);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Scene::faded(scene.theme.background, 0.8));
    painter.drawRoundedRect(halo, 3, 3);
    painter.setFont(font);
    painter.setPen(scene.theme.foreground);
    painter.drawText(baseline, text);
}

/// Above its point; below where the upper edge is near; always between the sides of the area.
QPointF markLabelBaseline(const Scene& scene, const QPointF& point, double width, double radius)
{
    const QFontMetricsF metrics(boldFont(scene.theme));
    const QRectF& area = scene.area;
    const double x = std::clamp(point.x() - width / 2, area.left() + 4.0,
                                std::max(area.left() + 4.0, area.right() - width - 4.0));
    const double above = point.y() - radius - metrics.descent() - 3.0;
    const double below = point.y() + radius + metrics.ascent() + 3.0;
    return {x, above - metrics.ascent() >= area.top() ? above : below};
}

} // namespace

double ruleTagHeight(const Figure& figure, const Theme& theme)
{
    const bool any = std::any_of(figure.rules.begin(), figure.rules.end(),
                                 [](const Rule& rule) { return !rule.label.empty(); });
    return any ? std::ceil(QFontMetricsF(boldFont(theme)).height() + 2.0 + tagTip) : 0.0;
}

QRectF ruleTag(const Scene& scene, const Rule& rule)
{
    if (rule.label.empty() || !inView(scene, rule.x))
        return {};
    const QFontMetricsF metrics(boldFont(scene.theme));
    const double height = metrics.height() + 1.0;
    const double width = metrics.horizontalAdvance(labelOf(rule)) + 2 * tagPadding +
                         (rule.draggable ? 0.6 * height : 0.0);
    const double centre = scene.x.position(rule.x);
    const double left = std::clamp(centre - width / 2, scene.area.left() - 10.0,
                                   std::max(scene.area.left(), scene.area.right() + 10.0 - width));
    return {left, scene.area.top() - tagTip - height, width, height};
}

void drawRules(QPainter& painter, const Scene& scene)
{
    for (const Rule& rule : scene.figure.rules) {
        if (!inView(scene, rule.x))
            continue;
        const RoleStyle style = roleStyle(rule.role, scene.theme);
        const double width = scene.snappedWidth(style.pen.widthF());
        const double x = scene.snapped(scene.x.position(rule.x) - width / 2);
        painter.setRenderHint(QPainter::Antialiasing, scene.medium == Medium::Vector);
        painter.fillRect(QRectF(x, scene.area.top(), width, scene.area.height()),
                         style.pen.color());
        if (!rule.label.empty())
            drawTag(painter, scene, rule, x + width / 2, style.pen.color());
    }
}

void drawMarks(QPainter& painter, const Scene& scene)
{
    for (const Mark& mark : scene.figure.marks) {
        const QPointF point(scene.x.position(mark.x), scene.y.position(mark.y));
        if (!scene.shows(point, 1.0))
            continue;
        RoleStyle style = roleStyle(mark.role, scene.theme);
        if (style.marker == MarkerKind::None) {
            style.marker = MarkerKind::Disc;
            style.fill = style.pen.color();
        }
        const double size = 2.4 * scene.theme.markerSize;
        painter.setRenderHint(QPainter::Antialiasing);
        const QString text = QString::fromStdString(mark.label);
        if (!text.isEmpty()) {
            const double width = QFontMetricsF(boldFont(scene.theme)).horizontalAdvance(text);
            drawHaloText(painter, scene, markLabelBaseline(scene, point, width, size / 2), text);
        }
        drawMarker(painter, style, point, size);
    }
}

} // namespace tradeoff::ui
