// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"

#include "core/learning.h"
#include "core/monte_carlo.h"
#include "core/number_text.h"
#include "core/segmentation.h"
#include "core/sweep.h"

#include <optional>
#include <tuple>
#include <utility>

namespace tradeoff {

namespace {

/// The last value made, with what it was made from.
template <class Key, class Value>
class Kept {
public:
    template <class Make>
    const Value& get(const Key& key, Make&& make)
    {
        if (!has(key)) {
            m_value.reset(); // before, so that a throw leaves nothing that does not fit
            m_value = std::forward<Make>(make)();
            m_key = key;
        }
        return *m_value;
    }

    [[nodiscard]] bool has(const Key& key) const { return m_value && m_key == key; }

private:
    std::optional<Key> m_key;
    std::optional<Value> m_value;
};

// What each prepared value depends on.
using ProblemKey = std::tuple<Interval, Choice, Choice>;
using SamplerKey = std::tuple<Interval, Choice>;
using SegmenterKey = std::tuple<ProblemKey, Choice>;
using InputsKey = std::tuple<SamplerKey, std::uint64_t, std::int64_t>;
using TrainingKey = std::tuple<InputsKey, ProblemKey, double>;
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
    keys.segmenter = {keys.problem, scenario.segmentation};
    keys.optimal = {keys.problem, optimalChoice()};
    keys.inputs = {keys.sampler, scenario.seed, scenario.samples};
    keys.training = {keys.inputs, keys.problem, scenario.noiseVariance};
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
        expectErrors();
        drawTrainingSet();
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
        if (steps > stepsAFrame && m_monitor.stage) {
            m_monitor.stage(m_result);
        }
    }

    void prepare()
    {
        const Scenario& scenario = m_result.scenario;
        m_result.problem = m_kept.problem.get(m_keys.problem, [&] {
            return std::make_shared<const Problem>(scenario.domain, scenario.target,
                                                   scenario.density);
        });
        m_experiment.problem = m_result.problem;
        m_experiment.segmenter = m_kept.segmenter.get(m_keys.segmenter, [&] {
            return prepareSegmenter(m_result.problem, scenario.segmentation);
        });
        m_experiment.setting = {scenario.noiseVariance, scenario.samples, scenario.emptyRegion};
        m_result.segmentDensity = m_experiment.segmenter.density;
        if (!m_experiment.segmenter.note.empty()) {
            m_result.notes.push_back(m_experiment.segmenter.note);
        }
        constexpr double promised = 1e-9;
        if (m_result.problem->relativeError() > promised) {
            m_result.notes.push_back("The target function or the input density varies too fast to "
                                     "be resolved everywhere: errors may be off by a share of " +
                                     numberText(m_result.problem->relativeError()) + ".");
        }
    }

    void expectErrors()
    {
        prepare();
        const Scenario& scenario = m_result.scenario;
        m_segmented = segmented(m_experiment, scenario.experts, [this] { checkStop(); });
        m_result.errors = m_segmented.errors;
        m_result.regions.resize(m_segmented.regions.size());
        for (std::size_t i = 0; i < m_result.regions.size(); ++i) {
            const Moments& moments = m_segmented.regions[i];
            Region& region = m_result.regions[i];
            region.intervals = {{m_segmented.boundaries[i], m_segmented.boundaries[i + 1]}};
            region.probability = moments.probability;
            region.constant = moments.mean;
            region.targetVariance = moments.variance;
            region.approximation = moments.probability * moments.variance;
            region.estimation = m_segmented.estimation[i];
        }
        m_result.optimalApproximation = optimalApproximation();
    }

    [[nodiscard]] double optimalApproximation() const
    {
        if (m_result.scenario.segmentation == optimalChoice()) {
            return m_result.errors.approximation;
        }
        const Segmenter& optimal = m_kept.optimal.get(
            m_keys.optimal, [&] { return prepareSegmenter(m_result.problem, optimalChoice()); });
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
            return drawInputs(*m_sampler, scenario.seed, scenario.samples, checkpoint());
        });
        m_result.trainingSet = m_kept.trainingSet.get(m_keys.training, [&] {
            return std::make_shared<const TrainingSet>(
                makeTrainingSet(*m_result.problem, inputs, scenario.noiseVariance));
        });

        const std::vector<RegionSamples> samples =
            m_result.trainingSet->regions(m_segmented.boundaries);
        const std::vector<double> learned =
            learnedConstants(samples, m_segmented.boundaries, scenario.emptyRegion);
        m_result.sample =
            sampleErrors(m_segmented.regions, samples, learned, scenario.noiseVariance);
        m_result.sample->leaveOneOut =
            leaveOneOutError(samples, m_segmented.boundaries, scenario.emptyRegion);
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
        const Simulation simulation{m_segmented.regions, m_segmented.boundaries,
                                    m_experiment.setting, scenario.seed, scenario.trainingSets};
        m_result.monteCarlo = simulate(*m_result.problem, *m_sampler, simulation, checkpoint());
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
    return Computation(wanted, monitor, cache.contents()).run();
}

Result compute(const Scenario& scenario, const Monitor& monitor)
{
    ComputeCache cache;
    return compute(scenario, monitor, cache);
}

} // namespace tradeoff
