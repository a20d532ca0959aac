// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cell_sums.h"

#include "core/wide_vectors.h"

#include <algorithm>

namespace tradeoff {

namespace {

/// \param order  where to find what is to be added for each of the running sums, but the first
TRADEOFF_WIDE_VECTORS
void addUp(const CellSums::Sums* sums, std::span<const std::uint32_t> order,
           std::span<CellSums::Sums> running)
{
    CellSums::Sums all{{}, Lanes::of(CellSums::noCount)};
    running.front() = all;
    for (std::size_t i = 1; i < running.size(); ++i) {
        const CellSums::Sums& added = sums[order[i]];
        all.sum += added.sum;
        all.count += added.count;
        running[i] = all;
    }
}

} // namespace

CellSums::CellSums(std::size_t cells)
    : m_places(cells)
    , m_sums(1)
{}

void CellSums::clear()
{
    std::fill(m_places.begin(), m_places.end(), 0);
    m_sums.resize(1);
}

void CellSums::add(std::span<const std::uint32_t> cells, std::span<const double> values,
                   std::size_t lane)
{
    std::size_t filled = m_sums.size();
    m_sums.resize(filled + cells.size()); // as if no two of them shared a cell
    std::uint32_t* const places = m_places.data();
    Sums* const sums = m_sums.data();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::uint32_t& place = places[cells[i]];
        if (place == 0) {
            place = static_cast<std::uint32_t>(filled++);
        }
        sums[place].sum.add(lane, values[i]);
        sums[place].count.add(lane, 1);
    }
    m_sums.resize(filled);
}

/// The sums lie in the order in which samples came; now they get that of the cells.
void CellSums::runUp()
{
    // Without a branch: nobody could foretell which cells are empty.
    m_order.resize(m_sums.size() + 1);
    std::uint32_t filled = 0;
    for (std::uint32_t& place : m_places) {
        m_order[filled + 1] = place;
        filled += place != 0 ? 1 : 0;
        place = filled;
    }
    m_running.resize(m_sums.size());
    addUp(m_sums.data(), m_order, m_running);
    m_sums.swap(m_running);
}

} // namespace tradeoff
