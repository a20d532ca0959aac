// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"

#include <QString>

#include <vector>

namespace tradeoff::ui {

/// Where an axis is marked, and with which numbers.
struct AxisTicks {
    std::vector<double> major;
    std::vector<double> minor;   ///< between the major ones, without numbers
    std::vector<QString> labels; ///< one for each major tick
};

/// Ticks at round numbers: multiples of 1, 2 or 5 times a power of ten on a linear axis; 1, 2, 5,
/// 10, 20, ... or powers of ten, as there is room, on a logarithmic one. Numbers are plain from
/// 0.001 to 100 000, else they have a power of ten; all of an axis are written in the same way: on
/// a linear axis as suits the largest, on a logarithmic one plain where all can be. Every language
/// gets a decimal point, so that a figure is the same wherever it is made.
///
/// \param length   of the axis, in layout pixels
/// \param spacing  least distance between two numbers, in layout pixels
[[nodiscard]] AxisTicks axisTicks(const Interval& range, AxisScale scale, double length,
                                  double spacing);

/// A number with so many significant digits, for reading out.
[[nodiscard]] QString readableNumber(double value, int digits = 4);

} // namespace tradeoff::ui
