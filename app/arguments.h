// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <stdexcept>
#include <vector>

namespace tradeoff::app {

/// The command line asks for something that there is not. `what()` is one line for a person.
class UsageError : public std::runtime_error {
public:
    explicit UsageError(const QString& message)
        : std::runtime_error(message.toStdString())
    {}
};

enum class OptionValue { None, Required };

/// An option that a command accepts.
struct OptionRule {
    QString name;      ///< with its dashes: "--output"
    OptionValue value; ///< "--plot fit" and "--plot=fit" or just "--transparent"
    QString shortName; ///< "-o", or empty
};

/// An option that was given.
struct GivenOption {
    QString name; ///< the rule's
    QString value;
};

/// A command's arguments, sorted out.
struct Arguments {
    QStringList words; ///< what is no option, "-" included, in order
    std::vector<GivenOption> options;
};

/// Sorts arguments by the options that a command accepts. After "--" everything is a word.
/// \throws UsageError for an unknown option, a missing value and a value that is not taken
[[nodiscard]] Arguments sortArguments(const QStringList& arguments,
                                      const std::vector<OptionRule>& rules);

} // namespace tradeoff::app
