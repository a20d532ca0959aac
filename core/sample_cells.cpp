// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample_cells.h"

#include <algorithm>
#include <bit>

namespace tradeoff {

SampleCells::SampleCells(const Interval& domain, std::vector<double> edges)
    : m_low(domain.low)
    , m_edges(std::move(edges))
{
    std::sort(m_edges.begin(), m_edges.end());
    m_edges.erase(std::unique(m_edges.begin(), m_edges.end()), m_edges.end());
    const std::size_t bins = std::bit_ceil(m_edges.size() + 1);
    m_binsPerLength = static_cast<double>(bins) / domain.length();
    m_guide.resize(bins + 1, static_cast<std::uint32_t>(m_edges.size()));
    std::size_t next = 0;
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        while (next <= bin(m_edges[i])) {
            m_guide[next++] = static_cast<std::uint32_t>(i);
        }
    }
}

/// Never falls as x grows, whatever the rounding: edges and inputs get their bins alike.
std::size_t SampleCells::bin(double x) const
{
    const auto index = static_cast<std::size_t>(std::max(0.0, (x - m_low) * m_binsPerLength));
    return std::min(index, m_guide.size() - 2);
}

std::size_t SampleCells::cell(double x) const
{
    const std::size_t index = bin(x);
    const auto first = m_edges.begin() + m_guide[index];
    const auto last = m_edges.begin() + m_guide[index + 1];
    return static_cast<std::size_t>(std::upper_bound(first, last, x) - m_edges.begin());
}

std::uint32_t SampleCells::firstRightOf(double edge) const
{
    return static_cast<std::uint32_t>(cell(edge));
}

} // namespace tradeoff
