// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space_compute.h"

#include "core/compute_keys.h"
#include "core/kept.h"
#include "core/learning.h"
#include "core/level_set_errors.h"
#include "core/monitoring.h"
#include "core/monte_carlo.h"
#include "core/round_numbers.h"
#include "core/segmentation.h"
#include "core/space/space_density.h"
#include "core/space/space_experiment.h"
#include "core/space/space_simulation.h"
#include "core/space/space_target.h"
#include "core/sweep.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tradeoff {

namespace {

/// The regions of one number of experts, with the errors that the rule has.
using SegmentedKey = std::tuple<SegmenterKey, TrainingKey, EmptyRegionRule, int>;

struct KeptProblem {
    std::shared_ptr<const SpaceProblem> problem;
    std::shared_ptr<const SpaceSamples> samples;
    double optimalDensityMass = 0.0;
    Interval rangeOfTarget;
};

struct KeptTrainingSet {
    std::shared_ptr<const SpaceTrainingSet> trainingSet;
    std::shared_ptr<const std::vector<double>> first; ///< coordinates of its inputs
    std::shared_ptr<const std::vector<double>> second;
};

Interval rangeOfTarget(const SpaceSamples& samples)
{
    const std::vector<SpaceSamples::WeightedValue> law = samples.lawOfTarget();
    return {law.front().value, law.back().value};
}

std::shared_ptr<const std::vector<double>> column(const Points& points, Eigen::Index k)
{
    const auto numbers = points.col(k);
    return std::make_shared<const std::vector<double>>(numbers.begin(), numbers.end());
}

} // namespace

struct SpaceCache::Contents {
    Kept<ProblemKey, KeptProblem> problem;
    Kept<InputsKey, SpaceTrainingInputs> inputs;
    Kept<TrainingKey, KeptTrainingSet> trainingSet;
    Kept<SegmenterKey, SpaceSegmenter> segmenter;
    Kept<SegmentedKey, SpaceSegmented> segmented;
    Kept<SweepKey, std::vector<SweepRow>> sweep;
    Kept<SimulationKey, std::vector<SimulatedRow>> simulation;
    Kept<MonteCarloKey, MonteCarloErrors> monteCarlo;
    Kept<LevelSetsKey, std::shared_ptr<const LevelSetErrors>> levelSets;
};

SpaceCache::SpaceCache()
    : m_contents(std::make_unique<Contents>())
{}

SpaceCache::~SpaceCache() = default;

namespace {

/// One run through the stages.
class SpaceComputation {
public:
    SpaceComputation(const Scenario& scenario, const Monitor& monitor, SpaceCache::Contents& kept,
                     const ResultParts& parts)
        : m_monitor(monitor)
        , m_kept(kept)
        , m_parts(parts)
        , m_keys(computeKeys(scenario))
        , m_fit(std::make_shared<SpaceFit>())
    {
        m_result.scenario = scenario;
    }

    Result run()
    {
        prepareProblem();
        const bool isLearned = spaceSegmentationRow(m_result.scenario.segmentation.kind).source ==
                               SegmentationSource::TrainingSet;
        if (isLearned) {
            drawTrainingSet();
        }
        prepareSegmentation();
        findErrors();
        drawTrainingSet();
        learnConstants();
        sweepExperts();
        simulateTrainingSets();
        contrastLevelSets();
        return std::move(m_result);
    }

private:
    /// Hands over what there is before a slow stage.
    void beforeStage() const
    {
        checkStop(m_monitor);
        if (m_monitor.stage && !m_result.regions.empty()) {
            m_monitor.stage(m_result);
        }
    }

    void addNote(const std::string& note)
    {
        if (!note.empty()) {
            m_result.notes.push_back(note);
        }
    }

    void prepareProblem()
    {
        const Scenario& scenario = m_result.scenario;
        const KeptProblem& kept = m_kept.problem.get(problemKey(scenario), [&] {
            const std::vector<Interval> box = scenario.box();
            KeptProblem made;
            made.problem =
                std::make_shared<const SpaceProblem>(box, makeSpaceTarget(scenario.target, box),
                                                     makeSpaceDensity(scenario.density, box));
            made.samples = makeSpaceSamples(made.problem);
            checkStop(m_monitor);
            made.optimalDensityMass = optimalDensityMassOf(*made.samples);
            made.rangeOfTarget = rangeOfTarget(*made.samples);
            return made;
        });
        m_experiment.samples = kept.samples;
        m_experiment.problem = kept.problem;
        m_experiment.optimalDensityMass = kept.optimalDensityMass;
        m_experiment.setting = {scenario.noiseVariance, scenario.samples, scenario.emptyRegion};
        m_fit->problem = m_experiment.problem;
        m_fit->optimalDensityMass = kept.optimalDensityMass;
        m_fit->rangeOfTarget = kept.rangeOfTarget;
        checkStop(m_monitor);
    }

