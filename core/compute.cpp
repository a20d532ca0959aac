// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"

#include "core/compute_keys.h"
#include "core/data_compute.h"
#include "core/kept.h"
#include "core/kept_experiment.h"
#include "core/kept_parts.h"
#include "core/learning.h"
#include "core/monitoring.h"
#include "core/monte_carlo.h"
#include "core/number_text.h"
#include "core/segmentation.h"
#include "core/space_compute.h"
#include "core/sweep.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace tradeoff {

struct ComputeCache::Contents {
    KeptExperiment experiment;
    Kept<SweepKey, std::vector<SweepRow>> sweep;
    Kept<SimulationKey, std::vector<SimulatedRow>> simulation;
    Kept<MonteCarloKey, MonteCarloErrors> monteCarlo;
    KeptParts parts;
    DataCache data;
    SpaceCache space;
};

ComputeCache::ComputeCache()
    : m_contents(std::make_unique<Contents>())
{}

ComputeCache::~ComputeCache() = default;

namespace {

Choice optimalChoice()
{
    return defaultChoice(segmentationRow("optimal").option);
}

/// One run through the stages.
class Computation {
public:
    Computation(const Scenario& scenario, const Monitor& monitor, ComputeCache::Contents& kept,
                const ResultParts& parts)
        : m_monitor(monitor)
        , m_kept(kept)
        , m_parts(parts)
        , m_keys(computeKeys(scenario))
    {
        m_result.scenario = scenario;
    }

    Result run()
    {
        prepareProblem();
        if (isLearned(m_result.scenario.segmentation)) {
            drawTrainingSet();
        }
        prepareSegmentation();
        findErrors();
        drawTrainingSet();
        learnConstants();
        sweepExperts();
        simulateTrainingSets();
        m_kept.parts.make(m_parts, {m_experiment, m_segmented, m_kept.experiment, m_monitor},
                          m_result);
        return std::move(m_result);
    }

private:
    /// Shows what there is before a stage that takes longer than a frame.
    void beforeStage(double steps) const
    {
        constexpr double stepsAFrame = 20'000;
        checkStop(m_monitor);
        if (steps > stepsAFrame && m_monitor.stage && !m_result.regions.empty()) {
            m_monitor.stage(m_result);
        }
    }

    void prepareProblem()
    {
        m_result.problem = m_kept.experiment.problem(m_result.scenario);
        constexpr double promised = 1e-9;
        if (m_result.problem->relativeError() > promised) {
            m_result.notes.push_back("The target function or the input density varies too fast to "
                                     "be resolved everywhere: errors may be off by a share of " +
                                     numberText(m_result.problem->relativeError()) + ".");
        }
    }

    void prepareSegmentation()
    {
        m_experiment = m_kept.experiment.experiment(m_result.scenario, checkpointOf(m_monitor));
        const Segmenter& segmenter = m_experiment.segmenter;
        m_result.segmentDensity = segmenter.density;
        m_result.estimatedDensity = segmenter.estimatedDensity;
        m_result.errorsOf = segmenter.learnedFrom ? ErrorsOf::DrawnSample : ErrorsOf::Expectation;
        addNote(segmenter.note);
    }

    void addNote(const std::string& note)
    {
        if (!note.empty()) {
            m_result.notes.push_back(note);
        }
    }

    void findErrors()
    {
        const Scenario& scenario = m_result.scenario;
        m_segmented = segmented(m_experiment, scenario.experts, [this] { checkStop(m_monitor); });
        m_result.errors = m_segmented.errors;
        if (m_experiment.segmenter.noteFor) {
            addNote(m_experiment.segmenter.noteFor(scenario.experts, m_segmented.partition));
        }
        m_result.regions.resize(m_segmented.regions.size());
        for (std::size_t i = 0; i < m_result.regions.size(); ++i) {
            const Moments& moments = m_segmented.regions[i];
            Region& region = m_result.regions[i];
            region.probability = moments.probability;
            region.constant = moments.mean;
            region.targetVariance = moments.variance;
            region.approximation = moments.probability * moments.variance;
            region.estimation = m_segmented.estimation[i];
        }
        const Partition& partition = m_segmented.partition;
        for (std::size_t cell = 0; cell + 1 < partition.boundaries.size(); ++cell) {
            m_result.regions[partition.owner(cell)].intervals.push_back(
                {partition.boundaries[cell], partition.boundaries[cell + 1]});
        }
        tellErrorsKnown(m_monitor);
        m_result.optimalApproximation = optimalApproximation();
    }

    [[nodiscard]] double optimalApproximation()
    {
        if (m_result.scenario.segmentation == optimalChoice()) {
            return m_result.errors.approximation;
        }
        const Segmenter optimal = m_kept.experiment.segmenter(m_result.scenario, optimalChoice(),
                                                              checkpointOf(m_monitor));
        return approximationError(
            m_result.problem->regionMoments(optimal.boundaries(m_result.scenario.experts)));
    }

