// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/choice_edits.h"

#include "core/input_error.h"
#include "core/segmentation.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace tradeoff::ui {

namespace {

using Numbers = std::vector<double>;

bool isIncreasing(const Numbers& numbers)
{
    return std::adjacent_find(numbers.begin(), numbers.end(), std::greater_equal<>{}) ==
           numbers.end();
}

/// Increasing lists moved from one interval to another; other lists are no places on the x-axis.
Choice moved(Choice choice, const Interval& from, const Interval& to)
{
    for (auto& [name, value] : choice.values) {
        auto* numbers = std::get_if<Numbers>(&value);
        if (numbers == nullptr || !isIncreasing(*numbers)) {
            continue;
        }
        for (double& x : *numbers) {
            const double share = (x - from.low) / from.length();
            // Both ends exactly: a histogram has to cover the whole domain.
            x = share == 1.0 ? to.high : to.low + share * to.length();
        }
    }
    return choice;
}

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

/// Numbers that can be read, as close as anyone can see: multiples of the power of ten below.
Numbers rounded(Numbers numbers, double step)
{
    const double places = std::pow(10.0, -std::floor(std::log10(step)));
    for (double& x : numbers) {
        x = std::round(x * places) / places;
    }
    return numbers;
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

} // namespace

std::vector<Choice> choicesOfKind(const Option& option, const Choice& present,
                                  const Interval& domain)
{
    const Choice defaults = defaultChoice(option);
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
    return {carried, defaults, moved(defaults, {0, 1}, domain)};
}

std::vector<Choice> choicesWithValue(const Choice& present, const std::string& name,
                                     const ParameterValue& value)
{
    Choice edited = present;
    edited.values[name] = value;
    const auto* list = std::get_if<Numbers>(&value);
    if (list == nullptr) {
        return {edited};
    }
    const auto growth = static_cast<std::ptrdiff_t>(list->size()) -
                        static_cast<std::ptrdiff_t>(present.numbers(name).size());
    if (growth == 0) {
        return {edited};
    }
    return {keepingUp(edited, name, growth, continued), keepingUp(edited, name, growth, spread)};
}

std::vector<double> firstManualBoundaries(const Scenario& scenario,
                                          const std::vector<double>& shown)
{
    const Interval& domain = scenario.domain;
    const auto count = static_cast<std::size_t>(scenario.experts) - 1;
    const bool inside = shown.empty() || (domain.low < shown.front() && shown.back() < domain.high);
    if (shown.size() == count && inside && isIncreasing(shown)) {
        const Numbers round = rounded(shown, 1e-6 * domain.length());
        return isIncreasing(round) ? round : shown;
    }
    Numbers boundaries(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double share = static_cast<double>(i + 1) / scenario.experts;
        boundaries[i] = domain.low + share * domain.length();
    }
    return boundaries;
}

Scenario withoutManualBoundaries(Scenario scenario)
{
    if (scenario.segmentation.kind == "manual") {
        const char* kind = scenario.data ? "learned-density" : "optimal";
        scenario.segmentation = defaultChoice(segmentationRow(kind).option);
    }
    return scenario;
}

std::vector<Scenario> scenariosOnDomain(const Scenario& scenario, const Interval& domain)
{
    Scenario plain = scenario;
    plain.domain = domain;
    Scenario along = plain;
    along.density = moved(along.density, scenario.domain, domain);
    along.segmentation = moved(along.segmentation, scenario.domain, domain);
    return {plain, along};
}

} // namespace tradeoff::ui
