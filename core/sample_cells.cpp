// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample_cells.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace tradeoff {

namespace {

constexpr std::size_t alwaysCompared = 2;

} // namespace

SampleCells::SampleCells(const Interval& domain, std::vector<double> edges)
    : m_low(domain.low)
    , m_edges(std::move(edges))
{
    std::sort(m_edges.begin(), m_edges.end());
    m_edges.erase(std::unique(m_edges.begin(), m_edges.end()), m_edges.end());
    constexpr std::size_t binsPerEdge = 2; // at least: then hardly any bin has more than a few
    m_cells = m_edges.size() + 1;
    const std::size_t bins = std::bit_ceil(binsPerEdge * m_edges.size() + 1);
    m_binsPerLength = static_cast<double>(bins) / domain.length();
    m_guide.resize(bins + 1, static_cast<std::uint32_t>(m_edges.size()));
    std::size_t next = 0;
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        while (next <= bin(m_edges[i])) {
            m_guide[next++] = static_cast<std::uint32_t>(i);
        }
    }
    m_edges.insert(m_edges.end(), alwaysCompared + 1, std::numeric_limits<double>::infinity());
}

/// Never falls as x grows, whatever the rounding: edges and inputs get their bins alike.
std::size_t SampleCells::bin(double x) const
{
    const auto index = static_cast<std::size_t>(std::max(0.0, (x - m_low) * m_binsPerLength));
    return std::min(index, m_guide.size() - 2);
}

std::uint32_t SampleCells::cell(double x) const
{
    const std::size_t index = bin(x);
    std::uint32_t cell = m_guide[index];
    const double* const edges = m_edges.data() + cell;
    for (std::size_t i = 0; i < alwaysCompared; ++i) { // without a branch that depends on x
        cell += edges[i] <= x ? 1 : 0;
    }
    if (m_edges[cell] <= x) {
        const auto first = m_edges.begin() + cell;
        const auto last = m_edges.begin() + m_guide[index + 1];
        cell = static_cast<std::uint32_t>(std::upper_bound(first, last, x) - m_edges.begin());
    }
    return cell;
}

void SampleCells::find(std::span<const double> inputs, std::span<std::uint32_t> cells) const
{
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        cells[i] = cell(inputs[i]);
    }
}

std::uint32_t SampleCells::firstRightOf(double edge) const
{
    return cell(edge);
}

} // namespace tradeoff
