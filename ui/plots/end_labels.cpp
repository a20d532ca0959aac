// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/end_labels.h"

#include "ui/plots/curve_value.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tradeoff::ui {

namespace {

constexpr double leaderWidth = 12.0;
constexpr double endPadding = 6.0;
/// Least size of the area between the axes when margins are taken off.
constexpr double leastAreaWidth = 380.0;
constexpr double axisHeight = 60.0;
/// Most of the picture's width that labels may take.
constexpr double largestShare = 0.3;

/// Whether a curve has a value near the right end of the figure's range.
bool reachesEnd(const Curve& curve, const Interval& range)
{
    const double near = range.high - 0.02 * range.length();
    const std::size_t count = std::min(curve.x.size(), curve.y.size());
    for (std::size_t i = count; i > 0 && curve.x[i - 1] >= near; --i) {
        if (std::isfinite(curve.y[i - 1]))
            return true;
    }
    return curve.shape == CurveShape::Treads && count > 0 && curve.x.back() >= near;
}

/// The height at which a curve leaves the area, cut to the area; its middle where it has no value.
double anchor(const Scene& scene, const Curve& curve)
{
    const double last = std::min(scene.x.range.high, curve.x.back());
    const double y = scene.y.position(curveValue(curve, last));
    if (std::isfinite(y))
        return std::clamp(y, scene.area.top(), scene.area.bottom());
    return scene.area.center().y();
}

} // namespace

EndLabels chooseEndLabels(const Figure& figure, const Theme& theme, const QSizeF& size)
{
    EndLabels labels;
    if (!figure.y.visible)
        return labels;
    double width = 0.0;
    for (std::size_t i = 0; i < figure.curves.size(); ++i) {
        const Curve& curve = figure.curves[i];
        if (curve.label.empty() || curve.shape == CurveShape::ErrorBars ||
            !reachesEnd(curve, figure.x.range))
            continue;
        labels.curves.push_back(i);
        width = std::max(width, legendEntryWidth(legendEntry(curve), theme));
    }
    labels.width = width + leaderWidth + endPadding;
    const double height = QFontMetricsF(theme.font).height();
    const bool roomBeside = size.width() - labels.width >= leastAreaWidth &&
                            labels.width <= largestShare * size.width();
    const bool roomAbove =
        static_cast<double>(labels.curves.size()) * height <= 0.8 * (size.height() - axisHeight);
    return roomBeside && roomAbove && !labels.curves.empty() ? labels : EndLabels{};
}

std::vector<double> spreadApart(const std::vector<double>& wanted, double distance, double low,
                                double high)
{
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    // Less its rank's distance each position may only not decrease: pool adjacent violators.
    struct Block {
        double sum = 0.0;
        double count = 0.0;
    };
    std::vector<Block> blocks;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        Block block{wanted[order[rank]] - static_cast<double>(rank) * distance, 1.0};
        while (!blocks.empty() &&
               blocks.back().sum * block.count > block.sum * blocks.back().count) {
            block = {block.sum + blocks.back().sum, block.count + blocks.back().count};
            blocks.pop_back();
        }
        blocks.push_back(block);
    }
    const double room =
        high - static_cast<double>(order.size() - (order.empty() ? 0 : 1)) * distance;
    std::vector<double> result(wanted.size());
    std::size_t rank = 0;
    for (const Block& block : blocks) {
        for (int i = 0; i < static_cast<int>(block.count); ++i, ++rank) {
            result[order[rank]] = std::max(low, std::min(room, block.sum / block.count)) +
                                  static_cast<double>(rank) * distance;
        }
    }
    return result;
}

void drawEndLabels(QPainter& painter, const Scene& scene, const EndLabels& labels)
{
    std::vector<double> anchors;
    for (const std::size_t i : labels.curves)
        anchors.push_back(anchor(scene, scene.figure.curves[i]));
    const double height = QFontMetricsF(scene.theme.font).height();
    const std::vector<double> centres =
        spreadApart(anchors, height, scene.area.top() + height / 2 - 4.0,
                    scene.area.bottom() - height / 2 + 4.0);
    const double left = scene.area.right() + leaderWidth;
    for (std::size_t i = 0; i < centres.size(); ++i) {
        const LegendEntry entry = legendEntry(scene.figure.curves[labels.curves[i]]);
        const QColor colour = curveStyle(entry.look(), scene.theme).pen.color();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(Scene::faded(colour, 0.6), 0.8));
        painter.drawLine(QPointF(scene.area.right() + 1.0, anchors[i]),
                         QPointF(left - 2.0, centres[i]));
        drawLegendEntry(painter, scene, entry,
                        QRectF(left, centres[i] - height / 2, labels.width, height));
    }
}

} // namespace tradeoff::ui
