// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error_statistics.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

void ErrorStatistics::add(std::span<const double> values, std::size_t mostKept)
{
    if (values.empty()) {
        return;
    }
    m_first = m_count == 0 ? values.front() : m_first;
    double sum = 0;
    for (const double value : values) {
        sum += value - m_first;
    }
    const auto added = static_cast<double>(values.size());
    const double mean = sum / added;
    double squares = 0;
    for (const double value : values) {
        const double deviation = value - m_first - mean;
        squares += deviation * deviation;
    }
    const auto before = static_cast<double>(m_count);
    const double share = added / (before + added);
    const double gap = mean - m_mean;
    m_mean += share * gap;
    m_squares += squares + before * share * gap * gap;
    m_count += values.size();
    const std::size_t kept = std::min(values.size(), mostKept - std::min(mostKept, m_kept.size()));
    m_kept.insert(m_kept.end(), values.begin(), values.begin() + static_cast<std::ptrdiff_t>(kept));
}

SimulatedError ErrorStatistics::result() const
{
    SimulatedError result;
    if (m_count == 0) {
        return result;
    }
    const auto count = static_cast<double>(m_count);
    result.estimate.mean = m_first + m_mean;
    if (m_count > 1) {
        result.estimate.standardError = std::sqrt(m_squares / (count - 1) / count);
    }
    constexpr double tail = 0.05;
    std::vector<double> numbers = m_kept;
    result.band = {quantileOf(numbers, tail), quantileOf(numbers, 1 - tail)};
    return result;
}

double quantileOf(std::span<double> numbers, double share)
{
    const double position = share * static_cast<double>(numbers.size() - 1);
    const auto index = static_cast<std::size_t>(position);
    const auto place = numbers.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(numbers.begin(), place, numbers.end());
    const double below = *place;
    if (index + 1 == numbers.size()) {
        return below;
    }
    const double above = *std::min_element(place + 1, numbers.end());
    return below + (position - static_cast<double>(index)) * (above - below);
}

} // namespace tradeoff
