// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "ui/fields/field_layout.h"

#include <QWidget>

#include <functional>
#include <map>
#include <string>
#include <vector>

class QComboBox;
class QVBoxLayout;

namespace tradeoff::ui {

class MessageLabel;
class ParameterField;

/// The form of a choice from a table: a list of the kinds and, below, the fields of the chosen
/// kind's parameters.
class ChoiceForm : public QWidget {
    Q_OBJECT

public:
    /// \param texts    of the choice as a whole; its path is the fields' prefix ("target")
    /// \param options  rows of the table, which must outlive the form
    ChoiceForm(const FieldTexts& texts, std::vector<const Option*> options,
               QWidget* parent = nullptr);

    /// Shows a choice without emitting anything.
    void showChoice(const Choice& choice);
    /// Shows the kind alone, without clearing a message.
    void showKind(const Choice& choice);

    /// Which kinds can be chosen now; the others stay in the list, grey.
    void offer(const std::function<bool(const Option& option)>& isOffered);

signals:
    void kindChosen(const tradeoff::Option& option);
    /// `label` is the parameter's, for people.
    void edited(const std::string& name, const tradeoff::ParameterValue& value,
                const QString& label);
    void gestureEnded();

private:
    void makeKinds();
    void rebuild(const Option& row);
    void addParameter(const Option& row, const Parameter& parameter);
    [[nodiscard]] const Option& option(const std::string& kind) const;

    FieldTexts m_texts;
    std::vector<const Option*> m_options;
    QComboBox* m_kinds = nullptr;
    MessageLabel* m_message = nullptr;
    QWidget* m_form = nullptr;
    std::string m_kind;
    std::map<std::string, ParameterField*, std::less<>> m_fields;
};

} // namespace tradeoff::ui
