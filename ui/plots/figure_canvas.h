// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QPaintDevice>
#include <QSize>

#include <memory>

namespace tradeoff::ui {

/// What a picture is drawn on.
struct CanvasTarget {
    QSize size;              ///< in layout pixels of 1/96 inch
    double pixelRatio = 1.0; ///< device pixels to a layout pixel
    Medium medium = Medium::Pixels;
    QSizeF extent{}; ///< what `size` fills, in the painter's units; empty: as many as `size`

    bool operator==(const CanvasTarget&) const = default;
};

/// One figure laid out and drawn: axes, legend and content. The screen and every export format go
/// through it. Its source is the
/// place that knows QCustomPlot.
class FigureCanvas {
public:
    FigureCanvas();
    ~FigureCanvas();
    FigureCanvas(const FigureCanvas&) = delete;
    FigureCanvas& operator=(const FigureCanvas&) = delete;

    void setFigure(Figure figure);
    [[nodiscard]] const Figure& figure() const;
    void setTheme(const Theme& theme);
    [[nodiscard]] const Theme& theme() const;
    /// The visible ranges; positive ones on logarithmic axes.
    void setRanges(const Interval& x, const Interval& y);
    /// A left margin of so many layout pixels, with no labels at the curves' ends; 0: as needed.
    void setLeftMargin(int pixels);

    /// While held, margins grow where they must but do not shrink, so that nothing jumps about.
    void holdMargins(bool hold);

    /// Finds the places of axes, legend and labels.
    void layOut(const CanvasTarget& target);
    /// Draws onto a device.
    ///
    /// \param background  what is painted below everything; Qt::transparent: nothing
    void draw(QPaintDevice& device, const CanvasTarget& target, const QColor& background);
    /// The layout found last.
    [[nodiscard]] Scene scene() const;
    /// How often pictures of point clouds were made.
    [[nodiscard]] int cloudDrawings() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tradeoff::ui
