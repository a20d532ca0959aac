// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPainter>

namespace tradeoff::ui {

/// Draws the figure's points that can be dragged: dark with a bright rim, so that they are seen on
/// every colour and told from samples; smaller the closer they are, and none where they would
/// cover everything.
void drawPointHandles(QPainter& painter, const Scene& scene);

/// The same for one that is held, or would be if the mouse were pressed.
void drawHeldPoint(QPainter& painter, const Scene& scene, const PlanePoint& point);

/// The index of the handle at a position, within a few layout pixels; nothing where there is none
/// that can be dragged.
[[nodiscard]] std::optional<std::size_t> pointHandleAt(const Scene& scene, const QPointF& position);

} // namespace tradeoff::ui
