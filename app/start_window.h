// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"
#include "ui/plots/theme.h"

#include <QString>

#include <optional>

namespace tradeoff::app {

/// What the command line says about the window.
struct WindowOptions {
    std::optional<Scenario> scenario;   ///< nothing: the one that the window starts with
    QString file;                       ///< where the scenario is from; empty: no file
    std::optional<ui::ThemeKind> theme; ///< nothing: that of the last session
    bool projector = false;
    QString language; ///< code such as "de"; empty: the system's
};

/// Opens the window and runs until it is closed.
/// \returns the exit status
[[nodiscard]] int startWindow(int& argc, char** argv, const WindowOptions& options);

} // namespace tradeoff::app
