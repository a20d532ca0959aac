// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPainter>

namespace tradeoff::ui {

/// The scale beside a figure's area: of the tiling that fills its regions, else of the field; null
/// without either.
[[nodiscard]] const ColourScale* shownScale(const Figure& figure);

/// Width of the margin at the right for the figure's scale; 0 without one.
[[nodiscard]] double colourScaleWidth(const Figure& figure, const Theme& theme);

/// Draws the figure's scale at the right of the area: colours, numbers, label.
void drawColourScale(QPainter& painter, const Scene& scene);

} // namespace tradeoff::ui
