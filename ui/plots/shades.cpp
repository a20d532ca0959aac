// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/area_image.h"
#include "ui/plots/regions.h"

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double hatchSpacing = 6.0;
/// Narrower shades are tinted without hatching.
constexpr double narrowestHatched = 3.0;

/// Diagonals on lines that are the same for all shades, so that neighbours join without a seam.
void drawHatching(QPainter& painter, const QRectF& box, const QPen& pen)
{
    QList<QLineF> lines;
    const int first = static_cast<int>(std::ceil((box.left() + box.top()) / hatchSpacing));
    const int last = static_cast<int>(std::floor((box.right() + box.bottom()) / hatchSpacing));
    for (int i = first; i <= last; ++i) {
        const double sum = i * hatchSpacing;
        const double left = std::max(box.left(), sum - box.bottom());
        const double right = std::min(box.right(), sum - box.top());
        lines.append({left, sum - left, right, sum - right});
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.drawLines(lines);
}

ShadeKind kindOf(const Shade& shade)
{
    constexpr std::size_t colours = 24; // more could not be told apart
    return {shade.role, shade.group % colours};
}

/// Visible shades of one kind, neighbours joined, so that ten thousand cost no more than a few.
std::vector<QRectF> joinedShades(const Scene& scene, const ShadeKind& kind)
{
    std::vector<QRectF> joined;
    for (const Shade& shade : scene.figure.shades) {
        const bool visible = shade.x.high >= scene.x.range.low && shade.x.low <= scene.x.range.high;
        if (kindOf(shade) != kind || !visible)
            continue;
        const auto [left, right] = scene.x.span(shade.x);
        if (!joined.empty() && left <= joined.back().right() + 0.5 / scene.pixelRatio) {
            joined.back().setRight(std::max(joined.back().right(), right));
        } else {
            joined.emplace_back(left, scene.area.top(), right - left, scene.area.height());
        }
    }
    return joined;
}

std::vector<ShadeKind> kindsOf(const std::vector<Shade>& shades)
{
    std::vector<ShadeKind> kinds;
    for (const Shade& shade : shades) {
        if (std::find(kinds.begin(), kinds.end(), kindOf(shade)) == kinds.end())
            kinds.push_back(kindOf(shade));
    }
    return kinds;
}

/// Hues a golden section apart: any few neighbours are well told apart, however many there are.
QColor groupColour(std::size_t group)
{
    const double turns = 0.58 + 0.618034 * static_cast<double>(group);
    return QColor::fromHsvF(static_cast<float>(turns - std::floor(turns)), 0.75F, 0.85F);
}

/// What a shade is filled with, below its hatching.
QColor tint(const Scene& scene, const ShadeKind& kind)
{
    const double opacity = scene.theme.kind == ThemeKind::Dark ? 0.22 : 0.1;
    return kind.role == Role::LevelRegion
               ? Scene::faded(groupColour(kind.group), 2 * opacity)
               : Scene::faded(roleStyle(kind.role, scene.theme).pen.color(), opacity);
}

QPen hatchingPen(const Scene& scene, const ShadeKind& kind)
{
    const QPen pen = roleStyle(kind.role, scene.theme).pen;
    return {Scene::faded(pen.color(), 0.55), pen.widthF()};
}

bool isHatched(const ShadeKind& kind, const QRectF& rectangle)
{
    return kind.role == Role::StarvedRegion && rectangle.width() >= narrowestHatched;
}

/// The first row of pixels of hatching over a tint, and so all others: diagonals look the same one
/// pixel lower and one to the left. It is as much longer as there are rows.
QImage hatchedRow(const Scene& scene, AreaImage& area, const ShadeKind& kind)
{
    const double ratio = scene.pixelRatio;
    QImage row(area.image().width() + area.image().height(), 1,
               QImage::Format_ARGB32_Premultiplied);
    row.fill(tint(scene, kind));
    QPainter painter(&row);
    painter.scale(ratio, ratio);
    painter.translate(-area.origin());
    // Higher than the row, so that the lines' ends are not in it.
    const QRectF box(area.origin(), QSizeF(row.width() / ratio, 0));
    drawHatching(painter, box.adjusted(0, -hatchSpacing, 0, hatchSpacing),
                 hatchingPen(scene, kind));
    return row;
}

/// Hatched shades as pixels: with hundreds of them a painter takes ten times as long.
void drawHatchedShades(QPainter& painter, const Scene& scene, const ShadeKind& kind)
{
    AreaImage area(scene, scene.pixelRatio);
    QImage& image = area.image();
    const auto width = static_cast<std::size_t>(image.width());
    std::vector<QRgb> plain(width, 0);
    std::vector<QRgb> hatched(width, 0); // all bits where there is hatching
    for (const QRectF& rectangle : joinedShades(scene, kind)) {
        const auto column = [&](double x) {
            const int nearest = qRound((x - area.origin().x()) * scene.pixelRatio);
            return std::clamp(nearest, 0, image.width());
        };
        const bool hatches = isHatched(kind, rectangle);
        std::vector<QRgb>& columns = hatches ? hatched : plain;
        std::fill(columns.begin() + column(rectangle.left()),
                  columns.begin() + column(rectangle.right()),
                  hatches ? ~QRgb{0} : qPremultiply(tint(scene, kind).rgba()));
    }
    const QImage diagonals = hatchedRow(scene, area, kind);
    const auto* const first = reinterpret_cast<const QRgb*>(diagonals.constScanLine(0));
    for (int y = 0; y < image.height(); ++y) {
        auto* const row = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (std::size_t x = 0; x < width; ++x)
            row[x] = plain[x] | (first[x + static_cast<std::size_t>(y)] & hatched[x]);
    }
    area.draw(painter);
}

} // namespace

void drawShade(QPainter& painter, const Scene& scene, const ShadeKind& kind,
               const QRectF& rectangle)
{
    painter.setRenderHint(QPainter::Antialiasing, scene.medium == Medium::Vector);
    painter.fillRect(rectangle, tint(scene, kind));
    if (isHatched(kind, rectangle))
        drawHatching(painter, rectangle, hatchingPen(scene, kind));
}

void drawShades(QPainter& painter, const Scene& scene)
{
    for (const ShadeKind& kind : kindsOf(scene.figure.shades)) {
        if (kind.role == Role::StarvedRegion && scene.medium == Medium::Pixels) {
            drawHatchedShades(painter, scene, kind);
            continue;
        }
        for (const QRectF& rectangle : joinedShades(scene, kind))
            drawShade(painter, scene, kind, rectangle);
    }
}

} // namespace tradeoff::ui
