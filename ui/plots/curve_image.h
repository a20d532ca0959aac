// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/area_image.h"

#include <vector>

namespace tradeoff::ui {

/// The picture of a figure's curves, made again only when they, the axes, the size or the look
/// change. Smooth lines cost more than all else in a plot, and most stay as they are while one
/// number is moved. Vector pictures are drawn anew.
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
    AreaImage m_image;
};

} // namespace tradeoff::ui
