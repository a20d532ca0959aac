// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "ui/plots/theme.h"

#include <QString>

#include <optional>

namespace tradeoff::ui {

/// A number for reading: as many decimals as the scale asks for (four digits of the scale), at
/// least two digits of the number itself, powers of ten where it is tiny or huge.
[[nodiscard]] QString readableNumber(double value, double scale);

/// A simulated mean with its standard error, cut to the digits that it supports: "0.1094 ± 0.0003".
[[nodiscard]] QString estimateText(const Estimate& estimate);

/// The sum under the decomposition bar as rich text: 0.1000 + 0.0056 + 0.0062 = 0.1118, with the
/// name of each part below it and a swatch in its role's colour before it.
[[nodiscard]] QString decompositionText(const Result& result, const Theme& theme);

/// The lines below it as rich text: the best number of experts and the drawn sample's own test
/// error, what the simulation finds and whether it agrees with the exact error at two standard
/// errors, then the regret of another segmentation than λ*.
/// \param best  of the newest sweep; it may be older than the result
[[nodiscard]] QString comparisonText(const Result& result, const std::optional<BestExperts>& best);

/// What was computed and how fast its exact errors: "exact, 0.8 ms · optimal segmentation · n =
/// 200, seed 1".
[[nodiscard]] QString statusText(const Result& result, double milliseconds);

} // namespace tradeoff::ui
