// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace tradeoff::app {

/// Draws the plot that a command asks for and writes it. Needs no display.
/// \throws UsageError, RefusedInput or OutputError
void render(const RenderCommand& command);

} // namespace tradeoff::app
