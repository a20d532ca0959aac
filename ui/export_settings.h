// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/export.h"

#include <QSizeF>
#include <QString>

class QSettings;

namespace tradeoff::ui {

enum class LengthUnit { Millimetres, Pixels };

/// What the export dialog remembers.
struct ExportSettings {
    QString plot; ///< name of the figure; empty: the one used last
    ExportFormat format = ExportFormat::Pdf;
    LengthUnit unit = LengthUnit::Millimetres;
    QSizeF size{160, 100}; ///< in the unit
    double dpi = 300;      ///< dots per inch, 30 to 1200
    ThemeKind theme = ThemeKind::Print;
    bool transparent = false;
    double fontPoints = 9; ///< 4 to 36

    bool operator==(const ExportSettings&) const = default;
};

/// The settings kept from last time; each that is missing or out of range has its default.
[[nodiscard]] ExportSettings loadExportSettings(const QSettings& settings);
void saveExportSettings(const ExportSettings& exported, QSettings& settings);

/// The options for `exportFigure`.
[[nodiscard]] ExportOptions exportOptions(const ExportSettings& settings);

/// The size that the figure is laid out in, in units of 1/96 inch.
[[nodiscard]] QSizeF layoutSize(const ExportSettings& settings);

/// A size in another unit at a resolution; pixels are whole.
[[nodiscard]] QSizeF converted(const QSizeF& size, LengthUnit from, LengthUnit to, double dpi);

/// The ending of a format's file names: "png".
[[nodiscard]] QString suffixOf(ExportFormat format);

} // namespace tradeoff::ui
