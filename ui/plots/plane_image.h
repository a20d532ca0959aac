// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/area_image.h"

#include <compare>
#include <cstdint>
#include <vector>

namespace tradeoff::ui {

/// Whether a figure's area is covered by colours, on which lines and points need an edge.
[[nodiscard]] bool isColoured(const Figure& figure);

/// Draws the figure's fields and tilings as one image, in vector pictures too: there polygons that
/// share an edge would show a seam between them in most viewers.
void drawPlane(QPainter& painter, const Scene& scene);

/// What borders are drawn with. Later ones win where several meet.
enum class LineInk : std::uint8_t {
    Fitting, ///< by the pixel below: dark on bright and bright on dark ones, on none the role's
    Dark,
    Bright
};

/// A part of a border in a pixel; compared by ink, then by coverage.
struct LinePixel {
    LineInk ink = LineInk::Fitting;
    std::uint8_t coverage = 0; ///< 255: the whole pixel

    auto operator<=>(const LinePixel&) const = default;
};

/// The ink for borders of a region of a colour, which is seen on it; fitting for none, 0.
[[nodiscard]] LineInk inkOn(QRgb colour);

/// Pixels of an image over the area of a scene, and what lines there are to be in them.
struct PlaneImage {
    explicit PlaneImage(const Scene& drawn);

    /// In pixels from the image's left or upper edge.
    [[nodiscard]] QPointF position(double x, double y) const;
    /// The values at the middles of all columns or rows of pixels.
    [[nodiscard]] std::vector<double> columnValues() const;
    [[nodiscard]] std::vector<double> rowValues() const;
    [[nodiscard]] QRgb* pixels(int row);
    [[nodiscard]] LinePixel* lines(int row);
    /// Paints the lines and forgets them.
    void inkLines();

    const Scene& scene;
    double ratio; ///< pixels to a layout pixel
    AreaImage area;
    int width;
    int height;
    double lineWidth;              ///< in pixels
    std::vector<LinePixel> border; ///< of each pixel
};

/// Fills the regions of a tiling and adds its borders to the lines.
void paintTiling(PlaneImage& image, const Tiling& tiling);
void paintLevels(PlaneImage& image, const Tiling& tiling, const LevelRegions& regions);
void paintPolygons(PlaneImage& image, const Tiling& tiling, const std::vector<Polygon>& polygons);

/// How strong borders are between regions so far apart, in layout pixels, from 0 to 1: where
/// regions get small they fade, so that colours are seen and not lines.
[[nodiscard]] double borderStrength(double distance);

} // namespace tradeoff::ui
