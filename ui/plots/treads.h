// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPainter>
#include <QPen>

namespace tradeoff::ui {

/// Draws a step function: its treads, joined by faint risers where they are wide, or the heights
/// in each pixel column where they are narrow.
void drawTreads(QPainter& painter, const Scene& scene, const Curve& curve, const QPen& pen);

/// Draws what lies between step functions, filled.
void drawBands(QPainter& painter, const Scene& scene);

/// Draws many step functions as thin treads that fade from the last to the first. In vector formats
/// those with more than 20 000 treads are one image.
void drawBundles(QPainter& painter, const Scene& scene);

} // namespace tradeoff::ui
