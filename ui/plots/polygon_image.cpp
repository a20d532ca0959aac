// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/colour_map.h"
#include "ui/plots/plane_image.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff::ui {

namespace {

/// Corners that two polygons share differ by rounding: a pixel whose middle is on an edge, or so
/// near to one, belongs to both, so that none is left out between them.
constexpr double seam = 1e-6;

/// A convex polygon in pixels, and the stretch of each row of pixels inside it.
class PixelPolygon {
public:
    void set(const PlaneImage& image, const Polygon& polygon);
    void fill(PlaneImage& image, QRgb colour);
    void outline(PlaneImage& image, LineInk ink) const;

private:
    /// First and last of the pixels whose middles are from `low` to `high`, of so many.
    static std::pair<int, int> between(double low, double high, int count);
    void widen(const QPointF& from, const QPointF& to, int height);

    std::vector<QPointF> m_corners;
    std::vector<double> m_left;
    std::vector<double> m_right;
};

void PixelPolygon::set(const PlaneImage& image, const Polygon& polygon)
{
    m_corners.clear();
    for (const PlanePoint& corner : polygon)
        m_corners.push_back(image.position(corner.x, corner.y));
}

std::pair<int, int> PixelPolygon::between(double low, double high, int count)
{
    const double last = count - 1;
    return {static_cast<int>(std::clamp(std::ceil(low - 0.5 - seam), 0.0, last + 1)),
            static_cast<int>(std::clamp(std::floor(high - 0.5 + seam), -1.0, last))};
}

/// Takes the points of an edge in the middles of rows into their stretches.
void PixelPolygon::widen(const QPointF& from, const QPointF& to, int height)
{
    const bool down = from.y() <= to.y();
    const QPointF& upper = down ? from : to;
    const QPointF& lower = down ? to : from;
    const double tall = lower.y() - upper.y();
    const auto [first, last] = between(upper.y(), lower.y(), height);
    for (int row = first; row <= last; ++row) {
        const auto i = static_cast<std::size_t>(row);
        const double share = tall > 0 ? std::clamp((row + 0.5 - upper.y()) / tall, 0.0, 1.0) : 0.0;
        const double x = upper.x() + share * (lower.x() - upper.x());
        m_left[i] = std::min(m_left[i], tall > 0 ? x : std::min(from.x(), to.x()));
        m_right[i] = std::max(m_right[i], tall > 0 ? x : std::max(from.x(), to.x()));
    }
}

void PixelPolygon::fill(PlaneImage& image, QRgb colour)
{
    const auto [top, bottom] =
        std::minmax_element(m_corners.begin(), m_corners.end(),
                            [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
    const auto [first, last] = between(top->y(), bottom->y(), image.height);
    if (first > last)
        return;
    const auto rows = static_cast<std::size_t>(image.height);
    m_left.resize(rows);
    m_right.resize(rows);
    std::fill(m_left.begin() + first, m_left.begin() + last + 1,
              std::numeric_limits<double>::infinity());
    std::fill(m_right.begin() + first, m_right.begin() + last + 1,
              -std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < m_corners.size(); ++i)
        widen(m_corners[i], m_corners[(i + 1) % m_corners.size()], image.height);
    for (int row = first; row <= last; ++row) {
        const auto i = static_cast<std::size_t>(row);
        const auto [left, right] = between(m_left[i], m_right[i], image.width);
        if (left <= right)
            std::fill_n(image.pixels(row) + left, right - left + 1, colour);
    }
}

double area(const std::vector<QPointF>& corners)
{
    double twice = 0.0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const QPointF& a = corners[i];
        const QPointF& b = corners[(i + 1) % corners.size()];
        twice += a.x() * b.y() - a.y() * b.x();
    }
    return std::abs(twice) / 2;
}

/// One border line into the image's lines. Walked along its longer direction, `u`, with `v` across
/// it; the covered part of each pixel is found along v.
struct BorderLine {
    PlaneImage& image;
    double strength; ///< of the line, from 0 to 255
    LineInk ink;

    void draw(QPointF from, QPointF to) const
    {
        const double half = image.lineWidth / 2 + 1;
        if (std::max(from.x(), to.x()) < -half || std::min(from.x(), to.x()) > image.width + half ||
            std::max(from.y(), to.y()) < -half || std::min(from.y(), to.y()) > image.height + half)
            return;
        if (std::abs(to.x() - from.x()) >= std::abs(to.y() - from.y())) {
            along(from.x(), from.y(), to.x(), to.y(), image.width, image.height,
                  [this](int u, int v) { return image.lines(v) + u; });
        } else {
            along(from.y(), from.x(), to.y(), to.x(), image.height, image.width,
                  [this](int u, int v) { return image.lines(u) + v; });
        }
    }

private:
    /// Lines along the rows or columns of pixels are sharp between whole pixels.
    [[nodiscard]] double sharp(double v) const
    {
        const double half = std::fmod(image.lineWidth, 2.0) / 2;
        return std::round(v - half) + half;
    }

    template <typename At>
    void along(double u0, double v0, double u1, double v1, int length, int breadth, At at) const
    {
        if (u1 < u0) {
            std::swap(u0, u1);
            std::swap(v0, v1);
        }
        const double slope = u1 > u0 ? (v1 - v0) / (u1 - u0) : 0.0;
        constexpr double level = 0.01;
        const bool isLevel = std::abs(v1 - v0) < level;
        const double half = image.lineWidth / 2 * std::hypot(1.0, slope);
        const int first = static_cast<int>(std::clamp(std::floor(u0), 0.0, double(length)));
        const int last = static_cast<int>(std::clamp(std::floor(u1), -1.0, double(length - 1)));
        for (int u = first; u <= last; ++u) {
            const double here = std::clamp(u + 0.5, u0, u1);
            const double v = isLevel ? sharp((v0 + v1) / 2) : v0 + slope * (here - u0);
            const double low = std::floor(v - half);
            const double high = std::floor(v + half);
            const int begin = static_cast<int>(std::clamp(low, 0.0, double(breadth)));
            const int end = static_cast<int>(std::clamp(high, -1.0, double(breadth - 1)));
            for (int w = begin; w <= end; ++w) {
                const double covered = std::clamp(
                    std::min(v + half, w + 1.0) - std::max(v - half, double(w)), 0.0, 1.0);
                const auto opacity = static_cast<std::uint8_t>(covered * strength);
                if (LinePixel* const pixel = at(u, w); opacity > 0)
                    *pixel = std::max(*pixel, LinePixel{ink, opacity});
            }
        }
    }
};

void PixelPolygon::outline(PlaneImage& image, LineInk ink) const
{
    const double side = std::sqrt(area(m_corners)) / image.ratio;
    const BorderLine line{image, 255.0 * borderStrength(side), ink};
    if (line.strength < 1.0)
        return;
    for (std::size_t i = 0; i < m_corners.size(); ++i)
        line.draw(m_corners[i], m_corners[(i + 1) % m_corners.size()]);
}

} // namespace

void paintPolygons(PlaneImage& image, const Tiling& tiling, const std::vector<Polygon>& polygons)
{
    const ColourTable table(tiling.colours.map);
    PixelPolygon shape;
    for (std::size_t i = 0; i < polygons.size(); ++i) {
        if (polygons[i].size() < 3)
            continue;
        shape.set(image, polygons[i]);
        const QRgb colour =
            i < tiling.values.size() ? table(shareOf(tiling.colours, tiling.values[i])) : 0;
        if (colour != 0)
            shape.fill(image, colour);
        shape.outline(image, inkOn(colour));
    }
}

} // namespace tradeoff::ui
