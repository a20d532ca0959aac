// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fields/field_layout.h"
#include "ui/fields/number_box.h"
#include "ui/fields/value_slider.h"

#include <QWidget>

namespace tradeoff::ui {

/// What a number field accepts and how its slider runs; a range without length: no slider.
struct NumberFieldRules {
    NumberRules box;
    Interval slider;
    SliderScale scale = SliderScale::Linear;
};

/// A labelled number: a slider for the usual range and a box for any accepted value.
class NumberField : public QWidget {
    Q_OBJECT

public:
    NumberField(const FieldTexts& texts, const NumberFieldRules& rules, QWidget* parent = nullptr);

    /// Shows a value without emitting anything.
    void showValue(double value);

signals:
    void edited(double value);
    void gestureEnded();

private:
    void addSlider(const FieldTexts& texts, const NumberFieldRules& rules);

    FieldParts m_parts;
    NumberBox* m_box;
    ValueSlider* m_slider = nullptr;
};

} // namespace tradeoff::ui
