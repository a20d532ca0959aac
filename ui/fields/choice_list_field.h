// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "ui/fields/parameter_edit.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QVBoxLayout;

namespace tradeoff::ui {

class ChoiceForm;

/// A list of choices, one for each coordinate or a single one for all: which of the two, and below
/// the form of each choice. The forms' paths are the field's with a number ("density.factors.0").
class ChoiceListField : public QWidget {
    Q_OBJECT

public:
    /// \param use  its box must outlive the field
    ChoiceListField(const FieldTexts& texts, const Parameter& parameter, const ParameterUse& use,
                    QWidget* parent = nullptr);

    /// Shows the choices without emitting anything.
    void showChoices(const std::vector<Choice>& choices);

signals:
    void edited(const tradeoff::ui::ParameterEdit& edit);
    void gestureEnded();

private:
    void rebuild(std::size_t count);
    ChoiceForm* makeForm(std::size_t index, std::size_t count);
    void chooseExtent(int index);
    void replace(std::size_t index, const ChoiceEdit& inside);

    FieldTexts m_texts;
    std::vector<const Option*> m_options;
    const std::vector<Interval>& m_box;
    FieldParts m_parts;
    QComboBox* m_extent;
    QWidget* m_content = nullptr;
    std::vector<ChoiceForm*> m_forms;
    std::vector<Choice> m_choices;
};

} // namespace tradeoff::ui
