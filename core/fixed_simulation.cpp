// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fixed_simulation.h"

#include "core/nearness.h"
#include "core/random.h"
#include "core/wide_vectors.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

constexpr std::size_t lanes = FixedSimulation::lanes;
using Lanes = FixedSimulation::Lanes;
using Sums = FixedSimulation::Sums;
using Constant = FixedSimulation::Constant;
constexpr std::size_t blockSize = 256;

/// Turns what lies in each cell into what lies in it and all before.
TRADEOFF_WIDE_VECTORS
void runUp(Sums* cells, std::size_t count)
{
    Sums running = cells[0];
    for (std::size_t i = 1; i < count; ++i) {
        running.sum += cells[i].sum;
        running.count += cells[i].count;
        cells[i] = running;
    }
}

/// What lies between the end of one cell of a partition and the next.
/// \param ends  places in the running sums
TRADEOFF_WIDE_VECTORS
void differences(const Sums* running, const std::uint32_t* ends, std::size_t count, Sums* result)
{
    Sums before;
    for (std::size_t i = 0; i < count; ++i) {
        const Sums& end = running[ends[i]];
        result[i].sum = end.sum - before.sum;
        result[i].count = end.count - before.count;
        before = end;
    }
}

/// Means of y − E β, or what stands for one where there are no samples.
TRADEOFF_WIDE_VECTORS
void means(const Sums* regions, std::size_t count, const Lanes& ifEmpty, Constant* result)
{
    const Lanes one = Lanes{} + 1.0;
    for (std::size_t i = 0; i < count; ++i) {
        const Lanes samples = regions[i].count;
        const Lanes mean = regions[i].sum / (samples > 0.0 ? samples : one);
        result[i].value = samples > 0.0 ? mean : ifEmpty;
    }
}

/// Adds Σ P_i (ĉ_i − c_i)², and what the means take away from the sum of the squares of y − E β.
TRADEOFF_WIDE_VECTORS
void addErrors(const Sums* regions, const Constant* constants,
               std::span<const double> probabilities, const double* best,
               FixedSimulation::Learned& result)
{
    Lanes errors{};
    Lanes taken{};
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const Lanes gap = constants[i].value - best[i];
        errors += probabilities[i] * (gap * gap);
        taken += regions[i].sum * constants[i].value;
    }
    result.estimation = errors;
    result.fitted = taken;
}

/// All of this in one pass, for regions of one cell each and rules that know what stands for a mean
/// beforehand: what is fetched and divided for one region overlaps with the next.
TRADEOFF_WIDE_VECTORS
void addErrorsOfIntervals(const Sums* running, std::span<const std::uint32_t> ends,
                          const double* probabilities, const double* best, const Lanes& ifEmpty,
                          FixedSimulation::Learned& result)
{
    const Lanes one = Lanes{} + 1.0;
    const Lanes replacement = ifEmpty;
    Sums before;
    Lanes errors{};
    Lanes taken{};
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const Sums& end = running[ends[i]];
        const Lanes sum = end.sum - before.sum;
        const Lanes samples = end.count - before.count;
        before = end;
        const Lanes mean = sum / (samples > 0.0 ? samples : one);
        const Lanes constant = samples > 0.0 ? mean : replacement;
        const Lanes gap = constant - best[i];
        errors += probabilities[i] * (gap * gap);
        taken += sum * constant;
    }
    result.estimation = errors;
    result.fitted = taken;
}

/// Gives each region without samples the constant of the nearest one with some.
void fillFromNearest(std::span<const double> nearness, const Sums* sums, Constant* constants,
                     std::vector<std::size_t>& below)
{
    const std::size_t regions = nearness.size() - 1;
    below.resize(regions);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const auto isFilled = [&](std::size_t i) { return sums[i].count[lane] > 0; };
        for (std::size_t i = 0; i < regions; ++i) {
            below[i] = isFilled(i) ? i : (i > 0 ? below[i - 1] : regions);
        }
        std::size_t above = regions;
        for (std::size_t i = regions; i-- > 0;) {
            if (isFilled(i)) {
                above = i;
            } else if (below[i] < regions &&
                       (above == regions || belowIsNearer(nearness, i, below[i], above))) {
                constants[i].value[lane] = constants[below[i]].value[lane];
            } else if (above < regions) {
                constants[i].value[lane] = constants[above].value[lane];
            }
        }
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
    std::vector<Partition> partitions;
    partitions.reserve(experts.size());
    for (const int number : experts) {
        partitions.push_back(segmenter.partition(number));
    }
    return partitions;
}

} // namespace

FixedSimulation::FixedSimulation(const InputSampler& sampler, const Experiment& experiment,
                                 std::span<const int> experts, std::uint64_t seed)
    : FixedSimulation(sampler, experiment, partitionsOf(experiment.segmenter, experts), seed)
{}

FixedSimulation::FixedSimulation(const InputSampler& sampler, const Experiment& experiment,
                                 const std::vector<Partition>& partitions, std::uint64_t seed)
    : m_sampler(sampler)
    , m_experiment(experiment)
    , m_seed(seed)
    , m_center(experiment.problem->moments().mean)
    , m_cells(experiment.problem->domain(), innerBoundaries(partitions))
{
    for (const Partition& partition : partitions) {
        m_mostCells = std::max(m_mostCells, partition.boundaries.size() - 1);
        add(partition);
    }
}

