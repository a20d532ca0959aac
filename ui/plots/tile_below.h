// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPainter>
#include <QString>

#include <optional>

namespace tradeoff::ui {

/// The region of a tiling that a point is in; nothing outside all of them.
[[nodiscard]] std::optional<std::size_t> tileAt(const Tiling& tiling, const PlanePoint& point);

/// What the read-out says of a region.
[[nodiscard]] QString tileText(const Tiling& tiling, std::size_t region);

/// Draws the border of a region thick, so that it is seen on any colour.
void outlineTile(QPainter& painter, const Scene& scene, const Tiling& tiling, std::size_t region);

} // namespace tradeoff::ui
