// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPainter>
#include <QString>

#include <optional>

namespace tradeoff::ui {

/// Something in the plot that can be dragged.
struct Handle {
    enum class Kind { Boundary, UprightRule, LevelRule, Point };
    Kind kind = Kind::Boundary;
    int index = 0;    ///< among the figure's boundaries, rules or points
    PlanePoint place; ///< x of a boundary or an upright rule, y of a level rule, both of a point

    bool operator==(const Handle&) const = default;
};

/// How many handles of a kind a figure has; upright and level rules are counted together.
[[nodiscard]] std::size_t handleCount(const Figure& figure, Handle::Kind kind);

/// The handle at a position, within a few layout pixels of its line or point: points before
/// rules, rules before boundaries.
[[nodiscard]] std::optional<Handle> handleAt(const Scene& scene, const QPointF& position);

/// What is at a position, in words: x, the values of all curves there, the region and its parts.
/// In a plane: both coordinates, the numbers of its fields, the region.
/// Empty outside the area.
[[nodiscard]] QString readoutAt(const Scene& scene, const QPointF& position);

/// Marks what the read-out speaks of: the values on the curves, and a handle that is held or could
/// be.
void drawReadoutMarks(QPainter& painter, const Scene& scene, const QPointF& position,
                      const std::optional<Handle>& handle);

} // namespace tradeoff::ui
