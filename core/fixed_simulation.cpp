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

/// \param squares  Σ (y − E β)²
/// \param weight  of a sample
TRADEOFF_WIDE_VECTORS
void findErrors(std::span<const ConstantSums> sums, const Lanes& squares, double weight,
                FixedSimulation::Errors* errors)
{
    const Lanes share = Lanes::of(weight);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const Lanes rest = squares - sums[i].taken;
        errors[i] = {sums[i].estimation, share * Lanes::whereAtMost(rest, {}, {}, rest)};
    }
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

FixedSimulation::Regions::Regions(const std::vector<Partition>& partitions, EmptyRegionRule rule)
    : firstCells{0}
    , starts{0}
{
    bool areOfIntervals = true;
    for (const Partition& partition : partitions) {
        firstCells.push_back(firstCells.back() + partition.boundaries.size() - 1);
        starts.push_back(starts.back() + partition.regions);
        areOfIntervals = areOfIntervals && partition.isOfIntervals();
    }
    ends.resize(firstCells.back());
    owners.resize(areOfIntervals ? 0 : firstCells.back());
    probabilities.resize(starts.back());
    crowded.resize(starts.back());
    means.resize(starts.back());
    middles.resize(rule == EmptyRegionRule::Nearest ? starts.back() : 0);
}

FixedSimulation::FixedSimulation(const InputSampler& sampler, const Simulation& simulation,
                                 const std::vector<Partition>& partitions)
    : m_experiment(simulation.experiment)
    , m_source{sampler, *m_experiment.problem, m_experiment.setting.noiseVariance, simulation.seed}
    , m_drawn(simulation.drawn)
    , m_center(m_experiment.problem->moments().mean)
    , m_approximations(partitions.size())
    , m_cells(m_experiment.problem->domain(), innerBoundaries(partitions))
    , m_regions(partitions, m_experiment.setting.emptyRegion)
{
    for (const Partition& partition : partitions) {
        m_mostCells = std::max(m_mostCells, partition.boundaries.size() - 1);
    }
    tbb::parallel_for(std::size_t{0}, partitions.size(),
                      [&](std::size_t i) { prepare(i, partitions[i]); });
}

void FixedSimulation::prepare(std::size_t index, const Partition& partition)
{
    const std::size_t firstCell = m_regions.firstCells[index];
    const std::size_t cells = partition.boundaries.size() - 1;
    for (std::size_t i = 0; i < cells; ++i) {
        m_regions.ends[firstCell + i] = i + 1 < cells
                                            ? m_cells.firstRightOf(partition.boundaries[i + 1]) - 1
                                            : static_cast<std::uint32_t>(m_cells.size() - 1);
        if (!m_regions.owners.empty()) {
            m_regions.owners[firstCell + i] = partition.owner(i);
        }
    }
    std::size_t region = m_regions.starts[index];
    if (!m_regions.middles.empty()) {
        const std::vector<double> nearness = partition.nearness();
        for (std::size_t i = 0; i < partition.regions; ++i) {
            m_regions.middles[region + i] = regionMiddle(nearness, i);
        }
    }
    const auto samples = static_cast<double>(m_experiment.setting.samples);
    for (const Moments& moments : regionMoments(*m_experiment.problem, partition)) {
        m_regions.probabilities[region] = moments.probability;
        m_regions.crowded[region] = isCrowded(moments.probability * samples) ? 1 : 0;
        m_regions.means[region++] = moments.mean - m_center;
        m_approximations[index] += moments.probability * moments.variance;
    }
}

FixedSimulation::Workspace::Workspace(std::size_t sampleCells, std::size_t partitions,
                                      std::size_t mostRegions)
    : cells(sampleCells)
    , sums(partitions)
    , errors(partitions)
    , regions(mostRegions)
    , constants(mostRegions)
    , below(mostRegions)
{}

FixedSimulation::Workspace FixedSimulation::workspace() const
{
    return {m_cells.size(), m_approximations.size(), m_mostCells};
}

