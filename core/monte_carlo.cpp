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

/// One simulated training set after another; each thread has its own.
class Learner {
public:
    Learner(const Problem& problem, const InputSampler& sampler, const Simulation& simulation)
        : m_problem(problem)
        , m_sampler(sampler)
        , m_simulation(simulation)
        , m_regions(simulation.regions.size())
    {}

    [[nodiscard]] SampleErrors learn(std::uint32_t trainingSet, const Checkpoint& checkpoint)
    {
        std::fill(m_regions.begin(), m_regions.end(), RegionSamples{});
        const auto count = static_cast<std::size_t>(m_simulation.setting.samples);
        constexpr std::size_t checkEvery = blockSize * 256;
        for (std::size_t start = 0; start < count; start += blockSize) {
            addBlock(trainingSet, start, std::min(blockSize, count - start));
            if (start % checkEvery == 0 && checkpoint) {
                checkpoint(0);
            }
        }
        finish();
        const std::vector<double> learned =
            learnedConstants(m_regions, m_simulation.boundaries, m_simulation.setting.emptyRegion);
        return sampleErrors(m_simulation.regions, m_regions, learned,
                            m_simulation.setting.noiseVariance);
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
        m_problem.target().values(std::span(x).first(count), std::span(beta).first(count));
        const double deviation = std::sqrt(m_simulation.setting.noiseVariance);
        const std::span<const double> inner =
            m_simulation.boundaries.subspan(1, m_regions.size() - 1);
        for (std::size_t i = 0; i < count; ++i) {
            const auto region = static_cast<std::size_t>(
                std::upper_bound(inner.begin(), inner.end(), x[i]) - inner.begin());
            const double residual =
                beta[i] + deviation * noise[i] - m_simulation.regions[region].mean;
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
                region.mean = m_simulation.regions[i].mean + shift;
            }
        }
    }

    const Problem& m_problem;
    const InputSampler& m_sampler;
    const Simulation& m_simulation;
    std::vector<RegionSamples> m_regions;
};

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

MonteCarloErrors simulate(const Problem& problem, const InputSampler& sampler,
                          const Simulation& simulation, const Checkpoint& checkpoint)
{
    const Eigen::Index count = simulation.trainingSets;
    Eigen::ArrayXd estimation(count);
    Eigen::ArrayXd test(count);
    Eigen::ArrayXd training(count);
    const Checkpoint check = [&](double) { checkpoint(-1); };
    constexpr Eigen::Index chunk = 64;
    for (Eigen::Index start = 0; start < count; start += chunk) {
        checkpoint(static_cast<double>(start) / static_cast<double>(count));
        const tbb::blocked_range<Eigen::Index> sets(start, std::min(count, start + chunk), 4);
        tbb::parallel_for(sets, [&](const tbb::blocked_range<Eigen::Index>& range) {
            Learner learner(problem, sampler, simulation);
            for (Eigen::Index set = range.begin(); set < range.end(); ++set) {
                const SampleErrors errors =
                    learner.learn(static_cast<std::uint32_t>(set) + 1, check);
                estimation[set] = errors.estimation;
                test[set] = errors.test;
                training[set] = errors.training;
            }
        });
    }
    return {simulation.trainingSets, estimate(estimation), estimate(test), estimate(training)};
}

} // namespace tradeoff
