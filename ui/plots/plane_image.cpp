// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plane_image.h"

#include "ui/plots/colour_map.h"
#include "ui/plots/grid_numbers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tradeoff::ui {

namespace {

std::vector<std::optional<GridPlace>> placesOf(const std::vector<double>& edges,
                                               const std::vector<double>& values, bool smooth)
{
    std::vector<std::optional<GridPlace>> places;
    places.reserve(values.size());
    for (const double value : values)
        places.push_back(smooth ? smoothPlace(edges, value) : stepPlace(edges, value));
    return places;
}

void paintField(PlaneImage& image, const ColourField& field)
{
    if (field.x.size() < 2 || field.y.size() < 2 || field.values.empty())
        return;
    // Colours are found between shares, not between values: a logarithmic scale is even in them.
    std::vector<float> shares;
    shares.reserve(field.values.size());
    for (const double value : field.values)
        shares.push_back(static_cast<float>(shareOf(field.colours, value)));
    const ColourTable table(field.colours.map);
    const auto columns = placesOf(field.x, image.columnValues(), field.smooth);
    const auto rows = placesOf(field.y, image.rowValues(), field.smooth);
    for (int y = 0; y < image.height; ++y) {
        const auto& row = rows[static_cast<std::size_t>(y)];
        QRgb* const line = image.pixels(y);
        for (int x = 0; row && x < image.width; ++x) {
            const auto& column = columns[static_cast<std::size_t>(x)];
            if (column)
                line[x] = table(double(numberAt(shares, field.x.size() - 1, *column, *row)));
        }
    }
}

/// Lightness of the sRGB colour, roughly, from 0 to 255.
int brightness(QRgb colour)
{
    return (54 * qRed(colour) + 183 * qGreen(colour) + 19 * qBlue(colour)) >> 8;
}

QRgb mixed(QRgb below, QRgb ink, int opacity)
{
    const auto part = [&](int from, int to) { return from + (to - from) * opacity / 255; };
    return qRgb(part(qRed(below), qRed(ink)), part(qGreen(below), qGreen(ink)),
                part(qBlue(below), qBlue(ink)));
}

} // namespace

bool isColoured(const Figure& figure)
{
    return !figure.fields.empty() ||
           std::any_of(figure.tilings.begin(), figure.tilings.end(),
                       [](const Tiling& tiling) { return !tiling.values.empty(); });
}

LineInk inkOn(QRgb colour)
{
    constexpr int middle = 118; // as far from white as from black to the eye
    if (colour == 0)
        return LineInk::Fitting;
    return brightness(colour) < middle ? LineInk::Bright : LineInk::Dark;
}

PlaneImage::PlaneImage(const Scene& drawn)
    : scene(drawn)
    , ratio(drawn.medium == Medium::Vector ? imageRatioInVectors : drawn.pixelRatio)
    , area(drawn, ratio)
    , width(area.image().width())
    , height(area.image().height())
    , lineWidth(std::max(1.0, std::round(0.6 * drawn.theme.lineWidth * ratio)))
    , border(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))
{}

QPointF PlaneImage::position(double x, double y) const
{
    return (QPointF(scene.x.position(x), scene.y.position(y)) - area.origin()) * ratio;
}

std::vector<double> PlaneImage::columnValues() const
{
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(width));
    for (int i = 0; i < width; ++i)
        values.push_back(scene.x.value(area.origin().x() + (i + 0.5) / ratio));
    return values;
}

std::vector<double> PlaneImage::rowValues() const
{
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(height));
    for (int i = 0; i < height; ++i)
        values.push_back(scene.y.value(area.origin().y() + (i + 0.5) / ratio));
    return values;
}

QRgb* PlaneImage::pixels(int row)
{
    return reinterpret_cast<QRgb*>(area.image().scanLine(row));
}

LinePixel* PlaneImage::lines(int row)
{
    return border.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(width);
}

void PlaneImage::inkLines()
{
    const QColor role = roleStyle(Role::Boundaries, scene.theme).pen.color();
    for (int y = 0; y < height; ++y) {
        QRgb* const line = pixels(y);
        LinePixel* const parts = lines(y);
        for (int x = 0; x < width; ++x) {
            const auto [ink, coverage] = parts[x];
            if (coverage == 0)
                continue;
            if (line[x] == 0) {
                line[x] = qPremultiply(qRgba(role.red(), role.green(), role.blue(), coverage));
                continue;
            }
            const LineInk seen = ink == LineInk::Fitting ? inkOn(line[x]) : ink;
            line[x] = mixed(line[x], seen == LineInk::Bright ? 0xffffffff : 0xff000000, coverage);
        }
    }
    std::fill(border.begin(), border.end(), LinePixel());
}

double borderStrength(double distance)
{
    constexpr double unseen = 2.0;
    constexpr double full = 22.0;
    constexpr double strongest = 0.85;
    return strongest * std::clamp((distance - unseen) / (full - unseen), 0.0, 1.0);
}

void paintTiling(PlaneImage& image, const Tiling& tiling)
{
    if (const auto* polygons = std::get_if<SharedPolygons>(&tiling.regions)) {
        if (*polygons)
            paintPolygons(image, tiling, **polygons);
    } else if (const auto& levels = std::get<1>(tiling.regions)) {
        paintLevels(image, tiling, *levels);
    }
    image.inkLines();
}

void drawPlane(QPainter& painter, const Scene& scene)
{
    if (scene.figure.fields.empty() && scene.figure.tilings.empty())
        return;
    PlaneImage image(scene);
    for (const ColourField& field : scene.figure.fields)
        paintField(image, field);
    for (const Tiling& tiling : scene.figure.tilings)
        paintTiling(image, tiling);
    image.area.draw(painter);
}

} // namespace tradeoff::ui
