// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPainter>

namespace tradeoff::ui {

/// Height that the tags of rules take above the area; 0 where there is none.
[[nodiscard]] double ruleTagHeight(const Figure& figure, const Theme& theme);

/// The rectangle of a rule's tag above the area, which is also its handle; empty when out of view.
[[nodiscard]] QRectF ruleTag(const Scene& scene, const Rule& rule);

/// Draws lines across the plot at one x, each with its tag. Not clipped to the area.
void drawRules(QPainter& painter, const Scene& scene);

/// Draws marked points with their labels.
void drawMarks(QPainter& painter, const Scene& scene);

} // namespace tradeoff::ui
