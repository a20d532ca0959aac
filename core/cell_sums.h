// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lanes.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tradeoff {

/// What lies in the cells of a few training sets side by side, as sums over a cell and all before.
///
/// Only cells that are not empty take memory: with few samples all of it fits into the processor's
/// nearest cache, however many cells there are.
class CellSums {
public:
    /// What lies in a cell or a region.
    struct alignas(2 * sizeof(Lanes)) Sums {
        Lanes sum;   ///< of the values
        Lanes count; ///< of samples
    };

    explicit CellSums(std::size_t cells);

    /// Forgets everything, to begin anew.
    void clear();
    /// Puts a sample of a training set into its cell. Not after `runUp`.
    void add(std::size_t cell, std::size_t lane, double value)
    {
        std::uint32_t& place = m_places[cell];
        if (place == 0) {
            place = static_cast<std::uint32_t>(m_sums.size());
            m_sums.emplace_back();
        }
        m_sums[place].sum.add(lane, value);
        m_sums[place].count.add(lane, 1);
    }
    /// Ends the adding.
    void runUp();
    /// The sums over a cell and all before. After `runUp`.
    [[nodiscard]] const Sums& through(std::size_t cell) const { return m_sums[m_places[cell]]; }

private:
    std::vector<std::uint32_t> m_places; ///< of each cell in m_sums
    std::vector<Sums> m_sums;            ///< the first one is empty
    std::vector<Sums> m_running;
    std::vector<std::uint32_t> m_order; ///< places of the cells that are not empty
};

} // namespace tradeoff
