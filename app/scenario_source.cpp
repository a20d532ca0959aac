// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/scenario_source.h"

#include "core/compute.h"
#include "core/data_choice.h"
#include "core/input_error.h"
#include "core/json_parse.h"
#include "core/scenario_json.h"
#include "ui/data_edits.h"
#include "ui/presets.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>
#include <filesystem>

namespace tradeoff::app {
namespace {

constexpr QLatin1String presetPrefix("preset:");
constexpr QLatin1String standardInput("-");

/// What messages call the source.
QString shownName(const QString& name)
{
    return name == standardInput ? QStringLiteral("standard input") : name;
}

/// The whole text, or a little more than is accepted of a longer one, so that a source without an
/// end does not take all memory.
QByteArray readText(const QString& name)
{
    QFile file(name);
    if (QFileInfo(name).isDir()) {
        throw RefusedInput(QStringLiteral("%1: is a folder, not a file").arg(name));
    }
    const bool isOpen = name == standardInput ? file.open(stdin, QIODevice::ReadOnly)
                                              : file.open(QIODevice::ReadOnly);
    if (!isOpen) {
        throw RefusedInput(
            QStringLiteral("%1: cannot be read: %2").arg(shownName(name), file.errorString()));
    }
    return file.read(static_cast<qint64>(limits::maximumJsonBytes) + 1);
}

std::filesystem::path folderOf(const QString& fileName)
{
    return QFileInfo(fileName).absolutePath().toStdU16String();
}

Scenario readSource(const QString& name)
{
    try {
        if (name.isEmpty()) {
            return ui::startScenario();
        }
        if (name.startsWith(presetPrefix)) {
            return ui::presetScenario(name.mid(presetPrefix.size()));
        }
        if (ui::isDataFile(name)) {
            return ui::scenarioWithFile(ui::startScenario(), name);
        }
        const Scenario scenario = readScenario(readText(name).toStdString());
        return name == standardInput ? scenario : withDataIn(scenario, folderOf(name));
    } catch (const InputError& error) {
        throw RefusedInput(
            QStringLiteral("%1: %2").arg(shownName(name), QString::fromStdString(error.line())));
    }
}

} // namespace

Scenario loadScenario(const ScenarioSource& source)
{
    const Scenario scenario = readSource(source.name);
    try {
        return withDataIn(withFields(scenario, source.edits), std::filesystem::current_path());
    } catch (const InputError& error) {
        throw RefusedInput(QStringLiteral("--set: ") + QString::fromStdString(error.line()));
    }
}

Result computed(const ScenarioSource& source, const ResultParts& parts)
{
    const Scenario scenario = loadScenario(source);
    try {
        return compute(scenario, {}, parts);
    } catch (const InputError& error) {
        throw RefusedInput(QStringLiteral("%1: %2").arg(shownName(source.name),
                                                        QString::fromStdString(error.line())));
    }
}

bool isFile(const ScenarioSource& source)
{
    return !source.name.isEmpty() && !source.name.startsWith(presetPrefix) &&
           source.name != standardInput;
}

} // namespace tradeoff::app
