// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error_statistics.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tradeoff {

namespace {

/// Errors of a training set that share a line of the processor's cache.
constexpr std::size_t sideBySide = 8;

/// Moves what is at most `pivot` to the front, without branches that nobody could foretell.
/// \returns how many numbers these are
std::size_t moveToFront(std::span<double> numbers, double pivot)
{
    std::size_t front = 0;
    for (double& number : numbers) {
        const double moved = number;
        number = numbers[front];
        numbers[front] = moved;
        front += moved <= pivot ? 1 : 0;
    }
    return front;
}

/// The part of some numbers, their order changed, in which those at `index` and after it in sorted
/// order lie, usually a small one. `index` becomes their place in that part.
///
/// A few of the numbers tell pivots that are likely to lie a little beyond (Floyd & Rivest 1975).
std::span<double> narrowed(std::span<double> numbers, std::size_t& index)
{
    constexpr std::size_t sampled = 32;
    constexpr double margin = 4; // more than 2 standard deviations near the ends
    const std::size_t step = numbers.size() / sampled;
    if (step < 4) {
        return numbers;
    }
    std::array<double, sampled> some{};
    for (std::size_t i = 0; i < sampled; ++i) {
        some[i] = numbers[i * step];
    }
    std::sort(some.begin(), some.end());
    const double place = static_cast<double>(index) / static_cast<double>(step);
    if (place + margin < sampled) {
        const double pivot = some[static_cast<std::size_t>(place + margin)];
        const std::size_t front = moveToFront(numbers, pivot);
        numbers = index + 1 < front ? numbers.first(front) : numbers;
    }
    if (place - margin >= 0) {
        const double pivot = some[static_cast<std::size_t>(place - margin)];
        const std::size_t front = moveToFront(numbers, pivot);
        if (front <= index) {
            index -= front;
            return numbers.subspan(front);
        }
    }
    return numbers;
}

double middleOf(double a, double b, double c)
{
    return std::max(std::min(a, b), std::min(std::max(a, b), c));
}

/// The same again and again, around pivots from three of the numbers: what a search in sorted order
/// does, without its branches.
std::span<double> halved(std::span<double> numbers, std::size_t& index)
{
    constexpr std::size_t few = 16;
    while (numbers.size() > few) {
        const double pivot = middleOf(numbers.front(), numbers[numbers.size() / 2], numbers.back());
        const std::size_t front = moveToFront(numbers, pivot);
        if (index + 1 < front && front < numbers.size()) {
            numbers = numbers.first(front);
        } else if (front <= index) {
            index -= front;
            numbers = numbers.subspan(front);
        } else {
            break; // nothing gained, such as where all are equal
        }
    }
    return numbers;
}

} // namespace

ErrorStatistics::ErrorStatistics(std::size_t errors, std::size_t mostKept)
    : m_errors(errors)
    , m_mostKept(mostKept)
    , m_first(errors)
    , m_means(errors)
    , m_squares(errors)
{}

std::span<double> ErrorStatistics::room(std::size_t sets)
{
    const std::size_t start = m_errors * std::min(m_sets, m_mostKept);
    m_values.reserve(m_errors * m_mostKept);
    m_values.resize(start + m_errors * sets);
    return std::span(m_values).subspan(start);
}

void ErrorStatistics::add()
{
    const auto round = std::span(m_values).subspan(m_errors * std::min(m_sets, m_mostKept));
    if (round.empty()) {
        return;
    }
    if (m_sets == 0) {
        std::copy_n(round.begin(), m_errors, m_first.begin());
    }
    const std::size_t sets = round.size() / m_errors;
    const auto added = static_cast<double>(sets);
    std::vector<double> means(m_errors);
    for (std::size_t start = 0; start < round.size(); start += m_errors) {
        for (std::size_t i = 0; i < m_errors; ++i) {
            means[i] += round[start + i] - m_first[i];
        }
    }
    for (double& mean : means) {
        mean /= added;
    }
    std::vector<double> squares(m_errors);
    for (std::size_t start = 0; start < round.size(); start += m_errors) {
        for (std::size_t i = 0; i < m_errors; ++i) {
            const double deviation = round[start + i] - m_first[i] - means[i];
            squares[i] += deviation * deviation;
        }
    }
    const auto before = static_cast<double>(m_sets);
    const double share = added / (before + added);
    for (std::size_t i = 0; i < m_errors; ++i) {
        const double gap = means[i] - m_means[i];
        m_means[i] += share * gap;
        m_squares[i] += squares[i] + before * share * gap * gap;
    }
    m_sets += sets;
}

std::vector<SimulatedError> ErrorStatistics::results() const
{
    std::vector<SimulatedError> results(m_errors);
    if (m_sets == 0) {
        return results;
    }
    const auto sets = static_cast<double>(m_sets);
    for (std::size_t i = 0; i < m_errors; ++i) {
        results[i].estimate.mean = m_first[i] + m_means[i];
        if (m_sets > 1) {
            results[i].estimate.standardError = std::sqrt(m_squares[i] / (sets - 1) / sets);
        }
    }
    tbb::parallel_for(std::size_t{0}, m_errors, sideBySide, [&](std::size_t first) {
        findBands(first, std::span(results).subspan(first, std::min(sideBySide, m_errors - first)));
    });
    return results;
}

void ErrorStatistics::findBands(std::size_t first, std::span<SimulatedError> results) const
{
    const std::size_t sets = std::min(m_sets, m_mostKept);
    std::vector<double> numbers(results.size() * sets);
    for (std::size_t set = 0; set < sets; ++set) {
        for (std::size_t i = 0; i < results.size(); ++i) {
            numbers[i * sets + set] = m_values[set * m_errors + first + i];
        }
    }
    constexpr double tail = 0.05;
    for (std::size_t i = 0; i < results.size(); ++i) {
        const auto one = std::span(numbers).subspan(i * sets, sets);
        results[i].band = {quantileOf(one, tail), quantileOf(one, 1 - tail)};
    }
}

double quantileOf(std::span<double> numbers, double share)
{
    const double position = share * static_cast<double>(numbers.size() - 1);
    auto index = static_cast<std::size_t>(position);
    const double rest = position - static_cast<double>(index);
    const std::span<double> part = halved(narrowed(numbers, index), index);
    const auto place = part.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(part.begin(), place, part.end());
    const double below = *place;
    if (index + 1 == part.size()) {
        return below;
    }
    const double above = *std::min_element(place + 1, part.end());
    return below + rest * (above - below);
}

} // namespace tradeoff
