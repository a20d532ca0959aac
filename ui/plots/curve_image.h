// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/area_image.h"

#include <vector>

namespace tradeoff::ui {

/// Draws a figure's curves; those that are drawn again without a change come from a picture. Smooth
/// lines cost more than all else in a plot, and most stay as they are while one number is moved.
class CurveImage {
public:
    void draw(QPainter& painter, const Scene& scene);

private:
    /// Everything that the picture depends on.
    struct Key {
        std::vector<Curve> curves;
        AxisMap x;
        AxisMap y;
        QRectF area;
        double pixelRatio = 0.0;
        Theme theme;

        bool operator==(const Key&) const = default;
    };

    Key m_key;
    AreaImage m_image; ///< null until the same curves are drawn for the second time
};

} // namespace tradeoff::ui
