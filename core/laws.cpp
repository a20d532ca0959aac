// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/laws.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tradeoff {

namespace {

using Search = BestAtSamples::Search;

constexpr int samplesInTen = 4;
constexpr double shareOfSearch = 0.8; ///< of the whole work; the rest is the map's

/// The excess error that ever more experts lead to where that may be less than what few have;
/// otherwise infinite.
double limitOfManyExperts(const Experiment& experiment)
{
    if (experiment.setting.emptyRegion != EmptyRegionRule::Zero) {
        return std::numeric_limits<double>::infinity();
    }
    const Moments whole = experiment.problem->moments();
    return whole.variance + whole.mean * whole.mean;
}

/// The search for the best number of experts, in steps of a few numbers of experts.
class BestSearch {
public:
    BestSearch(const Experiment& experiment, int mostExperts, const Checkpoint& checkpoint)
        : m_experiment(experiment)
        , m_mostExperts(mostExperts)
        , m_checkpoint(checkpoint)
        , m_limit(limitOfManyExperts(experiment))
    {
        constexpr double nothingYet = std::numeric_limits<double>::infinity();
        for (const std::int64_t samples : lawSamples(samplesInTen)) {
            m_best.push_back({samples, 1, nothingYet});
            m_lastOpen.push_back(0);
        }
    }

    /// Looks at the next numbers of experts. \returns false when there is nothing more to look for
    bool step()
    {
        const std::vector<std::size_t> running = stillRunning();
        if (running.empty()) {
            return false;
        }
        std::vector<std::int64_t> samples;
        samples.reserve(running.size());
        for (const std::size_t i : running) {
            samples.push_back(m_best[i].samples);
        }
        const std::size_t count = chunk(running.size());
        std::vector<ErrorsOverSamples> errors(count);
        m_checkpoint(share());
        tbb::parallel_for(std::size_t{0}, count, [&](std::size_t k) {
            errors[k] = errorsOverSamples(m_experiment, m_done + 1 + static_cast<int>(k), samples,
                                          [this] { m_checkpoint(-1); });
        });
        for (const ErrorsOverSamples& of : errors) {
            ++m_done;
            for (std::size_t k = 0; k < running.size(); ++k) {
                look(running[k], of.approximation, of.estimation[k]);
            }
        }
        return true;
    }

    [[nodiscard]] int done() const { return m_done; }
    [[nodiscard]] const std::vector<BestAtSamples>& best() const { return m_best; }

private:
    [[nodiscard]] std::vector<std::size_t> stillRunning() const
    {
        std::vector<std::size_t> result;
        for (std::size_t i = 0; i < m_best.size(); ++i) {
            if (m_best[i].search == Search::Running) {
                result.push_back(i);
            }
        }
        return result;
    }

    /// So many numbers of experts that they take about a millisecond, but one at least.
    [[nodiscard]] std::size_t chunk(std::size_t running) const
    {
        constexpr std::size_t stepsAChunk = 20'000;
        std::size_t count = 0;
        for (std::size_t steps = 0;
             steps < stepsAChunk && m_done + static_cast<int>(count) < m_mostExperts; ++count) {
            steps += (static_cast<std::size_t>(m_done) + count + 1) * (running + 1);
        }
        return count;
    }

    void look(std::size_t i, double approximation, double estimation)
    {
        BestAtSamples& best = m_best[i];
        if (best.search != Search::Running) {
            return;
        }
        if (const double excess = approximation + estimation; excess < best.excess) {
            best.excess = excess;
            best.experts = m_done;
        }
        if (estimation <= best.excess) {
            m_lastOpen[i] = m_done;
        }
        if (2 * m_done >= 3 * m_lastOpen[i]) {
            best.search = best.excess < m_limit ? Search::Found : Search::AtItsEnd;
        } else if (m_done == m_mostExperts) {
            best.search = Search::AtItsEnd;
        }
    }

    /// Never falls: going by what is found, or by the regions looked at of all that may be.
    [[nodiscard]] double share() const
    {
        const double ended =
            1 - static_cast<double>(stillRunning().size()) / static_cast<double>(m_best.size());
        const double looked = static_cast<double>(m_done) / m_mostExperts;
        return shareOfSearch * std::max(ended, looked * looked);
    }

