// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace tradeoff::ui {

/// Where a value is between two neighbours: indices of both and how near it is to the second.
struct GridPlace {
    std::size_t low = 0;
    std::size_t high = 0;
    double share = 0.0; ///< 0 at the first, 1 at the second
};

/// The cell between whose edges a value is; nothing outside.
[[nodiscard]] std::optional<std::size_t> cellOf(const std::vector<double>& edges, double value);

/// The cell itself, as a place to look a number up: both its neighbours are this cell.
[[nodiscard]] std::optional<GridPlace> stepPlace(const std::vector<double>& edges, double value);

/// Between the middles of two cells, or in the outer half of one at an end; nothing outside.
[[nodiscard]] std::optional<GridPlace> smoothPlace(const std::vector<double>& edges, double value);

/// The number at a place, linear along both directions; NaN where a neighbour is.
/// \param numbers  row by row, `columns` in each
template <typename Number>
[[nodiscard]] Number numberAt(const std::vector<Number>& numbers, std::size_t columns,
                              const GridPlace& x, const GridPlace& y)
{
    const Number* const low = numbers.data() + y.low * columns;
    const Number* const high = numbers.data() + y.high * columns;
    const auto share = static_cast<Number>(x.share);
    const Number below = low[x.low] + share * (low[x.high] - low[x.low]);
    if (y.low == y.high)
        return below;
    const Number above = high[x.low] + share * (high[x.high] - high[x.low]);
    return below + static_cast<Number>(y.share) * (above - below);
}

} // namespace tradeoff::ui
