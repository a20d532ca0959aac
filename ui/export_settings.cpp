// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export_settings.h"

#include <QSettings>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double millimetresPerInch = 25.4;
constexpr double layoutUnitsPerInch = 96.0;
const QString group = QStringLiteral("export/");

/// A number from the settings where it is one and in range, else the fallback.
double number(const QSettings& settings, const QString& key, double fallback, double low,
              double high)
{
    bool isNumber = false;
    const double value = settings.value(group + key).toDouble(&isNumber);
    return isNumber && value >= low && value <= high ? value : fallback;
}

template <typename Enumeration>
Enumeration chosen(const QSettings& settings, const QString& key, Enumeration fallback,
                   Enumeration last)
{
    const double value =
        number(settings, key, static_cast<double>(fallback), 0.0, static_cast<double>(last));
    return static_cast<Enumeration>(static_cast<int>(value));
}

} // namespace

ExportSettings loadExportSettings(const QSettings& settings)
{
    ExportSettings loaded;
    loaded.plot = settings.value(group + QStringLiteral("plot")).toString();
    loaded.format = chosen(settings, QStringLiteral("format"), loaded.format, ExportFormat::Pdf);
    loaded.unit = chosen(settings, QStringLiteral("unit"), loaded.unit, LengthUnit::Pixels);
    loaded.theme = chosen(settings, QStringLiteral("theme"), loaded.theme, ThemeKind::Print);
    loaded.dpi = number(settings, QStringLiteral("dpi"), loaded.dpi, 30, 1200);
    loaded.fontPoints = number(settings, QStringLiteral("font"), loaded.fontPoints, 4, 36);
    loaded.transparent =
        settings.value(group + QStringLiteral("transparent"), loaded.transparent).toBool();
    const QSizeF usual = converted(loaded.size, LengthUnit::Millimetres, loaded.unit, loaded.dpi);
    loaded.size = {number(settings, QStringLiteral("width"), usual.width(), 10, 20000),
                   number(settings, QStringLiteral("height"), usual.height(), 10, 20000)};
    return loaded;
}

void saveExportSettings(const ExportSettings& exported, QSettings& settings)
{
    settings.setValue(group + QStringLiteral("plot"), exported.plot);
    settings.setValue(group + QStringLiteral("format"), static_cast<int>(exported.format));
    settings.setValue(group + QStringLiteral("unit"), static_cast<int>(exported.unit));
    settings.setValue(group + QStringLiteral("theme"), static_cast<int>(exported.theme));
    settings.setValue(group + QStringLiteral("dpi"), exported.dpi);
    settings.setValue(group + QStringLiteral("font"), exported.fontPoints);
    settings.setValue(group + QStringLiteral("transparent"), exported.transparent);
    settings.setValue(group + QStringLiteral("width"), exported.size.width());
    settings.setValue(group + QStringLiteral("height"), exported.size.height());
}

ExportOptions exportOptions(const ExportSettings& settings)
{
    ExportOptions options;
    options.format = settings.format;
    options.dpi = settings.dpi;
    options.theme = makeTheme(settings.theme, settings.fontPoints);
    options.transparent = settings.transparent;
    if (settings.unit == LengthUnit::Pixels) {
        options.pixels = settings.size.toSize();
    } else {
        options.millimetres = settings.size;
    }
    return options;
}

QSizeF layoutSize(const ExportSettings& settings)
{
    const double perInch = settings.unit == LengthUnit::Pixels ? settings.dpi : millimetresPerInch;
    return settings.size * (layoutUnitsPerInch / perInch);
}

QSizeF converted(const QSizeF& size, LengthUnit from, LengthUnit to, double dpi)
{
    if (from == to)
        return size;
    if (to == LengthUnit::Pixels)
        return QSizeF((size * (dpi / millimetresPerInch)).toSize());
    const QSizeF millimetres = size * (millimetresPerInch / dpi);
    return {std::round(10 * millimetres.width()) / 10, std::round(10 * millimetres.height()) / 10};
}

QString suffixOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Png:
        return QStringLiteral("png");
    case ExportFormat::Svg:
        return QStringLiteral("svg");
    case ExportFormat::Pdf:
        return QStringLiteral("pdf");
    }
    return {};
}

} // namespace tradeoff::ui
