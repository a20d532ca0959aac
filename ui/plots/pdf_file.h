// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tradeoff::ui {

/// A PDF file without the time of its making and without random identifiers, so that the same
/// drawing gives the same bytes. Every replacement has the length of what it replaces: the file's
/// table of positions stays right.
[[nodiscard]] QByteArray withoutTimeAndChance(QByteArray pdf);

} // namespace tradeoff::ui
