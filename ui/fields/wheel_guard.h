// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace tradeoff::ui {

/// Lets the wheel scroll the panel over a slider, box or list that has no focus, where it would
/// change the value by accident. The widget takes focus by click and Tab only.
void guardWheel(QWidget& widget);

} // namespace tradeoff::ui
