// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/round_numbers.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace tradeoff {

namespace {

int nearest(const std::vector<int>& numbers, double place)
{
    const auto above = std::lower_bound(numbers.begin(), numbers.end(), place);
    if (above == numbers.begin()) {
        return *above;
    }
    const auto below = std::prev(above);
    return above == numbers.end() || place - *below <= *above - place ? *below : *above;
}

/// The numbers nearest to the places, each once, and both ends.
std::vector<int> nearestTo(const std::vector<int>& numbers, const std::vector<double>& places)
{
    std::vector<int> result{numbers.front()};
    for (const double place : places) {
        result.push_back(nearest(numbers, place));
    }
    result.push_back(numbers.back());
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

} // namespace

std::vector<int> atPreferredNumbers(const std::vector<int>& numbers)
{
    if (numbers.empty()) {
        return {};
    }
    std::vector<double> places;
    constexpr double perDecade = 10;
    const int first = static_cast<int>(std::floor(perDecade * std::log10(numbers.front())));
    const int last = static_cast<int>(std::ceil(perDecade * std::log10(numbers.back())));
    for (int k = first; k <= last; ++k) {
        places.push_back(std::round(std::pow(10.0, k / perDecade)));
    }
    return nearestTo(numbers, places);
}

std::vector<int> atEvenNumbers(const std::vector<int>& numbers)
{
    constexpr double mostSteps = 25;
    if (static_cast<double>(numbers.size()) <= mostSteps) {
        return numbers;
    }
    const double length = numbers.back() - numbers.front();
    const double power = std::pow(10.0, std::floor(std::log10(length / mostSteps)));
    double step = 10 * power;
    for (const double factor : {5.0, 2.0, 1.0}) {
        step = length <= mostSteps * factor * power ? factor * power : step;
    }
    std::vector<double> places;
    for (double k = std::ceil(numbers.front() / step); k * step <= numbers.back(); ++k) {
        places.push_back(k * step);
    }
    return nearestTo(numbers, places);
}

std::size_t milestoneAfter(std::size_t number)
{
    std::size_t power = 10;
    while (3 * power <= number) {
        power *= 10;
    }
    return number < power ? power : 3 * power;
}

} // namespace tradeoff
