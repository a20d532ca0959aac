// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace tradeoff::app {

/// Does what a command line asks for; errors go to standard error, one line each.
///
/// \param arguments  without the program's name
/// \returns the exit status: 0 done, 2 bad usage or refused input, 1 anything else
[[nodiscard]] int run(const QStringList& arguments);

} // namespace tradeoff::app
