// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "ui/fields/field_layout.h"

#include <QWidget>

#include <functional>

namespace tradeoff::ui {

/// When a list whose length has changed is reported. Where other lists must keep up with its
/// length, half a list would cut them short: then it waits for Enter or for leaving the field.
enum class ListEditing { Live, LengthWhenFinished };

/// The field of one parameter of a table's row: a number, a list of numbers, a list of records or
/// a formula.
class ParameterField : public QWidget {
    Q_OBJECT

public:
    ParameterField(const FieldTexts& texts, const Parameter& parameter, ListEditing listEditing,
                   QWidget* parent = nullptr);

    /// Shows a value of the parameter's type without emitting anything.
    void showValue(const ParameterValue& value) { m_show(value); }

signals:
    void edited(const tradeoff::ParameterValue& value);
    void gestureEnded();

private:
    QWidget* makeNumber(const FieldTexts& texts, const Parameter& parameter);
    QWidget* makeList(const FieldTexts& texts, ListEditing listEditing);
    QWidget* makeRecords(const FieldTexts& texts, const Parameter& parameter);
    QWidget* makeFormula(const FieldTexts& texts);

    std::function<void(const ParameterValue&)> m_show;
    std::size_t m_length = 0; ///< of the shown list
};

} // namespace tradeoff::ui
