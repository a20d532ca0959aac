// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/render.h"

#include "app/arguments.h"
#include "app/output.h"
#include "app/scenario_source.h"
#include "core/figure.h"
#include "core/input_error.h"
#include "ui/plots/export.h"

#include <QApplication>

namespace tradeoff::app {
namespace {

const FigureRow& plotRow(const QString& name)
{
    try {
        return figureRow(name.toStdString());
    } catch (const InputError& error) {
        throw UsageError(QStringLiteral("--plot: ") + QString::fromUtf8(error.what()));
    }
}

/// The toolkit's notices on the environment are of no use to who asked for a file.
void ignoreMessage(QtMsgType /*type*/, const QMessageLogContext& /*context*/,
                   const QString& /*message*/)
{}

ui::ExportOptions exportOptions(const RenderCommand& command)
{
    ui::ExportOptions options;
    options.format = ui::formatOfFile(command.output).value();
    options.millimetres = command.size.millimetres;
    options.pixels = command.size.pixels;
    options.dpi = command.dpi;
    options.theme = ui::makeTheme(command.theme);
    options.transparent = command.transparent;
    return options;
}

} // namespace

void render(const RenderCommand& command)
{
    const FigureRow& row = plotRow(command.plot);
    const ResultParts parts = row.part ? ResultParts{*row.part} : ResultParts();
    const Result result = computed(command.source, parts);
    const Figure figure = row.make(result, row.view);

    qInstallMessageHandler(ignoreMessage);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int count = 1;
    char name[] = "tradeoff-lab"; // NOLINT: the toolkit wants argv as it was in C
    char* arguments[] = {name, nullptr};
    const QApplication application(count, arguments);
    writeOutput(command.output, ui::exportFigure(figure, exportOptions(command)));
}

} // namespace tradeoff::app
