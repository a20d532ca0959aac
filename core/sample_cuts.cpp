// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample_cuts.h"

#include <algorithm>

namespace tradeoff {

double boundaryBetween(double left, double right)
{
    const double middle = left + (right - left) / 2;
    return middle > left ? middle : right;
}

std::vector<std::uint32_t> sampleCuts(const Interval& domain, std::span<const double> x,
                                      const Checkpoint& checkpoint)
{
    constexpr std::size_t chunk = 1 << 18;
    std::vector<std::uint32_t> cuts;
    cuts.reserve(x.size());
    for (std::size_t t = 1; t < x.size(); ++t) {
        if (checkpoint && t % chunk == 0) {
            checkpoint(static_cast<double>(t) / static_cast<double>(x.size()));
        }
        if (x[t - 1] < x[t] && boundaryBetween(x[t - 1], x[t]) < domain.high) {
            cuts.push_back(static_cast<std::uint32_t>(t));
        }
    }
    return cuts;
}

std::vector<std::uint32_t> equalCountCuts(std::span<const std::uint32_t> cuts, std::size_t samples,
                                          std::size_t parts)
{
    std::vector<std::uint32_t> result;
    if (cuts.empty()) {
        return result;
    }
    auto right = cuts.begin();
    for (std::size_t i = 1; i < parts; ++i) {
        // Fewer than 2^32 of each: the product is a number of 64 bits.
        const auto wanted = static_cast<std::uint32_t>(i * samples / parts);
        right = std::lower_bound(right, cuts.end(), wanted);
        auto nearest = right;
        if (right == cuts.end() ||
            (right != cuts.begin() && wanted - *(right - 1) <= *right - wanted)) {
            --nearest;
        }
        if (result.empty() || *nearest > result.back()) {
            result.push_back(*nearest);
        }
    }
    return result;
}

} // namespace tradeoff