    void drawTrainingSet()
    {
        const Scenario& scenario = m_result.scenario;
        const bool isKept = m_kept.experiment.hasTrainingSet(scenario);
        beforeStage(isKept ? 0.0 : static_cast<double>(scenario.samples));
        m_result.trainingSet = m_kept.experiment.trainingSet(scenario, checkpointOf(m_monitor));
    }

    void learnConstants()
    {
        const Scenario& scenario = m_result.scenario;
        const std::vector<RegionSamples> samples =
            regionSamples(*m_result.trainingSet, m_segmented.partition);
        const std::vector<double> nearness = m_segmented.partition.nearness();
        const std::vector<double> learned =
            learnedConstants(samples, nearness, scenario.emptyRegion);
        m_result.sample =
            sampleErrors(m_segmented.regions, samples, learned, scenario.noiseVariance);
        m_result.sample->leaveOneOut = leaveOneOutError(samples, nearness, scenario.emptyRegion);
        for (std::size_t i = 0; i < m_result.regions.size(); ++i) {
            m_result.regions[i].samples = samples[i].count;
            m_result.regions[i].learnedConstant = learned[i];
        }
    }

    void sweepExperts()
    {
        const std::vector<int> numbers = m_result.scenario.sweep.values();
        double steps = 0;
        for (const int experts : numbers) {
            steps += experts;
        }
        beforeStage(m_kept.sweep.has(m_keys.sweep) ? 0.0 : steps);
        m_result.sweep = m_kept.sweep.get(m_keys.sweep, [&] {
            return sweep(m_experiment, numbers, *m_result.trainingSet, checkpointOf(m_monitor));
        });
        readSweep(m_result);
    }

    void simulateTrainingSets()
    {
        const Scenario& scenario = m_result.scenario;
        if (scenario.trainingSets == 0) {
            return;
        }
        beforeStage(m_kept.simulation.has(m_keys.simulation)
                        ? 0.0
                        : static_cast<double>(scenario.trainingSets) *
                              static_cast<double>(scenario.samples));
        if (m_parts.contains(ResultPart::SimulatedSweep)) {
            simulateSweep();
        }
        m_result.monteCarlo = monteCarlo();
    }

    void simulateSweep()
    {
        const Scenario& scenario = m_result.scenario;
        const std::vector<int> experts =
            simulatedExperts(m_experiment, scenario.sweep.values(), scenario.trainingSets);
        const auto show = [this](const std::vector<SimulatedRow>& rows, double steps) {
            m_result.simulated = rows;
            constexpr double stepsInOne = 20; // a region of a simulated set takes that much less
            beforeStage(steps / stepsInOne);
        };
        m_result.simulated =
            m_kept.simulation.get(m_keys.simulation, [&] { return simulated(experts, show); });
    }

    [[nodiscard]] std::vector<SimulatedRow> simulated(const std::vector<int>& experts,
                                                      const SimulationSoFar& show)
    {
        const Scenario& scenario = m_result.scenario;
        return simulate(*m_kept.experiment.sampler(scenario),
                        {m_experiment, scenario.segmentation, experts, scenario.seed,
                         scenario.trainingSets,
                         m_kept.experiment.simulatedSamples(scenario, checkpointOf(m_monitor))},
                        show, checkpointOf(m_monitor));
    }

    /// Of this number of experts: it need not be among those of the sweep.
    [[nodiscard]] MonteCarloErrors monteCarlo()
    {
        const int experts = m_experiment.segmenter.onlyExperts.value_or(m_result.scenario.experts);
        for (const SimulatedRow& row : m_result.simulated) {
            if (row.experts == experts) {
                return monteCarloErrors(row);
            }
        }
        return m_kept.monteCarlo.get({m_keys.simulation, experts}, [&] {
            return monteCarloErrors(simulated({experts}, {}).front());
        });
    }

    const Monitor& m_monitor;
    ComputeCache::Contents& m_kept;
    const ResultParts& m_parts;
    ComputeKeys m_keys;
    Result m_result;
    Experiment m_experiment;
    Segmented m_segmented;
};

} // namespace

Result compute(const Scenario& scenario, const Monitor& monitor, ComputeCache& cache,
               const ResultParts& parts)
{
    const Scenario wanted = normalized(scenario);
    validate(wanted);
    if (wanted.data) {
        return computeWithData(wanted, monitor, cache.contents().data);
    }
    if (wanted.dimensions() > 1) {
        return computeInSpace(wanted, monitor, cache.contents().space, parts);
    }
    return Computation(wanted, monitor, cache.contents(), parts).run();
}

Result compute(const Scenario& scenario, const Monitor& monitor, const ResultParts& parts)
{
    ComputeCache cache;
    return compute(scenario, monitor, cache, parts);
}

} // namespace tradeoff
