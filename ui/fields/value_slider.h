// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "ui/fields/number_box.h"

#include <QSlider>
#include <QTimer>

namespace tradeoff::ui {

enum class SliderScale { Linear, Logarithmic };

/// How a slider's way is divided.
struct SliderRules {
    NumberKind kind = NumberKind::Real;
    SliderScale scale = SliderScale::Linear;
    Interval range; ///< positive where the scale is logarithmic
};

/// A slider over real or whole numbers, linear or logarithmic. It moves in round steps; shown a
/// value outside its range, it widens for as long as the value is there.
class ValueSlider : public QSlider {
    Q_OBJECT

public:
    explicit ValueSlider(const SliderRules& rules, QWidget* parent = nullptr);

    /// Shows a value without emitting anything.
    void showValue(double value);
    /// The value under the handle.
    [[nodiscard]] double shownValue() const { return m_value; }
    /// The range as it is now.
    [[nodiscard]] const Interval& shownRange() const { return m_range; }
    [[nodiscard]] int positionOf(double value) const;

signals:
    void edited(double value);
    /// The handle is let go, the key is released or the wheel rests.
    void gestureEnded();

protected:
    void keyReleaseEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void setShownRange(const Interval& range);
    void reportMove(int position);
    void stepByAction(int action);
    [[nodiscard]] double valueAt(int position) const;

    SliderRules m_rules;
    Interval m_range;
    double m_step = 1.0; ///< of a linear scale
    double m_value = 0.0;
    QTimer m_wheelPause;
};

/// A round step that divides a range into some two hundred parts.
[[nodiscard]] double sliderStep(const Interval& range);

} // namespace tradeoff::ui
