// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/treads.h"

#include "ui/plots/area_image.h"

#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace tradeoff::ui {

namespace {

/// Risers join treads only where treads are at least so wide on average.
constexpr double riserTreadWidth = 5.0;
/// Strokes over all treads in a column let the target be seen through them.
constexpr double denseOpacity = 0.6;

constexpr std::size_t largestVectorBundle = 20'000;

struct Tread {
    double left = 0.0;
    double right = 0.0;
    double y = 0.0; ///< NaN: a gap
};

std::vector<Tread> visibleTreads(const Scene& scene, std::span<const double> edges,
                                 std::span<const double> heights)
{
    std::vector<Tread> treads;
    if (edges.empty())
        return treads;
    const std::size_t count = std::min(heights.size(), edges.size() - 1);
    const auto begin = edges.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(count);
    auto first = std::upper_bound(begin, end, scene.x.range.low);
    first -= first == begin ? 0 : 1;
    for (auto x = first; x != end && *x <= scene.x.range.high; ++x) {
        const auto [left, right] = scene.x.span({*x, *(x + 1)});
        const double y = heights[static_cast<std::size_t>(x - begin)];
        treads.push_back({left, right, scene.y.position(y)});
    }
    return treads;
}

/// Treads that are narrower than a pixel, as one upright stroke over their heights in each column.
QList<QRectF> denseStrokes(const Scene& scene, const std::vector<Tread>& treads, double half)
{
    const double column = 1.0 / scene.pixelRatio;
    QList<QRectF> strokes;
    double left = scene.area.left();
    double top = 0.0;
    double bottom = 0.0;
    bool empty = true;
    for (const Tread& tread : treads) {
        if (tread.left >= left + column) {
            if (!empty)
                strokes.append({left, top - half, column, bottom - top + 2 * half});
            left =
                scene.area.left() + std::floor((tread.left - scene.area.left()) / column) * column;
            empty = true;
        }
        if (!std::isfinite(tread.y))
            continue;
        const double y = std::clamp(tread.y, scene.area.top() - 99, scene.area.bottom() + 99);
        top = empty ? y : std::min(top, y);
        bottom = empty ? y : std::max(bottom, y);
        empty = false;
    }
    if (!empty)
        strokes.append({left, top - half, column, bottom - top + 2 * half});
    return strokes;
}

/// Rectangles that do not overlap as pixels: for upright strokes a painter takes ten times as long.
void fillAsPixels(QPainter& painter, const Scene& scene, const QList<QRectF>& rectangles,
                  const QColor& colour)
{
    AreaImage area(scene, scene.pixelRatio);
    QImage& image = area.image();
    auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
    const auto rowLength = image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    const auto pixel = [&](double distance, int most) {
        return std::clamp(qRound(distance * scene.pixelRatio), 0, most);
    };
    for (const QRectF& rectangle : rectangles) {
        const QRectF place = rectangle.translated(-area.origin());
        const int left = pixel(place.left(), image.width());
        const int right = pixel(place.right(), image.width());
        const int bottom = pixel(place.bottom(), image.height());
        for (int y = pixel(place.top(), image.height()); y < bottom; ++y) {
            QRgb* const row = pixels + y * rowLength;
            std::fill(row + left, row + right, qPremultiply(colour.rgba()));
        }
    }
    area.draw(painter);
}

void drawDenseTreads(QPainter& painter, const Scene& scene, const std::vector<Tread>& treads,
                     const QPen& pen)
{
    const QList<QRectF> strokes = denseStrokes(scene, treads, pen.widthF() / 2);
    const QColor colour = Scene::faded(pen.color(), denseOpacity);
    if (scene.medium == Medium::Pixels) {
        fillAsPixels(painter, scene, strokes, colour);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRects(strokes);
}

/// Whether treads are narrower than a pixel on average.
bool isDense(const Scene& scene, const std::vector<Tread>& treads)
{
    return scene.area.width() * scene.pixelRatio < static_cast<double>(treads.size());
}

bool inHeight(const Scene& scene, double y)
{
    return y >= scene.area.top() - 20.0 && y <= scene.area.bottom() + 20.0;
}

void drawRisers(QPainter& painter, const Scene& scene, const std::vector<Tread>& treads,
                const QPen& pen)
{
    const double width = scene.snappedWidth(1.0);
    QList<QRectF> risers;
    for (std::size_t i = 1; i < treads.size(); ++i) {
        const double before = treads[i - 1].y;
        const double after = treads[i].y;
        if (!std::isfinite(before + after))
            continue;
        const double top = std::max(std::min(before, after), scene.area.top() - 5.0);
        const double bottom = std::min(std::max(before, after), scene.area.bottom() + 5.0);
        if (top < bottom)
            risers.append({scene.snapped(treads[i].left - width / 2), top, width, bottom - top});
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(Scene::faded(pen.color(), 0.3));
    painter.drawRects(risers);
}

void drawTreadPieces(QPainter& painter, const Scene& scene, const std::vector<Tread>& treads,
                     const QPen& pen)
{
    const double width = scene.snappedWidth(pen.widthF());
    if (pen.style() != Qt::SolidLine) {
        QPen crisp = pen;
        crisp.setWidthF(width);
        painter.setPen(crisp);
        for (const Tread& tread : treads) {
            if (inHeight(scene, tread.y)) {
                const double y = scene.snapped(tread.y - width / 2) + width / 2;
                painter.drawLine(QLineF(tread.left, y, tread.right, y));
            }
        }
        return;
    }
    QList<QRectF> pieces;
    pieces.reserve(static_cast<qsizetype>(treads.size()));
    for (const Tread& tread : treads) {
        if (inHeight(scene, tread.y)) {
            const double left = scene.snapped(tread.left);
            const double right = std::max(scene.snapped(tread.right), left + 1 / scene.pixelRatio);
            pieces.append({left, scene.snapped(tread.y - width / 2), right - left, width});
        }
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(pen.color());
    painter.drawRects(pieces);
}

} // namespace

void drawTreads(QPainter& painter, const Scene& scene, const Curve& curve, const QPen& pen)
{
    const std::vector<Tread> treads = visibleTreads(scene, curve.x, curve.y);
    if (treads.empty())
        return;
    painter.setRenderHint(QPainter::Antialiasing, scene.medium == Medium::Vector);
    if (isDense(scene, treads)) {
        drawDenseTreads(painter, scene, treads, pen);
        return;
    }
    if (scene.area.width() / static_cast<double>(treads.size()) >= riserTreadWidth)
        drawRisers(painter, scene, treads, pen);
    drawTreadPieces(painter, scene, treads, pen);
}

namespace {

/// A piece of a band, or what a pixel column holds of many.
struct Slab {
    double left = 0.0;
    double right = 0.0;
    double top = 0.0;
    double bottom = 0.0;
};

std::vector<Slab> visibleSlabs(const Scene& scene, const Band& band)
{
    const std::vector<Tread> lows = visibleTreads(scene, band.x, band.low);
    const std::vector<Tread> highs = visibleTreads(scene, band.x, band.high);
    const double column = 1.0 / scene.pixelRatio;
    std::vector<Slab> slabs;
    for (std::size_t i = 0; i < lows.size(); ++i) {
        const double top = std::clamp(highs[i].y, scene.area.top() - 9, scene.area.bottom() + 9);
        const double bottom = std::clamp(lows[i].y, scene.area.top() - 9, scene.area.bottom() + 9);
        if (slabs.empty() || slabs.back().right - slabs.back().left >= column) {
            slabs.push_back({lows[i].left, lows[i].right, top, bottom});
            continue;
        }
        Slab& last = slabs.back();
        last = {last.left, lows[i].right, std::min(last.top, top), std::max(last.bottom, bottom)};
    }
    return slabs;
}

std::size_t treadsOf(const StepBundle& bundle)
{
    std::size_t treads = 0;
    for (const StepFunction& steps : bundle.steps)
        treads += steps.constants->size();
    return treads;
}

/// The colours of a bundle's fits, from the first to the last.
std::vector<QColor> fadingColours(const Scene& scene, const StepBundle& bundle,
                                  const QColor& colour)
{
    const auto count = static_cast<double>(bundle.steps.size());
    // The more there are, or would be at one place, the fainter: a crowd must show where it is
    // dense.
    const double crowd =
        std::max(count, static_cast<double>(treadsOf(bundle)) / scene.area.width());
    const double newest = std::clamp(2.5 / std::sqrt(crowd), 0.1, 0.8);
    constexpr double oldestShare = 0.25;
    std::vector<QColor> colours;
    for (std::size_t i = 0; i < bundle.steps.size(); ++i) {
        const double age = 1 - static_cast<double>(i + 1) / count;
        colours.push_back(Scene::faded(colour, newest * (1 - (1 - oldestShare) * age)));
    }
    return colours;
}

void drawBundleAsLines(QPainter& painter, const Scene& scene, const StepBundle& bundle)
{
    QPen pen = roleStyle(bundle.role, scene.theme).pen;
    const std::vector<QColor> colours = fadingColours(scene, bundle, pen.color());
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < bundle.steps.size(); ++i) {
        const StepFunction& steps = bundle.steps[i];
        pen.setColor(colours[i]);
        drawTreadPieces(painter, scene, visibleTreads(scene, *steps.boundaries, *steps.constants),
                        pen);
    }
}

/// One colour over another, both with premultiplied opacity.
QRgb over(QRgb colour, QRgb below)
{
    const unsigned rest = 255U - static_cast<unsigned>(qAlpha(colour));
    const auto scaled = [rest](unsigned pair) {
        const unsigned product = pair * rest;
        return ((product + ((product >> 8) & 0xff00ffU) + 0x800080U) >> 8) & 0xff00ffU;
    };
    return colour + (scaled(below & 0xff00ffU) | (scaled((below >> 8) & 0xff00ffU) << 8));
}

/// Fills rectangles of whole pixels: for a hundred thousand of them a painter takes ten times as
/// long.
void blend(QImage& image, const QRect& rectangle, QRgb colour)
{
    const QRect part = rectangle.intersected(image.rect());
    for (int y = part.top(); y <= part.bottom(); ++y) {
        auto* const row = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = part.left(); x <= part.right(); ++x)
            row[x] = over(colour, row[x]);
    }
}

/// The columns of pixels that the visible treads between boundaries reach over.
struct TreadColumns {
    std::shared_ptr<const std::vector<double>> boundaries;
    std::size_t first = 0; ///< the first visible tread
    std::vector<std::pair<int, int>> ends;
};

TreadColumns treadColumns(const Scene& scene, const AreaImage& image, double ratio,
                          const std::shared_ptr<const std::vector<double>>& boundaries)
{
    const std::vector<double>& edges = *boundaries;
    const auto column = [&](double x) {
        const double inside = std::clamp(x, scene.x.range.low, scene.x.range.high);
        return qRound((scene.x.position(inside) - image.origin().x()) * ratio);
    };
    TreadColumns columns{boundaries, 0, {}};
    const auto above = std::upper_bound(edges.begin(), edges.end() - 1, scene.x.range.low);
    columns.first =
        static_cast<std::size_t>(std::max<std::ptrdiff_t>(above - edges.begin(), 1)) - 1;
    int left = column(edges[columns.first]);
    for (std::size_t i = columns.first + 1; i < edges.size() && edges[i - 1] <= scene.x.range.high;
         ++i) {
        const int right = column(edges[i]);
        columns.ends.emplace_back(left, std::max(left + 1, right));
        left = right;
    }
    return columns;
}

/// Fills a step function's treads.
void blendTreads(AreaImage& image, const Scene& scene, double ratio, const StepFunction& steps,
                 const TreadColumns& columns, const QPen& pen)
{
    const int height = std::max(1, qRound(pen.widthF() * ratio));
    const QRgb colour = qPremultiply(pen.color().rgba());
    for (std::size_t i = 0; i < columns.ends.size(); ++i) {
        const double middle = scene.y.position((*steps.constants)[columns.first + i]);
        const double top = (middle - pen.widthF() / 2 - image.origin().y()) * ratio;
        constexpr double farAway = 1e6;
        if (!(std::abs(top) < farAway))
            continue;
        const auto [left, right] = columns.ends[i];
        blend(image.image(), QRect(left, qRound(top), right - left, height), colour);
    }
}

void drawBundleAsImage(QPainter& painter, const Scene& scene, const StepBundle& bundle)
{
    const bool isVector = scene.medium == Medium::Vector;
    const double ratio = isVector ? imageRatioInVectors : scene.pixelRatio;
    QPen pen = roleStyle(bundle.role, scene.theme).pen;
    const std::vector<QColor> colours = fadingColours(scene, bundle, pen.color());
    AreaImage image(scene, ratio);
    TreadColumns columns;
    for (std::size_t i = 0; i < bundle.steps.size(); ++i) {
        const StepFunction& steps = bundle.steps[i];
        if (steps.boundaries != columns.boundaries)
            columns = treadColumns(scene, image, ratio, steps.boundaries);
        pen.setColor(colours[i]);
        blendTreads(image, scene, ratio, steps, columns, pen);
    }
    image.draw(painter);
}

} // namespace

void drawBands(QPainter& painter, const Scene& scene)
{
    painter.setRenderHint(QPainter::Antialiasing, scene.medium == Medium::Vector);
    painter.setPen(Qt::NoPen);
    for (const Band& band : scene.figure.bands) {
        const std::vector<Slab> slabs = visibleSlabs(scene, band);
        QPolygonF outline;
        for (const Slab& slab : slabs) {
            outline << QPointF(scene.snapped(slab.left), slab.top)
                    << QPointF(scene.snapped(slab.right), slab.top);
        }
        for (auto slab = slabs.rbegin(); slab != slabs.rend(); ++slab) {
            outline << QPointF(scene.snapped(slab->right), slab->bottom)
                    << QPointF(scene.snapped(slab->left), slab->bottom);
        }
        painter.setBrush(roleStyle(band.role, scene.theme).fill);
        painter.drawPolygon(outline);
    }
}

void drawBundles(QPainter& painter, const Scene& scene)
{
    for (const StepBundle& bundle : scene.figure.bundles) {
        if (scene.medium == Medium::Vector && treadsOf(bundle) <= largestVectorBundle) {
            drawBundleAsLines(painter, scene, bundle);
        } else {
            drawBundleAsImage(painter, scene, bundle);
        }
    }
}

} // namespace tradeoff::ui
