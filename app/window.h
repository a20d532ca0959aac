// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace tradeoff::app {

/// Opens the window and runs it until it is closed.
/// \returns the exit status
/// \throws RefusedInput, or OutputError where there is no display to open it on
[[nodiscard]] int runWindow(const WindowCommand& command);

} // namespace tradeoff::app
