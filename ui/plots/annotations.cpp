// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/annotations.h"

#include "ui/plots/curves.h"
#include "ui/plots/plane_image.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace tradeoff::ui {

namespace {

constexpr double tagPadding = 6.0;
constexpr double tagTip = 4.0;

bool isUpright(const Rule& rule)
{
    return rule.direction == Rule::Direction::Upright;
}

QString labelOf(const Rule& rule)
{
    return QString::fromStdString(rule.label);
}

/// A rule's line with an edge at both sides, to be seen on every colour.
QRectF edged(const QRectF& line, const Rule& rule)
{
    constexpr double edge = 1.0;
    return isUpright(rule) ? line.adjusted(-edge, 0, edge, 0) : line.adjusted(0, -edge, 0, edge);
}

QFont boldFont(const Theme& theme)
{
    QFont font = theme.font;
    font.setBold(true);
    return font;
}

/// A triangle with its tip away from the middle of a tag.
QPolygonF arrowHead(const QPointF& base, const QPointF& tip)
{
    const QPointF along = tip - base;
    const QPointF across(-along.y(), along.x());
    return {base + across, tip, base - across};
}

/// Two small arrow heads in a tag: where it can be moved to. Left and right of the text, or both
/// at its left, up and down.
void drawGrip(QPainter& painter, const QRectF& tag, const Rule& rule)
{
    const double h = 0.18 * tag.height();
    for (const double side : {-1.0, 1.0}) {
        if (isUpright(rule)) {
            const QPointF base(tag.center().x() + side * (tag.width() / 2 - 2.2 * h),
                               tag.center().y());
            painter.drawPolygon(arrowHead(base, base + QPointF(side * h, 0)));
        } else {
            const QPointF base(tag.left() + 2.2 * h, tag.center().y() + side * 0.5 * h);
            painter.drawPolygon(arrowHead(base, base + QPointF(0, side * 1.2 * h)));
        }
    }
}

/// The tag's rectangle, with a tip that points to an upright rule's line.
QPainterPath tagShape(const Scene& scene, const Rule& rule, const QRectF& tag, double at)
{
    QPainterPath shape;
    shape.addRoundedRect(tag, 3.0, 3.0);
    if (!isUpright(rule))
        return shape;
    const double tip = std::clamp(at, tag.left() + tagTip, tag.right() - tagTip);
    QPainterPath pointer(QPointF(tip - tagTip, tag.bottom() - 0.5));
    pointer.lineTo(at, scene.area.top() + 0.5);
    pointer.lineTo(tip + tagTip, tag.bottom() - 0.5);
    pointer.closeSubpath();
    return shape.united(pointer);
}

/// \param at  position of the rule's line
void drawTag(QPainter& painter, const Scene& scene, const Rule& rule, double at,
             const QColor& colour)
{
    const QRectF tag = ruleTag(scene, rule);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(tagShape(scene, rule, tag, at));
    painter.setBrush(scene.theme.background);
    if (rule.draggable)
        drawGrip(painter, tag, rule);
    painter.setPen(scene.theme.background);
    painter.setFont(boldFont(scene.theme));
    const double grip = rule.draggable && !isUpright(rule) ? 0.6 * tag.height() : 0.0;
    painter.drawText(tag.adjusted(grip, 0, 0, 0), Qt::AlignCenter | Qt::TextSingleLine,
                     labelOf(rule));
}

struct HaloText {
    QPointF baseline;
    QString text;
    QColor colour;
};

/// Text with an edge of background, so that it stays readable over curves.
void drawHaloText(QPainter& painter, const Scene& scene, const HaloText& halo)
{
    const QFont font = boldFont(scene.theme);
    const QFontMetricsF metrics(font);
    QRectF edge = metrics.boundingRect(halo.text).translated(halo.baseline);
    edge.adjust(-3, -1, 3, 1);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Scene::faded(scene.theme.background, 0.8));
    painter.drawRoundedRect(edge, 3, 3);
    painter.setFont(font);
    painter.setPen(halo.colour);
    painter.drawText(halo.baseline, halo.text);
}

/// A tag is what a rule is dragged by. Where nothing is, a level rule is labelled by plain text:
/// a tag would hide some of the picture, which one above the area does not.
void drawRuleLabel(QPainter& painter, const Scene& scene, const Rule& rule, double at)
{
    if (rule.label.empty())
        return;
    const QColor colour = roleStyle(rule.role, scene.theme).pen.color();
    if (rule.draggable || isUpright(rule)) {
        drawTag(painter, scene, rule, at, colour);
        return;
    }
    const QRectF tag = ruleTag(scene, rule);
    const QPointF baseline(tag.left() + tagPadding - 3.0,
                           tag.bottom() - QFontMetricsF(boldFont(scene.theme)).descent() - 2.0);
    drawHaloText(painter, scene, {baseline, labelOf(rule), colour});
}

/// The marks' labels and symbols that are drawn already: others keep clear of them.
struct Taken {
    std::vector<QRectF> labels;
    std::vector<QRectF> symbols;

    [[nodiscard]] bool isFree(const QRectF& place) const
    {
        const auto meets = [&](const QRectF& other) { return other.intersects(place); };
        return std::none_of(labels.begin(), labels.end(), meets) &&
               std::none_of(symbols.begin(), symbols.end(), meets);
    }
};

