// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace tradeoff::app {
namespace {

[[noreturn]] void fail(const QString& name, const QString& reason)
{
    throw OutputError(QStringLiteral("%1: cannot be written: %2").arg(name, reason));
}

void writeStandardOutput(const QByteArray& bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    const bool isWritten =
        std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
    if (!isWritten) {
        const std::error_code reason(errno, std::generic_category());
        fail(QStringLiteral("standard output"), QString::fromStdString(reason.message()));
    }
}

} // namespace

void writeOutput(const QString& fileName, const QByteArray& bytes)
{
    if (fileName.isEmpty()) {
        writeStandardOutput(bytes);
        return;
    }
    const QFileInfo existing(fileName);
    if (existing.exists() && !existing.isFile() && !existing.isDir()) {
        // Replacing /dev/null or a pipe by a file would do harm.
        QFile device(fileName);
        if (!device.open(QIODevice::WriteOnly) || device.write(bytes) != bytes.size() ||
            !device.flush()) {
            fail(fileName, device.errorString());
        }
        return;
    }
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        fail(fileName, file.errorString());
    }
}

} // namespace tradeoff::app
