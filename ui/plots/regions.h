// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPainter>

#include <vector>

namespace tradeoff::ui {

/// Draws ranges of x over the whole height: starved regions hatched, others as a faint tint.
void drawShades(QPainter& painter, const Scene& scene);

/// Draws filled rectangles; where they are narrower than a pixel, the mean over each pixel column.
/// Labels are written inside the boxes that hold them.
void drawBoxes(QPainter& painter, const Scene& scene);

/// Draws region boundaries as thin lines, fainter the denser they are, and ticks at the x-axis.
void drawBoundaries(QPainter& painter, const Scene& scene);

/// What shades have in common that look alike.
struct ShadeKind {
    Role role;
    std::size_t group = 0;

    bool operator==(const ShadeKind&) const = default;
};

/// Fills a rectangle with the look of a shade, for the plot and its legend alike.
void drawShade(QPainter& painter, const Scene& scene, const ShadeKind& kind,
               const QRectF& rectangle);

/// What is written inside a box: its label, only the number at its end where there is no room for
/// more, or nothing. Labels that several boxes share name a role; they stand in the legend.
[[nodiscard]] QString textInBox(const Scene& scene, const Box& box);

/// The part of a box that is visible, in layout pixels.
[[nodiscard]] QRectF visibleBox(const Scene& scene, const Box& box);

} // namespace tradeoff::ui