void FixedSimulation::add(const Partition& partition)
{
    Regions regions;
    for (std::size_t i = 1; i + 1 < partition.boundaries.size(); ++i) {
        regions.ends.push_back(m_cells.firstRightOf(partition.boundaries[i]) - 1);
    }
    regions.ends.push_back(static_cast<std::uint32_t>(m_cells.size() - 1));
    regions.owners = partition.owners;
    regions.nearness = partition.nearness();
    double approximation = 0;
    for (const Moments& moments : regionMoments(*m_experiment.problem, partition)) {
        regions.probabilities.push_back(moments.probability);
        regions.means.push_back(moments.mean - m_center);
        approximation += moments.probability * moments.variance;
    }
    m_partitions.push_back(std::move(regions));
    m_approximations.push_back(approximation);
}

FixedSimulation::Workspace FixedSimulation::workspace() const
{
    Workspace space;
    space.cells.resize(m_cells.size());
    space.regions.resize(m_mostCells);
    space.constants.resize(m_mostCells);
    return space;
}

void FixedSimulation::draw(std::uint32_t firstSet, std::size_t sets, Workspace& space,
                           const Checkpoint& checkpoint) const
{
    std::fill(space.cells.begin(), space.cells.end(), Sums{});
    space.totals = Lanes{};
    space.squares = Lanes{};
    const auto samples = static_cast<std::size_t>(m_experiment.setting.samples);
    constexpr std::size_t checkEvery = blockSize * 256;
    for (std::size_t lane = 0; lane < sets; ++lane) {
        for (std::size_t start = 0; start < samples; start += blockSize) {
            if (start % checkEvery == 0 && checkpoint) {
                checkpoint(-1);
            }
            addBlock({m_seed, firstSet + static_cast<std::uint32_t>(lane)}, start, lane, space);
        }
    }
    runUp(space.cells.data(), space.cells.size());
    space.ifEmpty = m_experiment.setting.emptyRegion == EmptyRegionRule::Mean
                        ? space.totals / static_cast<double>(samples)
                        : Lanes{} - m_center; // 0 less E β
}

void FixedSimulation::addBlock(const TrainingSetKey& key, std::size_t first, std::size_t lane,
                               Workspace& space) const
{
    const LearningSetting& setting = m_experiment.setting;
    const std::size_t size = std::min(blockSize, static_cast<std::size_t>(setting.samples) - first);
    std::array<double, blockSize> x{};
    std::array<double, blockSize> noise{};
    std::array<double, blockSize> beta{};
    drawSamples(key.seed, key.number, first, std::span(x).first(size),
                std::span(noise).first(size));
    for (std::size_t i = 0; i < size; ++i) {
        x[i] = m_sampler.input(x[i]);
        noise[i] = normalQuantile(noise[i]);
    }
    m_experiment.problem->target().values(std::span(x).first(size), std::span(beta).first(size));
    const double deviation = std::sqrt(setting.noiseVariance);
    double total = 0;
    double squares = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const double residual = beta[i] + deviation * noise[i] - m_center;
        Sums& cell = space.cells[m_cells.cell(x[i])];
        cell.sum[lane] += residual;
        cell.count[lane] += 1;
        total += residual;
        squares += residual * residual;
    }
    space.totals[lane] += total;
    space.squares[lane] += squares;
}

void FixedSimulation::sumRegions(const Regions& regions, Workspace& space) const
{
    const std::size_t cells = regions.ends.size();
    differences(space.cells.data(), regions.ends.data(), cells, space.regions.data());
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

void FixedSimulation::findConstants(const Regions& regions, Workspace& space) const
{
    sumRegions(regions, space);
    means(space.regions.data(), regions.means.size(), space.ifEmpty, space.constants.data());
    if (m_experiment.setting.emptyRegion == EmptyRegionRule::Nearest) {
        fillFromNearest(regions.nearness, space.regions.data(), space.constants.data(),
                        space.below);
    }
}

FixedSimulation::Learned FixedSimulation::learn(const Regions& regions, Workspace& space) const
{
    Learned result;
    const bool isNearest = m_experiment.setting.emptyRegion == EmptyRegionRule::Nearest;
    if (regions.owners.empty() && !isNearest) {
        addErrorsOfIntervals(space.cells.data(), regions.ends, regions.probabilities.data(),
                             regions.means.data(), space.ifEmpty, result);
        return result;
    }
    findConstants(regions, space);
    addErrors(space.regions.data(), space.constants.data(), regions.probabilities,
              regions.means.data(), result);
    return result;
}

std::span<const Constant> FixedSimulation::constants(std::size_t partition, Workspace& space) const
{
    const Regions& regions = m_partitions[partition];
    findConstants(regions, space);
    return {space.constants.data(), regions.means.size()};
}

FixedSimulation::Errors FixedSimulation::errors(std::size_t partition, Workspace& space) const
{
    const Learned learned = learn(m_partitions[partition], space);
    const Lanes rest = space.squares - learned.fitted;
    Errors result;
    result.estimation = learned.estimation;
    result.training =
        (rest > 0.0 ? rest : Lanes{}) / static_cast<double>(m_experiment.setting.samples);
    return result;
}

} // namespace tradeoff
