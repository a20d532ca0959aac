// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/cloud_image.h"

#include "ui/plots/plane_image.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tradeoff::ui {

namespace {

/// Discs are prepared at so many offsets within a pixel along each direction.
constexpr std::size_t offsets = 4;
/// Discs get smaller and paler as they get more, so that a crowd still shows its shape.
double discRadius(double markerSize, std::size_t count)
{
    const double crowd = std::log10(std::max(1.0, static_cast<double>(count) / 200.0));
    return markerSize / 2 * std::clamp(1.0 - 0.28 * crowd, 0.45, 1.0);
}

/// Over the colours of a plane discs are also so small that the colours are seen between them.
double planeRadius(const Scene& scene, std::size_t count)
{
    const auto length = [](const AxisMap& map, const Axis& axis) {
        return std::abs(map.position(axis.range.high) - map.position(axis.range.low));
    };
    const double area = length(scene.x, scene.figure.x) * length(scene.y, scene.figure.y);
    constexpr double share = 0.16; ///< of the distance between neighbours
    constexpr double least = 0.9;
    const double room = share * std::sqrt(area / static_cast<double>(count));
    return std::min(discRadius(scene.theme.markerSize, count), std::max(room, least));
}

double discOpacity(std::size_t count)
{
    const double crowd = std::log10(std::max(1.0, static_cast<double>(count) / 200.0));
    return std::clamp(0.75 - 0.2 * crowd, 0.35, 0.75);
}

/// Discs with rims cover what the rims have below them.
double rimmedOpacity(std::size_t count)
{
    return discOpacity(count) + 0.25;
}

/// Opacities of the pixels of an image, to be tinted with one colour at the end.
struct Coverage {
    int width = 0;
    int height = 0;
    std::vector<float> opacity;

    Coverage(int w, int h)
        : width(w)
        , height(h)
        , opacity(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), 0.0F)
    {}

    [[nodiscard]] float* row(int y)
    {
        return opacity.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    }
};

/// How far rims reach beyond their discs, in layout pixels.
double rimWidth(double radius)
{
    return std::clamp(0.3 * radius, 0.6, 1.2);
}

/// A disc's opacity in a square of pixels, for a centre at an offset within the middle pixel.
struct Stamp {
    int reach = 0;
    std::vector<float> opacity;

    [[nodiscard]] const float* row(int y) const
    {
        const auto side = 2 * static_cast<std::size_t>(reach) + 1;
        return opacity.data() + static_cast<std::size_t>(y) * side;
    }
};

Stamp makeStamp(double radius, double opacity, double dx, double dy)
{
    Stamp stamp;
    stamp.reach = static_cast<int>(std::ceil(radius)) + 1;
    for (int y = -stamp.reach; y <= stamp.reach; ++y) {
        for (int x = -stamp.reach; x <= stamp.reach; ++x) {
            const double distance = std::hypot(x + 0.5 - dx, y + 0.5 - dy);
            const double cover = std::clamp(radius + 0.5 - distance, 0.0, 1.0);
            stamp.opacity.push_back(static_cast<float>(opacity * cover));
        }
    }
    return stamp;
}

class StampSet {
public:
    StampSet(double radius, double opacity)
    {
        for (std::size_t j = 0; j < offsets; ++j) {
            for (std::size_t i = 0; i < offsets; ++i) {
                m_stamps[j * offsets + i] =
                    makeStamp(radius, opacity, (static_cast<double>(i) + 0.5) / offsets,
                              (static_cast<double>(j) + 0.5) / offsets);
            }
        }
    }

    void press(Coverage& coverage, double x, double y) const
    {
        const int column = static_cast<int>(std::floor(x));
        const int line = static_cast<int>(std::floor(y));
        const Stamp& stamp = m_stamps[offsetOf(y - line) * offsets + offsetOf(x - column)];
        const int left = std::max(column - stamp.reach, 0);
        const int right = std::min(column + stamp.reach, coverage.width - 1);
        const int top = std::max(line - stamp.reach, 0);
        const int bottom = std::min(line + stamp.reach, coverage.height - 1);
        for (int v = top; v <= bottom; ++v) {
            float* const row = coverage.row(v);
            const float* const ink = stamp.row(v - line + stamp.reach);
            for (int u = left; u <= right; ++u)
                row[u] += (1.0F - row[u]) * ink[u - column + stamp.reach];
        }
    }

private:
    /// Rounding may make a place just below the next pixel a whole one.
    [[nodiscard]] static std::size_t offsetOf(double withinPixel)
    {
        return std::min(static_cast<std::size_t>(withinPixel * offsets), offsets - 1);
    }

