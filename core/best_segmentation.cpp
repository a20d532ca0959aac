// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/best_segmentation.h"

#include "core/boundary_refinement.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

std::vector<double> uniformBoundaries(const Interval& domain, int experts)
{
    std::vector<double> result(static_cast<std::size_t>(experts) + 1, domain.high);
    for (std::size_t i = 0; i + 1 < result.size(); ++i) {
        result[i] = domain.low + domain.length() * (static_cast<double>(i) / experts);
    }
    return result;
}

/// Cells of equal length, of equal probability and of equal share of λ*, so that wide regions,
/// dense ones and steep ones are all resolved, cut at the breakpoints, where β may jump.
std::vector<double> gridEdges(const Problem& problem, const SegmentDensity* optimal,
                              const SegmentDensity& equalProbability)
{
    constexpr int cells = 1024;
    std::vector<double> edges = uniformBoundaries(problem.domain(), cells);
    const auto add = [&](const std::vector<double>& more) {
        edges.insert(edges.end(), more.begin(), more.end());
    };
    add(equalProbability.boundaries(cells));
    if (optimal != nullptr) {
        add(optimal->boundaries(2 * cells));
    }
    add(problem.breakpoints());
    add(problem.extrema());
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    return edges;
}

} // namespace

BestSegmentation::BestSegmentation(std::shared_ptr<const Problem> problem, int mostExperts,
                                   const std::function<void(double share)>& checkpoint)
    : m_problem(std::move(problem))
    , m_optimal(SegmentDensity::make(m_problem, {2.0 / 3, 1.0 / 3}))
    , m_equalProbability(SegmentDensity::make(m_problem, {0, 1}))
    , m_edges(gridEdges(*m_problem, m_optimal.get(), *m_equalProbability))
    , m_partition(m_problem->regionMoments(m_edges), std::min(mostExperts, mostProvenExperts),
                  checkpoint)
{}

std::vector<double> BestSegmentation::boundaries(int experts) const
{
    constexpr int allSteps = 50;
    constexpr int fewSteps = 8;
    // The classical ones come first: they win ties, such as where the target is constant.
    RatedBoundaries best = rated(*m_problem, uniformBoundaries(m_problem->domain(), experts));
    for (const auto& density : {m_optimal, m_equalProbability}) {
        if (density != nullptr) {
            RatedBoundaries other = rated(*m_problem, density->boundaries(experts));
            if (other.approximationError < best.approximationError) {
                best = std::move(other);
            }
        }
    }
    if (!isProven(experts)) {
        return refined(*m_problem, std::move(best), fewSteps).boundaries;
    }
    std::vector<double> onGrid;
    for (const std::size_t start : m_partition.starts(experts)) {
        onGrid.push_back(m_edges[start]);
    }
    const RatedBoundaries exact =
        refined(*m_problem, rated(*m_problem, std::move(onGrid)), allSteps);
    if (exact.approximationError < best.approximationError) {
        return exact.boundaries;
    }
    return refined(*m_problem, std::move(best), allSteps).boundaries;
}

} // namespace tradeoff
