// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace tradeoff::ui {

/// A text that gives a parameter another accepted value than it has, and that value.
struct Typed {
    QString editor; ///< object name
    QString text;
    ParameterValue value;
};

inline QString exactText(double value)
{
    return QString::number(value, 'g', 17);
}

inline QString exactText(const std::vector<double>& values)
{
    QStringList words;
    for (const double value : values) {
        words += exactText(value);
    }
    return words.join(", ");
}

/// Each parameter gets another share of its slider: a ramp's ends must differ. A seed is whole.
inline Typed typedNumber(const QString& path, const Parameter& parameter)
{
    if (parameter.name == "seed") {
        return {path, "7", 7.0};
    }
    const double share = parameter.name == "to" ? 0.75 : 0.375;
    const double value = parameter.slider.low + share * parameter.slider.length();
    const QString text = QString::number(value, 'g', 4);
    return {path, text, text.toDouble()};
}

/// The list with the entry in the middle moved a little; parts of a grid are whole.
inline Typed typedList(const QString& path, std::vector<double> values)
{
    if (values.empty()) {
        values = {2};
    } else {
        values[values.size() / 2] += 0.03125;
    }
    return {path, exactText(values), values};
}

inline Typed typedRecords(const QString& path, const Parameter& parameter,
                          std::vector<Record> records)
{
    records[0][1] += 0.03125;
    const QString name = QString::fromStdString(parameter.fields[1].name);
    return {path + ".0." + name, exactText(records[0][1]), records};
}

/// The second number of the first row, and its mirror image where the table is square; tables of
/// more than three columns are typed as a whole.
inline Typed typedTable(const QString& path, const Parameter& parameter, std::vector<Record> rows)
{
    constexpr std::size_t mostColumnsOfBoxes = 3;
    rows[0][1] += 0.0078125;
    if (parameter.extent == Extent::PerCoordinatePair) {
        rows[1][0] = rows[0][1];
    }
    if (rows.front().size() <= mostColumnsOfBoxes) {
        return {path + ".0.1", exactText(rows[0][1]), rows};
    }
    QStringList lines;
    for (const Record& row : rows) {
        lines += exactText(row);
    }
    return {path, lines.join('\n'), rows};
}

/// Where a list of choices is a single density: the number that every such factor has.
inline Typed typedChoices(const QString& path, std::vector<Choice> choices)
{
    choices.front().values["mean"] = 0.375;
    return {path + ".0.mean", "0.375", choices};
}

inline Typed typedOther(const QString& path, const Parameter& parameter, const ParameterValue& now)
{
    switch (parameter.type()) {
    case ParameterType::Number:
        return typedNumber(path, parameter);
    case ParameterType::NumberList:
        return typedList(path, std::get<std::vector<double>>(now));
    case ParameterType::RecordList:
        return typedRecords(path, parameter, std::get<std::vector<Record>>(now));
    case ParameterType::NumberTable:
        return typedTable(path, parameter, std::get<std::vector<Record>>(now));
    case ParameterType::Formula: {
        const bool isLine = parameter.label == "Formula in x";
        const QString text = isLine ? "0.5 + 0.1*x" : "0.5 + 0.1*x2";
        return {path, text, text.toStdString()};
    }
    case ParameterType::Word: // chosen by an arrow key: the next one
        return {path, {}, parameter.words.at(1)};
    case ParameterType::ChoiceList:
        return typedChoices(path, std::get<std::vector<Choice>>(now));
    }
    return {};
}

} // namespace tradeoff::ui
