// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monte_carlo.h"

#include "core/learning.h"
#include "core/random.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

constexpr std::size_t blockSize = 256;

/// One simulated training set after another, for a segmentation that does not depend on them; each
/// thread has its own.
class Learner {
public:
    Learner(const InputSampler& sampler, const Simulation& simulation)
        : m_sampler(sampler)
        , m_simulation(simulation)
        , m_nearness(simulation.segmented.partition.nearness())
        , m_regions(simulation.segmented.regions.size())
    {}

    [[nodiscard]] SampleErrors learn(std::uint32_t trainingSet, const Checkpoint& checkpoint)
    {
        std::fill(m_regions.begin(), m_regions.end(), RegionSamples{});
        const LearningSetting& setting = m_simulation.experiment.setting;
        const auto count = static_cast<std::size_t>(setting.samples);
        constexpr std::size_t checkEvery = blockSize * 256;
        for (std::size_t start = 0; start < count; start += blockSize) {
            addBlock(trainingSet, start, std::min(blockSize, count - start));
            if (start % checkEvery == 0 && checkpoint) {
                checkpoint(0);
            }
        }
        finish();
        const std::vector<double> learned =
            learnedConstants(m_regions, m_nearness, setting.emptyRegion);
        return sampleErrors(m_simulation.segmented.regions, m_regions, learned,
                            setting.noiseVariance);
    }

private:
    /// Sums y − c_i and its square for each region: next to the best constant, nothing cancels.
    void addBlock(std::uint32_t trainingSet, std::size_t start, std::size_t count)
    {
        std::array<double, blockSize> x{};
        std::array<double, blockSize> noise{};
        std::array<double, blockSize> beta{};
        for (std::size_t i = 0; i < count; ++i) {
            const SampleDraw draw = drawSample(m_simulation.seed, trainingSet, start + i);
            x[i] = m_sampler.input(draw.input);
            noise[i] = normalQuantile(draw.noise);
        }
        m_simulation.experiment.problem->target().values(std::span(x).first(count),
                                                         std::span(beta).first(count));
        const double deviation = std::sqrt(m_simulation.experiment.setting.noiseVariance);
        const Partition& partition = m_simulation.segmented.partition;
        const std::span<const double> inner =
            std::span(partition.boundaries).subspan(1, partition.boundaries.size() - 2);
        for (std::size_t i = 0; i < count; ++i) {
            const auto cell = static_cast<std::size_t>(
                std::upper_bound(inner.begin(), inner.end(), x[i]) - inner.begin());
            const std::size_t region = partition.owner(cell);
            const double residual =
                beta[i] + deviation * noise[i] - m_simulation.segmented.regions[region].mean;
            ++m_regions[region].count;
            m_regions[region].mean += residual;
            m_regions[region].squares += residual * residual;
        }
    }

    void finish()
    {
        for (std::size_t i = 0; i < m_regions.size(); ++i) {
            RegionSamples& region = m_regions[i];
            if (region.count > 0) {
                const double shift = region.mean / static_cast<double>(region.count);
                region.squares = std::max(0.0, region.squares - shift * region.mean);
                region.mean = m_simulation.segmented.regions[i].mean + shift;
            }
        }
    }

    const InputSampler& m_sampler;
    const Simulation& m_simulation;
    std::vector<double> m_nearness;
    std::vector<RegionSamples> m_regions;
};

/// The errors where the boundaries are learned anew from every training set.
SampleErrors learnEverything(const InputSampler& sampler, const Simulation& simulation,
                             std::uint32_t number, const Checkpoint& checkpoint)
{
    const Experiment& experiment = simulation.experiment;
    const TrainingInputs inputs =
        drawInputs(sampler, {simulation.seed, number}, experiment.setting.samples, checkpoint);
    const auto trainingSet = std::make_shared<const TrainingSet>(
        makeTrainingSet(*experiment.problem, inputs, experiment.setting.noiseVariance));
    const Segmenter segmenter = prepareSegmenter(
        {experiment.problem, simulation.experts, trainingSet, checkpoint}, simulation.segmentation);
    const Segmented learned = segmented({experiment.problem, segmenter, experiment.setting},
                                        simulation.experts, [&] { checkpoint(-1); });
    const Errors& errors = learned.errors;
    return {errors.approximation, errors.estimation, errors.test, errors.training, {}};
}

Estimate estimate(const Eigen::ArrayXd& values)
{
    Estimate result;
    result.mean = values.mean();
    const auto count = static_cast<double>(values.size());
    const double variance = count > 1 ? (values - result.mean).square().sum() / (count - 1) : 0.0;
    result.standardError = std::sqrt(variance / count);
    return result;
}

} // namespace

MonteCarloErrors simulate(const InputSampler& sampler, const Simulation& simulation,
                          const Checkpoint& checkpoint)
{
    const Eigen::Index count = simulation.trainingSets;
    const bool learnsBoundaries = simulation.experiment.segmenter.learnedFrom != nullptr;
    Eigen::ArrayXd approximation(count);
    Eigen::ArrayXd estimation(count);
    Eigen::ArrayXd test(count);
    Eigen::ArrayXd training(count);
    const Checkpoint check = [&](double) { checkpoint(-1); };
    constexpr Eigen::Index chunk = 64;
    for (Eigen::Index start = 0; start < count; start += chunk) {
        checkpoint(static_cast<double>(start) / static_cast<double>(count));
        const tbb::blocked_range<Eigen::Index> sets(start, std::min(count, start + chunk), 4);
        tbb::parallel_for(sets, [&](const tbb::blocked_range<Eigen::Index>& range) {
            Learner learner(sampler, simulation);
            for (Eigen::Index set = range.begin(); set < range.end(); ++set) {
                const auto number = static_cast<std::uint32_t>(set) + 1;
                const SampleErrors errors =
                    learnsBoundaries ? learnEverything(sampler, simulation, number, check)
                                     : learner.learn(number, check);
                approximation[set] = errors.approximation;
                estimation[set] = errors.estimation;
                test[set] = errors.test;
                training[set] = errors.training;
            }
        });
    }
    MonteCarloErrors result{simulation.trainingSets, estimate(approximation), estimate(estimation),
                            estimate(test), estimate(training)};
    if (!learnsBoundaries) { // not even rounding varies
        result.approximation = {simulation.segmented.errors.approximation, 0};
    }
    return result;
}

} // namespace tradeoff
