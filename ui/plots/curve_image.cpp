// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_image.h"

#include "ui/plots/curves.h"

namespace tradeoff::ui {

namespace {

void drawCurves(QPainter& painter, const Scene& scene)
{
    for (const Curve& curve : scene.figure.curves)
        drawCurve(painter, scene, curve);
}

} // namespace

void CurveImage::draw(QPainter& painter, const Scene& scene)
{
    if (scene.medium == Medium::Vector) {
        drawCurves(painter, scene);
        return;
    }
    Key key{scene.figure.curves, scene.x, scene.y, scene.area, scene.pixelRatio, scene.theme};
    if (m_image.isNull() || key != m_key) {
        m_key = std::move(key);
        m_image = AreaImage(scene, scene.pixelRatio);
        m_image.paint([&](QPainter& image) { drawCurves(image, scene); });
    }
    m_image.draw(painter);
}

} // namespace tradeoff::ui
