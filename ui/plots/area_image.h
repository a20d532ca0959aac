// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/scene.h"

#include <QImage>
#include <QPainter>

namespace tradeoff::ui {

/// Resolution of images inside vector pictures, device pixels to a layout pixel: about 300 dpi.
inline constexpr double imageRatioInVectors = 3.0;

/// Draws an image as opaque as it is: into a PDF Qt would draw it as transparent as the brush.
void drawPicture(QPainter& painter, const QRectF& place, const QImage& image);

/// A transparent image over the area of a scene, whose pixels are the device's.
class AreaImage {
public:
    AreaImage() = default;
    /// \param ratio  device pixels to a layout pixel
    AreaImage(const Scene& scene, double ratio);

    [[nodiscard]] bool isNull() const { return m_image.isNull(); }
    [[nodiscard]] QImage& image() { return m_image; }
    /// Of the upper left corner: on the grid of device pixels, so that nothing is resampled.
    [[nodiscard]] QPointF origin() const { return m_origin; }
    /// Draws onto the image in layout pixels, as onto the device itself.
    template <typename Draw>
    void paint(Draw draw)
    {
        QPainter painter(&m_image);
        painter.scale(m_ratio, m_ratio);
        painter.translate(-m_origin);
        draw(painter);
    }
    void draw(QPainter& painter) const;

private:
    QImage m_image;
    QPointF m_origin;
    double m_ratio = 1.0;
};

} // namespace tradeoff::ui
