// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"

#include <QColor>

#include <algorithm>
#include <array>
#include <cmath>

namespace tradeoff::ui {

/// A colour for a share from 0 to 1; shares beyond the ends have the ends' colours. The lightness
/// of both maps is even to the eye, and their colours are told apart with any colour vision.
///
/// Sequential: from dark violet over green to bright yellow. (The colours of "viridis" by S. van
/// der Walt and N. Smith, CC0.) Diverging: from dark blue over nearly white to dark red, with the
/// same lightness at both sides of the middle.
[[nodiscard]] QColor mapColour(double share, ColourMap map = ColourMap::Sequential);

/// Where a number is on a scale: 0 and 1 at the ends of the range, NaN for NaN. What a logarithmic
/// scale cannot show is below all that it can: 0.
[[nodiscard]] double shareOf(const ColourScale& scale, double value);

/// The colour of a number; invalid for NaN.
[[nodiscard]] QColor scaleColour(const ColourScale& scale, double value);

/// A map's colours, prepared for the pixels of an image.
class ColourTable {
public:
    explicit ColourTable(ColourMap map);

    /// The colour of a share, transparent for NaN.
    [[nodiscard]] QRgb operator()(double share) const
    {
        if (std::isnan(share))
            return 0;
        const double place = std::clamp(share, 0.0, 1.0) * (steps + 1);
        return m_colours[std::min(static_cast<std::size_t>(place), steps)];
    }

private:
    static constexpr std::size_t steps = 1024; ///< even: the middle has a colour of its own
    std::array<QRgb, steps + 1> m_colours;
};

} // namespace tradeoff::ui
