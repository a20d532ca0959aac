// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/colour_map.h"

#include "ui/plots/scene.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tradeoff::ui {

namespace {

/// Equally spaced.
constexpr std::array<QRgb, 10> colours{0xff440154, 0xff482878, 0xff3e4a89, 0xff31688e, 0xff26828e,
                                       0xff1f9e89, 0xff35b779, 0xff6dcd59, 0xffb4de2c, 0xfffde725};

} // namespace

QColor mapColour(double share)
{
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(colours.size() - 1);
    const auto index = std::min(static_cast<std::size_t>(place), colours.size() - 2);
    const double rest = place - static_cast<double>(index);
    const auto mixed = [&](int (*part)(QRgb)) {
        return qRound((1 - rest) * part(colours[index]) + rest * part(colours[index + 1]));
    };
    return {mixed(qRed), mixed(qGreen), mixed(qBlue)};
}

QColor fieldColour(const ColourField& field, double value)
{
    if (std::isnan(value))
        return {};
    // What a logarithmic scale cannot show is below all that it can.
    const AxisMap scale{field.scale, field.range, 0.0, 1.0};
    const double share = scale.position(value);
    return mapColour(std::isnan(share) ? 0.0 : share);
}

} // namespace tradeoff::ui
