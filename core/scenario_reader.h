// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json_parse.h"
#include "core/scenario.h"

namespace tradeoff {

/// What the header of a scenario file says.
namespace scenario_file {
inline constexpr const char* format = "tradeoff-lab/scenario";
inline constexpr unsigned version = 1;
} // namespace scenario_file

/// The scenario that a JSON value stands for, defaults filled in. Keys, kinds and types are
/// checked; whether the numbers are in range and make sense together is left to `validate`.
///
/// \throws InputError naming the place and what would be accepted
[[nodiscard]] Scenario scenarioFromJson(const Json& json);

} // namespace tradeoff
