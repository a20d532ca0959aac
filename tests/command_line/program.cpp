// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/command_line/program.h"

#include <QFile>
#include <QProcess>

namespace tradeoff::tests {
namespace {

constexpr int longestRun = 60'000; // ms

} // namespace

bool Finished::isOneErrorLine() const
{
    return errors.startsWith("tradeoff-lab: ") && errors.endsWith('\n') && errors.count('\n') == 1;
}

bool Finished::refusedInOneLine() const
{
    return status == 2 && output.isEmpty() && isOneErrorLine();
}

Finished runProgram(const QStringList& arguments, const Surroundings& surroundings)
{
    const QStringList command =
        surroundings.wrapper + QStringList{QStringLiteral(TRADEOFF_PROGRAM)} + arguments;
    QProcess process;
    process.setProcessEnvironment(surroundings.environment);
    if (!surroundings.folder.isEmpty()) {
        process.setWorkingDirectory(surroundings.folder);
    }
    process.start(command.front(), command.mid(1));
    process.write(surroundings.input);
    process.closeWriteChannel();
    if (!process.waitForFinished(longestRun) || process.exitStatus() != QProcess::NormalExit) {
        process.kill();
        process.waitForFinished();
        return {.status = -1, .output = {}, .errors = process.readAllStandardError()};
    }
    return {.status = process.exitCode(),
            .output = process.readAllStandardOutput(),
            .errors = process.readAllStandardError()};
}

QByteArray readFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

CommaLocale::CommaLocale(const QString& folder)
    : m_folder(folder)
{
    // Status 1 stands for warnings; what counts is that the locale is there.
    const QString made = folder + QStringLiteral("/de_DE.UTF-8");
    QProcess::execute(QStringLiteral("localedef"),
                      {QStringLiteral("--quiet"), QStringLiteral("--no-archive"),
                       QStringLiteral("-i"), QStringLiteral("de_DE"), QStringLiteral("-f"),
                       QStringLiteral("UTF-8"), made});
    m_isMade = QFile::exists(made + QStringLiteral("/LC_NUMERIC"));
}

QProcessEnvironment CommaLocale::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LOCPATH"), m_folder);
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("de_DE.UTF-8"));
    return environment;
}

} // namespace tradeoff::tests
