// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/colour_map.h"
#include "ui/plots/grid_numbers.h"
#include "ui/plots/plane_image.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff::ui {

namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

/// How many levels are at most as high as a value: the index of its region.
std::size_t levelBelow(const std::vector<double>& levels, double value)
{
    const auto above = std::upper_bound(levels.begin(), levels.end(), value);
    return static_cast<std::size_t>(above - levels.begin());
}

/// The function of the regions in a row of pixels.
class LevelRow {
public:
    LevelRow(const PlaneImage& image, const LevelRegions& regions)
        : m_regions(regions)
    {
        for (const double x : image.columnValues())
            m_columns.push_back(smoothPlace(regions.x, x));
    }

    [[nodiscard]] std::vector<double> at(double y) const
    {
        std::vector<double> row(m_columns.size(), unknown);
        const auto place = smoothPlace(m_regions.y, y);
        if (!place)
            return row;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (m_columns[i])
                row[i] = numberAt(m_regions.values, m_regions.x.size() - 1, *m_columns[i], *place);
        }
        return row;
    }

private:
    const LevelRegions& m_regions;
    std::vector<std::optional<GridPlace>> m_columns;
};

/// The part of a pixel that the line of the nearest level covers: the level is as many pixels away
/// as the value is away from it, divided by the slope.
class LevelLines {
public:
    LevelLines(const PlaneImage& image, const std::vector<double>& levels,
               const std::vector<QRgb>& colours)
        : m_levels(levels)
        , m_half(image.lineWidth / 2 + 0.5)
        , m_ratio(image.ratio)
    {
        for (std::size_t i = 0; i < levels.size(); ++i)
            m_inks.push_back(std::max(inkOn(colours[i]), inkOn(colours[i + 1])));
    }

    [[nodiscard]] LinePixel at(std::size_t region, double value, double slope) const
    {
        constexpr double none = std::numeric_limits<double>::infinity();
        const double low = region > 0 ? value - m_levels[region - 1] : none;
        const double high = region < m_levels.size() ? m_levels[region] - value : none;
        const double covered = std::min(m_half - std::min(low, high) / slope, 1.0);
        if (!(covered > 0.0))
            return {};
        const double strength = borderStrength((low + high) / slope / m_ratio);
        return {m_inks[low < high ? region - 1 : region],
                static_cast<std::uint8_t>(255.0 * covered * strength)};
    }

private:
    const std::vector<double>& m_levels;
    std::vector<LineInk> m_inks; ///< of each level, to be seen on the regions at both its sides
    double m_half;
    double m_ratio;
};

std::vector<QRgb> coloursOf(const Tiling& tiling, std::size_t regions)
{
    const ColourTable table(tiling.colours.map);
    std::vector<QRgb> colours(regions, 0);
    for (std::size_t i = 0; i < std::min(regions, tiling.values.size()); ++i)
        colours[i] = table(shareOf(tiling.colours, tiling.values[i]));
    return colours;
}

} // namespace

void paintLevels(PlaneImage& image, const Tiling& tiling, const LevelRegions& regions)
{
    if (regions.x.size() < 2 || regions.y.size() < 2 || regions.values.empty())
        return;
    const std::vector<QRgb> colours = coloursOf(tiling, regions.levels.size() + 1);
    const LevelLines lines(image, regions.levels, colours);
    const LevelRow rows(image, regions);
    const std::vector<double> heights = image.rowValues();
    std::vector<double> row = rows.at(heights.front());
    for (int y = 0; y < image.height; ++y) {
        const auto below = static_cast<std::size_t>(std::min(y + 1, image.height - 1));
        std::vector<double> next = rows.at(heights[below]);
        for (std::size_t x = 0; x < row.size(); ++x) {
            const double value = row[x];
            if (std::isnan(value))
                continue;
            const std::size_t region = levelBelow(regions.levels, value);
            if (colours[region] != 0)
                image.pixels(y)[x] = colours[region];
            const double right = x + 1 < row.size() ? row[x + 1] - value : value - row[x - 1];
            image.lines(y)[x] = lines.at(region, value, std::hypot(right, next[x] - value));
        }
        row = std::move(next);
    }
}

} // namespace tradeoff::ui
