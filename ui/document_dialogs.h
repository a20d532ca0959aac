// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document.h"

class QWidget;

namespace tradeoff::ui {

/// The questions of a document as dialogs over a window, which outlives them.
[[nodiscard]] DocumentQuestions questionsAsDialogs(QWidget& window);

} // namespace tradeoff::ui
