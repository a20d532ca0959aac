// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample_cells.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

namespace tradeoff {

namespace {

constexpr std::size_t alwaysCompared = 2;
constexpr std::size_t binsPerEdge = 2; // at least: then hardly any bin has more than a few

/// Sorted and each once. Most are alone in one of many equal bins.
std::vector<double> sorted(const Interval& domain, const std::vector<double>& edges)
{
    const std::size_t bins = std::bit_ceil(binsPerEdge * edges.size() + 1);
    const double binsPerLength = static_cast<double>(bins) / domain.length();
    const auto bin = [&](double x) {
        const double place = std::max(0.0, (x - domain.low) * binsPerLength);
        return std::min(static_cast<std::size_t>(place), bins - 1);
    };
    std::vector<std::uint32_t> ends(bins + 1);
    for (const double edge : edges) {
        ++ends[bin(edge) + 1];
    }
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<double> result(edges.size());
    for (const double edge : edges) {
        result[ends[bin(edge)]++] = edge; // where its bin begins, and ends at last
    }
    std::uint32_t begin = 0;
    for (const std::uint32_t end : ends) {
        if (end > begin + 1) {
            std::sort(result.begin() + begin, result.begin() + end);
        }
        begin = end;
    }
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

} // namespace

SampleCells::SampleCells(const Interval& domain, const std::vector<double>& edges)
    : m_low(domain.low)
    , m_edges(sorted(domain, edges))
{
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
inline std::size_t SampleCells::bin(double x) const
{
    const auto index = static_cast<std::size_t>(std::max(0.0, (x - m_low) * m_binsPerLength));
    return std::min(index, m_guide.size() - 2);
}

/// The cell where many edges share a bin. Apart, so that `cell` is short enough to be part of
/// loops.
std::uint32_t SampleCells::searched(double x, std::size_t bin, std::uint32_t from) const
{
    const auto first = m_edges.begin() + from;
    const auto last = m_edges.begin() + m_guide[bin + 1];
    return static_cast<std::uint32_t>(std::upper_bound(first, last, x) - m_edges.begin());
}

inline std::uint32_t SampleCells::cell(double x) const
{
    const std::size_t index = bin(x);
    std::uint32_t cell = m_guide[index];
    const double* const edges = m_edges.data() + cell;
    for (std::size_t i = 0; i < alwaysCompared; ++i) { // without a branch that depends on x
        cell += edges[i] <= x ? 1 : 0;
    }
    return m_edges[cell] <= x ? searched(x, index, cell) : cell;
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
