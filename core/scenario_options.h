// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/scenario.h"

#include <cstddef>
#include <vector>

namespace tradeoff {

/// One of a scenario's choices from a table: its key in files and where it is kept. There is one
/// table for one dimension and another for more.
struct ChoiceSlot {
    const char* name; ///< "target", "density", "segmentation"
    Choice Scenario::*member;
    std::vector<const Option*> (*options)(std::size_t dimensions);
};

/// Target, density and segmentation, in this order.
[[nodiscard]] const std::vector<ChoiceSlot>& choiceSlots();

/// The option of a scenario's choice.
/// \throws InputError at its kind, if the table of the scenario's dimensions has none such
[[nodiscard]] const Option& optionOf(const Scenario& scenario, const ChoiceSlot& slot);

} // namespace tradeoff
