// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/area_image.h"

#include <QImage>
#include <QPainter>

#include <optional>

namespace tradeoff::ui {

/// Larger clouds are drawn as one image in vector formats too; over the colours of a plane, which
/// is an image as well, from a tenth of it on.
inline constexpr std::size_t largestVectorCloud = 20'000;

/// Colours of the points of a cloud.
struct PointLook {
    QColor fill;
    std::optional<QColor> rim;

    bool operator==(const PointLook&) const = default;
};

/// The role's colour; over a coloured plane bright with a dark rim, to be seen on all colours.
[[nodiscard]] PointLook pointLook(const Scene& scene, Role role);

/// The picture of one point cloud, made again only when the points, the axes, the size or the look
/// change.
///
/// Up to `largestVectorCloud` points each get a disc, stamped from a few prepared ones; larger
/// clouds show how many points share a pixel. The image has device pixels, so it is crisp on every
/// screen.
class CloudImage {
public:
    /// Draws the cloud into the area of a scene.
    void draw(QPainter& painter, const Scene& scene, const PointCloud& cloud);
    /// How often the image was made.
    [[nodiscard]] int drawings() const { return m_drawings; }

private:
    /// Everything that the image depends on.
    struct Key {
        std::shared_ptr<const std::vector<double>> xs;
        std::shared_ptr<const std::vector<double>> ys;
        AxisMap x;
        AxisMap y;
        QRectF area;
        double pixelRatio = 0.0;
        double markerSize = 0.0;
        PointLook look;

        bool operator==(const Key&) const = default;
    };

    Key m_key;
    QImage m_image;
    int m_drawings = 0;
};

} // namespace tradeoff::ui
