// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monte_carlo.h"

#include "core/fixed_simulation.h"
#include "core/round_numbers.h"
#include "core/simulation_rounds.h"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace tradeoff {

namespace {

/// Where neither boundaries nor approximation error depend on the training set.
class FixedErrors {
public:
    FixedErrors(const InputSampler& sampler, const Simulation& simulation)
        : m_fixed(sampler, simulation)
        , m_spaces([this] { return m_fixed.workspace(); })
    {}

    void find(const SetRange& sets, const SetRange& round, const SetErrors& errors,
              const Checkpoint& checkpoint)
    {
        constexpr std::size_t lanes = Lanes::size;
        tbb::parallel_for(std::size_t{0}, (sets.size() + lanes - 1) / lanes, [&](std::size_t i) {
            const std::size_t first = sets.first + i * lanes;
            const std::size_t count = std::min(lanes, sets.last - first);
            FixedSimulation::Workspace& space = m_spaces.local();
            m_fixed.draw(static_cast<std::uint32_t>(first) + 1, count, space, checkpoint);
            const auto found = m_fixed.errors(space, checkpoint);
            const std::size_t place = first - round.first;
            for (std::size_t row = 0; row < found.size(); ++row) {
                found[row].estimation.copyTo(errors.estimation.row(row).subspan(place, count));
                found[row].training.copyTo(errors.training.row(row).subspan(place, count));
            }
        });
    }

    /// Fills in what does not vary.
    void complete(std::vector<SimulatedRow>& rows, double noise) const
    {
        completeFixed(rows, m_fixed.approximations(), noise);
    }

    static constexpr bool variesApproximation = false;

private:
    FixedSimulation m_fixed;
    tbb::enumerable_thread_specific<FixedSimulation::Workspace> m_spaces;
};

/// Where the boundaries are learned anew from every training set.
class LearnedErrors {
public:
    LearnedErrors(const InputSampler& sampler, const Simulation& simulation)
        : m_sampler(sampler)
        , m_simulation(simulation)
    {}

    void find(const SetRange& sets, const SetRange& round, const SetErrors& errors,
              const Checkpoint& checkpoint)
    {
        tbb::parallel_for(sets.first, sets.last,
                          [&](std::size_t set) { learn(set, round, errors, checkpoint); });
    }

    void complete(std::vector<SimulatedRow>& /*rows*/, double /*noise*/) const {}

    static constexpr bool variesApproximation = true;

private:
    void learn(std::size_t set, const SetRange& round, const SetErrors& errors,
               const Checkpoint& checkpoint)
    {
        const std::vector<int>& experts = m_simulation.experts;
        const Experiment learned =
            relearned(m_sampler, m_simulation, static_cast<std::uint32_t>(set) + 1, checkpoint);
        for (std::size_t row = 0; row < experts.size(); ++row) {
            const Errors found = segmented(learned, experts[row], [&] { checkpoint(-1); }).errors;
            const std::size_t place = set - round.first;
            errors.approximation.row(row)[place] = found.approximation;
            errors.estimation.row(row)[place] = found.estimation;
            errors.test.row(row)[place] = found.test;
            errors.training.row(row)[place] = found.training;
        }
    }

    const InputSampler& m_sampler;
    const Simulation& m_simulation;
};

} // namespace

Experiment relearned(const InputSampler& sampler, const Simulation& simulation, std::uint32_t set,
                     const Checkpoint& checkpoint)
{
    const Experiment& experiment = simulation.experiment;
    const LearningSetting& setting = experiment.setting;
    const TrainingInputs inputs =
        drawInputs(sampler, {simulation.seed, set}, setting.samples, checkpoint);
    const auto trainingSet = std::make_shared<const TrainingSet>(
        makeTrainingSet(*experiment.problem, inputs, setting.noiseVariance));
    const int most = *std::max_element(simulation.experts.begin(), simulation.experts.end());
    return {experiment.problem,
            prepareSegmenter({experiment.problem, most, trainingSet, checkpoint},
                             simulation.segmentation),
            setting};
}

std::vector<SimulatedRow> simulate(const InputSampler& sampler, const Simulation& simulation,
                                   const SimulationSoFar& show, const Checkpoint& checkpoint)
{
    if (simulation.experts.empty()) {
        return {};
    }
    const LearningSetting& setting = simulation.experiment.setting;
    SimulationRounds rounds(SimulationPlan{simulation.experts, simulation.trainingSets,
                                           setting.samples, setting.noiseVariance},
                            show, checkpoint);
    return simulation.experiment.segmenter.learnedFrom != nullptr
               ? rounds.run(LearnedErrors(sampler, simulation))
               : rounds.run(FixedErrors(sampler, simulation));
}

std::vector<int> simulatedExperts(const Experiment& experiment, const std::vector<int>& sweep,
                                  int trainingSets)
{
    if (experiment.segmenter.onlyExperts) {
        return {*experiment.segmenter.onlyExperts};
    }
    // Learning the boundaries anew costs about a hundred times as much as the constants alone.
    const double cost = experiment.segmenter.learnedFrom ? 100 : 1;
    constexpr double affordable = 1e9; // regions: about a second
    const double all =
        std::accumulate(sweep.begin(), sweep.end(), 0.0) * cost * std::max(1000, trainingSets);
    return all <= affordable ? sweep : atPreferredNumbers(sweep);
}

MonteCarloErrors monteCarloErrors(const SimulatedRow& row)
{
    return {row.trainingSets, row.approximation.estimate, row.estimation.estimate,
            row.test.estimate, row.training.estimate};
}

} // namespace tradeoff
