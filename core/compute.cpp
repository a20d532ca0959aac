// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"

#include "core/data_compute.h"
#include "core/kept.h"
#include "core/learning.h"
#include "core/monte_carlo.h"
#include "core/number_text.h"
#include "core/segmentation.h"
#include "core/sweep.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace tradeoff {

namespace {

// What each prepared value depends on.
using ProblemKey = std::tuple<Interval, Choice, Choice>;
using SamplerKey = std::tuple<Interval, Choice>;

using InputsKey = std::tuple<SamplerKey, std::uint64_t, std::int64_t>;
using TrainingKey = std::tuple<InputsKey, ProblemKey, double>;
using SegmenterKey = std::tuple<ProblemKey, Choice, int, std::optional<TrainingKey>>;
using SweepKey = std::tuple<TrainingKey, Choice, EmptyRegionRule, ExpertsSweep>;

struct Keys {
    ProblemKey problem;
    SamplerKey sampler;
    SegmenterKey segmenter;
    SegmenterKey optimal;
    InputsKey inputs;
    TrainingKey training;
    SweepKey sweep;
};

Choice optimalChoice()
{
    return defaultChoice(segmentationRow("optimal").option);
}

Keys makeKeys(const Scenario& scenario)
{
    Keys keys;
    keys.problem = {scenario.domain, scenario.target, scenario.density};
    keys.sampler = {scenario.domain, scenario.density};
    keys.inputs = {keys.sampler, scenario.seed, scenario.samples};
    keys.training = {keys.inputs, keys.problem, scenario.noiseVariance};
    keys.segmenter = {keys.problem, scenario.segmentation, 0, std::nullopt};
    switch (segmentationRow(scenario.segmentation.kind).source) {
    case SegmentationSource::Domain:
    case SegmentationSource::Problem:
        break;
    case SegmentationSource::ProblemAndMost:
        std::get<int>(keys.segmenter) = mostExperts(scenario);
        break;
    case SegmentationSource::TrainingSet:
        std::get<int>(keys.segmenter) = mostExperts(scenario);
        std::get<std::optional<TrainingKey>>(keys.segmenter) = keys.training;
        break;
    }
    keys.optimal = {keys.problem, optimalChoice(), 0, std::nullopt};
    keys.sweep = {keys.training, scenario.segmentation, scenario.emptyRegion, scenario.sweep};
    return keys;
}

} // namespace

struct ComputeCache::Contents {
    Kept<ProblemKey, std::shared_ptr<const Problem>> problem;
    Kept<SegmenterKey, Segmenter> segmenter;
    Kept<SegmenterKey, Segmenter> optimal;
    Kept<SamplerKey, std::shared_ptr<const InputSampler>> sampler;
    Kept<InputsKey, TrainingInputs> inputs;
    Kept<TrainingKey, std::shared_ptr<const TrainingSet>> trainingSet;
    Kept<SweepKey, std::vector<SweepRow>> sweep;
    DataCache data;
};

ComputeCache::ComputeCache()
    : m_contents(std::make_unique<Contents>())
{}

ComputeCache::~ComputeCache() = default;

namespace {

/// One run through the stages.
class Computation {
public:
    Computation(const Scenario& scenario, const Monitor& monitor, ComputeCache::Contents& kept)
        : m_monitor(monitor)
        , m_kept(kept)
        , m_keys(makeKeys(scenario))
    {
        m_result.scenario = scenario;
    }

    Result run()
    {
        prepareProblem();
        if (isLearned()) {
            drawTrainingSet();
        }
        prepareSegmentation();
        findErrors();
        drawTrainingSet();
        learnConstants();
        sweepExperts();
        simulateTrainingSets();
        return std::move(m_result);
    }

private:
    void checkStop() const
    {
        if (m_monitor.stop.stop_requested()) {
            throw Cancelled{};
        }
    }

    /// Ends a stopped computation; tells the share that is done where there is one.
    [[nodiscard]] Checkpoint checkpoint() const
    {
        return [this](double share) {
            checkStop();
            if (share >= 0 && m_monitor.progress) {
                m_monitor.progress(share);
            }
        };
    }

    /// Shows what there is before a stage that takes longer than a frame.
    void beforeStage(double steps) const
    {
        constexpr double stepsAFrame = 20'000;
        checkStop();
        if (steps > stepsAFrame && m_monitor.stage && !m_result.regions.empty()) {
            m_monitor.stage(m_result);
        }
    }

    [[nodiscard]] bool isLearned() const
    {
        return segmentationRow(m_result.scenario.segmentation.kind).source ==
               SegmentationSource::TrainingSet;
    }

