// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPainter>
#include <QSizeF>
#include <QString>

#include <vector>

namespace tradeoff::ui {

/// How an entry's sample is drawn.
enum class LegendSample { Line, Treads, Markers, ErrorBars, Points, Box, Shade };

/// One role with its label, as the legend strip or the label at a curve's end shows it.
struct LegendEntry {
    Role role = Role::Target;
    LegendSample sample = LegendSample::Line;
    QString text;
    std::size_t group = 0; ///< of a curve, as the next
    bool emphasised = false;

    [[nodiscard]] CurveLook look() const { return {role, group, emphasised}; }
    bool operator==(const LegendEntry&) const = default;
};

/// The entry of a curve.
[[nodiscard]] LegendEntry legendEntry(const Curve& curve);

/// Everything in a figure that has a label and no place to write it beside itself; each role and
/// label once: curves, bundles, bands, clouds, boxes, shades.
[[nodiscard]] std::vector<LegendEntry> legendEntries(const Figure& figure);

/// Where the entries of a legend strip stand: rows from left to right, wrapped at a width.
struct LegendLayout {
    std::vector<LegendEntry> entries;
    QFont font;                 ///< of the texts
    std::vector<QRectF> places; ///< relative to the strip's upper left corner
    double height = 0.0;
};

/// The strip of some entries; with smaller text where it would be higher than wanted.
[[nodiscard]] LegendLayout layOutLegend(std::vector<LegendEntry> entries, const Theme& theme,
                                        const QSizeF& wanted);

/// Width of an entry: sample, gap and text.
[[nodiscard]] double legendEntryWidth(const LegendEntry& entry, const Theme& theme);

/// Draws one entry in the theme's font into a rectangle, centred in its height.
void drawLegendEntry(QPainter& painter, const Scene& scene, const LegendEntry& entry,
                     const QRectF& place);

void drawLegend(QPainter& painter, const Scene& scene, const LegendLayout& layout,
                const QPointF& origin);

} // namespace tradeoff::ui
