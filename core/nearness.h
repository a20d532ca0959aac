// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace tradeoff {

/// The other regions by nearness to a region, ties by their index: at least `count` of them, or
/// all. A longer list begins with the shorter one. Safe to call from many threads at once.
using NeighborsOfRegion =
    std::function<std::vector<std::uint32_t>(std::size_t region, std::size_t count)>;

/// Which regions are near each other, for the empty-region rule "nearest". Refers to what it is
/// made from, which must outlive it.
class Nearness {
public:
    /// Regions between boundaries, one more than regions: by the distance between their middles.
    Nearness(std::span<const double> boundaries)
        : m_boundaries(boundaries)
    {}
    Nearness(const std::vector<double>& boundaries)
        : m_boundaries(boundaries)
    {}
    /// Regions of any shape.
    explicit Nearness(const NeighborsOfRegion& neighbors)
        : m_neighbors(&neighbors)
    {}

    [[nodiscard]] bool isOfIntervals() const { return m_neighbors == nullptr; }
    [[nodiscard]] std::span<const double> boundaries() const { return m_boundaries; }
    [[nodiscard]] const NeighborsOfRegion& neighbors() const { return *m_neighbors; }

private:
    std::span<const double> m_boundaries;
    const NeighborsOfRegion* m_neighbors = nullptr;
};

/// The middle of a region between two of the boundaries.
[[nodiscard]] inline double regionMiddle(std::span<const double> boundaries, std::size_t region)
{
    return boundaries[region] + (boundaries[region + 1] - boundaries[region]) / 2;
}

/// A distance is at most another one if it is at most this many times as long: regions of equal
/// length tie, whatever the rounding of their boundaries says.
inline constexpr double tieOfDistances = 1 + 1e-9;

/// Whether the middle of `below` is at most as far from a region's middle as that of `above`.
/// Ties go to the lower index.
[[nodiscard]] inline bool belowIsNearer(std::span<const double> boundaries, std::size_t region,
                                        std::size_t below, std::size_t above)
{
    const double middle = regionMiddle(boundaries, region);
    const double toBelow = middle - regionMiddle(boundaries, below);
    const double toAbove = regionMiddle(boundaries, above) - middle;
    return toBelow <= toAbove * tieOfDistances;
}

/// Walks from one region to the others in the order of the distance between their middles: the
/// order in which the empty-region rule "nearest" looks for a constant.
class NearestRegions {
public:
    NearestRegions(std::span<const double> boundaries, std::size_t region)
        : m_boundaries(boundaries)
        , m_region(region)
        , m_below(region)
        , m_above(region + 1)
    {}

    /// The next region, or nothing when all have been visited.
    [[nodiscard]] std::optional<std::size_t> next()
    {
        const bool hasBelow = m_below > 0;
        const bool hasAbove = m_above + 1 < m_boundaries.size();
        if (!hasBelow && !hasAbove) {
            return std::nullopt;
        }
        if (hasBelow &&
            (!hasAbove || belowIsNearer(m_boundaries, m_region, m_below - 1, m_above))) {
            return --m_below;
        }
        return m_above++;
    }

private:
    std::span<const double> m_boundaries;
    std::size_t m_region;
    std::size_t m_below; ///< regions below this index are still to come
    std::size_t m_above; ///< and so are those from this index on
};

} // namespace tradeoff
