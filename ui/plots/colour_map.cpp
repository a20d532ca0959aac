// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/colour_map.h"

#include "ui/plots/scene.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace tradeoff::ui {

namespace {

// Equally spaced.
constexpr std::array<QRgb, 10> sequential{0xff440154, 0xff482878, 0xff3e4a89, 0xff31688e,
                                          0xff26828e, 0xff1f9e89, 0xff35b779, 0xff6dcd59,
                                          0xffb4de2c, 0xfffde725};
// In the CIE's Lab space: lightness 32 at the ends and 96 in the middle in equal steps, the hues of
// blue and vermillion turned a little towards violet and yellow, as much chroma as the screen has.
constexpr std::array<QRgb, 11> diverging{0xff014d87, 0xff026eb1, 0xff0192db, 0xff37b6fe,
                                         0xffa2d6fb, 0xfff3f3f3, 0xfff2c7a6, 0xffe89a65,
                                         0xffd66d33, 0xffbb4210, 0xff971500};

std::span<const QRgb> coloursOf(ColourMap map)
{
    switch (map) {
    case ColourMap::Sequential:
        return sequential;
    case ColourMap::Diverging:
        return diverging;
    }
    return sequential;
}

} // namespace

QColor mapColour(double share, ColourMap map)
{
    const std::span<const QRgb> colours = coloursOf(map);
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(colours.size() - 1);
    const auto index = std::min(static_cast<std::size_t>(place), colours.size() - 2);
    const double rest = place - static_cast<double>(index);
    const auto mixed = [&](int (*part)(QRgb)) {
        return qRound((1 - rest) * part(colours[index]) + rest * part(colours[index + 1]));
    };
    return {mixed(qRed), mixed(qGreen), mixed(qBlue)};
}

double shareOf(const ColourScale& scale, double value)
{
    if (std::isnan(value))
        return std::numeric_limits<double>::quiet_NaN();
    const double share = AxisMap{scale.scale, scale.range, 0.0, 1.0}.position(value);
    return std::isnan(share) ? 0.0 : share;
}

QColor scaleColour(const ColourScale& scale, double value)
{
    const double share = shareOf(scale, value);
    return std::isnan(share) ? QColor() : mapColour(share, scale.map);
}

ColourTable::ColourTable(ColourMap map)
{
    for (std::size_t i = 0; i < m_colours.size(); ++i)
        m_colours[i] = mapColour(static_cast<double>(i) / steps, map).rgb();
}

} // namespace tradeoff::ui
