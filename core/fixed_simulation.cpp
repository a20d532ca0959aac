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
constexpr std::size_t blockSize = 256;

/// Turns what lies in each cell into what lies in it and all before.
TRADEOFF_WIDE_VECTORS
void runUp(double* sums, std::int32_t* counts, std::size_t cells)
{
    for (std::size_t i = lanes; i < cells * lanes; i += lanes) {
        TRADEOFF_INDEPENDENT_STEPS
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            sums[i + lane] += sums[i + lane - lanes];
        }
        TRADEOFF_INDEPENDENT_STEPS
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            counts[i + lane] += counts[i + lane - lanes];
        }
    }
}

/// Sums and counts between the ends of one cell of a partition and the next.
TRADEOFF_WIDE_VECTORS
void differences(const std::uint32_t* ends, std::size_t regions, const double* sums,
                 const std::int32_t* counts, double* regionSums, double* regionCounts)
{
    std::size_t from = ends[0];
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        regionSums[lane] = sums[from + lane];
        regionCounts[lane] = static_cast<double>(counts[from + lane]);
    }
    for (std::size_t i = 1; i < regions; ++i) {
        const std::size_t to = ends[i];
        double* const sum = regionSums + i * lanes;
        double* const count = regionCounts + i * lanes;
        TRADEOFF_INDEPENDENT_STEPS
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            sum[lane] = sums[to + lane] - sums[from + lane];
        }
        TRADEOFF_INDEPENDENT_STEPS
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            count[lane] = static_cast<double>(counts[to + lane] - counts[from + lane]);
        }
        from = to;
    }
}

/// Means of y − E β, or what stands for one where there are no samples.
TRADEOFF_WIDE_VECTORS
void means(const double* sums, const double* counts, const double* ifEmpty, std::size_t regions,
           double* result)
{
    for (std::size_t i = 0; i < regions * lanes; i += lanes) {
        TRADEOFF_INDEPENDENT_STEPS
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const double count = counts[i + lane];
            const double mean = sums[i + lane] / (count > 0 ? count : 1.0);
            result[i + lane] = count > 0 ? mean : ifEmpty[lane];
        }
    }
}

/// Σ P_i (ĉ_i − c_i)², and what the means take away from the sum of the squares of y − E β.
TRADEOFF_WIDE_VECTORS
void sumErrors(const double* sums, const double* constants, const double* probabilities,
               const double* best, std::size_t regions, double* estimation, double* fitted)
{
    for (std::size_t i = 0; i < regions; ++i) {
        const double probability = probabilities[i];
        const double mean = best[i];
        TRADEOFF_INDEPENDENT_STEPS
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const double gap = constants[i * lanes + lane] - mean;
            estimation[lane] += probability * (gap * gap);
            fitted[lane] += sums[i * lanes + lane] * constants[i * lanes + lane];
        }
    }
}

/// Gives each region without samples the constant of the nearest one with some.
void fillFromNearest(std::span<const double> nearness, const double* counts, double* constants,
                     std::vector<std::size_t>& below)
{
    const std::size_t regions = nearness.size() - 1;
    below.resize(regions);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const auto isFilled = [&](std::size_t i) { return counts[i * lanes + lane] > 0; };
        for (std::size_t i = 0; i < regions; ++i) {
            below[i] = isFilled(i) ? i : (i > 0 ? below[i - 1] : regions);
        }
        std::size_t above = regions;
        for (std::size_t i = regions; i-- > 0;) {
            if (isFilled(i)) {
                above = i;
            } else if (below[i] < regions &&
                       (above == regions || belowIsNearer(nearness, i, below[i], above))) {
                constants[i * lanes + lane] = constants[below[i] * lanes + lane];
            } else if (above < regions) {
                constants[i * lanes + lane] = constants[above * lanes + lane];
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
        regions.ends.push_back((m_cells.firstRightOf(partition.boundaries[i]) - 1) * lanes);
    }
    regions.ends.push_back(static_cast<std::uint32_t>((m_cells.size() - 1) * lanes));
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
    space.sums.resize(m_cells.size() * lanes);
    space.counts.resize(m_cells.size() * lanes);
    space.regionSums.resize(m_mostCells * lanes);
    space.regionCounts.resize(m_mostCells * lanes);
    space.constants.resize(m_mostCells * lanes);
    return space;
}

void FixedSimulation::draw(std::uint32_t firstSet, std::size_t sets, Workspace& space,
                           const Checkpoint& checkpoint) const
{
    std::fill(space.sums.begin(), space.sums.end(), 0.0);
    std::fill(space.counts.begin(), space.counts.end(), 0);
    space.totals.fill(0);
    space.squares.fill(0);
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
    runUp(space.sums.data(), space.counts.data(), m_cells.size());
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
    for (std::size_t i = 0; i < size; ++i) {
        const double residual = beta[i] + deviation * noise[i] - m_center;
        const std::size_t place = m_cells.cell(x[i]) * lanes + lane;
        space.sums[place] += residual;
        ++space.counts[place];
        space.totals[lane] += residual;
        space.squares[lane] += residual * residual;
    }
}

void FixedSimulation::sumRegions(const Regions& regions, Workspace& space) const
{
    const std::size_t cells = regions.ends.size();
    differences(regions.ends.data(), cells, space.sums.data(), space.counts.data(),
                space.regionSums.data(), space.regionCounts.data());
    if (regions.owners.empty()) {
        return;
    }
    const std::vector<double> cellSums = space.regionSums;
    const std::vector<double> cellCounts = space.regionCounts;
    std::fill(space.regionSums.begin(), space.regionSums.end(), 0.0);
    std::fill(space.regionCounts.begin(), space.regionCounts.end(), 0.0);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const std::size_t place = regions.owners[cell] * lanes + lane;
            space.regionSums[place] += cellSums[cell * lanes + lane];
            space.regionCounts[place] += cellCounts[cell * lanes + lane];
        }
    }
}

void FixedSimulation::learn(const Regions& regions, Workspace& space) const
{
    const LearningSetting& setting = m_experiment.setting;
    Lanes ifEmpty{};
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        ifEmpty[lane] = setting.emptyRegion == EmptyRegionRule::Mean
                            ? space.totals[lane] / static_cast<double>(setting.samples)
                            : -m_center;
    }
    means(space.regionSums.data(), space.regionCounts.data(), ifEmpty.data(), regions.means.size(),
          space.constants.data());
    if (setting.emptyRegion == EmptyRegionRule::Nearest) {
        fillFromNearest(regions.nearness, space.regionCounts.data(), space.constants.data(),
                        space.below);
    }
}

FixedSimulation::Errors FixedSimulation::errors(std::size_t partition, Workspace& space) const
{
    const Regions& regions = m_partitions[partition];
    sumRegions(regions, space);
    learn(regions, space);
    Errors result;
    Lanes fitted{};
    sumErrors(space.regionSums.data(), space.constants.data(), regions.probabilities.data(),
              regions.means.data(), regions.means.size(), result.estimation.data(), fitted.data());
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        result.training[lane] = std::max(0.0, space.squares[lane] - fitted[lane]) /
                                static_cast<double>(m_experiment.setting.samples);
    }
    return result;
}

} // namespace tradeoff
