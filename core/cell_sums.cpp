// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cell_sums.h"

#include "core/wide_vectors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace tradeoff {

namespace {

constexpr std::size_t cellsOfWord = sizeof(std::uint64_t);

/// How many cells are filled up to each one, itself included.
/// \param isFilled  1 or 0 for each cell, a whole number of words
TRADEOFF_WIDEST_WITHOUT_PRODUCTS
void countFilled(std::span<const std::uint8_t> isFilled, std::uint32_t* counts)
{
    std::uint32_t before = 0;
    for (std::size_t first = 0; first < isFilled.size(); first += cellsOfWord) {
        std::uint64_t word = 0;
        std::memcpy(&word, isFilled.data() + first, cellsOfWord);
        // Each byte becomes the sum of those up to it: of eight, so that none overflows.
        static_assert(std::endian::native == std::endian::little);
        const auto sums = std::bit_cast<std::array<std::uint8_t, cellsOfWord>>(
            word * std::uint64_t{0x0101010101010101});
        for (std::size_t i = 0; i < cellsOfWord; ++i) {
            counts[first + i] = before + sums[i];
        }
        before += sums.back();
    }
}

/// \param order  where to find what is to be added for each of the running sums, but the first
TRADEOFF_WIDE_VECTORS
void addUp(const CellSums::Sums* sums, std::span<const std::uint32_t> order,
           CellSums::Sums* running)
{
    CellSums::Sums all{{}, Lanes::of(CellSums::noCount)};
    running[0] = all;
    for (std::size_t i = 1; i < order.size(); ++i) {
        const CellSums::Sums& added = sums[order[i]];
        all.sum += added.sum;
        all.count += added.count;
        running[i] = all;
    }
}

} // namespace

CellSums::CellSums(std::size_t cells)
    : m_isFilled((cells + cellsOfWord - 1) / cellsOfWord * cellsOfWord)
    , m_places(m_isFilled.size())
    , m_filled(1)
{}

void CellSums::clear()
{
    std::fill(m_isFilled.begin(), m_isFilled.end(), 0);
    m_filled.assign(1, 0);
}

void CellSums::add(std::span<const std::uint32_t> cells, std::span<const double> values,
                   std::size_t lane)
{
    std::size_t places = m_filled.size();
    m_filled.resize(places + cells.size()); // as if no two of them shared a cell
    if (m_sums.size() < m_filled.size()) {
        m_sums.resize(2 * m_filled.size());
    }
    // In registers, where a byte that is written cannot change them.
    std::uint8_t* const isFilled = m_isFilled.data();
    std::uint32_t* const placeOf = m_places.data();
    std::uint32_t* const filled = m_filled.data();
    Sums* const sums = m_sums.data();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::uint32_t cell = cells[i];
        if (isFilled[cell] == 0) {
            isFilled[cell] = 1;
            placeOf[cell] = static_cast<std::uint32_t>(places);
            filled[places] = cell;
            sums[places++] = {};
        }
        Sums& sum = sums[placeOf[cell]];
        sum.sum.add(lane, values[i]);
        sum.count.add(lane, 1);
    }
    m_filled.resize(places);
}

/// The sums lie in the order in which samples came; now they get that of the cells.
void CellSums::runUp()
{
    countFilled(m_isFilled, m_places.data());
    m_order.resize(m_filled.size());
    for (std::uint32_t i = 1; i < m_filled.size(); ++i) {
        m_order[m_places[m_filled[i]]] = i;
    }
    if (m_running.size() < m_order.size()) {
        m_running.resize(m_sums.size());
    }
    addUp(m_sums.data(), m_order, m_running.data());
}

} // namespace tradeoff