    void prepareProblem()
    {
        const Scenario& scenario = m_result.scenario;
        m_result.problem = m_kept.problem.get(m_keys.problem, [&] {
            return std::make_shared<const Problem>(scenario.domain, scenario.target,
                                                   scenario.density);
        });
        m_experiment.problem = m_result.problem;
        m_experiment.setting = {scenario.noiseVariance, scenario.samples, scenario.emptyRegion};
        constexpr double promised = 1e-9;
        if (m_result.problem->relativeError() > promised) {
            m_result.notes.push_back("The target function or the input density varies too fast to "
                                     "be resolved everywhere: errors may be off by a share of " +
                                     numberText(m_result.problem->relativeError()) + ".");
        }
    }

    void prepareSegmentation()
    {
        const Scenario& scenario = m_result.scenario;
        m_experiment.segmenter = m_kept.segmenter.get(m_keys.segmenter, [&] {
            return prepareSegmenter({m_result.problem, mostExperts(scenario),
                                     isLearned() ? m_result.trainingSet : nullptr, checkpoint()},
                                    scenario.segmentation);
        });
        const Segmenter& segmenter = m_experiment.segmenter;
        m_result.segmentDensity = segmenter.density;
        m_result.estimatedDensity = segmenter.estimatedDensity;
        m_result.errorsOf = isLearned() ? ErrorsOf::DrawnSample : ErrorsOf::Expectation;
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
        m_segmented = segmented(m_experiment, scenario.experts, [this] { checkStop(); });
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
        m_result.optimalApproximation = optimalApproximation();
    }

    [[nodiscard]] double optimalApproximation() const
    {
        if (m_result.scenario.segmentation == optimalChoice()) {
            return m_result.errors.approximation;
        }
        const Segmenter& optimal = m_kept.optimal.get(
            m_keys.optimal, [&] { return prepareSegmenter({m_result.problem}, optimalChoice()); });
        double sum = 0;
        for (const Moments& region :
             m_result.problem->regionMoments(optimal.boundaries(m_result.scenario.experts))) {
            sum += region.probability * region.variance;
        }
        return sum;
    }

    void drawTrainingSet()
    {
        const Scenario& scenario = m_result.scenario;
        const bool isKept = m_kept.trainingSet.has(m_keys.training);
        beforeStage(isKept ? 0.0 : static_cast<double>(scenario.samples));
        m_sampler = m_kept.sampler.get(m_keys.sampler, [&] {
            return std::make_shared<const InputSampler>(scenario.domain, scenario.density);
        });
        const TrainingInputs& inputs = m_kept.inputs.get(m_keys.inputs, [&] {
            return drawInputs(*m_sampler, {scenario.seed}, scenario.samples, checkpoint());
        });
        m_result.trainingSet = m_kept.trainingSet.get(m_keys.training, [&] {
            return std::make_shared<const TrainingSet>(
                makeTrainingSet(*m_result.problem, inputs, scenario.noiseVariance));
        });
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
            return sweep(m_experiment, numbers, *m_result.trainingSet, checkpoint());
        });
        m_result.bestExperts = bestExperts(m_result.sweep);
        m_result.chosenByLeaveOneOut = chosenExperts(m_result.sweep, &SweepRow::leaveOneOut);
        m_result.chosenByMallowsCp = chosenExperts(m_result.sweep, &SweepRow::mallowsCp);
        if (m_result.bestExperts && m_result.bestExperts->atEndOfSweep) {
            m_result.notes.push_back("The test error is least at the end of the sweep, at " +
                                     std::to_string(m_result.bestExperts->experts) +
                                     " experts: more may be better still.");
        }
    }

    void simulateTrainingSets()
    {
        const Scenario& scenario = m_result.scenario;
        if (scenario.trainingSets == 0) {
            return;
        }
        beforeStage(static_cast<double>(scenario.trainingSets) *
                    static_cast<double>(scenario.samples));
        const Simulation simulation{m_experiment,     m_segmented,   scenario.segmentation,
                                    scenario.experts, scenario.seed, scenario.trainingSets};
        m_result.monteCarlo = simulate(*m_sampler, simulation, checkpoint());
    }

    const Monitor& m_monitor;
    ComputeCache::Contents& m_kept;
    Keys m_keys;
    Result m_result;
    Experiment m_experiment;
    Segmented m_segmented;
    std::shared_ptr<const InputSampler> m_sampler;
};

} // namespace

Result compute(const Scenario& scenario, const Monitor& monitor, ComputeCache& cache)
{
    const Scenario wanted = normalized(scenario);
    validate(wanted);
    if (wanted.data) {
        return computeWithData(wanted, monitor, cache.contents().data);
    }
    return Computation(wanted, monitor, cache.contents()).run();
}

Result compute(const Scenario& scenario, const Monitor& monitor)
{
    ComputeCache cache;
    return compute(scenario, monitor, cache);
}

} // namespace tradeoff
