// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulated_fits.h"

#include "core/fit_statistics.h"
#include "core/fixed_simulation.h"
#include "core/learning.h"
#include "core/round_numbers.h"

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace tradeoff {

namespace {

using SharedBoundaries = std::shared_ptr<const std::vector<double>>;

/// Adds fits up one after the other, at places between boundaries.
class FitSums {
public:
    explicit FitSums(SharedBoundaries boundaries)
        : m_boundaries(std::move(boundaries))
        , m_mean(m_boundaries->size() - 1)
        , m_squares(m_mean.size())
    {}

    [[nodiscard]] std::size_t places() const { return m_mean.size(); }

    /// \param values  of several fits, each at all places
    void add(std::span<const double> values)
    {
        const std::size_t fits = values.size() / places();
        constexpr std::size_t grain = 512;
        const tbb::blocked_range<std::size_t> all(0, places(), grain);
        tbb::parallel_for(all, [&](const tbb::blocked_range<std::size_t>& range) {
            for (std::size_t fit = 0; fit < fits; ++fit) {
                const double share = 1 / static_cast<double>(m_count + fit + 1);
                const double* const value = values.data() + fit * places();
                for (std::size_t i = range.begin(); i < range.end(); ++i) {
                    const double gap = value[i] - m_mean[i];
                    m_mean[i] += gap * share;
                    m_squares[i] += gap * (value[i] - m_mean[i]);
                }
            }
        });
        m_count += fits;
    }

    [[nodiscard]] FitStatistics result() const
    {
        FitStatistics statistics{static_cast<int>(m_count), m_boundaries, m_mean, m_squares};
        const double freedom = m_count > 1 ? static_cast<double>(m_count - 1) : 1.0;
        for (double& squares : statistics.deviation) {
            squares = std::sqrt(squares / freedom);
        }
        return statistics;
    }

private:
    SharedBoundaries m_boundaries;
    std::size_t m_count = 0;
    std::vector<double> m_mean;
    std::vector<double> m_squares; ///< Σ (value − mean)²
};

/// Where the boundaries do not depend on the training set.
class FixedFits {
public:
    FixedFits(const InputSampler& sampler, const Simulation& simulation, const Partition& partition)
        : m_partition(partition)
        , m_boundaries(std::make_shared<const std::vector<double>>(partition.boundaries))
        , m_fixed(sampler, simulation)
        , m_spaces([this] { return m_fixed.workspace(); })
    {}

    [[nodiscard]] SharedBoundaries places() const { return m_boundaries; }

    /// The fits of some training sets, counted from 0, and their values at all places.
    void find(std::size_t first, std::vector<StepFunction>& fits, std::vector<double>& values,
              const Checkpoint& checkpoint)
    {
        constexpr std::size_t lanes = Lanes::size;
        const std::size_t cells = m_boundaries->size() - 1;
        const std::size_t sets = values.size() / cells;
        tbb::parallel_for(std::size_t{0}, (sets + lanes - 1) / lanes, [&](std::size_t i) {
            const std::size_t start = i * lanes;
            const std::size_t count = std::min(lanes, sets - start);
            FixedSimulation::Workspace& space = m_spaces.local();
            m_fixed.draw(static_cast<std::uint32_t>(first + start) + 1, count, space, checkpoint);
            const auto constants = m_fixed.constants(0, space);
            for (std::size_t lane = 0; lane < count; ++lane) {
                double* const value = values.data() + (start + lane) * cells;
                for (std::size_t cell = 0; cell < cells; ++cell) {
                    value[cell] = m_fixed.center() + constants[m_partition.owner(cell)].value[lane];
                }
            }
        });
        for (std::size_t set = 0; set < fits.size(); ++set) {
            const auto begin = values.begin() + static_cast<std::ptrdiff_t>(set * cells);
            fits[set] = {m_boundaries, std::make_shared<const std::vector<double>>(
                                           begin, begin + static_cast<std::ptrdiff_t>(cells))};
        }
    }

private:
    const Partition& m_partition;
    SharedBoundaries m_boundaries;
    FixedSimulation m_fixed;
    tbb::enumerable_thread_specific<FixedSimulation::Workspace> m_spaces;
};

/// Where the boundaries are learned anew from every training set.
class LearnedFits {
public:
    LearnedFits(const InputSampler& sampler, const Simulation& simulation)
        : m_sampler(sampler)
        , m_simulation(simulation)
        , m_grid(grid(simulation.experiment.problem->domain()))
    {}

    [[nodiscard]] SharedBoundaries places() const { return m_grid; }

    void find(std::size_t first, std::vector<StepFunction>& fits, std::vector<double>& values,
              const Checkpoint& checkpoint)
    {
        tbb::parallel_for(std::size_t{0}, values.size() / gridCells, [&](std::size_t set) {
            StepFunction fit = learn(static_cast<std::uint32_t>(first + set) + 1, checkpoint);
            for (std::size_t i = 0; i < gridCells; ++i) {
                values[set * gridCells + i] = fit(((*m_grid)[i] + (*m_grid)[i + 1]) / 2);
            }
            if (set < fits.size()) {
                fits[set] = std::move(fit);
            }
        });
    }

private:
    static constexpr std::size_t gridCells = 500;

    static SharedBoundaries grid(const Interval& domain)
    {
        std::vector<double> edges(gridCells + 1, domain.high);
        for (std::size_t i = 0; i < gridCells; ++i) {
            edges[i] = domain.low + domain.length() * static_cast<double>(i) / gridCells;
        }
        return std::make_shared<const std::vector<double>>(std::move(edges));
    }

    [[nodiscard]] StepFunction learn(std::uint32_t set, const Checkpoint& checkpoint) const
    {
        const Experiment learned = relearned(m_sampler, m_simulation, set, checkpoint);
        const Partition partition = learned.segmenter.partition(m_simulation.experts.front());
        const std::vector<double> constants =
            learnedConstants(regionSamples(*learned.segmenter.learnedFrom, partition),
                             partition.nearness(), learned.setting.emptyRegion);
        std::vector<double> ofCells(partition.boundaries.size() - 1);
        for (std::size_t cell = 0; cell < ofCells.size(); ++cell) {
            ofCells[cell] = constants[partition.owner(cell)];
        }
        return {std::make_shared<const std::vector<double>>(partition.boundaries),
                std::make_shared<const std::vector<double>>(std::move(ofCells))};
    }

    const InputSampler& m_sampler;
    const Simulation& m_simulation;
    SharedBoundaries m_grid;
};

/// Goes through the training sets in rounds; what they have gathered can be shown.
template <class Kind>
void addFits(Kind kind, const Simulation& simulation, FitSpread& spread, const FitSpreadSoFar& show,
             const Checkpoint& checkpoint)
{
    const auto total = static_cast<std::size_t>(simulation.trainingSets);
    const auto regions = static_cast<std::size_t>(simulation.experts.front());
    const auto steps =
        static_cast<double>(regions) + static_cast<double>(simulation.experiment.setting.samples);
    const std::size_t mostKept = std::clamp<std::size_t>(200'000 / regions, 1, 100);
    FitSums sums(kind.places());
    const std::size_t mostInRound = std::clamp<std::size_t>(1'000'000 / sums.places(), 8, 128);
    const Checkpoint watch = [&](double) { checkpoint(-1); };
    std::size_t milestone = milestoneAfter(0);
    for (std::size_t done = 0; done < total;) {
        const std::size_t count = std::min({mostInRound, milestone - done, total - done});
        const std::size_t kept = std::min(count, mostKept - spread.fits.size());
        std::vector<StepFunction> fits(kept);
        std::vector<double> values(count * sums.places());
        kind.find(done, fits, values, watch);
        sums.add(values);
        std::move(fits.begin(), fits.end(), std::back_inserter(spread.fits));
        done += count;
        checkpoint(static_cast<double>(done) / static_cast<double>(total));
        if (done == milestone && done < total) {
            milestone = milestoneAfter(milestone);
            spread.simulated = sums.result();
            show(spread, steps * static_cast<double>(std::min(milestone, total) - done));
        }
    }
    spread.simulated = sums.result();
}

void addExact(const Experiment& experiment, const Segmented& segmented, FitSpread& spread,
              const Checkpoint& checkpoint)
{
    const Partition& partition = segmented.partition;
    const std::vector<ConstantStatistics> regions = constantStatistics(
        segmented.regions, partition.nearness(), experiment.setting, [&] { checkpoint(-1); });
    FitStatistics exact;
    exact.boundaries = std::make_shared<const std::vector<double>>(partition.boundaries);
    for (std::size_t cell = 0; cell + 1 < partition.boundaries.size(); ++cell) {
        exact.mean.push_back(regions[partition.owner(cell)].mean);
        exact.deviation.push_back(regions[partition.owner(cell)].deviation);
    }
    for (std::size_t i = 0; i < regions.size(); ++i) {
        const Moments& region = segmented.regions[i];
        const double bias = regions[i].mean - region.mean;
        spread.squaredBias += region.probability * bias * bias;
        spread.variance += region.probability * regions[i].deviation * regions[i].deviation;
    }
    spread.exact = std::move(exact);
}

} // namespace

FitSpread makeFitSpread(const InputSampler& sampler, const Simulation& simulation,
                        const Segmented& segmented, const FitSpreadSoFar& show,
                        const Checkpoint& checkpoint)
{
    FitSpread spread;
    const Experiment& experiment = simulation.experiment;
    const bool isLearned = experiment.segmenter.learnedFrom != nullptr;
    if (!isLearned) {
        addExact(experiment, segmented, spread, checkpoint);
    }
    if (simulation.trainingSets == 0) {
        return spread;
    }
    show(spread, static_cast<double>(std::min(10, simulation.trainingSets)) *
                     static_cast<double>(experiment.setting.samples));
    if (isLearned) {
        addFits(LearnedFits(sampler, simulation), simulation, spread, show, checkpoint);
    } else {
        addFits(FixedFits(sampler, simulation, segmented.partition), simulation, spread, show,
                checkpoint);
    }
    return spread;
}

FitStatistics statisticsOfFirst(const FitSpread& spread, std::size_t count)
{
    FitSums sums(spread.simulated.boundaries);
    const std::vector<double>& places = *spread.simulated.boundaries;
    std::vector<double> values(sums.places());
    for (const StepFunction& fit :
         std::span(spread.fits).first(std::min(count, spread.fits.size()))) {
        if (fit.boundaries == spread.simulated.boundaries) {
            sums.add(*fit.constants);
            continue;
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = fit((places[i] + places[i + 1]) / 2);
        }
        sums.add(values);
    }
    return sums.result();
}

} // namespace tradeoff
