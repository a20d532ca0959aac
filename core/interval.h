// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace tradeoff {

/// A closed interval [low, high] of real numbers.
struct Interval {
    double low = 0.0;
    double high = 1.0;

    [[nodiscard]] double length() const { return high - low; }
    [[nodiscard]] double middle() const { return low + (high - low) / 2; }
    [[nodiscard]] bool contains(double x) const { return low <= x && x <= high; }

    bool operator==(const Interval&) const = default;
};

/// Moves increasing numbers apart where neighbours coincide, by the least steps there are; the
/// first and the last stay.
inline void makeStrictlyIncreasing(std::vector<double>& numbers)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i + 1 < numbers.size(); ++i) {
        numbers[i] = std::max(numbers[i], std::nextafter(numbers[i - 1], infinity));
    }
    for (std::size_t i = numbers.size() - 1; i-- > 1;) {
        numbers[i] = std::min(numbers[i], std::nextafter(numbers[i + 1], -infinity));
    }
}

} // namespace tradeoff
