// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario_options.h"
#include "ui/control_panel.h"
#include "ui/fields/field_layout.h"
#include "ui/scalar_fields.h"

#include <functional>
#include <vector>

class QScrollArea;
class QVBoxLayout;

namespace tradeoff::ui {

class ChoiceForm;
class DataPanel;
class FoldGroup;
class MessageLabel;
class RangeField;

/// A choice of the scenario, and what an edit of it is called.
struct ChoicePlace {
    FieldTexts texts;
    QString name;
    const ChoiceSlot& slot;
};

/// What an error says below the field at a path: where another field is to blame, that one's path
/// comes first.
[[nodiscard]] QString messageAt(const QString& path, const InputError& error);

/// The place of an error as a field's path: "/density/sd" as "density.sd".
[[nodiscard]] QString pathOf(const InputError& error);

/// What the control panel is made of. The fields are wired here: what is edited goes to the store,
/// what the store holds is shown.
struct ControlPanel::Parts {
    Parts(ControlPanel& thePanel, ScenarioStore& theStore)
        : panel(thePanel)
        , store(theStore)
    {}

    FoldGroup* addGroup(const QString& path, const QString& title);
    FoldGroup* addMore(FoldGroup& group, const QString& path);
    void fillData();
    void fillProblem();
    void hideWithData(QWidget& widget);
    void fillExperts();
    void fillLearning();
    QWidget& addScalar(FoldGroup& group, const ScalarField& scalar);
    RangeField* makeRange(const ScalarRange& range, QWidget& parent);
    void addRange(FoldGroup& group, const ScalarRange& range);
    void addDimensions(FoldGroup& group);
    void addSides(FoldGroup& group);
    ChoiceForm& addChoice(FoldGroup& group, const ChoicePlace& place);
    void addEmptyRegion(FoldGroup& group);
    QWidget& addSeed(FoldGroup& group);

    /// Applies the first candidate that is accepted; where none is, says why at the field.
    void apply(const QString& path, const QString& name, const std::vector<Scenario>& candidates);
    void chooseKind(const ChoicePlace& place, const Option& option);
    [[nodiscard]] Choice manualChoice(const Option& option) const;
    void say(const QString& path, const QString& message) const;
    [[nodiscard]] MessageLabel* messageOf(const QString& path) const;
    /// The scenario with each of some choices in its place.
    [[nodiscard]] std::vector<Scenario> with(Choice Scenario::*member,
                                             const std::vector<Choice>& choices) const;

    ControlPanel& panel;
    ScenarioStore& store;
    QScrollArea* scroll = nullptr;
    QVBoxLayout* groups = nullptr;
    std::vector<std::function<void(const Scenario&)>> shows; ///< one for each field
    std::vector<double> boundaries;
    std::vector<Record> centers;
    DataPanel* data = nullptr;
    std::optional<Interval> domain; ///< of the data in the picture
};

} // namespace tradeoff::ui