/// Above its point, else below or beside it, where it is in the area and free; always between the
/// sides of the area.
QPointF markLabelBaseline(const Scene& scene, const QPointF& point, const QSizeF& size,
                          const Taken& taken)
{
    const QFontMetricsF metrics(boldFont(scene.theme));
    const QRectF& area = scene.area;
    const double radius = size.height() / 2;
    const double x = std::clamp(point.x() - size.width() / 2, area.left() + 4.0,
                                std::max(area.left() + 4.0, area.right() - size.width() - 4.0));
    const double above = point.y() - radius - metrics.descent() - 3.0;
    const double below = point.y() + radius + metrics.ascent() + 3.0;
    const double middle = point.y() + (metrics.ascent() - metrics.descent()) / 2;
    const std::array<QPointF, 4> places{QPointF(x, above), QPointF(x, below),
                                        QPointF(point.x() + radius + 5.0, middle),
                                        QPointF(point.x() - radius - size.width() - 5.0, middle)};
    for (const QPointF& place : places) {
        const QRectF text(place.x() - 3.0, place.y() - metrics.ascent() - 1.0, size.width() + 6.0,
                          metrics.height() + 2.0);
        const bool inside = text.top() >= area.top() - 1.0 && text.bottom() <= area.bottom() &&
                            text.left() >= area.left() && text.right() <= area.right();
        if (inside && taken.isFree(text))
            return place;
    }
    return above - metrics.ascent() >= area.top() ? places[0] : places[1];
}

/// A mark's look, never without a symbol.
RoleStyle markStyle(const Scene& scene, const Mark& mark)
{
    RoleStyle style = roleStyle(mark.role, scene.theme);
    if (style.marker == MarkerKind::None) {
        style.marker = MarkerKind::Disc;
        style.fill = style.pen.color();
    }
    return style;
}

void drawMarkLabel(QPainter& painter, const Scene& scene, const Mark& mark, const QPointF& point,
                   Taken& taken)
{
    const QString text = QString::fromStdString(mark.label);
    if (text.isEmpty())
        return;
    const QFontMetricsF metrics(boldFont(scene.theme));
    const QSizeF size(metrics.horizontalAdvance(text), 2.4 * scene.theme.markerSize);
    const QPointF baseline = markLabelBaseline(scene, point, size, taken);
    taken.labels.emplace_back(baseline.x() - 3.0, baseline.y() - metrics.ascent() - 1.0,
                              size.width() + 6.0, metrics.height() + 2.0);
    drawHaloText(painter, scene, {baseline, text, scene.theme.foreground});
}

} // namespace

double ruleTagHeight(const Figure& figure, const Theme& theme)
{
    const bool any = std::any_of(figure.rules.begin(), figure.rules.end(), [](const Rule& rule) {
        return isUpright(rule) && !rule.label.empty();
    });
    return any ? std::ceil(QFontMetricsF(boldFont(theme)).height() + 2.0 + tagTip) : 0.0;
}

bool ruleIsInView(const Scene& scene, const Rule& rule)
{
    return (isUpright(rule) ? scene.x : scene.y).range.contains(rule.at);
}

QRectF ruleTag(const Scene& scene, const Rule& rule)
{
    if (rule.label.empty() || !ruleIsInView(scene, rule))
        return {};
    const QFontMetricsF metrics(boldFont(scene.theme));
    const double height = metrics.height() + 1.0;
    const double width = metrics.horizontalAdvance(labelOf(rule)) + 2 * tagPadding +
                         (rule.draggable ? 0.6 * height : 0.0);
    const QRectF& area = scene.area;
    if (!isUpright(rule)) {
        const double above = scene.y.position(rule.at) - height;
        return {area.right() - width, std::max(above, area.top()), width, height};
    }
    const double centre = scene.x.position(rule.at);
    const double left = std::clamp(centre - width / 2, area.left() - 10.0,
                                   std::max(area.left(), area.right() + 10.0 - width));
    return {left, area.top() - tagTip - height, width, height};
}

void drawRules(QPainter& painter, const Scene& scene)
{
    for (const Rule& rule : scene.figure.rules) {
        if (!ruleIsInView(scene, rule))
            continue;
        const RoleStyle style = roleStyle(rule.role, scene.theme);
        const double width = scene.snappedWidth(style.pen.widthF());
        const AxisMap& axis = isUpright(rule) ? scene.x : scene.y;
        const double at = scene.snapped(axis.position(rule.at) - width / 2);
        const QRectF line = isUpright(rule)
                                ? QRectF(at, scene.area.top(), width, scene.area.height())
                                : QRectF(scene.area.left(), at, scene.area.width(), width);
        painter.setRenderHint(QPainter::Antialiasing, scene.medium == Medium::Vector);
        if (scene.figure.equalAspect && isColoured(scene.figure))
            painter.fillRect(edged(line, rule), Scene::faded(Qt::white, 0.8));
        painter.fillRect(line, style.pen.color());
        drawRuleLabel(painter, scene, rule, at + width / 2);
    }
}

void drawMarks(QPainter& painter, const Scene& scene)
{
    const double size = 2.4 * scene.theme.markerSize;
    Taken taken;
    std::vector<std::pair<const Mark*, QPointF>> shown;
    for (const Mark& mark : scene.figure.marks) {
        const QPointF point(scene.x.position(mark.x), scene.y.position(mark.y));
        if (!scene.shows(point, 1.0))
            continue;
        shown.emplace_back(&mark, point);
        taken.symbols.emplace_back(point.x() - size / 2, point.y() - size / 2, size, size);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& [mark, point] : shown)
        drawMarkLabel(painter, scene, *mark, point, taken);
    for (const auto& [mark, point] : shown)
        drawMarker(painter, markStyle(scene, *mark), point, size);
}

} // namespace tradeoff::ui
