// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <optional>

namespace tradeoff::ui {

/// The number of a field at a point; nothing outside the field and where it is not known.
[[nodiscard]] std::optional<double> fieldValue(const ColourField& field, double x, double y);

/// The point that a click in a pickable field chooses: the place of a mark that is near, else as
/// exact as a pixel is. Nothing where there is nothing to choose.
[[nodiscard]] std::optional<QPointF> pickedPoint(const Scene& scene, const QPointF& position);

} // namespace tradeoff::ui
