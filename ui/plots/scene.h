// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"
#include "ui/plots/theme.h"

#include <QRectF>

#include <utility>

namespace tradeoff::ui {

/// From values to positions along one direction of the picture, and back.
struct AxisMap {
    AxisScale scale = AxisScale::Linear;
    Interval range;    ///< the visible one; positive on a logarithmic axis
    double from = 0.0; ///< position of `range.low`
    double to = 1.0;   ///< position of `range.high`

    /// Position of a value; NaN for a value that a logarithmic axis cannot show.
    [[nodiscard]] double position(double value) const;
    [[nodiscard]] double value(double position) const;
    /// Positions of an interval's ends, the smaller first, cut to what is visible.
    [[nodiscard]] std::pair<double, double> span(const Interval& values) const;

    bool operator==(const AxisMap&) const = default;
};

/// What the picture is drawn for: pixels, to which edges are snapped, or lines and text.
enum class Medium { Pixels, Vector };

/// Everything that drawing a part of a figure needs to know. Lengths are layout pixels.
struct Scene {
    const Figure& figure;
    const Theme& theme;
    AxisMap x;
    AxisMap y;
    QRectF area;             ///< between the axes
    double pixelRatio = 1.0; ///< device pixels to a layout pixel
    Medium medium = Medium::Pixels;

    /// Whether a point is in the area, or at most so far outside; NaN is nowhere.
    [[nodiscard]] bool shows(const QPointF& point, double outside = 0.0) const;
    /// The nearest edge between two device pixels; the same position in vector pictures.
    [[nodiscard]] double snapped(double position) const;
    /// The nearest whole number of device pixels, at least one.
    [[nodiscard]] double snappedWidth(double width) const;
    /// The same colour, nearly transparent to opaque.
    [[nodiscard]] static QColor faded(QColor colour, double opacity);
};

} // namespace tradeoff::ui
