// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json_parse.h"
#include "core/scenario.h"

namespace tradeoff {

/// The scenario as a JSON value with every key present, in the order of a file.
/// `scenarioFromJson` gives it back, except that a sweep over a list of exactly two numbers of
/// experts comes back as the range between them: a file has no other way to write a range.
[[nodiscard]] Json scenarioToJson(const Scenario& scenario);

} // namespace tradeoff
