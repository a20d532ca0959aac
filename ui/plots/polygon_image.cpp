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

/// Draws border lines of one look into the image's lines. Each is walked along its longer
/// direction, `u`, with `v` across it; what it covers of a pixel is found along v.
class BorderPen {
public:
    /// \param strength  from 0 to 1
    BorderPen(PlaneImage& image, double strength, LineInk ink)
        : m_image(image)
        , m_strength(255.0 * strength)
        , m_ink(ink)
    {}

    void draw(const QPointF& from, const QPointF& to) const
    {
        const QPointF step = to - from;
        if (isOutside(from.x(), to.x(), m_image.width) ||
            isOutside(from.y(), to.y(), m_image.height))
            return;
        if (std::abs(step.x()) >= std::abs(step.y())) {
            walk(from, to, QSize(m_image.width, m_image.height),
                 [this](int u, int v) { return m_image.lines(v) + u; });
        } else {
            walk(from.transposed(), to.transposed(), QSize(m_image.height, m_image.width),
                 [this](int u, int v) { return m_image.lines(u) + v; });
        }
    }

private:
    [[nodiscard]] bool isOutside(double from, double to, int length) const
    {
        const double half = m_image.lineWidth / 2 + 1;
        return std::max(from, to) < -half || std::min(from, to) > length + half;
    }

    /// Lines along the rows or columns of pixels are sharp between whole pixels.
    [[nodiscard]] double sharp(double v) const
    {
        const double half = std::fmod(m_image.lineWidth, 2.0) / 2;
        return std::round(v - half) + half;
    }

    template <typename At>
    void walk(const QPointF& one, const QPointF& other, const QSize& size, At at) const
    {
        const QPointF& from = one.x() <= other.x() ? one : other;
        const QPointF step = (one.x() <= other.x() ? other : one) - from;
        const double slope = step.x() > 0 ? step.y() / step.x() : 0.0;
        const bool isLevel = std::abs(step.y()) < 0.01;
        const double half = m_image.lineWidth / 2 * std::hypot(1.0, slope);
        const int last = pixelOf(from.x() + step.x(), size.width());
        for (int u = std::max(pixelOf(from.x(), size.width()), 0); u <= last; ++u) {
            const double along = std::clamp(u + 0.5 - from.x(), 0.0, step.x());
            const double v = isLevel ? sharp(from.y() + step.y() / 2) : from.y() + slope * along;
            const int end = pixelOf(v + half, size.height());
            for (int w = std::max(pixelOf(v - half, size.height()), 0); w <= end; ++w)
                cover(*at(u, w), std::min(v + half, w + 1.0) - std::max(v - half, double(w)));
        }
    }

    /// The pixel of a position, from −1 before the first to `length` − 1.
    static int pixelOf(double position, int length)
    {
        return static_cast<int>(std::clamp(std::floor(position), -1.0, length - 1.0));
    }

    void cover(LinePixel& pixel, double share) const
    {
        // In files half a pixel is fine enough, and fewer colours make them half as large.
        const double covered =
            m_image.scene.medium == Medium::Vector ? std::round(2 * share) / 2 : share;
        if (const auto coverage = static_cast<std::uint8_t>(covered * m_strength); coverage > 0)
            pixel = std::max(pixel, LinePixel{m_ink, coverage});
    }

    PlaneImage& m_image;
    double m_strength;
    LineInk m_ink;
};

void PixelPolygon::outline(PlaneImage& image, LineInk ink) const
{
    const double strength = borderStrength(std::sqrt(area(m_corners)) / image.ratio);
    if (strength == 0.0)
        return;
    const BorderPen pen(image, strength, ink);
    for (std::size_t i = 0; i < m_corners.size(); ++i)
        pen.draw(m_corners[i], m_corners[(i + 1) % m_corners.size()]);
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
