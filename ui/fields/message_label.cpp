// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/message_label.h"

#include <QAccessible>
#include <QEvent>

namespace tradeoff::ui {

namespace {
constexpr int pauseMilliseconds = 250;
}

MessageLabel::MessageLabel(const QString& path, QWidget* parent)
    : QLabel(parent)
{
    setObjectName(path + QStringLiteral(".error"));
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus);
    setMinimumWidth(0);
    hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &MessageLabel::flush);
    takeColour();
}

void MessageLabel::setMessage(const QString& message)
{
    m_message = message;
    if (message.isEmpty()) {
        m_pause.stop();
        clear();
        hide();
    } else if (isHidden()) {
        m_pause.start();
    } else {
        flush();
    }
}

void MessageLabel::flush()
{
    m_pause.stop();
    if (m_message.isEmpty() || text() == m_message) {
        return;
    }
    setText(m_message);
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    // Setting the colour changes the label's own palette, which comes back here as PaletteChange
    // with the same background: the second time there is nothing left to change.
    if (event->type() == QEvent::PaletteChange) {
        takeColour();
    }
}

void MessageLabel::takeColour()
{
    const bool dark = palette().color(QPalette::Window).lightness() < 128;
    const QColor colour = dark ? QColor(255, 138, 128) : QColor(179, 38, 30);
    if (palette().color(QPalette::WindowText) != colour) {
        QPalette changed = palette();
        changed.setColor(QPalette::WindowText, colour);
        setPalette(changed);
    }
}

} // namespace tradeoff::ui
