// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/hilbert_curve.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace tradeoff {

namespace {

/// The place of a point on a Hilbert curve through the unit cube. (Skilling, AIP Conf. Proc. 707,
/// 2004.)
std::uint64_t placeOnCurve(std::vector<std::uint32_t>& x, int bits)
{
    for (std::uint32_t q = 1U << static_cast<unsigned>(bits - 1); q > 1; q >>= 1U) {
        const std::uint32_t low = q - 1;
        for (std::uint32_t& each : x) {
            if ((each & q) != 0) {
                x.front() ^= low;
            } else {
                const std::uint32_t swapped = (x.front() ^ each) & low;
                x.front() ^= swapped;
                each ^= swapped;
            }
        }
    }
    for (std::size_t k = 1; k < x.size(); ++k) {
        x[k] ^= x[k - 1];
    }
    std::uint32_t turned = 0;
    for (std::uint32_t q = 1U << static_cast<unsigned>(bits - 1); q > 1; q >>= 1U) {
        turned ^= (x.back() & q) != 0 ? q - 1 : 0;
    }
    std::uint64_t place = 0;
    for (int bit = bits - 1; bit >= 0; --bit) {
        for (const std::uint32_t each : x) {
            place = (place << 1U) | (((each ^ turned) >> static_cast<unsigned>(bit)) & 1U);
        }
    }
    return place;
}

} // namespace

std::vector<Eigen::Index> hilbertOrder(const BoxDomain& domain, const Points& points)
{
    // Of the curve's cells there are a few for each point.
    const auto dimensions = static_cast<int>(domain.size());
    const auto size = static_cast<std::size_t>(points.rows());
    const int needed = static_cast<int>(std::bit_width(size)) / dimensions + 2;
    const int bits = std::min(needed, 63 / dimensions);
    const auto steps = static_cast<double>(1U << static_cast<unsigned>(bits));
    // The domain fills no power of two of the curve's cube: equal shares of it are no squares then,
    // at which Lloyd's method would stand still though other cells are better.
    constexpr double filled = 0.77;
    std::vector<std::pair<std::uint64_t, Eigen::Index>> places;
    places.reserve(size);
    std::vector<std::uint32_t> cell(domain.size());
    for (Eigen::Index i = 0; i < points.rows(); ++i) {
        for (std::size_t k = 0; k < cell.size(); ++k) {
            const double share =
                (points(i, static_cast<Eigen::Index>(k)) - domain[k].low) / domain[k].length();
            cell[k] = static_cast<std::uint32_t>(share * filled * steps);
        }
        places.emplace_back(placeOnCurve(cell, bits), i);
    }
    std::ranges::sort(places);
    std::vector<Eigen::Index> order(places.size());
    std::ranges::transform(places, order.begin(), [](const auto& place) { return place.second; });
    return order;
}

} // namespace tradeoff
