// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"
#include "ui/fields/number_field.h"

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

[[nodiscard]] ScalarField noiseVarianceField();
[[nodiscard]] ScalarField expertsField();
[[nodiscard]] ScalarField samplesField();
[[nodiscard]] ScalarField trainingSetsField();

/// A pair of numbers of the scenario. `edit` gives candidates as ui/choice_edits.h says.
struct ScalarRange {
    FieldTexts texts;
    QString name;
    NumberRules rules;
    Interval (*range)(const Scenario& scenario);
    std::vector<Scenario> (*edit)(const Scenario& scenario, const Interval& range);
};

[[nodiscard]] ScalarRange domainField();
[[nodiscard]] ScalarRange sweepField();

} // namespace tradeoff::ui
