// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window.h"

#include "app/output.h"
#include "app/scenario_source.h"
#include "app/start_window.h"

#include <QFileInfo>

#include <cstdio>
#include <cstdlib>

namespace tradeoff::app {
namespace {

bool isSet(const char* variable)
{
    return !qEnvironmentVariableIsEmpty(variable);
}

void requireDisplay()
{
    if (!isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY") && !isSet("QT_QPA_PLATFORM")) {
        throw OutputError(QStringLiteral("the window needs a display (neither DISPLAY nor "
                                         "WAYLAND_DISPLAY is set); compute, render and list work "
                                         "without"));
    }
}

/// The toolkit ends the program when it cannot reach the display: one line and status 1 instead
/// of a crash.
void endOnFatalMessage(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    if (type == QtFatalMsg) {
        const QString line = message.simplified();
        std::fprintf(stderr, "tradeoff-lab: the window cannot be opened: %s\n",
                     qUtf8Printable(line));
        std::_Exit(1);
    }
    std::fprintf(stderr, "%s\n", qUtf8Printable(qFormatLogMessage(type, context, message)));
}

} // namespace

int runWindow(const WindowCommand& command)
{
    WindowOptions options;
    if (!command.source.name.isEmpty() || !command.source.edits.empty()) {
        options.scenario = loadScenario(command.source);
    }
    if (isFile(command.source)) {
        options.file = QFileInfo(command.source.name).absoluteFilePath();
    }
    options.theme = command.theme;
    options.projector = command.projector;
    options.language = command.language;
    requireDisplay();
    qInstallMessageHandler(endOnFatalMessage);
    int count = 1;
    char name[] = "tradeoff-lab"; // NOLINT: the toolkit wants argv as it was in C
    char* arguments[] = {name, nullptr};
    return startWindow(count, arguments, options);
}

} // namespace tradeoff::app