void FixedSimulation::draw(std::uint32_t firstSet, std::size_t sets, Workspace& space,
                           const Checkpoint& checkpoint) const
{
    space.cells.clear();
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
                        ? space.cells.through(m_cells.size() - 1).sum *
                              Lanes::of(1 / static_cast<double>(samples))
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
    double squares = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const double residual = y[i] - m_center;
        block.residuals[i] = residual;
        squares += residual * residual;
    }
    space.cells.add(std::span(block.cells).first(size), std::span(block.residuals).first(size),
                    lane);
    space.squares.add(lane, squares);
}

/// Entries of one of the partitions.
template <class Entry>
std::span<const Entry> entriesOf(std::size_t partition, const std::vector<std::size_t>& starts,
                                 const std::vector<Entry>& all)
{
    return std::span(all).subspan(starts[partition], starts[partition + 1] - starts[partition]);
}

void FixedSimulation::sumRegions(std::size_t partition, Workspace& space) const
{
    differences(space.cells, entriesOf(partition, m_regions.firstCells, m_regions.ends),
                space.regions.data());
    if (m_regions.owners.empty()) {
        return;
    }
    const auto owners = entriesOf(partition, m_regions.firstCells, m_regions.owners);
    const std::vector<Sums> parts = space.regions;
    std::fill(space.regions.begin(), space.regions.end(), Sums{});
    for (std::size_t cell = 0; cell < owners.size(); ++cell) {
        Sums& region = space.regions[owners[cell]];
        region.sum += parts[cell].sum;
        region.count += parts[cell].count;
    }
}

void FixedSimulation::learn(std::size_t partition, Workspace& space, Lanes& taken) const
{
    sumRegions(partition, space);
    const auto means = entriesOf(partition, m_regions.starts, m_regions.means);
    findMeans(space.regions.data(), means.size(), space.standIn, space.constants.data(), taken);
    if (!m_regions.middles.empty()) {
        fillFromNearest(entriesOf(partition, m_regions.starts, m_regions.middles),
                        space.regions.data(), space.below.data(), space.constants.data());
    }
}

std::span<const FixedSimulation::Constant> FixedSimulation::constants(std::size_t partition,
                                                                      Workspace& space) const
{
    Lanes taken;
    learn(partition, space, taken);
    return std::span(space.constants)
        .first(entriesOf(partition, m_regions.starts, m_regions.means).size());
}

void FixedSimulation::findSumsOf(std::size_t partition, Workspace& space) const
{
    learn(partition, space, space.sums[partition].taken);
    addErrors(space.constants.data(),
              entriesOf(partition, m_regions.starts, m_regions.probabilities),
              entriesOf(partition, m_regions.starts, m_regions.means).data(),
              space.sums[partition].estimation);
}

std::size_t FixedSimulation::findSums(std::size_t partition, Workspace& space) const
{
    if (!m_regions.owners.empty() || !m_regions.middles.empty()) {
        findSumsOf(partition, space);
        return partition + 1;
    }
    constexpr std::size_t manyRegions = 1 << 15; // some tens of microseconds
    const std::vector<std::size_t>& starts = m_regions.starts;
    std::size_t last = partition + 1;
    while (last < m_approximations.size() && starts[last + 1] - starts[partition] <= manyRegions) {
        ++last;
    }
    findConstantSums(space.cells,
                     {std::span(starts).subspan(partition, last - partition + 1), m_regions.ends,
                      m_regions.probabilities, m_regions.means, m_regions.crowded},
                     space.standIn, std::span(space.sums).subspan(partition, last - partition));
    return last;
}

std::span<const FixedSimulation::Errors> FixedSimulation::errors(Workspace& space,
                                                                 const Checkpoint& checkpoint) const
{
    for (std::size_t partition = 0; partition < m_approximations.size();) {
        checkpoint(-1);
        partition = findSums(partition, space);
    }
    findErrors(space.sums, space.squares, 1 / static_cast<double>(m_experiment.setting.samples),
               space.errors.data());
    return space.errors;
}

} // namespace tradeoff
