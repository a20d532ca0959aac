// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QKeyEvent;
class QWidget;

namespace tradeoff::ui {

/// Makes a window's one-key shortcuts work wherever the focus is, except where text is typed.
///
/// Number fields let Space and brackets through, which no number needs. Since Space then does not
/// press the button or check box in focus, Enter does.
class WindowKeys : public QObject {
    Q_OBJECT

public:
    explicit WindowKeys(QWidget& window);

signals:
    /// The mouse let go anywhere in the program.
    void mouseReleased();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    [[nodiscard]] bool isInWindow(const QObject* object) const;

    QWidget& m_window;
};

} // namespace tradeoff::ui
