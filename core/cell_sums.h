// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lanes.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tradeoff {

/// What lies in the cells of a few training sets side by side, as sums over a cell and all before.
///
/// Only cells that are not empty take much memory: with few samples all of it fits into one of the
/// processor's caches, however many cells there are.
class CellSums {
public:
    /// What lies in a cell or a region.
    struct alignas(2 * sizeof(Lanes)) Sums {
        Lanes sum;   ///< of the values
        Lanes count; ///< of samples
    };
    /// Running counts begin here: the differences of their bits, too, are those of whole numbers.
    static constexpr double noCount = 0x1p52;

    explicit CellSums(std::size_t cells);

    /// Forgets everything, to begin anew.
    void clear();
    /// Puts samples of a training set into their cells. Not after `runUp`.
    void add(std::span<const std::uint32_t> cells, std::span<const double> values,
             std::size_t lane);
    /// Ends the adding.
    void runUp();
    /// The sums over no cell at all. After `runUp`.
    [[nodiscard]] const Sums& none() const { return m_running.front(); }
    /// The sums over a cell and all before, counts from `noCount` on. After `runUp`.
    [[nodiscard]] const Sums& through(std::size_t cell) const { return m_running[m_places[cell]]; }

private:
    std::vector<std::uint8_t> m_isFilled; ///< whether there is something in a cell: 1, else 0
    std::vector<std::uint32_t> m_places;  ///< of each filled cell in m_sums, at last in m_running
    std::vector<std::uint32_t> m_filled;  ///< the filled cells as samples came; the first is none
    std::vector<Sums> m_sums;             ///< of these cells
    std::vector<std::uint32_t> m_order;   ///< of m_sums along the domain
    std::vector<Sums> m_running;
};

} // namespace tradeoff
