// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot_board.h"

class QMimeData;
class QSettings;
class QWidget;

namespace tradeoff::ui {

/// Lets the person export one of the board's plots, beginning with the one used last.
void showExportDialog(const PlotBoard& board, QSettings& settings, QWidget* parent);

/// A figure for the clipboard, as PNG and as SVG, in the size and look of the last export.
/// The caller owns it.
[[nodiscard]] QMimeData* clipboardData(const Figure& figure, const QSettings& settings);

} // namespace tradeoff::ui
