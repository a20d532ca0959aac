// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/points.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tradeoff {

/// Finds the centres that are nearest to a point, in any number of dimensions: by a k-d tree, and
/// in the plane by a grid where centres are not too crowded. Immutable; safe to use from many
/// threads at once.
class NearestCenter {
public:
    /// \param centers  at least one
    explicit NearestCenter(Points centers);
    ~NearestCenter();
    NearestCenter(NearestCenter&&) noexcept;
    NearestCenter& operator=(NearestCenter&&) noexcept;
    NearestCenter(const NearestCenter&) = delete;
    NearestCenter& operator=(const NearestCenter&) = delete;

    [[nodiscard]] const Points& centers() const;
    /// The nearest centre of each point; of centres that are equally near, any.
    /// \param result  one entry for each point
    void nearest(const PointsView& points, std::span<std::uint32_t> result) const;
    /// The `count` centres nearest to one of them, by distance, itself included.
    [[nodiscard]] std::vector<std::uint32_t> neighbors(std::size_t center, std::size_t count) const;

private:
    void scan(const PointsView& points, std::span<std::uint32_t> result) const;

    struct Index;
    std::unique_ptr<Index> m_index;
};

} // namespace tradeoff
