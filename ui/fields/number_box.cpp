// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/number_box.h"

#include "ui/fields/number_text.h"
#include "ui/fields/wheel_guard.h"

#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>

namespace tradeoff::ui {

namespace {

constexpr int wheelPauseMilliseconds = 400;

bool isStepKey(int key)
{
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp ||
           key == Qt::Key_PageDown;
}

} // namespace

NumberBox::NumberBox(const NumberRules& rules, QWidget* parent)
    : QAbstractSpinBox(parent)
    , m_rules(rules)
{
    setAlignment(Qt::AlignRight);
    guardWheel(*this);
    m_wheelPause.setSingleShot(true);
    m_wheelPause.setInterval(wheelPauseMilliseconds);
    connect(&m_wheelPause, &QTimer::timeout, this, &NumberBox::gestureEnded);
    connect(lineEdit(), &QLineEdit::textEdited, this, &NumberBox::readText);
    connect(this, &QAbstractSpinBox::editingFinished, this, &NumberBox::finish);
    showText();
}

void NumberBox::showValue(double value)
{
    const bool changed = value != m_value;
    m_value = value;
    if (changed ? parsed() != value : !m_typing) {
        m_typing = false;
        showText();
    }
}

void NumberBox::edit(double value)
{
    lineEdit()->setText(formatNumber(value));
    readText();
    finish();
}

bool NumberBox::isPending() const
{
    return m_typing && parsed() != m_value;
}

void NumberBox::stepBy(int steps)
{
    const double step = m_rules.kind == NumberKind::Whole ? 1.0 : m_rules.step;
    const double value = snapped(m_value + steps * step, step);
    m_typing = false;
    emit edited(std::clamp(value, m_rules.range.low, m_rules.range.high));
    showText(); // where the edit was refused, the value stands
}

QValidator::State NumberBox::validate(QString& text, int& position) const
{
    Q_UNUSED(text)
    Q_UNUSED(position)
    return QValidator::Acceptable; // nobody's typing is blocked; wrong text is answered
}

QSize NumberBox::sizeHint() const
{
    return minimumSizeHint();
}

QSize NumberBox::minimumSizeHint() const
{
    const int digits = buttonSymbols() == NoButtons ? 6 : 9;
    const int width = fontMetrics().horizontalAdvance(QChar('0')) * digits + 14;
    return {width, QAbstractSpinBox::minimumSizeHint().height()};
}

QAbstractSpinBox::StepEnabled NumberBox::stepEnabled() const
{
    StepEnabled enabled = StepNone;
    enabled.setFlag(StepUpEnabled, m_value < m_rules.range.high);
    enabled.setFlag(StepDownEnabled, m_value > m_rules.range.low);
    return enabled;
}

void NumberBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_typing) {
        m_typing = false;
        showText();
        selectAll();
        emit restored();
        event->accept();
        return;
    }
    QAbstractSpinBox::keyPressEvent(event);
}

void NumberBox::keyReleaseEvent(QKeyEvent* event)
{
    QAbstractSpinBox::keyReleaseEvent(event);
    if (isStepKey(event->key()) && !event->isAutoRepeat()) {
        emit gestureEnded();
    }
}

void NumberBox::mouseReleaseEvent(QMouseEvent* event)
{
    QAbstractSpinBox::mouseReleaseEvent(event);
    emit gestureEnded();
}

void NumberBox::wheelEvent(QWheelEvent* event)
{
    QAbstractSpinBox::wheelEvent(event);
    m_wheelPause.start();
}

void NumberBox::readText()
{
    m_typing = true;
    const auto value = parsed();
    if (!value || !m_rules.range.contains(*value)) {
        emit wrongTextTyped(describeRules(m_rules));
    } else {
        emit edited(*value);
    }
}

void NumberBox::finish()
{
    if (m_typing && parsed() == m_value) {
        m_typing = false;
        showText();
    }
    emit gestureEnded();
}

void NumberBox::showText()
{
    const QString text = formatBriefly(m_value);
    if (text != lineEdit()->text()) {
        lineEdit()->setText(text);
        lineEdit()->setCursorPosition(0);
    }
}

std::optional<double> NumberBox::parsed() const
{
    const QString text = lineEdit()->text();
    return m_rules.kind == NumberKind::Whole ? parseWhole(text) : parseNumber(text);
}

QString describeRules(const NumberRules& rules)
{
    const QString low = formatNumber(rules.range.low);
    const QString high = formatNumber(rules.range.high);
    return rules.kind == NumberKind::Whole
               ? NumberBox::tr("Must be a whole number from %1 to %2").arg(low, high)
               : NumberBox::tr("Must be a number from %1 to %2").arg(low, high);
}

} // namespace tradeoff::ui
