// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_keys.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace tradeoff::ui {

namespace {

bool isForWindow(const QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Space:
    case Qt::Key_BracketLeft:
    case Qt::Key_BracketRight:
        return true;
    default:
        return false;
    }
}

bool isEnter(const QKeyEvent& event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

} // namespace

WindowKeys::WindowKeys(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
    qApp->installEventFilter(this);
}

bool WindowKeys::isInWindow(const QObject* object) const
{
    const auto* widget = qobject_cast<const QWidget*>(object);
    return widget != nullptr && widget->window() == &m_window;
}

bool WindowKeys::eventFilter(QObject* object, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonRelease:
        emit mouseReleased();
        break;
    case QEvent::ShortcutOverride:
        if (isInWindow(object) && qobject_cast<QAbstractSpinBox*>(object) != nullptr &&
            isForWindow(*static_cast<QKeyEvent*>(event))) {
            event->ignore();
            return true;
        }
        break;
    case QEvent::KeyPress:
        if (auto* button = qobject_cast<QAbstractButton*>(object);
            button != nullptr && isInWindow(object) && isEnter(*static_cast<QKeyEvent*>(event))) {
            button->click();
            return true;
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(object, event);
}

} // namespace tradeoff::ui
