// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_simulation.h"

#include "core/learning.h"

#include <tbb/parallel_for.h>

#include <algorithm>

namespace tradeoff {

namespace {

/// \param place  of the training set in its round
void take(const SampleErrors& found, std::size_t row, std::size_t place, const SetErrors& errors)
{
    errors.estimation.row(row)[place] = found.estimation;
    errors.training.row(row)[place] = found.training;
    if (!errors.approximation.empty()) {
        errors.approximation.row(row)[place] = found.approximation;
        errors.test.row(row)[place] = found.test;
    }
}

/// Where the regions do not depend on the training set: its samples come and go in chunks.
class FixedSpaceErrors {
public:
    FixedSpaceErrors(const SpaceSimulation& simulation, const Checkpoint& checkpoint)
        : m_simulation(simulation)
    {
        for (const int experts : simulation.experts) {
            m_segmented.push_back(
                segmentedSpace(simulation.experiment, experts, fullAccuracy, checkpoint));
            m_approximations.push_back(m_segmented.back().errors.approximation);
        }
    }

    void find(const SetRange& sets, const SetRange& round, const SetErrors& errors,
              const Checkpoint& checkpoint) const
    {
        const LearningSetting& setting = m_simulation.experiment.setting;
        tbb::parallel_for(sets.first, sets.last, [&](std::size_t set) {
            const std::vector<std::vector<RegionSamples>> samples = drawn(set, checkpoint);
            for (std::size_t row = 0; row < samples.size(); ++row) {
                const SpaceSegmented& segmented = m_segmented[row];
                const std::vector<double> learned =
                    learnedConstants(samples[row], segmented.nearness.view(), setting.emptyRegion);
                take(sampleErrors(segmented.moments, samples[row], learned, setting.noiseVariance),
                     row, set - round.first, errors);
            }
        });
    }

    void complete(std::vector<SimulatedRow>& rows, double noise) const
    {
        completeFixed(rows, m_approximations, noise);
    }

    static constexpr bool variesApproximation = false;

private:
    /// What the regions of each number of experts hold of a training set.
    [[nodiscard]] std::vector<std::vector<RegionSamples>> drawn(std::size_t set,
                                                                const Checkpoint& checkpoint) const
    {
        const SpaceExperiment& experiment = m_simulation.experiment;
        std::vector<std::vector<RegionSamples>> samples;
        for (const SpaceSegmented& segmented : m_segmented) {
            samples.emplace_back(segmented.partition.regions);
        }
        constexpr std::int64_t chunk = 1 << 14;
        std::vector<std::uint32_t> owners;
        for (std::int64_t first = 0; first < experiment.setting.samples; first += chunk) {
            checkpoint(-1);
            const std::int64_t count = std::min(chunk, experiment.setting.samples - first);
            const SpaceTrainingSet part = makeSpaceTrainingSet(
                *experiment.problem,
                drawSpaceInputs(
                    *experiment.problem,
                    {{m_simulation.seed, static_cast<std::uint32_t>(set) + 1}, first, count}, {}),
                experiment.setting.noiseVariance);
            owners.resize(static_cast<std::size_t>(count));
            for (std::size_t row = 0; row < samples.size(); ++row) {
                m_segmented[row].partition.regionsOf(*part.x, owners);
                addSamples(part.y, owners, samples[row]);
            }
        }
        return samples;
    }

    const SpaceSimulation& m_simulation;
    std::vector<SpaceSegmented> m_segmented; ///< for each number of experts
    std::vector<double> m_approximations;
};

/// Where the regions are learned anew from every training set.
class LearnedSpaceErrors {
public:
    explicit LearnedSpaceErrors(const SpaceSimulation& simulation)
        : m_simulation(simulation)
        , m_samples(std::make_shared<const SpaceSamples>(simulation.experiment.problem,
                                                         pointsOfReplicate))
    {}

    void find(const SetRange& sets, const SetRange& round, const SetErrors& errors,
              const Checkpoint& checkpoint) const
    {
        tbb::parallel_for(sets.first, sets.last,
                          [&](std::size_t set) { learn(set, round, errors, checkpoint); });
    }

    void complete(std::vector<SimulatedRow>& /*rows*/, double /*noise*/) const {}

    static constexpr bool variesApproximation = true;

private:
    static constexpr std::size_t pointsOfReplicate = 1 << 10;
    static constexpr QuadratureAccuracy roughAccuracy{1e-4, 0x1p-4, 0x1p-12};

    void learn(std::size_t set, const SetRange& round, const SetErrors& errors,
               const Checkpoint& checkpoint) const
    {
        const SpaceExperiment& experiment = m_simulation.experiment;
        const LearningSetting& setting = experiment.setting;
        const auto trainingSet = std::make_shared<const SpaceTrainingSet>(makeSpaceTrainingSet(
            *experiment.problem,
            drawSpaceInputs(
                *experiment.problem,
                {{m_simulation.seed, static_cast<std::uint32_t>(set) + 1}, 0, setting.samples},
                [&](double) { checkpoint(-1); }),
            setting.noiseVariance));
        const std::vector<int>& experts = m_simulation.experts;
        const int most = *std::ranges::max_element(experts);
        const SpaceSegmenter segmenter =
            prepareSpaceSegmenter({experiment.problem, m_samples, most, trainingSet, checkpoint},
                                  m_simulation.segmentation);
        for (std::size_t row = 0; row < experts.size(); ++row) {
            const SpacePartition partition = segmenter.partition(experts[row], checkpoint);
            const std::vector<Moments> moments =
                measuredMoments(*m_samples, partition, roughAccuracy, checkpoint);
            const std::vector<RegionSamples> samples =
                regionSamples(*trainingSet, partition.regionsOf, partition.regions, checkpoint);
            // Every region of a tree holds samples: no rule is asked for.
            const std::vector<double> learned =
                learnedConstants(samples, std::span<const double>(), EmptyRegionRule::Zero);
            take(sampleErrors(moments, samples, learned, setting.noiseVariance), row,
                 set - round.first, errors);
        }
    }

    const SpaceSimulation& m_simulation;
    std::shared_ptr<const SpaceSamples> m_samples;
};

} // namespace

std::vector<SimulatedRow> simulateSpace(const SpaceSimulation& simulation,
                                        const SimulationSoFar& show, const Checkpoint& checkpoint)
{
    if (simulation.experts.empty()) {
        return {};
    }
    const LearningSetting& setting = simulation.experiment.setting;
    SimulationRounds rounds(SimulationPlan{simulation.experts, simulation.trainingSets,
                                           setting.samples, setting.noiseVariance},
                            show, checkpoint);
    return simulation.experiment.segmenter.learnedFrom
               ? rounds.run(LearnedSpaceErrors(simulation))
               : rounds.run(FixedSpaceErrors(simulation, [&](double) { checkpoint(-1); }));
}

} // namespace tradeoff
