// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fields/field_layout.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLineEdit;

namespace tradeoff::ui {

/// A labelled line of text: a formula, a list of numbers, a seed. Every change is reported at once;
/// whoever hears it decides, and shows the outcome or a message. Escape brings back the shown text.
class TextField : public QWidget {
    Q_OBJECT

public:
    /// The one spelling of everything that means the same; of a wrong text the text itself.
    using Spelling = std::function<QString(const QString& text)>;

    TextField(const FieldTexts& texts, Spelling spelling, QWidget* parent = nullptr);

    /// Shows a text without emitting anything. What is being typed stays as it is while it means
    /// the shown text, or while the shown text is the same as before.
    void showText(const QString& text);
    void showMessage(const QString& message);
    /// What an empty text means, shown in its place.
    void setPlaceholder(const QString& text);
    /// Where a button beside the line goes.
    [[nodiscard]] QHBoxLayout& line() { return *m_parts.line; }

signals:
    void edited(const QString& text);
    /// Enter was pressed or the field was left; `text` is what stands there, wrong or right.
    void finished(const QString& text);
    void gestureEnded();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void finish();
    void setText(const QString& text);

    FieldParts m_parts;
    Spelling m_spelling;
    QLineEdit* m_edit;
    QString m_shown;
    bool m_typing = false;
};

} // namespace tradeoff::ui
