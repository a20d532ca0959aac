// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPainter>

#include <optional>

namespace tradeoff::ui {

/// Draws the figure's fields: one colour for each of their cells.
void drawFields(QPainter& painter, const Scene& scene);

/// Width of the margin at the right for the colour scale of the figure's field; 0 without one.
[[nodiscard]] double colourScaleWidth(const Figure& figure, const Theme& theme);

/// Draws the scale of the figure's field at the right of the area: colours, numbers, label.
void drawColourScale(QPainter& painter, const Scene& scene);

/// The number of a field at a point; nothing outside the field and where it is not known.
[[nodiscard]] std::optional<double> fieldValue(const ColourField& field, double x, double y);

/// The point that a click in a pickable field chooses: the place of a mark that is near, else as
/// exact as a pixel is. Nothing where there is nothing to choose.
[[nodiscard]] std::optional<QPointF> pickedPoint(const Scene& scene, const QPointF& position);

} // namespace tradeoff::ui
