// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/value_slider.h"

#include "ui/fields/number_text.h"
#include "ui/fields/wheel_guard.h"

#include <QKeyEvent>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr int wheelPauseMilliseconds = 400;
constexpr int positionsPerDecade = 500; // every whole number up to about 200 has its own
constexpr double smallFactor = 1.05;    // of one arrow key on a logarithmic scale
constexpr double largeFactor = 1.25;    // of one page key

Interval widened(const SliderRules& rules, double value)
{
    Interval range = rules.range;
    if (rules.scale == SliderScale::Logarithmic && value > range.high) {
        range.high = std::pow(10.0, std::ceil(std::log10(value) - 1e-12));
    }
    return {std::min(range.low, value), std::max(range.high, value)};
}

} // namespace

double sliderStep(const Interval& range)
{
    return niceStep(range.length() / 200);
}

ValueSlider::ValueSlider(const SliderRules& rules, QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
    , m_rules(rules)
{
    guardWheel(*this);
    setShownRange(rules.range);
    m_value = rules.range.low;
    m_wheelPause.setSingleShot(true);
    m_wheelPause.setInterval(wheelPauseMilliseconds);
    connect(&m_wheelPause, &QTimer::timeout, this, &ValueSlider::gestureEnded);
    connect(this, &QSlider::valueChanged, this, &ValueSlider::reportMove);
    connect(this, &QSlider::actionTriggered, this, &ValueSlider::stepByAction);
}

void ValueSlider::showValue(double value)
{
    m_value = value;
    if (isSliderDown()) {
        return; // the handle stays under the mouse
    }
    const QSignalBlocker quiet(this);
    const Interval range = widened(m_rules, value);
    if (range != m_range) {
        setShownRange(range);
    }
    setValue(positionOf(value));
}

int ValueSlider::positionOf(double value) const
{
    const double inside = std::clamp(value, m_range.low, m_range.high);
    const double steps = m_rules.scale == SliderScale::Logarithmic
                             ? std::log10(inside / m_range.low) * positionsPerDecade
                             : (inside - m_range.low) / m_step;
    return static_cast<int>(std::lround(steps));
}

double ValueSlider::valueAt(int position) const
{
    if (position >= maximum()) {
        return m_range.high;
    }
    double value = m_range.low + position * m_step;
    if (m_rules.scale == SliderScale::Logarithmic) {
        value = m_range.low * std::pow(10.0, static_cast<double>(position) / positionsPerDecade);
    } else if (position > 0) {
        value = std::min(snapped(value, m_step), m_range.high);
    }
    return m_rules.kind == NumberKind::Whole ? std::round(value) : value;
}

void ValueSlider::setShownRange(const Interval& range)
{
    m_range = range;
    m_step = sliderStep(range);
    const double count = m_rules.scale == SliderScale::Logarithmic
                             ? std::log10(range.high / range.low) * positionsPerDecade
                             : std::ceil(range.length() / m_step - 1e-9);
    setRange(0, static_cast<int>(std::lround(count)));
    setSingleStep(1);
    setPageStep(10);
}

void ValueSlider::reportMove(int position)
{
    const double value = valueAt(position);
    if (value != m_value) {
        emit edited(value);
    }
    if (value != m_value) {
        showValue(m_value); // refused: back to where the value is
    }
}

void ValueSlider::stepByAction(int action)
{
    if (m_rules.scale == SliderScale::Linear) {
        return;
    }
    const bool up = action == SliderSingleStepAdd || action == SliderPageStepAdd;
    const bool down = action == SliderSingleStepSub || action == SliderPageStepSub;
    if (!up && !down) {
        return;
    }
    const bool page = action == SliderPageStepAdd || action == SliderPageStepSub;
    const double factor = page ? largeFactor : smallFactor;
    const double next =
        up ? std::max(m_value + 1, m_value * factor) : std::min(m_value - 1, m_value / factor);
    setSliderPosition(positionOf(std::round(next)));
}

void ValueSlider::keyReleaseEvent(QKeyEvent* event)
{
    QSlider::keyReleaseEvent(event);
    if (!event->isAutoRepeat()) {
        emit gestureEnded();
    }
}

void ValueSlider::mouseReleaseEvent(QMouseEvent* event)
{
    QSlider::mouseReleaseEvent(event);
    showValue(m_value); // the range may follow now
    emit gestureEnded();
}

void ValueSlider::wheelEvent(QWheelEvent* event)
{
    QSlider::wheelEvent(event);
    m_wheelPause.start();
}

} // namespace tradeoff::ui
