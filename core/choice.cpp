// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/choice.h"

#include "core/input_error.h"
#include "core/number_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>

namespace tradeoff {

namespace {

template <class Value>
const Value& valueOf(const Choice& choice, std::string_view name)
{
    const auto found = choice.values.find(name);
    if (found == choice.values.end())
        throw std::logic_error(choice.kind + " has no parameter " + std::string(name));
    const auto* value = std::get_if<Value>(&found->second);
    if (value == nullptr)
        throw std::logic_error(choice.kind + "'s " + std::string(name) + " is of another type");
    return *value;
}

/// "frequency, amplitude, phase" of anything that has names.
template <class Named>
std::string namesOf(const std::vector<Named>& all)
{
    std::string names;
    for (const Named& one : all)
        names += (names.empty() ? "" : ", ") + one.name;
    return names;
}

/// "\"optimal\", \"input\""
std::string quoted(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "\"" : ", \"") + word + '"';
    }
    return text;
}

std::string describe(const Parameter& parameter)
{
    switch (parameter.type()) {
    case ParameterType::Number:
        return describeRange(parameter.range);
    case ParameterType::NumberList:
        return "a list whose entries are each " + describeRange(parameter.range);
    case ParameterType::RecordList:
        return "a list whose entries each have " + namesOf(parameter.fields);
    case ParameterType::NumberTable:
        return "a list of lists of numbers, each " + describeRange(parameter.range);
    case ParameterType::Formula:
        return "a formula";
    case ParameterType::Word:
        return "one of " + quoted(parameter.words);
    case ParameterType::ChoiceList:
        return "a list of objects, each with its kind";
    }
    throw std::logic_error("no such type of parameter");
}

void checkNumber(double number, const Interval& range, const std::string& place)
{
    if (!std::isfinite(number) || !range.contains(number)) {
        throw InputError(place, "must be " + describeRange(range) + ", not " + numberText(number));
    }
}

void checkRecord(const Record& record, const std::vector<RecordField>& fields,
                 const std::string& place)
{
    if (record.size() != fields.size())
        throw InputError(place, "must have exactly " + namesOf(fields));
    for (std::size_t i = 0; i < fields.size(); ++i)
        checkNumber(record[i], fields[i].range, place + "/" + fields[i].name);
}

void checkNumbers(const std::vector<double>& numbers, const Interval& range,
                  const std::string& place)
{
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        checkNumber(numbers[i], range, place + "/" + std::to_string(i));
    }
}

void checkRows(const Parameter& parameter, const std::vector<Record>& rows,
               const std::string& place)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string where = place + "/" + std::to_string(i);
        if (parameter.type() == ParameterType::NumberTable) {
            checkNumbers(rows[i], parameter.range, where);
        } else {
            checkRecord(rows[i], parameter.fields, where);
        }
    }
}

void checkEntries(const Parameter& parameter, const std::vector<Choice>& choices,
                  const std::string& place)
{
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const std::string where = place + "/" + std::to_string(i);
        checkChoice(optionOfKind(parameter.entries(), choices[i].kind, where), choices[i], where);
    }
}

void checkWord(const Parameter& parameter, const std::string& word, const std::string& place)
{
    const std::vector<std::string>& words = parameter.words;
    if (std::find(words.begin(), words.end(), word) == words.end()) {
        throw InputError(place, "must be " + describe(parameter) + ", not \"" + word + '"');
    }
}

void checkValue(const Parameter& parameter, const ParameterValue& value, const std::string& place)
{
    if (value.index() != parameter.fallback.index())
        throw InputError(place, "must be " + describe(parameter));
    if (const auto* number = std::get_if<double>(&value))
        checkNumber(*number, parameter.range, place);
    if (const auto* numbers = std::get_if<std::vector<double>>(&value))
        checkNumbers(*numbers, parameter.range, place);
    if (const auto* rows = std::get_if<std::vector<Record>>(&value))
        checkRows(parameter, *rows, place);
    if (const auto* choices = std::get_if<std::vector<Choice>>(&value))
        checkEntries(parameter, *choices, place);
    if (parameter.type() == ParameterType::Word)
        checkWord(parameter, std::get<std::string>(value), place);
}

void refuseUnknownParameters(const Option& option, const Choice& choice, const std::string& place)
{
    for (const auto& [name, value] : choice.values) {
        const bool known =
            std::any_of(option.parameters.begin(), option.parameters.end(),
                        [&key = name](const Parameter& one) { return one.name == key; });
        if (known)
            continue;
        std::string message = "unknown parameter: ";
        message += option.kind;
        message += " takes ";
        message += option.parameters.empty() ? "none" : namesOf(option.parameters);
        throw InputError(std::string(place).append("/").append(name), message);
    }
}