    void drawTrainingSet()
    {
        const Scenario& scenario = m_result.scenario;
        const TrainingKey key = trainingKey(scenario);
        if (!m_kept.trainingSet.has(key)) {
            beforeStage();
        }
        const SpaceTrainingInputs& inputs = m_kept.inputs.get(inputsKey(scenario), [&] {
            return drawSpaceInputs(*m_experiment.problem, {{scenario.seed}, 0, scenario.samples},
                                   checkpointOf(m_monitor));
        });
        m_trainingSet = m_kept.trainingSet.get(key, [&] {
            auto made = std::make_shared<const SpaceTrainingSet>(
                makeSpaceTrainingSet(*m_experiment.problem, inputs, scenario.noiseVariance));
            return KeptTrainingSet{made, column(*made->x, 0), column(*made->x, 1)};
        });
    }

    void prepareSegmentation()
    {
        const Scenario& scenario = m_result.scenario;
        m_experiment.segmenter =
            m_kept.segmenter.get(segmenterKey(scenario, scenario.segmentation), [&] {
                return prepareSpaceSegmenter({m_experiment.problem, m_experiment.samples,
                                              mostExperts(scenario), m_trainingSet.trainingSet,
                                              checkpointOf(m_monitor)},
                                             scenario.segmentation);
            });
        const bool isLearned = m_experiment.segmenter.learnedFrom != nullptr;
        m_result.errorsOf = isLearned ? ErrorsOf::DrawnSample : ErrorsOf::Expectation;
        addNote(m_experiment.segmenter.note);
    }

    void findErrors()
    {
        const Scenario& scenario = m_result.scenario;
        const SegmentedKey key{segmenterKey(scenario, scenario.segmentation), trainingKey(scenario),
                               scenario.emptyRegion, scenario.experts};
        m_segmented = &m_kept.segmented.get(key, [&] {
            return segmentedSpace(m_experiment, scenario.experts, fullAccuracy,
                                  checkpointOf(m_monitor));
        });
        m_result.errors = m_segmented->errors;
        if (m_experiment.segmenter.noteFor) {
            addNote(m_experiment.segmenter.noteFor(scenario.experts, m_segmented->partition));
        }
        m_result.regions.resize(m_segmented->moments.size());
        for (std::size_t i = 0; i < m_result.regions.size(); ++i) {
            const Moments& moments = m_segmented->moments[i];
            Region& region = m_result.regions[i];
            region.probability = moments.probability;
            region.constant = moments.mean;
            region.targetVariance = moments.variance;
            region.approximation = moments.probability * moments.variance;
            region.estimation = m_segmented->estimation[i];
        }
        m_fit->regions = m_segmented->regions;
        m_fit->regionsOf = m_segmented->partition.regionsOf;
        m_fit->centers = m_segmented->partition.centers;
        m_fit->thresholds = m_segmented->partition.thresholds;
        m_result.space = m_fit;
    }

    void learnConstants()
    {
        const Scenario& scenario = m_result.scenario;
        const std::vector<RegionSamples> samples =
            regionSamples(*m_trainingSet.trainingSet, m_segmented->partition.regionsOf,
                          m_segmented->partition.regions, checkpointOf(m_monitor));
        const std::vector<double> learned =
            learnedConstants(samples, m_segmented->nearness.view(), scenario.emptyRegion);
        m_result.sample =
            sampleErrors(m_segmented->moments, samples, learned, scenario.noiseVariance);
        m_result.sample->leaveOneOut =
            leaveOneOutError(samples, m_segmented->nearness.view(), scenario.emptyRegion);
        for (std::size_t i = 0; i < m_result.regions.size(); ++i) {
            m_result.regions[i].samples = samples[i].count;
            m_result.regions[i].learnedConstant = learned[i];
        }
        // Another value, as the one before may have been handed over with a stage.
        auto fit = std::make_shared<SpaceFit>(*m_fit);
        fit->trainingSet = m_trainingSet.trainingSet;
        fit->firstCoordinates = m_trainingSet.first;
        fit->secondCoordinates = m_trainingSet.second;
        m_result.space = std::move(fit);
    }