    const Experiment& m_experiment;
    int m_mostExperts;
    const Checkpoint& m_checkpoint;
    double m_limit;
    int m_done = 0; ///< all numbers of experts up to here
    std::vector<BestAtSamples> m_best;
    /// Of each: the last number of experts whose estimation error leaves room to be the best.
    std::vector<int> m_lastOpen;
};

/// Least squares through points (x, y).
std::optional<double> slopeOf(const std::vector<std::pair<double, double>>& points)
{
    constexpr std::size_t fewest = 3;
    if (points.size() < fewest) {
        return std::nullopt;
    }
    double meanX = 0;
    double meanY = 0;
    for (const auto& [x, y] : points) {
        meanX += x / static_cast<double>(points.size());
        meanY += y / static_cast<double>(points.size());
    }
    double products = 0;
    double squares = 0;
    for (const auto& [x, y] : points) {
        products += (x - meanX) * (y - meanY);
        squares += (x - meanX) * (x - meanX);
    }
    return products / squares;
}

void fitSlopes(Laws& laws)
{
    std::vector<std::pair<double, double>> experts;
    std::vector<std::pair<double, double>> excess;
    for (const BestAtSamples& best : laws.best) {
        const auto n = static_cast<double>(best.samples);
        if (best.search == Search::Found && n >= firstOfSlopes) {
            experts.emplace_back(std::log(n), std::log(best.experts));
            if (best.excess > 0) {
                excess.emplace_back(std::log(n), std::log(best.excess));
            }
        }
    }
    laws.expertsSlope = slopeOf(experts);
    laws.excessSlope = slopeOf(excess);
}

} // namespace

std::optional<double> Laws::bestExpertsByLaw(double samples) const
{
    if (!highRateConstant || !(*highRateConstant > 0) || !(noiseVariance > 0)) {
        return std::nullopt;
    }
    return std::cbrt(2 * *highRateConstant * samples / noiseVariance);
}

std::optional<double> Laws::excessByLaw(double samples) const
{
    const std::optional<double> experts = bestExpertsByLaw(samples);
    if (!experts) {
        return std::nullopt;
    }
    return 1.5 * *experts * noiseVariance / samples; // half of it is the approximation's
}

Laws makeLaws(const Experiment& experiment, int mostExperts,
              const std::function<void(const Laws&)>& stage, const Checkpoint& checkpoint)
{
    Laws laws;
    laws.mostExperts = mostExperts;
    laws.noiseVariance = experiment.setting.noiseVariance;
    if (experiment.segmenter.highRateError) {
        laws.highRateConstant = experiment.segmenter.highRateError(1);
    }
    BestSearch search(experiment, mostExperts, checkpoint);
    int next = 64; // experts looked at before the next stage
    while (search.step()) {
        if (search.done() >= next) {
            laws.best = search.best();
            stage(laws);
            next *= 2;
        }
    }
    laws.best = search.best();
    fitSlopes(laws);
    laws.map = makeExcessMap(
        experiment, mostExperts,
        [&](const ExcessMap& map) {
            laws.map = map;
            stage(laws);
        },
        [&](double share) {
            checkpoint(share < 0 ? share : shareOfSearch + (1 - shareOfSearch) * share);
        });
    laws.isComplete = true;
    return laws;
}

Laws lawsOf(const Experiment& experiment, const Choice& segmentation,
            const std::function<void(const Laws&)>& stage, const Checkpoint& checkpoint)
{
    Laws nothing;
    nothing.isComplete = true;
    if (experiment.segmenter.learnedFrom) {
        nothing.note = "The regions are learned from the drawn sample: there is no exact "
                       "expectation for other numbers of samples.";
        return nothing;
    }
    if (experiment.segmenter.onlyExperts) {
        nothing.note = "Boundaries set by hand have one number of experts only.";
        return nothing;
    }
    constexpr int most = 2000;
    if (segmentationRow(segmentation.kind).source != SegmentationSource::ProblemAndMost) {
        return makeLaws(experiment, most, stage, checkpoint);
    }
    constexpr int mostPrepared = 512; // kinds that are prepared for a largest number take long
    Experiment prepared = experiment;
    prepared.segmenter =
        prepareSegmenter({experiment.problem, mostPrepared, nullptr, checkpoint}, segmentation);
    return makeLaws(prepared, mostPrepared, stage,
                    [&](double share) { checkpoint(share < 0 ? share : (1 + share) / 2); });
}

} // namespace tradeoff
