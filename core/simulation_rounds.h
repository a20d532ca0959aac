// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error_statistics.h"
#include "core/result.h"
#include "core/round_numbers.h"
#include "core/training_set.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <span>
#include <vector>

namespace tradeoff {

/// Gets the rows of the training sets so far, and how many errors are found until it is called
/// again: training sets times samples and regions.
using SimulationSoFar = std::function<void(const std::vector<SimulatedRow>& rows, double steps)>;

/// How much there is to simulate.
struct SimulationPlan {
    std::span<const int> experts; ///< must outlive the simulation
    int trainingSets = 0;
    std::int64_t samples = 0; ///< of each training set
    double noiseVariance = 0.0;
};

/// Training sets from `first` to before `last`, counted from 0.
struct SetRange {
    std::size_t first = 0;
    std::size_t last = 0;

    [[nodiscard]] std::size_t size() const { return last - first; }
};

/// Errors of several training sets, a row for each number of experts.
struct SetErrors {
    ErrorRows estimation;
    ErrorRows training;
    ErrorRows approximation; ///< empty where these do not depend on the set
    ErrorRows test;          ///< likewise: they are the estimation errors and a constant
};

/// Moved by a constant.
inline SimulatedError shifted(const SimulatedError& error, double offset)
{
    return {{offset + error.estimate.mean, error.estimate.standardError},
            {offset + error.band.low, offset + error.band.high}};
}

/// Fills in what does not vary where the regions do not depend on the training set.
inline void completeFixed(std::vector<SimulatedRow>& rows, std::span<const double> approximations,
                          double noiseVariance)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double approximation = approximations[i];
        rows[i].approximation = {{approximation, 0}, {approximation, approximation}};
        rows[i].test = shifted(rows[i].estimation, noiseVariance + approximation);
    }
}

/// Adds up rounds of training sets; what a round has gathered can be shown. Sums are taken in the
/// order of the sets, so that they do not depend on threads.
///
/// A kind of errors finds them for some sets of a round, `find(sets, round, errors, checkpoint)`,
/// fills in what does not vary, `complete(rows, noiseVariance)`, and says whether approximation and
/// test errors are found at all, `variesApproximation`.
class SimulationRounds {
public:
    SimulationRounds(const SimulationPlan& plan, const SimulationSoFar& show,
                     const Checkpoint& checkpoint)
        : m_plan(plan)
        , m_show(show)
        , m_checkpoint(checkpoint)
        , m_total(static_cast<std::size_t>(plan.trainingSets))
    {}

    template <class Kind>
    std::vector<SimulatedRow> run(Kind kind)
    {
        std::size_t milestone = milestoneAfter(0);
        for (std::size_t done = 0; done < m_total;) {
            const SetRange round{done, std::min({milestone, done + mostSets(), m_total})};
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
        return static_cast<double>(sets) *
               (static_cast<double>(m_plan.samples) +
                std::accumulate(m_plan.experts.begin(), m_plan.experts.end(), 0.0));
    }

    template <class Kind>
    void add(Kind& kind, const SetRange& round)
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
        for (std::size_t i = 0; i < m_rows; ++i) {
            result.push_back({m_plan.experts[i], static_cast<int>(done), approximation[i],
                              estimation[i], test[i], training[i]});
        }
        kind.complete(result, m_plan.noiseVariance);
        return result;
    }

    SimulationPlan m_plan;
    const SimulationSoFar& m_show;
    const Checkpoint& m_checkpoint;
    Checkpoint m_watch = [this](double) { m_checkpoint(-1); };
    std::size_t m_total;
    std::size_t m_rows = m_plan.experts.size();
    std::size_t m_kept = std::min(m_total, std::max<std::size_t>(1000, 4'000'000 / m_rows));
    ErrorStatistics m_approximation{m_rows, m_kept};
    ErrorStatistics m_estimation{m_rows, m_kept};
    ErrorStatistics m_test{m_rows, m_kept};
    ErrorStatistics m_training{m_rows, m_kept};
};

} // namespace tradeoff
