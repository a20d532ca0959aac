// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace tradeoff::ui {

/// The keyboard help as rich text, made from the tables of actions and gestures.
[[nodiscard]] QString keyboardHelpText();

/// Shows the keyboard help beside the window, which stays usable.
void showKeyboardHelp(QWidget* parent);

/// Shows what the program is, its version and the paper behind it.
void showAbout(QWidget* parent);

} // namespace tradeoff::ui
