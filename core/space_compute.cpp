// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space_compute.h"

#include "core/compute_keys.h"
#include "core/figure_parts.h"
#include "core/kept.h"
#include "core/kept_space_experiment.h"
#include "core/learning.h"
#include "core/level_set_errors.h"
#include "core/monitoring.h"
#include "core/monte_carlo.h"
#include "core/parameter_sweep.h"
#include "core/round_numbers.h"
#include "core/segmentation.h"
#include "core/space/plane_raster.h"
#include "core/space/space_experiment.h"
#include "core/space/space_simulation.h"
#include "core/sweep.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tradeoff {

namespace {

/// The regions of one number of experts.
using MeasuredKey = std::tuple<SegmenterKey, int>;
/// The same with the errors of learning.
using SegmentedKey = std::tuple<SegmenterKey, TrainingKey, EmptyRegionRule, int>;

/// The paper's form of the bound is right as the regions shrink.
std::string noteOnBound(const Errors& errors)
{
    if (errors.approximationBoundAtCenters.value_or(errors.approximation) >= errors.approximation) {
        return "";
    }
    return "At the regions' centroids the upper bound is " + boundAtCentersText(errors) +
           ", less than the approximation error: with few regions that form bounds nothing.";
}

} // namespace

struct SpaceCache::Contents {
    KeptSpaceExperiment experiment;
    Kept<ProblemKey, std::shared_ptr<const PlaneRaster>> raster;
    Kept<MeasuredKey, SpaceSegmented> measured;
    Kept<SegmentedKey, SpaceSegmented> segmented;
    Kept<SweepKey, std::vector<SweepRow>> sweep;
    Kept<SimulationKey, std::vector<SimulatedRow>> simulation;
    Kept<MonteCarloKey, MonteCarloErrors> monteCarlo;
    Kept<LevelSetsKey, std::shared_ptr<const LevelSetErrors>> levelSets;
    KeptSpaceExperiment swept; ///< of the last value of the swept parameter
    Kept<Scenario, std::shared_ptr<const ParameterSweep>> parameterSweep;
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
        prepareSegmentation();
        findErrors();
        rasterPlane();
        drawTrainingSet();
        learnConstants();
        sweepExperts();
        simulateTrainingSets();
        contrastLevelSets();
        sweepOverParameter();
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
        const PreparedSpaceProblem& prepared =
            m_kept.experiment.problem(m_result.scenario, checkpointOf(m_monitor));
        m_fit->problem = prepared.problem;
        m_fit->optimalDensityMass = prepared.optimalDensityMass;
        m_fit->rangeOfTarget = prepared.rangeOfTarget;
    }

    void prepareSegmentation()
    {
        m_experiment = m_kept.experiment.experiment(m_result.scenario, checkpointOf(m_monitor));
        m_result.errorsOf =
            m_experiment.segmenter.learnedFrom ? ErrorsOf::DrawnSample : ErrorsOf::Expectation;
        addNote(m_experiment.segmenter.note);
    }

    void drawTrainingSet()
    {
        if (!m_kept.experiment.hasSample(m_result.scenario)) {
            beforeStage();
        }
        m_sample = m_kept.experiment.sample(m_result.scenario, checkpointOf(m_monitor));
    }

    void findErrors()
    {
        const Scenario& scenario = m_result.scenario;
        const SegmenterKey segmenter = segmenterKey(scenario, scenario.segmentation);
        // Many regions take longer to measure than to learn: noise, samples and rule leave them.
        const SpaceSegmented& measured = m_kept.measured.get({segmenter, scenario.experts}, [&] {
            return measuredSpace(m_experiment, scenario.experts, fullAccuracy,
                                 checkpointOf(m_monitor));
        });
        m_segmented = &m_kept.segmented.get(
            {segmenter, trainingKey(scenario), scenario.emptyRegion, scenario.experts},
            [&] { return withLearning(m_experiment, measured, checkpointOf(m_monitor)); });
        m_result.errors = m_segmented->errors;
        addNote(noteOnBound(m_result.errors));
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
        tellErrorsKnown(m_monitor);
    }

    /// Here and not where it is drawn, on the window's thread: a typed formula takes longer than
    /// the rest of the picture, and every number of experts has the same.
    void rasterPlane()
    {
        const Scenario& scenario = m_result.scenario;
        if (scenario.dimensions() == 2) {
            m_fit->raster = m_kept.raster.get(problemKey(scenario), [&] {
                return std::make_shared<const PlaneRaster>(makePlaneRaster(*m_fit));
            });
        }
    }

    void learnConstants()
    {
        const Scenario& scenario = m_result.scenario;
        const std::vector<RegionSamples> samples =
            regionSamples(*m_sample.trainingSet, m_segmented->partition.regionsOf,
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
        fit->trainingSet = m_sample.trainingSet;
        fit->firstCoordinates = m_sample.firstCoordinates;
        fit->secondCoordinates = m_sample.secondCoordinates;
        m_result.space = std::move(fit);
    }

    void sweepExperts()
    {
        const Scenario& scenario = m_result.scenario;
        if (!m_kept.sweep.has(m_keys.sweep)) {
            beforeStage();
        }
        m_result.sweep = m_kept.sweep.get(m_keys.sweep, [&] {
            return sweepSpace(m_experiment, scenario.sweep.values(), *m_sample.trainingSet,
                              checkpointOf(m_monitor));
        });
        readSweep(m_result);
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
        const bool wantsSweep = m_parts.contains(ResultPart::SimulatedSweep);
        if (!m_kept.monteCarlo.has({m_keys.simulation, currentExperts()}) ||
            (wantsSweep && !m_kept.simulation.has(m_keys.simulation))) {
            beforeStage();
        }
        m_result.monteCarlo = monteCarlo();
        if (wantsSweep) {
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
            for (const SweepRow& row : sweepSpace(levels, scenario.sweep.values(),
                                                  *m_sample.trainingSet, checkpointOf(m_monitor))) {
                errors->experts.push_back(row.experts);
                errors->approximation.push_back(row.errors.approximation);
            }
            return errors;
        });
    }

    void sweepOverParameter()
    {
        if (!m_parts.contains(ResultPart::ParameterSweep)) {
            return;
        }
        const auto stage = [this](const ParameterSweep& sweep) {
            m_result.parameterSweep = std::make_shared<const ParameterSweep>(sweep);
            beforeStage();
        };
        const auto errorsOf = [this](const Scenario& scenario, const Checkpoint& checkpoint) {
            return segmentedSpace(m_kept.swept.experiment(scenario, checkpoint), scenario.experts,
                                  quickAccuracy, checkpoint)
                .errors;
        };
        const Scenario question = sweepQuestion(m_result.scenario);
        if (!m_kept.parameterSweep.has(question)) {
            beforeStage();
        }
        m_result.parameterSweep = m_kept.parameterSweep.get(question, [&] {
            return std::make_shared<const ParameterSweep>(
                sweepParameter(question, errorsOf, stage, checkpointOf(m_monitor)));
        });
    }

    const Monitor& m_monitor;
    SpaceCache::Contents& m_kept;
    const ResultParts& m_parts;
    ComputeKeys m_keys;
    Result m_result;
    SpaceExperiment m_experiment;
    std::shared_ptr<SpaceFit> m_fit;
    PreparedSpaceSample m_sample;
    const SpaceSegmented* m_segmented = nullptr; ///< kept
};

} // namespace

Result computeInSpace(const Scenario& scenario, const Monitor& monitor, SpaceCache& cache,
                      const ResultParts& parts)
{
    return SpaceComputation(scenario, monitor, cache.contents(), parts).run();
}

} // namespace tradeoff
