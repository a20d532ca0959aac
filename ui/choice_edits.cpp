// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/choice_edits.h"

#include "core/input_error.h"
#include "ui/place_edits.h"

#include <algorithm>
#include <functional>

namespace tradeoff::ui {

namespace {

using Numbers = std::vector<double>;
using Rows = std::vector<Record>;

Numbers continued(Numbers numbers, std::size_t size)
{
    while (numbers.size() < size) {
        const std::size_t n = numbers.size();
        const double last = n > 0 ? numbers[n - 1] : 0.0;
        numbers.push_back(n > 1 ? last + (last - numbers[n - 2]) : last + 1);
    }
    numbers.resize(size);
    return numbers;
}

Numbers spread(const Numbers& numbers, std::size_t size)
{
    if (numbers.size() < 2 || size < 2) {
        return continued(numbers, size);
    }
    Numbers even(size, numbers.back());
    for (std::size_t i = 0; i + 1 < size; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(size - 1);
        even[i] = numbers.front() + share * (numbers.back() - numbers.front());
    }
    return even;
}

/// Every list but the named one, resized by as much as that one was.
Choice keepingUp(Choice choice, const std::string& name, std::ptrdiff_t growth,
                 const std::function<Numbers(const Numbers&, std::size_t)>& resized)
{
    for (auto& [other, value] : choice.values) {
        auto* numbers = std::get_if<Numbers>(&value);
        if (numbers != nullptr && other != name) {
            const auto size = static_cast<std::ptrdiff_t>(numbers->size()) + growth;
            *numbers =
                resized(*numbers, static_cast<std::size_t>(std::max<std::ptrdiff_t>(size, 0)));
        }
    }
    return choice;
}

/// Where a list became longer or shorter, and by how much.
struct Growth {
    std::size_t at = 0;
    std::ptrdiff_t entries = 0;
};

template <class Entry>
Growth growthOf(const std::vector<Entry>& before, const std::vector<Entry>& after)
{
    const auto at = std::ranges::mismatch(before, after).in1 - before.begin();
    return {static_cast<std::size_t>(at), std::ssize(after) - std::ssize(before)};
}

Growth growthOf(const ParameterValue& before, const ParameterValue& after)
{
    if (const auto* numbers = std::get_if<Numbers>(&after)) {
        return growthOf(std::get<Numbers>(before), *numbers);
    }
    if (const auto* rows = std::get_if<Rows>(&after)) {
        return growthOf(std::get<Rows>(before), *rows);
    }
    return {};
}

/// A list with as many entries more or less at the same place; new ones repeat their neighbour.
template <class Entry>
void grow(std::vector<Entry>& entries, const Growth& growth)
{
    const auto at = std::min(static_cast<std::ptrdiff_t>(growth.at), std::ssize(entries));
    if (growth.entries < 0) {
        const auto end = std::min(at - growth.entries, std::ssize(entries));
        entries.erase(entries.begin() + at, entries.begin() + end);
    } else if (!entries.empty()) {
        const Entry neighbour = entries[static_cast<std::size_t>(
            std::max<std::ptrdiff_t>(std::min(at, std::ssize(entries) - 1), 0))];
        entries.insert(entries.begin() + at, static_cast<std::size_t>(growth.entries), neighbour);
    }
}

Choice growingAlong(const Option& option, Choice choice, const std::string& name,
                    const Growth& growth)
{
    for (const Parameter& parameter : option.parameters) {
        if (parameter.name == name || !hasFreeLength(parameter)) {
            continue;
        }
        ParameterValue& value = choice.values.at(parameter.name);
        if (auto* numbers = std::get_if<Numbers>(&value)) {
            grow(*numbers, growth);
        } else if (auto* rows = std::get_if<Rows>(&value)) {
            grow(*rows, growth);
        }
    }
    return choice;
}

bool hasTable(const Option& option)
{
    return std::ranges::any_of(option.parameters, [](const Parameter& parameter) {
        return parameter.type() == ParameterType::NumberTable;
    });
}

const Parameter& parameterOf(const Option& option, const std::string& name)
{
    return *std::ranges::find(option.parameters, name, &Parameter::name);
}

} // namespace

std::vector<Choice> choicesOfKind(const Option& option, const Choice& present,
                                  const std::vector<Interval>& box)
{
    const Choice defaults = inDimensions(option, defaultChoice(option), box.size());
    Choice carried = defaults;
    for (auto& [name, value] : carried.values) {
        const auto found = present.values.find(name);
        if (found == present.values.end() || found->second.index() != value.index()) {
            continue;
        }
        Choice attempt = carried;
        attempt.values[name] = found->second;
        try {
            checkChoice(option, attempt, {});
            value = found->second;
        } catch (const InputError&) {
            continue; // out of this kind's range: its own default is better
        }
    }
    const std::vector<Interval> unit(box.size());
    return {carried, defaults, movedChoice(option, defaults, unit, box)};
}

bool hasFreeLength(const Parameter& parameter)
{
    switch (parameter.type()) {
    case ParameterType::NumberList:
        return parameter.extent == Extent::Free;
    case ParameterType::NumberTable:
        return parameter.extent != Extent::PerCoordinatePair;
    case ParameterType::Number:
    case ParameterType::RecordList:
    case ParameterType::Formula:
    case ParameterType::Word:
    case ParameterType::ChoiceList:
        break;
    }
    return false;
}

std::vector<Choice> choicesWithValue(const Option& option, const Choice& present,
                                     const std::string& name, const ParameterValue& value)
{
    Choice edited = present;
    edited.values[name] = value;
    if (!hasFreeLength(parameterOf(option, name))) {
        return {edited};
    }
    const Growth growth = growthOf(present.values.at(name), value);
    if (growth.entries == 0) {
        return {edited};
    }
    if (hasTable(option)) {
        return {growingAlong(option, edited, name, growth)};
    }
    return {keepingUp(edited, name, growth.entries, continued),
            keepingUp(edited, name, growth.entries, spread)};
}

} // namespace tradeoff::ui
