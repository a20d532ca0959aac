// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fixed_simulation.h"

#include "core/interval_errors.h"
#include "core/nearness.h"
#include "core/wide_vectors.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff {

namespace {

using Sums = FixedSimulation::Sums;
using Constant = FixedSimulation::Constant;
using Neighbour = FixedSimulation::Neighbour;

/// What lies between the end of one cell of a partition and the next.
TRADEOFF_WIDE_VECTORS
void differences(const CellSums& cells, std::span<const std::uint32_t> ends, Sums* result)
{
    Sums before = cells.none();
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const Sums& end = cells.through(ends[i]);
        result[i].sum = end.sum - before.sum;
        result[i].count = end.count - before.count;
        before = end;
    }
}

/// Means of y − E β, or what stands for one where there are no samples.
/// \param taken  gets what they take away from Σ (y − E β)²
TRADEOFF_WIDE_VECTORS
void findMeans(const Sums* regions, std::size_t count, const Lanes& ifEmpty, Constant* means,
               Lanes& taken)
{
    const Lanes weight = Lanes::of(traceWeight);
    const Lanes trace = weight * ifEmpty;
    Lanes sum;
    for (std::size_t i = 0; i < count; ++i) {
        const Lanes mean = (regions[i].sum + trace) / (regions[i].count + weight);
        sum += regions[i].sum * mean;
        means[i].value = mean;
    }
    taken = sum;
}

/// Gives each region without samples the constant of the nearest one with some.
TRADEOFF_WIDE_VECTORS
void fillFromNearest(std::span<const double> middles, const Sums* regions, Neighbour* below,
                     Constant* constants)
{
    const Lanes infinity = Lanes::of(std::numeric_limits<double>::infinity());
    const Lanes none;
    Neighbour last{none - infinity, none};
    for (std::size_t i = 0; i < middles.size(); ++i) {
        const Lanes middle = Lanes::of(middles[i]);
        last.middle = Lanes::whereAtMost(regions[i].count, none, last.middle, middle);
        last.constant =
            Lanes::whereAtMost(regions[i].count, none, last.constant, constants[i].value);
        below[i] = last;
    }
    const Lanes tie = Lanes::of(tieOfDistances);
    Neighbour next{infinity, none};
    for (std::size_t i = middles.size(); i-- > 0;) {
        const Lanes middle = Lanes::of(middles[i]);
        next.middle = Lanes::whereAtMost(regions[i].count, none, next.middle, middle);
        next.constant =
            Lanes::whereAtMost(regions[i].count, none, next.constant, constants[i].value);
        constants[i].value =
            Lanes::whereAtMost(middle - below[i].middle, (next.middle - middle) * tie,
                               below[i].constant, next.constant);
    }
}

/// Σ P_i (ĉ_i − c_i)².
TRADEOFF_WIDE_VECTORS
void addErrors(const Constant* constants, std::span<const double> probabilities, const double* best,
               Lanes& result)
{
    Lanes sum;
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const Lanes gap = constants[i].value - Lanes::of(best[i]);
        sum += Lanes::of(probabilities[i]) * (gap * gap);
    }
    result = sum;
}

std::vector<double> innerBoundaries(const std::vector<Partition>& partitions)
{
    std::vector<double> inner;
    for (const Partition& partition : partitions) {
        inner.insert(inner.end(), partition.boundaries.begin() + 1, partition.boundaries.end() - 1);
    }
    return inner;
}

std::vector<Partition> partitionsOf(const Segmenter& segmenter, std::span<const int> experts)
{
    std::vector<Partition> partitions(experts.size());
    tbb::parallel_for(std::size_t{0}, experts.size(),
                      [&](std::size_t i) { partitions[i] = segmenter.partition(experts[i]); });
    return partitions;
}

} // namespace

FixedSimulation::FixedSimulation(const InputSampler& sampler, const Simulation& simulation)
    : FixedSimulation(sampler, simulation,
                      partitionsOf(simulation.experiment.segmenter, simulation.experts))
{}

FixedSimulation::FixedSimulation(const InputSampler& sampler, const Simulation& simulation,
                                 const std::vector<Partition>& partitions)
    : m_experiment(simulation.experiment)
    , m_source{sampler, *m_experiment.problem, m_experiment.setting.noiseVariance, simulation.seed}
    , m_drawn(simulation.drawn)
    , m_center(m_experiment.problem->moments().mean)
    , m_partitions(partitions.size())
    , m_approximations(partitions.size())
    , m_cells(m_experiment.problem->domain(), innerBoundaries(partitions))
{
    for (const Partition& partition : partitions) {
        m_mostCells = std::max(m_mostCells, partition.boundaries.size() - 1);
    }
    tbb::parallel_for(std::size_t{0}, partitions.size(),
                      [&](std::size_t i) { prepare(i, partitions[i]); });
}

