// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

/// The ranges worth sliding through of the numbers that are in no table.
namespace sliders {
inline constexpr Interval samples{1, 1e6};
inline constexpr Interval noiseVariance{0, 1};
inline constexpr Interval experts{1, 1000};
} // namespace sliders

/// A number of a scenario that has a slider.
struct ScenarioParameter {
    std::string path;           ///< as `--set` names it, for example "target.frequency"
    std::string label;          ///< for people, for example "target: frequency"
    Interval slider;            ///< the range worth sliding through
    bool isWhole = false;       ///< takes whole numbers alone
    bool isLogarithmic = false; ///< equal ratios are equal steps
    double value = 0.0;         ///< that it has now
};

/// Every number with a slider that a scenario has: samples, noise variance and experts, then those
/// of its target, its density and its segmentation in the order of their tables.
[[nodiscard]] std::vector<ScenarioParameter> scenarioParameters(const Scenario& scenario);

/// The parameter of a path; nothing where the scenario has none of that name.
[[nodiscard]] std::optional<ScenarioParameter> scenarioParameter(const Scenario& scenario,
                                                                 std::string_view path);

/// The scenario with another value of a parameter; nothing where that is refused or cannot be, such
/// as another number of experts than boundaries by hand have.
[[nodiscard]] std::optional<Scenario> withParameter(const Scenario& scenario, std::string_view path,
                                                    double value);

/// Checks that some scenario has such a parameter, and its range.
/// \throws InputError at "/sweep/parameter" or "/sweep/range"
void checkSwept(const SweptParameter& swept);

} // namespace tradeoff
