// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot_output.h"

#include "ui/export_dialog.h"

#include <QImage>
#include <QMimeData>

namespace tradeoff::ui {

void showExportDialog(const PlotBoard& board, QSettings& settings, QWidget* parent)
{
    std::vector<Figure> figures;
    for (const PlotPanel* panel : board.panels()) {
        if (auto figure = panel->currentFigure())
            figures.push_back(std::move(*figure));
    }
    if (figures.empty())
        return;
    auto* dialog = new ExportDialog(std::move(figures),
                                    std::string(board.currentPanel().row().name), settings, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QMimeData* clipboardData(const Figure& figure, const QSettings& settings)
{
    ExportOptions options = exportOptions(loadExportSettings(settings));
    options.format = ExportFormat::Png;
    const QByteArray png = exportFigure(figure, options);
    options.format = ExportFormat::Svg;
    auto* data = new QMimeData;
    data->setImageData(QImage::fromData(png));
    data->setData(QStringLiteral("image/png"), png);
    data->setData(QStringLiteral("image/svg+xml"), exportFigure(figure, options));
    return data;
}

} // namespace tradeoff::ui
