// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace tradeoff::tests {

/// What the program runs in.
struct Surroundings {
    QByteArray input = {};    ///< on standard input
    QString folder = {};      ///< working folder; empty: the test's
    QStringList wrapper = {}; ///< a command that starts the program, such as "taskset -c 0"
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
};

/// What a run of the program left.
struct Finished {
    int status = -1; ///< exit status; -1 for a crash or a run of more than a minute
    QByteArray output;
    QByteArray errors;

    /// Status 0 and nothing on standard error.
    [[nodiscard]] bool succeededSilently() const { return status == 0 && errors.isEmpty(); }
    /// Exactly one line on standard error, with the program's name.
    [[nodiscard]] bool isOneErrorLine() const;
    /// Status 2, one line on standard error and nothing else.
    [[nodiscard]] bool refusedInOneLine() const;
};

/// Runs the built program and waits for its end.
[[nodiscard]] Finished runProgram(const QStringList& arguments,
                                  const Surroundings& surroundings = {});

[[nodiscard]] QByteArray readFile(const QString& path);

/// A German locale, with a decimal comma, made in a folder.
class CommaLocale {
public:
    explicit CommaLocale(const QString& folder);

    [[nodiscard]] bool isMade() const { return m_isMade; }
    /// The system's environment with this locale in use.
    [[nodiscard]] QProcessEnvironment environment() const;

private:
    QString m_folder;
    bool m_isMade = false;
};

inline QJsonObject jsonOf(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

/// A number of a result by its keys.
inline double numberOf(const QJsonObject& result, const QString& group, const QString& key)
{
    return result.value(group).toObject().value(key).toDouble(-1);
}

} // namespace tradeoff::tests
