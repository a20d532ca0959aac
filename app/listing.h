// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tradeoff::app {

/// What `list WHAT` prints: one row a line, its columns separated by tabs. Targets, densities and
/// segmentations have the name, the label, the formula and in how many dimensions there are.
/// \throws UsageError for anything else than targets, densities, segmentations, plots, presets and
///         lessons
[[nodiscard]] QString listing(const QString& what);

/// What `--help` prints.
[[nodiscard]] QString helpText();

/// What `--version` prints.
[[nodiscard]] QString versionText();

} // namespace tradeoff::app
