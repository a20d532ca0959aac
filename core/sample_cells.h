// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tradeoff {

/// The domain cut at the boundaries of many partitions at once: what falls into a cell falls into
/// the same region of each of them, whatever the partition.
class SampleCells {
public:
    /// \param edges  inner boundaries of all the partitions, in any order, with repetitions
    SampleCells(const Interval& domain, const std::vector<double>& edges);

    [[nodiscard]] std::size_t size() const { return m_cells; }
    /// The cell of each input; an edge belongs to the cell on its right.
    void find(std::span<const double> inputs, std::span<std::uint32_t> cells) const;
    /// The first cell on the right of an edge.
    [[nodiscard]] std::uint32_t firstRightOf(double edge) const;

private:
    [[nodiscard]] std::size_t bin(double x) const;
    [[nodiscard]] std::uint32_t cell(double x) const;
    [[nodiscard]] std::uint32_t searched(double x, std::size_t bin, std::uint32_t from) const;

    double m_low;
    double m_binsPerLength;
    std::size_t m_cells = 1;
    std::vector<double> m_edges;        ///< and some at infinity
    std::vector<std::uint32_t> m_guide; ///< edges below each of equal bins, and all of them
};

} // namespace tradeoff
