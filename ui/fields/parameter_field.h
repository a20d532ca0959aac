// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "ui/fields/parameter_edit.h"

#include <QWidget>

#include <functional>

namespace tradeoff::ui {

/// The field of one parameter of a table's row: a number, a list of numbers or of records, a table
/// of numbers, a formula, a word or a list of choices.
class ParameterField : public QWidget {
    Q_OBJECT

public:
    /// \param use  its box must outlive the field
    ParameterField(const FieldTexts& texts, const Parameter& parameter, const ParameterUse& use,
                   QWidget* parent = nullptr);

    /// Shows a value of the parameter's type without emitting anything.
    void showValue(const ParameterValue& value) { m_show(value); }

signals:
    void edited(const tradeoff::ui::ParameterEdit& edit);
    void gestureEnded();

private:
    void reportEdit(const ParameterValue& value);
    QWidget* makeField(const Parameter& parameter, const ParameterUse& use);
    QWidget* makeNumber(const Parameter& parameter);
    QWidget* makeList(const Parameter& parameter, const ParameterUse& use);
    QWidget* makeRecords(const Parameter& parameter);
    QWidget* makeTable(const Parameter& parameter, const ParameterUse& use);
    QWidget* makeFormula(std::size_t dimensions);
    QWidget* makeWord(const Parameter& parameter);
    QWidget* makeChoices(const Parameter& parameter, const ParameterUse& use);

    FieldTexts m_texts;
    std::function<void(const ParameterValue&)> m_show;
    std::size_t m_length = 0; ///< of the shown list
};

} // namespace tradeoff::ui
