// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "ui/fields/parameter_edit.h"

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

/// The rows of the table that a choice comes from, which must outlive the form, and the domain's
/// side along each coordinate.
struct ChoiceOptions {
    std::vector<const Option*> all;
    std::vector<Interval> box;
};

/// The form of a choice from a table: a list of the kinds and, below, the fields of the chosen
/// kind's parameters. Another table or another number of dimensions changes them.
class ChoiceForm : public QWidget {
    Q_OBJECT

public:
    /// \param texts  of the choice as a whole; its path is the fields' prefix ("target")
    explicit ChoiceForm(const FieldTexts& texts, QWidget* parent = nullptr);

    /// Shows a choice of a table without emitting anything.
    void showChoice(const Choice& choice, const ChoiceOptions& options);
    /// Shows the kind alone, without clearing a message.
    void showKind(const Choice& choice);

    /// Which kinds can be chosen now; the others stay in the list, grey.
    void offer(const std::function<bool(const Option& option)>& isOffered);

signals:
    void kindChosen(const tradeoff::Option& option);
    void edited(const tradeoff::ui::ChoiceEdit& edit);
    void gestureEnded();

private:
    void makeKinds();
    void setOptions(const ChoiceOptions& options);
    void rebuild(const Option& row);
    void addParameter(const Option& row, const Parameter& parameter);
    void edit(const std::string& name, const ParameterEdit& inside);
    [[nodiscard]] const Option& option(const std::string& kind) const;

    FieldTexts m_texts;
    ChoiceOptions m_options; ///< the fields refer to its box
    QComboBox* m_kinds = nullptr;
    MessageLabel* m_message = nullptr;
    QWidget* m_form = nullptr;
    Choice m_choice; ///< the shown one
    std::map<std::string, ParameterField*, std::less<>> m_fields;
};

} // namespace tradeoff::ui
