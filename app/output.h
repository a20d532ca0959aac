// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <stdexcept>

namespace tradeoff::app {

/// Something could not be written. `what()` is one line for a person.
class OutputError : public std::runtime_error {
public:
    explicit OutputError(const QString& message)
        : std::runtime_error(message.toStdString())
    {}
};

/// Writes a file whole or not at all: what was there before stays until the new one is complete.
/// A pipe or device is written as it is. An empty name is standard output.
/// \throws OutputError
void writeOutput(const QString& fileName, const QByteArray& bytes);

} // namespace tradeoff::app
