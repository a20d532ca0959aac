// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/legend.h"

#include <QSizeF>

#include <vector>

namespace tradeoff::ui {

/// Labels in the margin at the right, each at the height where its curve ends.
struct EndLabels {
    std::vector<std::size_t> curves; ///< indices of the figure's curves that have one
    double width = 0.0;              ///< of the margin that they need
};

/// Chooses the curves that are labelled at their ends: those that reach the right end of the
/// figure's own range, where the picture has room beside and above the axes for all of them.
/// Depends on sizes and not on the visible part, so that zooming does not move the axes.
[[nodiscard]] EndLabels chooseEndLabels(const Figure& figure, const Theme& theme,
                                        const QSizeF& size);

/// Positions near the wanted ones, in order, at least `distance` apart and inside [low, high]
/// where that is possible; the sum of squared moves is least.
[[nodiscard]] std::vector<double> spreadApart(const std::vector<double>& wanted, double distance,
                                              double low, double high);

void drawEndLabels(QPainter& painter, const Scene& scene, const EndLabels& labels);

} // namespace tradeoff::ui
