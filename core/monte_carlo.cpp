// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monte_carlo.h"

#include "core/error_statistics.h"
#include "core/fixed_simulation.h"
#include "core/round_numbers.h"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace tradeoff {

namespace {

/// Training sets from `first` to before `last`, counted from 0.
struct Sets {
    std::size_t first = 0;
    std::size_t last = 0;

    [[nodiscard]] std::size_t size() const { return last - first; }
};

/// Errors of several training sets for each number of experts, [set × numbers + number].
struct SetErrors {
    std::span<double> estimation;
    std::span<double> training;
    std::span<double> approximation; ///< empty where these do not depend on the set
    std::span<double> test;          ///< likewise: they are the estimation errors and a constant
};

/// Moved by a constant.
SimulatedError shifted(const SimulatedError& error, double offset)
{
    return {{offset + error.estimate.mean, error.estimate.standardError},
            {offset + error.band.low, offset + error.band.high}};
}

/// Where neither boundaries nor approximation error depend on the training set.
class FixedErrors {
public:
    FixedErrors(const InputSampler& sampler, const Simulation& simulation)
        : m_fixed(sampler, simulation.experiment, simulation.experts, simulation.seed)
        , m_spaces([this] { return m_fixed.workspace(); })
    {}

    void find(const Sets& sets, const Sets& round, const SetErrors& errors,
              const Checkpoint& checkpoint)
    {
        constexpr std::size_t lanes = Lanes::size;
        tbb::parallel_for(std::size_t{0}, (sets.size() + lanes - 1) / lanes, [&](std::size_t i) {
            const std::size_t first = sets.first + i * lanes;
            const std::size_t count = std::min(lanes, sets.last - first);
            FixedSimulation::Workspace& space = m_spaces.local();
            m_fixed.draw(static_cast<std::uint32_t>(first) + 1, count, space, checkpoint);
            const std::size_t rows = m_fixed.approximations().size();
            for (std::size_t row = 0; row < rows; ++row) {
                checkpoint(-1);
                const FixedSimulation::Errors& found = m_fixed.errors(row, space);
                std::size_t place = (first - round.first) * rows + row;
                for (std::size_t lane = 0; lane < count; ++lane, place += rows) {
                    errors.estimation[place] = found.estimation[lane];
                    errors.training[place] = found.training[lane];
                }
            }
        });
    }

    /// Fills in what does not vary.
    void complete(std::vector<SimulatedRow>& rows, double noise) const
    {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double approximation = m_fixed.approximations()[i];
            rows[i].approximation = {{approximation, 0}, {approximation, approximation}};
            rows[i].test = shifted(rows[i].estimation, noise + approximation);
        }
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

    void find(const Sets& sets, const Sets& round, const SetErrors& errors,
              const Checkpoint& checkpoint)
    {
        tbb::parallel_for(sets.first, sets.last,
                          [&](std::size_t set) { learn(set, round, errors, checkpoint); });
    }

    void complete(std::vector<SimulatedRow>& /*rows*/, double /*noise*/) const {}

    static constexpr bool variesApproximation = true;

private:
    void learn(std::size_t set, const Sets& round, const SetErrors& errors,
               const Checkpoint& checkpoint)
    {
        const std::vector<int>& experts = m_simulation.experts;
        const Experiment learned =
            relearned(m_sampler, m_simulation, static_cast<std::uint32_t>(set) + 1, checkpoint);
        for (std::size_t row = 0; row < experts.size(); ++row) {
            const Errors found = segmented(learned, experts[row], [&] { checkpoint(-1); }).errors;
            const std::size_t place = (set - round.first) * experts.size() + row;
            errors.approximation[place] = found.approximation;
            errors.estimation[place] = found.estimation;
            errors.test[place] = found.test;
            errors.training[place] = found.training;
        }
    }

    const InputSampler& m_sampler;
    const Simulation& m_simulation;
};

/// Adds up rounds of training sets; what a round has gathered can be shown.
class Rounds {
public:
    Rounds(const Simulation& simulation, const SimulationSoFar& show, const Checkpoint& checkpoint)
        : m_simulation(simulation)
        , m_show(show)
        , m_checkpoint(checkpoint)
        , m_total(static_cast<std::size_t>(simulation.trainingSets))
    {}

    template <class Kind>
    std::vector<SimulatedRow> run(Kind kind)
    {
        std::size_t milestone = milestoneAfter(0);
        for (std::size_t done = 0; done < m_total;) {
            const Sets round{done, std::min({milestone, done + mostSets(), m_total})};
            add(kind, round);
            done = round.last;
            if (done == milestone) {
                milestone = milestoneAfter(milestone);
                if (m_show && done < m_total) {
                    m_show(rows(kind, done), steps(std::min(milestone, m_total) - done));
                }
            }
        }
        return rows(kind, m_total);
    }

private:
    /// As many as fit into the memory of a round.
    [[nodiscard]] std::size_t mostSets() const
    {
        constexpr std::size_t mostErrors = 1'000'000;
        return std::max<std::size_t>(64, mostErrors / m_rows);
    }

    [[nodiscard]] double steps(std::size_t sets) const
    {
        const std::vector<int>& experts = m_simulation.experts;
        return static_cast<double>(sets) *
               (static_cast<double>(m_simulation.experiment.setting.samples) +
                std::accumulate(experts.begin(), experts.end(), 0.0));
    }

    template <class Kind>
    void add(Kind& kind, const Sets& round)
    {
        const std::size_t varying = Kind::variesApproximation ? round.size() : 0;
        const SetErrors errors{m_estimation.room(round.size()), m_training.room(round.size()),
                               m_approximation.room(varying), m_test.room(varying)};
        constexpr std::size_t chunk = 128;
        for (std::size_t first = round.first; first < round.last; first += chunk) {
            m_checkpoint(static_cast<double>(first) / static_cast<double>(m_total));
            kind.find({first, std::min(first + chunk, round.last)}, round, errors, m_watch);
        }
        m_approximation.add();
        m_estimation.add();
        m_test.add();
        m_training.add();
    }

    template <class Kind>
    [[nodiscard]] std::vector<SimulatedRow> rows(const Kind& kind, std::size_t done) const
    {
        const std::vector<SimulatedError> approximation = m_approximation.results();
        const std::vector<SimulatedError> estimation = m_estimation.results();
        const std::vector<SimulatedError> test = m_test.results();
        const std::vector<SimulatedError> training = m_training.results();
        std::vector<SimulatedRow> result;
        for (std::size_t i = 0; i < m_simulation.experts.size(); ++i) {
            result.push_back({m_simulation.experts[i], static_cast<int>(done), approximation[i],
                              estimation[i], test[i], training[i]});
        }
        kind.complete(result, m_simulation.experiment.setting.noiseVariance);
        return result;
    }

    const Simulation& m_simulation;
    const SimulationSoFar& m_show;
    const Checkpoint& m_checkpoint;
    Checkpoint m_watch = [this](double) { m_checkpoint(-1); };
    std::size_t m_total;
    std::size_t m_rows = m_simulation.experts.size();
    std::size_t m_kept = std::min(m_total, std::max<std::size_t>(1000, 4'000'000 / m_rows));
    ErrorStatistics m_approximation{m_rows, m_kept};
    ErrorStatistics m_estimation{m_rows, m_kept};
    ErrorStatistics m_test{m_rows, m_kept};
    ErrorStatistics m_training{m_rows, m_kept};
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
    Rounds rounds(simulation, show, checkpoint);
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
