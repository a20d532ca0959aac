// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/field_layout.h"

#include "ui/fields/message_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace tradeoff::ui {

namespace {

/// A label as wide as all others in the same font, whatever the font becomes.
class FieldLabel : public QLabel {
public:
    FieldLabel(const QString& text, QWidget* parent)
        : QLabel(text, parent)
    {
        setWordWrap(true);
        followFont();
    }

protected:
    void changeEvent(QEvent* event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::FontChange) {
            followFont();
        }
    }

private:
    void followFont() { setFixedWidth(fontMetrics().averageCharWidth() * 25 / 2); }
};

} // namespace

FieldParts layOutField(QWidget& field, const FieldTexts& texts)
{
    FieldParts parts;
    auto* column = new QVBoxLayout(&field);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    parts.line = new QHBoxLayout;
    parts.line->setSpacing(6);
    parts.label = new FieldLabel(texts.label, &field);
    parts.label->setToolTip(texts.hint);
    parts.line->addWidget(parts.label);
    column->addLayout(parts.line);
    parts.message = new MessageLabel(texts.path, &field);
    column->addWidget(parts.message);
    return parts;
}

void nameEditor(QWidget& editor, const FieldTexts& texts)
{
    editor.setObjectName(texts.path);
    editor.setAccessibleName(texts.label);
    editor.setToolTip(texts.hint);
    if (auto* inner = editor.findChild<QLineEdit*>(QStringLiteral("qt_spinbox_lineedit"))) {
        inner->setAccessibleName(texts.label);
    }
}

} // namespace tradeoff::ui