    std::array<Stamp, offsets * offsets> m_stamps;
};

/// The area's corner on the grid of device pixels, so that the image is not resampled.
QPointF imageOrigin(const Scene& scene, double ratio)
{
    return {std::floor(scene.area.left() * ratio) / ratio,
            std::floor(scene.area.top() * ratio) / ratio};
}

/// Calls `use` with each visible point's position in image pixels.
template <typename Use>
void eachPoint(const PointCloud& cloud, const Scene& scene, double ratio, double margin, Use use)
{
    const std::size_t count = std::min(cloud.x->size(), cloud.y->size());
    const QRectF area(imageOrigin(scene, ratio), scene.area.bottomRight());
    for (std::size_t i = 0; i < count; ++i) {
        const double x = (scene.x.position((*cloud.x)[i]) - area.left()) * ratio;
        const double y = (scene.y.position((*cloud.y)[i]) - area.top()) * ratio;
        // Written so that NaN is left out.
        if (x > -margin && x < area.width() * ratio + margin && y > -margin &&
            y < area.height() * ratio + margin)
            use(x, y);
    }
}

/// Radius in layout pixels, and opacity.
struct DiscLook {
    double radius;
    double opacity;
};

DiscLook discLook(const Scene& scene, std::size_t count, const PointLook& look)
{
    if (look.rim)
        return {planeRadius(scene, count), rimmedOpacity(count)};
    return {discRadius(scene.theme.markerSize, count), discOpacity(count)};
}

void stampDiscs(Coverage& coverage, const PointCloud& cloud, const Scene& scene, double ratio,
                const DiscLook& look)
{
    const double radius = look.radius * ratio;
    const StampSet stamps(radius, look.opacity);
    eachPoint(cloud, scene, ratio, radius + 2.0,
              [&](double x, double y) { stamps.press(coverage, x, y); });
}

/// Counts points in pixels; opacity rises with the count and levels off, so that both the edge of
/// the cloud and its middle can be seen.
void countPoints(Coverage& coverage, const PointCloud& cloud, const Scene& scene, double ratio)
{
    std::size_t visible = 0;
    eachPoint(cloud, scene, ratio, 0.0, [&](double x, double y) {
        const int column = std::clamp(static_cast<int>(x), 0, coverage.width - 1);
        coverage.row(std::clamp(static_cast<int>(y), 0, coverage.height - 1))[column] += 1.0F;
        ++visible;
    });
    const double mean = static_cast<double>(visible) / static_cast<double>(coverage.opacity.size());
    const double single = std::clamp(0.35 / std::sqrt(std::max(mean, 0.05) * 10.0), 0.02, 0.5);
    for (float& opacity : coverage.opacity) {
        if (opacity > 0.0F)
            opacity = static_cast<float>(0.14 + 0.78 * (1.0 - std::exp(-single * opacity)));
    }
}

/// The rims of single pixels: the strongest of the eight around each.
void surround(Coverage& rims, Coverage& points)
{
    for (int y = 0; y < rims.height; ++y) {
        for (int x = 0; x < rims.width; ++x) {
            float& rim = rims.row(y)[x];
            for (int v = std::max(y - 1, 0); v <= std::min(y + 1, rims.height - 1); ++v) {
                for (int u = std::max(x - 1, 0); u <= std::min(x + 1, rims.width - 1); ++u)
                    rim = std::max(rim, points.row(v)[u]);
            }
        }
    }
}

/// The colour of each opacity.
std::array<QRgb, 256> tintsOf(const QColor& colour)
{
    std::array<QRgb, 256> tints{};
    for (int alpha = 0; alpha < 256; ++alpha) {
        tints[static_cast<std::size_t>(alpha)] =
            qPremultiply(qRgba(colour.red(), colour.green(), colour.blue(), alpha));
    }
    return tints;
}

