// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live_tool_tip.h"

#include <QCursor>
#include <QToolTip>

namespace tradeoff::ui {

void setLiveToolTip(QWidget& widget, const QString& text)
{
    const QString former = widget.toolTip();
    widget.setToolTip(text);
    if (text != former && QToolTip::isVisible() && QToolTip::text() == former)
        QToolTip::showText(QCursor::pos(), text, &widget); // an empty one hides it
}

} // namespace tradeoff::ui
