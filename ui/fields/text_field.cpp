// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/text_field.h"

#include "ui/fields/message_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace tradeoff::ui {

TextField::TextField(const FieldTexts& texts, Spelling spelling, QWidget* parent)
    : QWidget(parent)
    , m_parts(layOutField(*this, texts))
    , m_spelling(std::move(spelling))
    , m_edit(new QLineEdit(this))
{
    nameEditor(*m_edit, texts);
    m_edit->setMinimumWidth(50);
    m_edit->installEventFilter(this);
    m_parts.line->addWidget(m_edit, 1);
    m_parts.label->setBuddy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_typing = true;
        emit edited(text);
    });
    connect(m_edit, &QLineEdit::editingFinished, this, &TextField::finish);
}

void TextField::showText(const QString& text)
{
    const bool changed = text != m_shown;
    m_shown = text;
    if (m_typing && m_spelling(m_edit->text()) == text) {
        showMessage({});
    } else if (changed || !m_typing) {
        m_typing = false;
        setText(text);
        showMessage({});
    }
}

void TextField::showMessage(const QString& message)
{
    m_parts.message->setMessage(message);
}

void TextField::setPlaceholder(const QString& text)
{
    m_edit->setPlaceholderText(text);
}

bool TextField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && m_typing &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_typing = false;
        setText(m_shown);
        m_edit->selectAll();
        showMessage({});
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void TextField::finish()
{
    if (m_typing) {
        emit finished(m_edit->text());
    }
    m_parts.message->flush();
    if (m_typing && m_parts.message->message().isEmpty()) {
        m_typing = false;
        setText(m_shown);
    }
    emit gestureEnded();
}

void TextField::setText(const QString& text)
{
    if (m_edit->text() != text) {
        m_edit->setText(text);
        m_edit->setCursorPosition(0);
    }
}

} // namespace tradeoff::ui
