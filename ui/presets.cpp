// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presets.h"

#include "core/input_error.h"
#include "core/scenario_json.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>

/// Resources of a static library are known only after this; it must be outside any namespace.
static void initializeResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace tradeoff::ui {

namespace {

QByteArray resourceText(const QString& path)
{
    initializeResources();
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<Preset> readIndex()
{
    std::vector<Preset> rows;
    const QByteArray text = resourceText(QStringLiteral(":/presets/index.json"));
    const QJsonArray index = QJsonDocument::fromJson(text).array();
    for (const auto& entry : index) {
        const QJsonObject row = entry.toObject();
        rows.push_back({row[QLatin1String("name")].toString(),
                        row[QLatin1String("title")].toString(),
                        row[QLatin1String("description")].toString()});
    }
    return rows;
}

} // namespace

const std::vector<Preset>& presets()
{
    static const std::vector<Preset> rows = readIndex();
    return rows;
}

QByteArray presetText(const QString& name)
{
    QStringList names;
    for (const Preset& preset : presets()) {
        if (preset.name == name)
            return resourceText(QStringLiteral(":/presets/%1.tradeoff.json").arg(name));
        names << preset.name;
    }
    throw InputError({}, QStringLiteral("there is no preset \"%1\"; there are %2")
                             .arg(name, names.join(QStringLiteral(", ")))
                             .toStdString());
}

Scenario presetScenario(const QString& name)
{
    return readScenario(presetText(name).toStdString());
}

QString presetOf(const Scenario& scenario)
{
    static const std::vector<Scenario> scenarios = [] {
        std::vector<Scenario> all;
        for (const Preset& preset : presets())
            all.push_back(presetScenario(preset.name));
        return all;
    }();
    const auto found = std::find(scenarios.begin(), scenarios.end(), scenario);
    if (found == scenarios.end())
        return {};
    return presets().at(static_cast<std::size_t>(found - scenarios.begin())).name;
}

Scenario startScenario()
{
    return presets().empty() ? defaultScenario() : presetScenario(presets().front().name);
}

} // namespace tradeoff::ui
