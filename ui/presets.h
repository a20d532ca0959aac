// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace tradeoff::ui {

/// One of the experiments that come with the program.
struct Preset {
    QString name;        ///< key on the command line: "paper" in "preset:paper"
    QString title;       ///< for people
    QString description; ///< what there is to see, in a sentence or two
};

/// The presets, in the order of the menu. The first is the one that the window starts with.
[[nodiscard]] const std::vector<Preset>& presets();

/// The text of a preset's scenario file.
/// \throws InputError that lists the names there are
[[nodiscard]] QByteArray presetText(const QString& name);

/// A preset as a scenario.
/// \throws InputError that lists the names there are
[[nodiscard]] Scenario presetScenario(const QString& name);

/// The name of the preset that equals a scenario; empty where none does.
[[nodiscard]] QString presetOf(const Scenario& scenario);

/// The experiment that the window starts with and that "Reset all" brings back: the first preset.
[[nodiscard]] Scenario startScenario();

} // namespace tradeoff::ui
