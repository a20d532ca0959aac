// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture_size.h"
#include "core/scenario_json.h"
#include "ui/plots/theme.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace tradeoff::app {

/// Where a scenario comes from and what `--set` replaces in it.
struct ScenarioSource {
    QString name; ///< a file, "preset:NAME" or "-" for standard input
    std::vector<FieldEdit> edits;
};

/// `tradeoff-lab [FILE]`: the window.
struct WindowCommand {
    ScenarioSource source; ///< without a name: the scenario that the window starts with
    std::optional<ui::ThemeKind> theme; ///< nothing: that of the last session
    bool projector = false;
    QString language; ///< empty: the system's
};

/// `tradeoff-lab compute SCENARIO`: the result as JSON.
struct ComputeCommand {
    ScenarioSource source;
    QString output; ///< empty: standard output
};

/// `tradeoff-lab render SCENARIO`: one plot as a file.
struct RenderCommand {
    ScenarioSource source;
    QString plot;
    QString output;
    PictureSize size;
    double dpi = 300;
    ui::ThemeKind theme = ui::ThemeKind::Print;
    bool transparent = false;
};

/// `tradeoff-lab list WHAT`.
struct ListCommand {
    QString what;
};

struct HelpCommand {};
struct VersionCommand {};

using Command = std::variant<WindowCommand, ComputeCommand, RenderCommand, ListCommand, HelpCommand,
                             VersionCommand>;

/// What the arguments, without the program's name, ask for.
/// \throws UsageError
[[nodiscard]] Command parseCommandLine(const QStringList& arguments);

} // namespace tradeoff::app