/// A single entry stands for all coordinates and stays alone.
template <class Entry>
void resizeUnlessSingle(std::vector<Entry>& entries, std::size_t dimensions)
{
    if (entries.size() > 1) {
        const Entry last = entries.back();
        entries.resize(dimensions, last);
    }
}

void resizeRows(std::vector<Record>& rows, Extent extent, std::size_t dimensions)
{
    if (rows.empty() || rows.back().empty()) {
        return;
    }
    if (extent == Extent::PerCoordinateInEvery) {
        for (Record& row : rows) {
            row.resize(dimensions, row.empty() ? 0 : row.back());
        }
    }
    if (extent == Extent::PerCoordinatePair) {
        const double last = rows.back().back();
        rows.resize(dimensions);
        for (std::size_t i = 0; i < dimensions; ++i) {
            const bool isNew = rows[i].empty();
            rows[i].resize(dimensions, 0);
            rows[i][i] = isNew ? last : rows[i][i];
        }
    }
}

} // namespace

ParameterType Parameter::type() const
{
    if (std::holds_alternative<double>(fallback)) {
        return ParameterType::Number;
    }
    if (std::holds_alternative<std::vector<double>>(fallback)) {
        return ParameterType::NumberList;
    }
    if (std::holds_alternative<std::vector<Record>>(fallback)) {
        return fields.empty() ? ParameterType::NumberTable : ParameterType::RecordList;
    }
    if (std::holds_alternative<std::string>(fallback)) {
        return words.empty() ? ParameterType::Formula : ParameterType::Word;
    }
    return ParameterType::ChoiceList;
}

double Choice::number(std::string_view name) const
{
    return valueOf<double>(*this, name);
}

const std::vector<double>& Choice::numbers(std::string_view name) const
{
    return valueOf<std::vector<double>>(*this, name);
}

const std::vector<Record>& Choice::records(std::string_view name) const
{
    return valueOf<std::vector<Record>>(*this, name);
}

const std::string& Choice::text(std::string_view name) const
{
    return valueOf<std::string>(*this, name);
}

const std::vector<Choice>& Choice::choices(std::string_view name) const
{
    return valueOf<std::vector<Choice>>(*this, name);
}

Choice defaultChoice(const Option& option)
{
    Choice choice{.kind = option.kind, .values = {}};
    for (const Parameter& parameter : option.parameters)
        choice.values.emplace(parameter.name, parameter.fallback);
    return choice;
}

const Option& optionOfKind(const std::vector<const Option*>& options, std::string_view kind,
                           const std::string& place)
{
    std::string kinds;
    for (const Option* option : options) {
        if (option->kind == kind) {
            return *option;
        }
        kinds += (kinds.empty() ? "" : ", ") + option->kind;
    }
    throw InputError(place + "/kind",
                     "unknown kind \"" + std::string(kind) + "\": must be one of " + kinds);
}

Choice inDimensions(const Option& option, Choice choice, std::size_t dimensions)
{
    for (const Parameter& parameter : option.parameters) {
        ParameterValue& value = choice.values.at(parameter.name);
        if (auto* rows = std::get_if<std::vector<Record>>(&value)) {
            resizeRows(*rows, parameter.extent, dimensions);
        } else if (parameter.extent == Extent::PerCoordinate) {
            if (auto* numbers = std::get_if<std::vector<double>>(&value)) {
                resizeUnlessSingle(*numbers, dimensions);
            } else if (auto* choices = std::get_if<std::vector<Choice>>(&value)) {
                resizeUnlessSingle(*choices, dimensions);
            }
        }
    }
    return choice;
}

void checkChoice(const Option& option, const Choice& choice, const std::string& place)
{
    if (choice.kind != option.kind)
        throw InputError(place + "/kind", "must be " + option.kind + ", not " + choice.kind);
    refuseUnknownParameters(option, choice, place);
    for (const Parameter& parameter : option.parameters) {
        const std::string where = place + "/" + parameter.name;
        const auto found = choice.values.find(parameter.name);
        if (found == choice.values.end())
            throw InputError(where, "missing: must be " + describe(parameter));
        checkValue(parameter, found->second, where);
    }
}

std::string describeRange(const Interval& range)
{
    const bool below = std::isfinite(range.low);
    const bool above = std::isfinite(range.high);
    if (below && above)
        return "a number from " + numberText(range.low) + " to " + numberText(range.high);
    if (below)
        return "a number not below " + numberText(range.low);
    if (above)
        return "a number not above " + numberText(range.high);
    return "a finite number";
}

} // namespace tradeoff
