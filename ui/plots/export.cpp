// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/export.h"

#include "ui/plots/figure_canvas.h"
#include "ui/plots/pdf_file.h"
#include "ui/plots/svg_device.h"
#include "ui/plots/view_range.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QPdfWriter>
#include <QSaveFile>

#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double unitsPerInch = 96.0;
constexpr double millimetresPerInch = 25.4;
constexpr double largestPixels = 30'000.0;

/// The figure without the signs of what can be dragged: on paper nothing can.
Figure withoutHandles(Figure figure)
{
    figure.boundaries.draggable = false;
    figure.handles.draggable = false;
    for (Rule& rule : figure.rules)
        rule.draggable = false;
    return figure;
}

QSizeF paperSize(const ExportOptions& options)
{
    if (options.pixels.isEmpty())
        return options.millimetres;
    return QSizeF(options.pixels) / options.dpi * millimetresPerInch;
}

QSize pixelSize(const ExportOptions& options)
{
    if (!options.pixels.isEmpty())
        return options.pixels;
    const QSizeF exact = options.millimetres / millimetresPerInch * options.dpi;
    return {qRound(exact.width()), qRound(exact.height())};
}

/// Whole layout units that cover the paper.
QSize layoutSize(const ExportOptions& options)
{
    const QSizeF exact = paperSize(options) / millimetresPerInch * unitsPerInch;
    return {static_cast<int>(std::ceil(exact.width() - 1e-6)),
            static_cast<int>(std::ceil(exact.height() - 1e-6))};
}

bool canBeDrawn(const ExportOptions& options)
{
    const QSizeF paper = paperSize(options);
    if (!(options.dpi > 0.0) || !(paper.width() > 0.0) || !(paper.height() > 0.0))
        return false;
    const double ratio = options.format == ExportFormat::Png ? options.dpi : unitsPerInch;
    const QSizeF pixels = paper / millimetresPerInch * ratio;
    return pixels.width() >= 1.0 && pixels.height() >= 1.0 && pixels.width() <= largestPixels &&
           pixels.height() <= largestPixels;
}

QByteArray pngFile(const Figure& figure, const ExportOptions& options)
{
    const QSize size = pixelSize(options);
    QImage image(size,
                 options.transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    if (image.isNull())
        return {};
    image.fill(options.transparent ? QColor(Qt::transparent) : options.theme.background);
    // While painting the image pretends to have the layout's resolution, by which the size of text
    // is found; the painter scales it up.
    const int layoutDots = qRound(unitsPerInch / millimetresPerInch * 1000.0);
    image.setDotsPerMeterX(layoutDots);
    image.setDotsPerMeterY(layoutDots);
    drawFigure(figure, options, image, size);
    const int dots = qRound(options.dpi / millimetresPerInch * 1000.0);
    image.setDotsPerMeterX(dots);
    image.setDotsPerMeterY(dots);
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    return image.save(&file, "PNG") ? file.data() : QByteArray();
}

QByteArray svgFile(const Figure& figure, const ExportOptions& options)
{
    const QSize size = layoutSize(options);
    SvgDevice device({size, paperSize(options), QString::fromStdString(figure.title),
                      QString::fromStdString(figure.summary)});
    drawFigure(figure, options, device, size);
    return device.document();
}

QByteArray pdfFile(const Figure& figure, const ExportOptions& options)
{
    const QSizeF paper = paperSize(options);
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&file);
        writer.setCreator(QStringLiteral("Tradeoff Lab"));
        writer.setTitle(QString::fromStdString(figure.title));
        writer.setPageSize(
            QPageSize(paper, QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setResolution(qRound(unitsPerInch));
        drawFigure(figure, options, writer, paper / millimetresPerInch * unitsPerInch);
    }
    return withoutTimeAndChance(file.data());
}

} // namespace

std::optional<ExportFormat> formatOfFile(const QString& fileName)
{
    const QString ending = QFileInfo(fileName).suffix().toLower();
    if (ending == QLatin1String("png"))
        return ExportFormat::Png;
    if (ending == QLatin1String("svg"))
        return ExportFormat::Svg;
    if (ending == QLatin1String("pdf"))
        return ExportFormat::Pdf;
    return std::nullopt;
}

void drawFigure(const Figure& figure, const ExportOptions& options, QPaintDevice& device,
                const QSizeF& extent)
{
    Theme theme = options.theme;
    // Text that is scaled must not be fitted to pixels of another size.
    theme.font.setHintingPreference(QFont::PreferNoHinting);
    CanvasTarget target;
    target.size = layoutSize(options);
    target.extent = extent;
    const bool pixels =
        device.devType() == QInternal::Image || device.devType() == QInternal::Pixmap;
    target.medium = pixels ? Medium::Pixels : Medium::Vector;
    target.pixelRatio = pixels ? extent.width() / target.size.width() : 1.0;
    FigureCanvas canvas;
    canvas.setTheme(theme);
    canvas.setFigure(withoutHandles(figure));
    canvas.setRanges(usableRange(figure.x), usableRange(figure.y));
    canvas.draw(device, target, options.transparent ? QColor(Qt::transparent) : theme.background);
}

QByteArray exportFigure(const Figure& figure, const ExportOptions& options)
{
    if (!canBeDrawn(options))
        return {};
    switch (options.format) {
    case ExportFormat::Png:
        return pngFile(figure, options);
    case ExportFormat::Svg:
        return svgFile(figure, options);
    case ExportFormat::Pdf:
        return pdfFile(figure, options);
    }
    return {};
}

std::optional<QString> writeFigure(const Figure& figure, const ExportOptions& options,
                                   const QString& fileName)
{
    const QString name = QDir::toNativeSeparators(fileName);
    const QByteArray bytes = exportFigure(figure, options);
    if (bytes.isEmpty()) {
        return QStringLiteral("cannot write %1: the picture's size must be from 1 to %2 pixels "
                              "along each side")
            .arg(name)
            .arg(largestPixels, 0, 'f', 0);
    }
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return QStringLiteral("cannot write %1: %2").arg(name, file.errorString());
    return std::nullopt;
}

} // namespace tradeoff::ui
