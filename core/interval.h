// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace tradeoff
