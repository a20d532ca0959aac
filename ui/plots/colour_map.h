// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"

#include <QColor>

namespace tradeoff::ui {

/// A colour for a share from 0 to 1: from dark violet over green to bright yellow, even to the eye
/// and told apart with any colour vision. (The colours of "viridis" by S. van der Walt and
/// N. Smith, CC0.) Shares beyond the ends have the ends' colours.
[[nodiscard]] QColor mapColour(double share);

/// The colour of a number of a field; invalid for NaN.
[[nodiscard]] QColor fieldColour(const ColourField& field, double value);

} // namespace tradeoff::ui
