// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kept_experiment.h"
#include "core/result.h"
#include "core/scenario_parameters.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tradeoff {

/// The exact errors of a scenario over one of its parameters, everything else unchanged.
struct ParameterSweep {
    struct Row {
        double value = 0.0;           ///< of the parameter
        std::optional<Errors> errors; ///< nothing where the scenario refuses the value
    };

    ScenarioParameter parameter;
    Interval range;          ///< of the values
    std::vector<Row> rows;   ///< by increasing value
    std::string note;        ///< why there is nothing; else empty
    bool isComplete = false; ///< else fewer rows, while it is made
};

/// Whether values over a range have equal ratios: the parameter goes by them and all are positive.
[[nodiscard]] bool goesByRatios(const ScenarioParameter& parameter, const Interval& range);

/// Why a scenario cannot be swept over the parameter that it names.
[[nodiscard]] std::string missingParameter(const Scenario& scenario);

/// The values of a parameter over a range: 65, or fewer where they must be whole, with equal
/// ratios or equal steps.
[[nodiscard]] std::vector<double> sweptValues(const ScenarioParameter& parameter,
                                              const Interval& range);

/// What a scenario's sweep over a parameter depends on: scenarios that are equal in it have equal
/// sweeps.
[[nodiscard]] Scenario sweepQuestion(const Scenario& scenario);

/// The errors of a scenario. The checkpoint is called now and then and may throw.
using ErrorsOfScenario =
    std::function<Errors(const Scenario& scenario, const Checkpoint& checkpoint)>;

/// Sweeps over the parameter that the scenario names, from few rows to all. Each row is what
/// `compute` answers for the scenario with that value.
/// \param errorsOf    the errors of a scenario
/// \param stage       called with each coarser sweep, on the computing thread
/// \param checkpoint  called with the share that is done; may throw to end the computation
[[nodiscard]] ParameterSweep sweepParameter(const Scenario& scenario,
                                            const ErrorsOfScenario& errorsOf,
                                            const std::function<void(const ParameterSweep&)>& stage,
                                            const Checkpoint& checkpoint);

} // namespace tradeoff
