// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"
#include "core/result.h"
#include "core/result_part.h"
#include "core/scenario.h"

#include <QString>

#include <stdexcept>

namespace tradeoff::app {

/// A scenario cannot be had. `what()` is one line for a person that names where it was looked for.
class RefusedInput : public std::runtime_error {
public:
    explicit RefusedInput(const QString& message)
        : std::runtime_error(message.toStdString())
    {}
};

/// Reads the scenario that a command line names and makes its replacements. Without a name it is
/// the scenario that the window starts with.
/// \throws RefusedInput
[[nodiscard]] Scenario loadScenario(const ScenarioSource& source);

/// Computes the scenario of a command line, with extra parts of the result.
/// \throws RefusedInput, for data that cannot be used as well
[[nodiscard]] Result computed(const ScenarioSource& source, const ResultParts& parts = {});

/// Whether the source is a file of the user's, rather than a preset or standard input.
[[nodiscard]] bool isFile(const ScenarioSource& source);

} // namespace tradeoff::app
