// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/result.h"

#include <algorithm>

namespace tradeoff {

Interval Result::domain() const
{
    return data ? data->domain : scenario.domain;
}

std::vector<Cell> Result::cells() const
{
    std::vector<Cell> result;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        for (const Interval& x : regions[i].intervals) {
            result.push_back({x, i});
        }
    }
    if (hasSplitRegions()) {
        std::sort(result.begin(), result.end(),
                  [](const Cell& a, const Cell& b) { return a.x.low < b.x.low; });
    }
    return result;
}

std::vector<double> Result::innerBoundaries() const
{
    std::vector<double> result;
    for (const Cell& cell : cells()) {
        result.push_back(cell.x.low);
    }
    if (!result.empty()) {
        result.erase(result.begin());
    }
    return result;
}

bool Result::hasSplitRegions() const
{
    // Where each region is one interval, they come from left to right.
    for (std::size_t i = 0; i < regions.size(); ++i) {
        if (regions[i].intervals.empty()) {
            return false; // of more than one dimension
        }
        if (regions[i].intervals.size() > 1 ||
            (i > 0 && regions[i].intervals.front().low < regions[i - 1].intervals.front().low)) {
            return true;
        }
    }
    return false;
}

} // namespace tradeoff
