// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"

#include <algorithm>

namespace tradeoff::app {
namespace {

const OptionRule& ruleOf(const QString& name, const std::vector<OptionRule>& rules)
{
    const auto rule = std::find_if(rules.begin(), rules.end(), [&name](const OptionRule& one) {
        return name == one.name || (!one.shortName.isEmpty() && name == one.shortName);
    });
    if (rule != rules.end()) {
        return *rule;
    }
    QStringList names;
    for (const OptionRule& one : rules) {
        names << one.name;
    }
    throw UsageError(QStringLiteral("there is no option \"%1\" here; there are %2")
                         .arg(name, names.join(QStringLiteral(", "))));
}

/// Reads the option at `index` and moves the index to its last argument.
GivenOption readOption(const QStringList& arguments, qsizetype& index,
                       const std::vector<OptionRule>& rules)
{
    const QString& argument = arguments[index];
    const auto equals =
        argument.startsWith(QLatin1String("--")) ? argument.indexOf(QLatin1Char('=')) : -1;
    const OptionRule& rule = ruleOf(argument.left(equals), rules);
    if (rule.value == OptionValue::None) {
        if (equals >= 0) {
            throw UsageError(QStringLiteral("%1 takes no value").arg(rule.name));
        }
        return {rule.name, {}};
    }
    if (equals >= 0) {
        return {rule.name, argument.mid(equals + 1)};
    }
    if (index + 1 == arguments.size()) {
        throw UsageError(QStringLiteral("%1 needs a value").arg(rule.name));
    }
    ++index;
    return {rule.name, arguments[index]};
}

} // namespace

Arguments sortArguments(const QStringList& arguments, const std::vector<OptionRule>& rules)
{
    Arguments sorted;
    for (qsizetype index = 0; index < arguments.size(); ++index) {
        const QString& argument = arguments[index];
        if (argument == QLatin1String("--")) {
            sorted.words << arguments.mid(index + 1);
            return sorted;
        }
        if (argument.startsWith(QLatin1Char('-')) && argument != QLatin1String("-")) {
            sorted.options.push_back(readOption(arguments, index, rules));
        } else {
            sorted.words << argument;
        }
    }
    return sorted;
}

} // namespace tradeoff::app
