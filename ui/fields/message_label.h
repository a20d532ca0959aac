// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QTimer>

namespace tradeoff::ui {

/// The line below a field that says what is wrong with it and what would be accepted. Takes no
/// room while there is nothing to say.
///
/// A new message waits for a short pause in typing, so that a number on its way ("0.") is not
/// called wrong; it goes at once.
class MessageLabel : public QLabel {
    Q_OBJECT

public:
    /// \param path  of the field; the object name is the path with ".error"
    explicit MessageLabel(const QString& path, QWidget* parent = nullptr);

    /// Says a message, or nothing where it is empty.
    void setMessage(const QString& message);
    /// Says the waiting message now.
    void flush();
    /// What is wrong, also while it waits to be said.
    [[nodiscard]] const QString& message() const { return m_message; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void takeColour();

    QString m_message;
    QTimer m_pause;
};

} // namespace tradeoff::ui
