// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPainter>

namespace tradeoff::ui {

/// Height that the tags of rules take above the area; 0 where there is none.
[[nodiscard]] double ruleTagHeight(const Figure& figure, const Theme& theme);

/// Whether a rule is in the visible range of its axis.
[[nodiscard]] bool ruleIsInView(const Scene& scene, const Rule& rule);

/// The rectangle of a rule's tag, which is also its handle: above the area, or at the right end of
/// a level rule and above it; empty when out of view.
[[nodiscard]] QRectF ruleTag(const Scene& scene, const Rule& rule);

/// Draws lines across the plot, each with its tag, or with plain text at a level one that cannot
/// be dragged. Not clipped to the area.
void drawRules(QPainter& painter, const Scene& scene);

/// Draws marked points with their labels.
void drawMarks(QPainter& painter, const Scene& scene);

} // namespace tradeoff::ui
