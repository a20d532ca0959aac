// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace tradeoff::ui {

/// One line above the plots for what was refused or failed. It blocks nothing and goes away when
/// it is closed or when the next thing succeeds.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showMessage(const QString& message);
    /// The message shown; empty while the bar is hidden.
    [[nodiscard]] QString message() const;

    void dismiss();

private:
    QLabel* m_text;
    QToolButton* m_close;
};

} // namespace tradeoff::ui
