// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"

#include <string>
#include <vector>

namespace tradeoff::ui {

// Edits that concern more than the value that is edited. Some may be refused for reasons that only
// `validate` knows; they give candidates, the best first, of which the first accepted one is meant.

/// Another kind from a table: its defaults, with what carries over from the present choice
/// (parameters of the same name and type); then the plain defaults; then the defaults moved from
/// [0, 1], for which the tables are written, to the domain.
/// \param box  the domain's side along each coordinate
[[nodiscard]] std::vector<Choice> choicesOfKind(const Option& option, const Choice& present,
                                                const std::vector<Interval>& box);

/// Whether a parameter's number of entries is the user's, and not that of the dimensions.
[[nodiscard]] bool hasFreeLength(const Parameter& parameter);

/// One parameter with another value. Where a list gets another length, the choice's other lists
/// keep up, so that "one level more than jumps" stays true: continued or cut at their end, else
/// spread evenly. Where one of them is a table, each row belongs to one entry of the other lists:
/// those get or lose the entry at the same place.
[[nodiscard]] std::vector<Choice> choicesWithValue(const Option& option, const Choice& present,
                                                   const std::string& name,
                                                   const ParameterValue& value);

} // namespace tradeoff::ui
