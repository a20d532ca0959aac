// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace tradeoff::ui {

/// The number that a person typed. Accepts "." and "," as the decimal sign, spaces between digits
/// and an exponent; nothing where the text is no finite number.
[[nodiscard]] std::optional<double> parseNumber(const QString& text);

/// The whole number that a person typed, up to 2^53. Refuses "1,000" and "1.000", which mean a
/// thousand to some and one to others; accepts "1e6" and "10 000".
[[nodiscard]] std::optional<double> parseWhole(const QString& text);

/// The numbers that a person typed, separated by commas or spaces ("0.2, 0.5") or by semicolons,
/// between which a comma is a decimal sign ("0,2; 0,5").
[[nodiscard]] std::optional<std::vector<double>> parseNumberList(const QString& text);

/// A number in the user's locale, as short as reads back the same: no trailing zeros, no group
/// separators.
[[nodiscard]] QString formatNumber(double value);
/// The same, rounded to some five digits where it is longer than a narrow box: for showing alone.
[[nodiscard]] QString formatBriefly(double value);
[[nodiscard]] QString formatNumberList(const std::vector<double>& values);

/// 1, 2 or 5 times a power of ten: the largest that is at most `step` (> 0).
[[nodiscard]] double niceStep(double step);

/// The multiple of `step` next to a value, without the dust of binary fractions.
[[nodiscard]] double snapped(double value, double step);

} // namespace tradeoff::ui
