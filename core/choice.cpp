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

std::string describe(const Parameter& parameter)
{
    switch (parameter.type()) {
    case ParameterType::Number:
        return describeRange(parameter.range);
    case ParameterType::NumberList:
        return "a list whose entries are each " + describeRange(parameter.range);
    case ParameterType::RecordList:
        return "a list whose entries each have " + namesOf(parameter.fields);
    case ParameterType::Formula:
        return "a formula";
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

void checkValue(const Parameter& parameter, const ParameterValue& value, const std::string& place)
{
    if (value.index() != parameter.fallback.index())
        throw InputError(place, "must be " + describe(parameter));
    if (const auto* number = std::get_if<double>(&value))
        checkNumber(*number, parameter.range, place);
    if (const auto* numbers = std::get_if<std::vector<double>>(&value)) {
        for (std::size_t i = 0; i < numbers->size(); ++i)
            checkNumber((*numbers)[i], parameter.range, place + "/" + std::to_string(i));
    }
    if (const auto* records = std::get_if<std::vector<Record>>(&value)) {
        for (std::size_t i = 0; i < records->size(); ++i)
            checkRecord((*records)[i], parameter.fields, place + "/" + std::to_string(i));
    }
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

} // namespace

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

Choice defaultChoice(const Option& option)
{
    Choice choice{.kind = option.kind, .values = {}};
    for (const Parameter& parameter : option.parameters)
        choice.values.emplace(parameter.name, parameter.fallback);
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
