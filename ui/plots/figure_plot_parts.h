// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/figure_canvas.h"
#include "ui/plots/figure_plot.h"
#include "ui/plots/readout.h"

#include <QImage>

namespace tradeoff::ui {

/// What a FigurePlot remembers between events.
struct FigurePlot::Parts {
    /// What the pressed mouse does.
    enum class Gesture { None, Pan, Handle, Pick };

    /// The target for the widget as it is now.
    [[nodiscard]] static CanvasTarget target(const FigurePlot& plot);
    /// The layout for the widget as it is now.
    [[nodiscard]] Scene scene(const FigurePlot& plot);

    FigureCanvas canvas;
    QImage picture;
    CanvasTarget drawn{QSize()}; ///< what the picture was drawn for
    CanvasTarget laidOut{QSize()};
    bool pictureIsOld = true;
    bool layoutIsOld = true;

    Interval x;
    Interval y;
    bool chosenX = false; ///< the user has zoomed or panned along x
    bool chosenY = false;
    bool held = false;
    bool empty = true; ///< no figure was set yet

    Gesture gesture = Gesture::None;
    Handle handle;
    QPointF grabOffset; ///< of the mouse from the handle
    bool moved = false;
    QPointF pressed;
    AxisMap pressedX;
    AxisMap pressedY;

    QPointF mouse;
    bool mouseInside = false;
    std::optional<Handle> handleBelowMouse;
    bool focusByKeyboard = false;
};

} // namespace tradeoff::ui
