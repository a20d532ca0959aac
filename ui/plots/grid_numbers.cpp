// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/grid_numbers.h"

#include <algorithm>

namespace tradeoff::ui {

std::optional<std::size_t> cellOf(const std::vector<double>& edges, double value)
{
    if (edges.size() < 2 || !(edges.front() <= value && value <= edges.back()))
        return std::nullopt;
    const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, value);
    return static_cast<std::size_t>(above - edges.begin()) - 1;
}

std::optional<GridPlace> stepPlace(const std::vector<double>& edges, double value)
{
    const auto cell = cellOf(edges, value);
    return cell ? std::optional(GridPlace{*cell, *cell, 0.0}) : std::nullopt;
}

std::optional<GridPlace> smoothPlace(const std::vector<double>& edges, double value)
{
    const auto cell = cellOf(edges, value);
    if (!cell)
        return std::nullopt;
    const auto middle = [&](std::size_t i) { return (edges[i] + edges[i + 1]) / 2; };
    const std::size_t last = edges.size() - 2;
    const std::size_t low = value < middle(*cell) && *cell > 0 ? *cell - 1 : *cell;
    const std::size_t high = std::min(low + 1, last);
    if (low == high || value < middle(low))
        return GridPlace{low, low, 0.0};
    return GridPlace{low, high, (value - middle(low)) / (middle(high) - middle(low))};
}

} // namespace tradeoff::ui