QRgb over(QRgb above, QRgb below)
{
    const int rest = 255 - qAlpha(above);
    const auto part = [rest](int up, int down) { return up + down * rest / 255; };
    return qRgba(part(qRed(above), qRed(below)), part(qGreen(above), qGreen(below)),
                 part(qBlue(above), qBlue(below)), part(qAlpha(above), qAlpha(below)));
}

/// Paints what is covered over what the image holds.
void tint(QImage& image, Coverage& coverage, const QColor& colour)
{
    const std::array<QRgb, 256> tints = tintsOf(colour);
    for (int y = 0; y < coverage.height; ++y) {
        auto* const line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const float* const row = coverage.row(y);
        for (int x = 0; x < coverage.width; ++x)
            line[x] = over(tints[static_cast<std::size_t>(row[x] * 255.99F)], line[x]);
    }
}

Coverage coverageOf(const Scene& scene, double ratio)
{
    return {std::max(1, static_cast<int>(std::ceil(scene.area.width() * ratio)) + 1),
            std::max(1, static_cast<int>(std::ceil(scene.area.height() * ratio)) + 1)};
}

QImage makeImage(const Scene& scene, const PointCloud& cloud, double ratio, const PointLook& look)
{
    const std::size_t count = cloud.x->size();
    const bool single = count > largestVectorCloud;
    const DiscLook disc = discLook(scene, count, look);
    Coverage points = coverageOf(scene, ratio);
    if (single) {
        countPoints(points, cloud, scene, ratio);
    } else {
        stampDiscs(points, cloud, scene, ratio, disc);
    }
    QImage image(points.width, points.height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    if (look.rim) {
        Coverage rims = coverageOf(scene, ratio);
        if (single) {
            surround(rims, points);
        } else {
            stampDiscs(rims, cloud, scene, ratio,
                       {disc.radius + rimWidth(disc.radius), disc.opacity});
        }
        tint(image, rims, *look.rim);
    }
    tint(image, points, look.fill);
    return image;
}

void drawDiscs(QPainter& painter, const Scene& scene, const PointCloud& cloud,
               const PointLook& look)
{
    const auto [radius, opacity] = discLook(scene, cloud.x->size(), look);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(look.rim ? QPen(Scene::faded(*look.rim, opacity), rimWidth(radius))
                            : QPen(Qt::NoPen));
    painter.setBrush(Scene::faded(look.fill, opacity));
    eachPoint(cloud, scene, 1.0, radius, [&, reach = radius](double x, double y) {
        painter.drawEllipse(imageOrigin(scene, 1.0) + QPointF(x, y), reach, reach);
    });
}

} // namespace

PointLook pointLook(const Scene& scene, Role role)
{
    if (isColoured(scene.figure))
        return {QColor(Qt::white), QColor(Qt::black)};
    return {roleStyle(role, scene.theme).fill.color(), std::nullopt};
}

void CloudImage::draw(QPainter& painter, const Scene& scene, const PointCloud& cloud)
{
    if (!cloud.x || !cloud.y || cloud.x->empty())
        return;
    const PointLook look = pointLook(scene, cloud.role);
    const bool vector = scene.medium == Medium::Vector;
    const std::size_t largest = look.rim ? largestVectorCloud / 10 : largestVectorCloud;
    if (vector && cloud.x->size() <= largest) {
        drawDiscs(painter, scene, cloud, look);
        return;
    }
    const double ratio = vector ? imageRatioInVectors : scene.pixelRatio;
    Key key{cloud.x, cloud.y, scene.x, scene.y, scene.area, ratio, scene.theme.markerSize, look};
    if (m_image.isNull() || !(key == m_key)) {
        m_key = std::move(key);
        m_image = makeImage(scene, cloud, ratio, look);
        ++m_drawings;
    }
    const QSizeF size(m_image.width() / ratio, m_image.height() / ratio);
    drawPicture(painter, QRectF(imageOrigin(scene, ratio), size), m_image);
}

} // namespace tradeoff::ui
