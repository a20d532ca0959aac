// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"

#include <string>
#include <string_view>
#include <vector>

namespace tradeoff::ui {

// Edits that concern more than the value that is edited. Some may be refused for reasons that only
// `validate` knows; they give candidates, the best first, of which the first accepted one is meant.

/// Another kind from a table: its defaults, with what carries over from the present choice
/// (parameters of the same name and type); then the plain defaults; then the defaults moved from
/// [0, 1], for which the tables are written, to the domain.
[[nodiscard]] std::vector<Choice> choicesOfKind(const Option& option, const Choice& present,
                                                const Interval& domain);

/// One parameter with another value. Where a list gets another length, the choice's other lists
/// keep up, so that "one level more than jumps" stays true: continued or cut at their end, else
/// spread evenly.
[[nodiscard]] std::vector<Choice> choicesWithValue(const Choice& present, const std::string& name,
                                                   const ParameterValue& value);

/// Boundaries to begin with when the segmentation becomes manual: those of the picture where they
/// belong to the scenario's number of experts and domain, else evenly spaced ones.
[[nodiscard]] std::vector<double> firstManualBoundaries(const Scenario& scenario,
                                                        const std::vector<double>& shown);

/// The scenario ready for another number of experts: manual boundaries, which cannot follow a
/// number, give way to the optimal segmentation, with data to the estimated one.
[[nodiscard]] Scenario withoutManualBoundaries(Scenario scenario);

/// Another domain; then the same with histogram edges and manual boundaries moved along.
[[nodiscard]] std::vector<Scenario> scenariosOnDomain(const Scenario& scenario,
                                                      const Interval& domain);

} // namespace tradeoff::ui
