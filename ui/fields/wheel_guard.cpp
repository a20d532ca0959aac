// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/wheel_guard.h"

#include <QEvent>

namespace tradeoff::ui {

namespace {

class WheelGuard : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (event->type() != QEvent::Wheel || widget == nullptr || widget->hasFocus()) {
            return QObject::eventFilter(watched, event);
        }
        event->ignore(); // so that it goes on to the parent, in the end the scroll area
        return true;
    }
};

} // namespace

void guardWheel(QWidget& widget)
{
    widget.setFocusPolicy(Qt::StrongFocus);
    widget.installEventFilter(new WheelGuard(&widget));
}

} // namespace tradeoff::ui
