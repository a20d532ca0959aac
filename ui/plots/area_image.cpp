// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/area_image.h"

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

void drawPicture(QPainter& painter, const QRectF& place, const QImage& image)
{
    const QBrush brush = painter.brush();
    painter.setBrush(Qt::NoBrush);
    painter.drawImage(place, image);
    painter.setBrush(brush);
}

AreaImage::AreaImage(const Scene& scene, double ratio)
    : m_origin(std::floor(scene.area.left() * ratio) / ratio,
               std::floor(scene.area.top() * ratio) / ratio)
    , m_ratio(ratio)
{
    const auto pixels = [ratio](double length) {
        return std::max(1, static_cast<int>(std::ceil(length * ratio)) + 1);
    };
    m_image = QImage(pixels(scene.area.width()), pixels(scene.area.height()),
                     QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
}

void AreaImage::draw(QPainter& painter) const
{
    const QSizeF size(m_image.width() / m_ratio, m_image.height() / m_ratio);
    drawPicture(painter, QRectF(m_origin, size), m_image);
}

} // namespace tradeoff::ui