    void sweepExperts()
    {
        const Scenario& scenario = m_result.scenario;
        if (!m_kept.sweep.has(m_keys.sweep)) {
            beforeStage();
        }
        m_result.sweep = m_kept.sweep.get(m_keys.sweep, [&] {
            return sweepSpace(m_experiment, scenario.sweep.values(), *m_trainingSet.trainingSet,
                              checkpointOf(m_monitor));
        });
        m_result.bestExperts = bestExperts(m_result.sweep);
        m_result.chosenByLeaveOneOut = chosenExperts(m_result.sweep, &SweepRow::leaveOneOut);
        m_result.chosenByMallowsCp = chosenExperts(m_result.sweep, &SweepRow::mallowsCp);
        if (m_result.bestExperts && m_result.bestExperts->atEndOfSweep) {
            addNote(endOfSweepNote(*m_result.bestExperts));
        }
    }

    [[nodiscard]] int currentExperts() const
    {
        return m_experiment.segmenter.onlyExperts.value_or(m_result.scenario.experts);
    }

    /// Those of the sweep at round places: all would take long, as every sample of every training
    /// set is looked up among the regions.
    [[nodiscard]] std::vector<int> simulatedExperts() const
    {
        return m_experiment.segmenter.onlyExperts
                   ? std::vector<int>{*m_experiment.segmenter.onlyExperts}
                   : atPreferredNumbers(m_result.scenario.sweep.values());
    }

    void simulateTrainingSets()
    {
        if (m_result.scenario.trainingSets == 0) {
            return;
        }
        if (!m_kept.simulation.has(m_keys.simulation)) {
            beforeStage();
        }
        m_result.monteCarlo = monteCarlo();
        if (m_parts.contains(ResultPart::SimulatedSweep)) {
            const auto show = [this](const std::vector<SimulatedRow>& rows, double) {
                m_result.simulated = rows;
                beforeStage();
            };
            m_result.simulated = m_kept.simulation.get(
                m_keys.simulation, [&] { return simulated(simulatedExperts(), show); });
        }
    }

    [[nodiscard]] std::vector<SimulatedRow> simulated(const std::vector<int>& experts,
                                                      const SimulationSoFar& show)
    {
        const Scenario& scenario = m_result.scenario;
        return simulateSpace(
            {m_experiment, scenario.segmentation, experts, scenario.seed, scenario.trainingSets},
            show, checkpointOf(m_monitor));
    }

    /// Of this number of experts: it need not be among those of the sweep.
    [[nodiscard]] MonteCarloErrors monteCarlo()
    {
        const int experts = currentExperts();
        return m_kept.monteCarlo.get({m_keys.simulation, experts}, [&] {
            return monteCarloErrors(simulated({experts}, {}).front());
        });
    }

    void contrastLevelSets()
    {
        if (!m_parts.contains(ResultPart::LevelSetErrors)) {
            return;
        }
        const Scenario& scenario = m_result.scenario;
        const LevelSetsKey key{problemKey(scenario), scenario.sweep};
        if (!m_kept.levelSets.has(key)) {
            beforeStage();
        }
        m_result.levelSets = m_kept.levelSets.get(key, [&] {
            SpaceExperiment levels = m_experiment;
            levels.segmenter =
                prepareSpaceSegmenter({m_experiment.problem, m_experiment.samples,
                                       mostExperts(scenario), nullptr, checkpointOf(m_monitor)},
                                      defaultChoice(spaceSegmentationRow("level-set").option));
            auto errors = std::make_shared<LevelSetErrors>();
            for (const SweepRow& row :
                 sweepSpace(levels, scenario.sweep.values(), *m_trainingSet.trainingSet,
                            checkpointOf(m_monitor))) {
                errors->experts.push_back(row.experts);
                errors->approximation.push_back(row.errors.approximation);
            }
            return errors;
        });
    }

    const Monitor& m_monitor;
    SpaceCache::Contents& m_kept;
    const ResultParts& m_parts;
    ComputeKeys m_keys;
    Result m_result;
    SpaceExperiment m_experiment;
    std::shared_ptr<SpaceFit> m_fit;
    KeptTrainingSet m_trainingSet;
    const SpaceSegmented* m_segmented = nullptr; ///< kept
};

} // namespace

Result computeInSpace(const Scenario& scenario, const Monitor& monitor, SpaceCache& cache,
                      const ResultParts& parts)
{
    return SpaceComputation(scenario, monitor, cache.contents(), parts).run();
}

} // namespace tradeoff
