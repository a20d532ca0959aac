// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"
#include "ui/plots/theme.h"

#include <QByteArray>
#include <QSizeF>
#include <QString>

#include <optional>

class QPaintDevice;

namespace tradeoff::ui {

enum class ExportFormat { Png, Svg, Pdf };

/// Size, look and format of an exported figure. The size is the paper size in millimetres or the
/// picture size in pixels; text and lines keep their points in every format: a text of 9 pt is
/// 9/72 inch high on paper, and 9/72 · dpi pixels in a PNG. So a size in pixels looks as on the
/// screen at 96 dpi, and one in millimetres is ready for print at 300.
struct ExportOptions {
    ExportFormat format = ExportFormat::Png;
    QSizeF millimetres{160, 100}; ///< used where `pixels` is empty
    QSize pixels;                 ///< exact size of a PNG; 1 pixel = 1/dpi inch in SVG and PDF
    double dpi = 300;             ///< resolution of a PNG, written into it
    Theme theme = makeTheme(ThemeKind::Print);
    bool transparent = false;
};

/// The format of a file name's ending; nothing where it is another.
[[nodiscard]] std::optional<ExportFormat> formatOfFile(const QString& fileName);

/// Draws a figure onto a paint device of any kind, which it fills; for example a printer's page.
/// What can be dragged on the screen has no grips there.
/// The format of the options is not used.
///
/// \param extent  the device's size in its painter's units
void drawFigure(const Figure& figure, const ExportOptions& options, QPaintDevice& device,
                const QSizeF& extent);

/// The finished file's bytes; the same figure and options give the same bytes. Empty where the
/// size is not positive or a picture would have more than 30 000 pixels along a side.
[[nodiscard]] QByteArray exportFigure(const Figure& figure, const ExportOptions& options);

/// Writes an exported figure atomically.
/// \returns an error message, or nothing when the file is written
[[nodiscard]] std::optional<QString> writeFigure(const Figure& figure, const ExportOptions& options,
                                                 const QString& fileName);

} // namespace tradeoff::ui
