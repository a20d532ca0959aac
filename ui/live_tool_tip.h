// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace tradeoff::ui {

/// Gives a widget a tool tip; where its former one is on the screen, below a mouse that stands
/// still, the new one takes its place.
void setLiveToolTip(QWidget& widget, const QString& text);

} // namespace tradeoff::ui
