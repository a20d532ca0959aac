// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"
#include "ui/fields/number_field.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace tradeoff::ui {

/// A number of the scenario that is no parameter of a table: its field and how it is read and
/// edited.
struct ScalarField {
    FieldTexts texts;
    QString name; ///< in the description of an edit: "Change number of experts"
    NumberFieldRules rules;
    double (*value)(const Scenario& scenario);
    Scenario (*edit)(Scenario scenario, double value);
};

[[nodiscard]] ScalarField dimensionsField();
[[nodiscard]] ScalarField noiseVarianceField();
[[nodiscard]] ScalarField expertsField();
[[nodiscard]] ScalarField samplesField();
[[nodiscard]] ScalarField trainingSetsField();

/// A pair of numbers of the scenario. `edit` gives candidates as ui/choice_edits.h says.
struct ScalarRange {
    FieldTexts texts;
    QString name;
    NumberRules rules;
    std::function<Interval(const Scenario& scenario)> range;
    std::function<std::vector<Scenario>(const Scenario& scenario, const Interval& range)> edit;
};

/// The domain's side along a coordinate, counted from 0; in one dimension the domain.
[[nodiscard]] ScalarRange sideField(std::size_t coordinate, std::size_t dimensions);
[[nodiscard]] ScalarRange sweepField();

} // namespace tradeoff::ui