void FixedSimulation::prepare(std::size_t index, const Partition& partition)
{
    Regions& regions = m_partitions[index];
    for (std::size_t i = 1; i + 1 < partition.boundaries.size(); ++i) {
        regions.ends.push_back(m_cells.firstRightOf(partition.boundaries[i]) - 1);
    }
    regions.ends.push_back(static_cast<std::uint32_t>(m_cells.size() - 1));
    regions.owners = partition.owners;
    const std::vector<double> nearness = partition.nearness();
    for (std::size_t i = 0; i + 1 < nearness.size(); ++i) {
        regions.middles.push_back(regionMiddle(nearness, i));
    }
    const auto samples = static_cast<double>(m_experiment.setting.samples);
    for (const Moments& moments : regionMoments(*m_experiment.problem, partition)) {
        regions.probabilities.push_back(moments.probability);
        regions.crowded.push_back(isCrowded(moments.probability * samples) ? 1 : 0);
        regions.means.push_back(moments.mean - m_center);
        m_approximations[index] += moments.probability * moments.variance;
    }
}

FixedSimulation::Workspace::Workspace(std::size_t sampleCells, std::size_t mostRegions)
    : cells(sampleCells)
    , regions(mostRegions)
    , constants(mostRegions)
    , below(mostRegions)
{}

FixedSimulation::Workspace FixedSimulation::workspace() const
{
    return {m_cells.size(), m_mostCells};
}

void FixedSimulation::draw(std::uint32_t firstSet, std::size_t sets, Workspace& space,
                           const Checkpoint& checkpoint) const
{
    space.cells.clear();
    space.totals = {};
    space.squares = {};
    const auto samples = static_cast<std::size_t>(m_experiment.setting.samples);
    constexpr std::size_t checkEvery = Block::size * 256;
    for (std::size_t lane = 0; lane < sets; ++lane) {
        for (std::size_t start = 0; start < samples; start += Block::size) {
            if (start % checkEvery == 0 && checkpoint) {
                checkpoint(-1);
            }
            addBlock(firstSet + static_cast<std::uint32_t>(lane), start, lane, space);
        }
    }
    space.cells.runUp();
    space.standIn = m_experiment.setting.emptyRegion == EmptyRegionRule::Mean
                        ? space.totals * Lanes::of(1 / static_cast<double>(samples))
                        : Lanes::of(-m_center); // 0 less E β
}

void FixedSimulation::addBlock(std::uint32_t set, std::size_t first, std::size_t lane,
                               Workspace& space) const
{
    const auto samples = static_cast<std::size_t>(m_experiment.setting.samples);
    const std::size_t size = std::min(Block::size, samples - first);
    Block& block = space.block;
    std::span<const double> x = std::span(block.x).first(size);
    std::span<const double> y = std::span(block.y).first(size);
    if (m_drawn) {
        x = m_drawn->x(set).subspan(first, size);
        y = m_drawn->y(set).subspan(first, size);
    } else {
        m_source.draw(set, first, std::span(block.x).first(size), std::span(block.y).first(size));
    }
    m_cells.find(x, block.cells);
    double total = 0;
    double squares = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const double residual = y[i] - m_center;
        block.residuals[i] = residual;
        total += residual;
        squares += residual * residual;
    }
    space.cells.add(std::span(block.cells).first(size), std::span(block.residuals).first(size),
                    lane);
    space.totals.add(lane, total);
    space.squares.add(lane, squares);
}

void FixedSimulation::sumRegions(const Regions& regions, Workspace& space) const
{
    const std::size_t cells = regions.ends.size();
    differences(space.cells, regions.ends, space.regions.data());
    if (regions.owners.empty()) {
        return;
    }
    const std::vector<Sums> parts = space.regions;
    std::fill(space.regions.begin(), space.regions.end(), Sums{});
    for (std::size_t cell = 0; cell < cells; ++cell) {
        Sums& region = space.regions[regions.owners[cell]];
        region.sum += parts[cell].sum;
        region.count += parts[cell].count;
    }
}

void FixedSimulation::learn(const Regions& regions, Workspace& space, Lanes& taken) const
{
    sumRegions(regions, space);
    findMeans(space.regions.data(), regions.means.size(), space.standIn, space.constants.data(),
              taken);
    if (m_experiment.setting.emptyRegion == EmptyRegionRule::Nearest) {
        fillFromNearest(regions.middles, space.regions.data(), space.below.data(),
                        space.constants.data());
    }
}

std::span<const FixedSimulation::Constant> FixedSimulation::constants(std::size_t partition,
                                                                      Workspace& space) const
{
    const Regions& regions = m_partitions[partition];
    Lanes taken;
    learn(regions, space, taken);
    return {space.constants.data(), regions.means.size()};
}

const FixedSimulation::Errors& FixedSimulation::errors(std::size_t partition,
                                                       Workspace& space) const
{
    const Regions& regions = m_partitions[partition];
    ConstantSums sums;
    if (regions.owners.empty() && m_experiment.setting.emptyRegion != EmptyRegionRule::Nearest) {
        findConstantSums(space.cells,
                         {regions.ends, regions.probabilities, regions.means, regions.crowded},
                         space.standIn, sums);
    } else {
        learn(regions, space, sums.taken);
        addErrors(space.constants.data(), regions.probabilities, regions.means.data(),
                  sums.estimation);
    }
    const Lanes rest = space.squares - sums.taken;
    const Lanes share = Lanes::of(1 / static_cast<double>(m_experiment.setting.samples));
    space.errors = {sums.estimation, share * Lanes::whereAtMost(rest, {}, {}, rest)};
    return space.errors;
}

} // namespace tradeoff
