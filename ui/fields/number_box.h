// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <QAbstractSpinBox>
#include <QTimer>

#include <optional>

namespace tradeoff::ui {

enum class NumberKind { Real, Whole };

/// What a number field accepts.
struct NumberRules {
    NumberKind kind = NumberKind::Real;
    Interval range;    ///< accepted values, ends included
    double step = 0.1; ///< of the arrow keys and buttons; ten of them for Page Up and Page Down
};

/// A box for one number of any size and precision. Any text can be typed; a right one is reported
/// at once, a wrong one with what would be accepted, and Escape brings back the value.
///
/// The value changes by `showValue` alone: whoever hears `edited` decides, and shows the outcome.
class NumberBox : public QAbstractSpinBox {
    Q_OBJECT
    Q_PROPERTY(double value READ value WRITE edit USER true)
    Q_PROPERTY(double minimum READ minimum)
    Q_PROPERTY(double maximum READ maximum)

public:
    explicit NumberBox(const NumberRules& rules, QWidget* parent = nullptr);

    [[nodiscard]] double value() const { return m_value; }
    [[nodiscard]] const NumberRules& rules() const { return m_rules; }
    [[nodiscard]] double minimum() const { return m_rules.range.low; }
    [[nodiscard]] double maximum() const { return m_rules.range.high; }

    /// Shows a value without emitting anything. Text that is being typed stays as it is while it
    /// means this value, or while the value has not changed.
    void showValue(double value);
    /// Asks for a value as if it were typed and finished.
    void edit(double value);
    /// Whether the text is not the value: half-typed, wrong or refused.
    [[nodiscard]] bool isPending() const;

    void stepBy(int steps) override;
    QValidator::State validate(QString& text, int& position) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void edited(double value);
    /// The text is no accepted number; `message` says what would be.
    void wrongTextTyped(const QString& message);
    /// The text is the value again without an edit.
    void restored();
    /// Typing, stepping or wheeling is over.
    void gestureEnded();

protected:
    StepEnabled stepEnabled() const override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void readText();
    void finish();
    void showText();
    [[nodiscard]] std::optional<double> parsed() const;

    NumberRules m_rules;
    double m_value = 0.0;
    bool m_typing = false;
    QTimer m_wheelPause;
};

/// What a number field accepts, as a message: "Must be a whole number from 1 to 1000".
[[nodiscard]] QString describeRules(const NumberRules& rules);

} // namespace tradeoff::ui
