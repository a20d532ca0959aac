// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace tradeoff {

/// A learned fit: the constant i from boundary i to boundary i + 1. Cheap to copy.
struct StepFunction {
    std::shared_ptr<const std::vector<double>> boundaries; ///< one more than constants
    std::shared_ptr<const std::vector<double>> constants;  ///< at least one

    /// The value at an x between the first and the last boundary; at a boundary that on its right.
    [[nodiscard]] double operator()(double x) const
    {
        const auto first = boundaries->begin() + 1;
        const auto above = std::upper_bound(first, boundaries->end() - 1, x);
        return (*constants)[static_cast<std::size_t>(above - first)];
    }
};

} // namespace tradeoff
