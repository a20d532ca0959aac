// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nearest_errors.h"

#include "core/inverse_moment.h"
#include "core/nearness.h"
#include "core/neighbor_errors.h"
#include "core/wide_vectors.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace tradeoff {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// As many as hide how long each waits for its next neighbour.
constexpr std::size_t lanes = 16;
using Lanes = std::array<double, lanes>;
using Places = std::array<std::int64_t, lanes>;

/// Series of 1 − (1 − r)^n and of R(n, r) for small n r: with t = n r,
/// t Σ_k (−1)^k a_k t^k and t Σ_k (−1)^k a_k H_{k+1} t^k, a_k = (n−1)…(n−k)/(n^k (k+1)!) and H the
/// harmonic numbers; the latter by expanding Σ_j C(n, j) r^j (1 − r)^{n−j}/j.
struct FillingSeries {
    static constexpr std::size_t terms = 8;
    static constexpr double mostMean = 1.0 / 6; ///< of t, for a relative error below 5e-12

    explicit FillingSeries(std::int64_t samples)
        : n(static_cast<double>(samples))
    {
        double factor = 1;
        double harmonic = 0;
        for (std::size_t k = 0; k < terms; ++k) {
            const auto order = static_cast<double>(k + 1);
            harmonic += 1 / order;
            reached[k] = factor;
            inverse[k] = factor * harmonic;
            factor *= -(n - order) / (n * (order + 1));
        }
    }

    double n;
    std::array<double, terms> reached{};
    std::array<double, terms> inverse{};
};

/// The regions with one more at each end that nothing reaches: region i is at place i + 1.
class Neighbours {
public:
    std::vector<double> middle;
    std::vector<double> probability;
    std::vector<double> mean;
    std::vector<double> noise; ///< s² = σ² + v
    /// Probability of all places before one, as the unevaluated sum of two numbers: differences
    /// are exact to 1e-26.
    std::vector<double> before;
    std::vector<double> beforeRest;
    double lowestMean = infinity;
    double highestMean = -infinity;
    double mostNoise = 0;

    Neighbours(std::span<const Moments> regions, std::span<const double> boundaries,
               double noiseVariance)
        : middle(regions.size() + 2)
        , probability(regions.size() + 2)
        , mean(regions.size() + 2)
        , noise(regions.size() + 2)
        , before(regions.size() + 3)
        , beforeRest(regions.size() + 3)
    {
        middle.front() = -infinity;
        middle.back() = infinity;
        for (std::size_t i = 0; i < regions.size(); ++i) {
            middle[i + 1] = regionMiddle(boundaries, i);
            probability[i + 1] = regions[i].probability;
            mean[i + 1] = regions[i].mean;
            noise[i + 1] = noiseVariance + regions[i].variance;
            lowestMean = std::min(lowestMean, regions[i].mean);
            highestMean = std::max(highestMean, regions[i].mean);
            mostNoise = std::max(mostNoise, noise[i + 1]);
            addBefore(i + 1, regions[i].probability);
        }
        addBefore(regions.size() + 1, 0);
    }

    /// Probability of the places from one up to another.
    [[nodiscard]] double between(std::size_t low, std::size_t high) const
    {
        return (before[high] - before[low]) + (beforeRest[high] - beforeRest[low]);
    }
    /// The most that a sample in some region can add to the error of one with this constant.
    [[nodiscard]] double mostError(double constant) const
    {
        const double gap = std::max(highestMean - constant, constant - lowestMean);
        return gap * gap + mostNoise;
    }

private:
    void addBefore(std::size_t place, double p)
    {
        const double sum = before[place] + p;
        const double added = sum - before[place];
        before[place + 1] = sum;
        beforeRest[place + 1] = beforeRest[place] + ((before[place] - (sum - added)) + (p - added));
    }
};

/// Places of a region and of neighbours around it, from `low` up to `high`.
struct Window {
    std::size_t low = 0;
    std::size_t high = 0;
};

/// Probability of the neighbours in a region's window.
double neighboursIn(const Neighbours& all, std::size_t place, const Window& window)
{
    return all.between(window.low, place) + all.between(place + 1, window.high);
}

/// The nearest neighbours of a region that together hold a sample with a chance of 1e-13: a region
/// far out in a tail has very many of them.
Window barrenWindow(const Neighbours& all, std::size_t place, std::int64_t samples)
{
    const auto isBarren = [&](const Window& window) {
        constexpr double chance = 1e-13;
        return static_cast<double>(samples) * neighboursIn(all, place, window) <= chance;
    };
    const auto first = all.middle.begin() + 1;
    const auto last = all.middle.end() - 1;
    const auto within = [&](double distance) {
        const auto low = std::lower_bound(first, last, all.middle[place] - distance);
        const auto high = std::upper_bound(first, last, all.middle[place] + distance);
        return Window{std::min(place, static_cast<std::size_t>(low - all.middle.begin())),
                      std::max(place + 1, static_cast<std::size_t>(high - all.middle.begin()))};
    };
    if (!isBarren({place - 1, place + 1}) || !isBarren({place, place + 2})) {
        return {place, place + 1};
    }
    const auto isTooFar = [&](double middle) {
        return !isBarren(within(std::abs(middle - all.middle[place])));
    };
    const auto here = all.middle.begin() + static_cast<std::ptrdiff_t>(place);
    const auto low = std::partition_point(first, here, isTooFar);
    const auto high =
        std::partition_point(here + 1, last, [&](double middle) { return !isTooFar(middle); });
    const double reach = std::max(all.middle[place] - *low, *(high - 1) - all.middle[place]);
    return within(reach);
}

/// Regions that walk side by side to their neighbours by nearness.
struct Walk {
    Lanes middle; ///< of the regions that walk
    Lanes mean;   ///< and their constants
    Places below; ///< of the next ones on both sides
    Places above;
    Lanes rest;    ///< probability of what has not been visited
    Lanes allMiss; ///< chance that what has been visited is empty
    Lanes sum;
    Lanes reached; ///< of the region that is visited
    Lanes inverse;
    Lanes share;
    Places visited;

    void start(std::size_t lane, const Neighbours& all, std::size_t place)
    {
        middle[lane] = all.middle[place];
        mean[lane] = all.mean[place];
        sum[lane] = 0;
    }
    /// Leaves out what is in the window.
    void leave(std::size_t lane, const Window& window, double probability, std::int64_t samples)
    {
        below[lane] = static_cast<std::int64_t>(window.low) - 1;
        above[lane] = static_cast<std::int64_t>(window.high);
        rest[lane] = 1 - probability;
        allMiss[lane] = emptyProbability(samples, probability);
    }
};

/// Goes on to the next nearest region and finds its share of what has not been visited.
/// \returns how many of the shares are beyond `mostShare`
TRADEOFF_WIDE_VECTORS
std::int64_t visitNext(Walk& walk, const double* middle, const double* probability,
                       double mostShare)
{
    std::int64_t beyond = 0;
    TRADEOFF_INDEPENDENT_STEPS
    for (std::size_t i = 0; i < lanes; ++i) {
        const std::int64_t low = walk.below[i];
        const std::int64_t high = walk.above[i];
        const double toBelow = walk.middle[i] - middle[low];
        const double toAbove = middle[high] - walk.middle[i];
        const std::int64_t isBelow = toBelow <= toAbove * tieOfDistances ? 1 : 0;
        const std::int64_t place = high + isBelow * (low - high);
        walk.below[i] = low - (low > 0 ? isBelow : 0); // stays at the end when all are visited
        walk.above[i] = high + (1 - isBelow);
        walk.visited[i] = place;
        constexpr double nothing = 1e-300;
        const double rest = walk.rest[i];
        const double p = probability[place];
        const double share = p / (rest > nothing ? rest : nothing);
        walk.share[i] = share < 1 ? share : 1;
        walk.rest[i] = rest - p;
        beyond += share > mostShare ? 1 : 0;
    }
    return beyond;
}

TRADEOFF_WIDE_VECTORS
void fillBySeries(Walk& walk, const FillingSeries& series)
{
    TRADEOFF_INDEPENDENT_STEPS
    for (std::size_t i = 0; i < lanes; ++i) {
        const double t = series.n * walk.share[i];
        double reached = 0;
        double inverse = 0;
        for (std::size_t k = FillingSeries::terms; k-- > 0;) {
            reached = reached * t + series.reached[k];
            inverse = inverse * t + series.inverse[k];
        }
        walk.reached[i] = t * reached;
        walk.inverse[i] = t * inverse;
    }
}

TRADEOFF_WIDE_VECTORS
void addVisited(Walk& walk, const double* mean, const double* noise)
{
    TRADEOFF_INDEPENDENT_STEPS
    for (std::size_t i = 0; i < lanes; ++i) {
        const double gap = mean[walk.visited[i]] - walk.mean[i];
        walk.sum[i] += walk.allMiss[i] *
                       (walk.reached[i] * gap * gap + noise[walk.visited[i]] * walk.inverse[i]);
        walk.allMiss[i] *= 1 - walk.reached[i];
    }
}

/// What may be left out of a sum, relative to it.
constexpr double negligible = 1e-11;

/// Whether what remains of every sum is negligible.
bool isDone(const Walk& walk, const Neighbours& all)
{
    for (std::size_t i = 0; i < lanes; ++i) {
        if (walk.allMiss[i] * all.mostError(walk.mean[i]) > negligible * walk.sum[i]) {
            return false;
        }
    }
    return true;
}

/// The sums of a group of regions, from their neighbours outside of the windows.
class Group {
public:
    Group(const Neighbours& all, std::size_t first, const FillingSeries& series,
          std::int64_t samples)
        : m_all(all)
        , m_series(series)
        , m_samples(samples)
    {
        const std::size_t last = all.middle.size() - 2;
        for (std::size_t i = 0; i < lanes; ++i) {
            m_places[i] = std::min(first + i + 1, last);
        }
    }

    [[nodiscard]] Lanes sums() const
    {
        std::array<Window, lanes> windows;
        for (std::size_t i = 0; i < lanes; ++i) {
            windows[i] = barrenWindow(m_all, m_places[i], m_samples);
        }
        const Lanes result = walked(windows);
        for (std::size_t i = 0; i < lanes; ++i) {
            const double leftOut = static_cast<double>(m_samples) *
                                   neighboursIn(m_all, m_places[i], windows[i]) *
                                   m_all.mostError(m_all.mean[m_places[i]]);
            if (leftOut > negligible * result[i]) {
                return walked(nothingLeftOut());
            }
        }
        return result;
    }

private:
    [[nodiscard]] std::array<Window, lanes> nothingLeftOut() const
    {
        std::array<Window, lanes> windows;
        for (std::size_t i = 0; i < lanes; ++i) {
            windows[i] = {m_places[i], m_places[i] + 1};
        }
        return windows;
    }

    [[nodiscard]] Lanes walked(const std::array<Window, lanes>& windows) const
    {
        Walk walk;
        std::size_t steps = 0;
        const std::size_t regions = m_all.middle.size() - 2;
        for (std::size_t i = 0; i < lanes; ++i) {
            const double probability =
                m_all.probability[m_places[i]] + neighboursIn(m_all, m_places[i], windows[i]);
            walk.start(i, m_all, m_places[i]);
            walk.leave(i, windows[i], probability, m_samples);
            steps = std::max(steps, regions - (windows[i].high - windows[i].low));
        }
        const double mostShare = FillingSeries::mostMean / m_series.n;
        for (std::size_t step = 0; step < steps; ++step) {
            const std::int64_t beyond =
                visitNext(walk, m_all.middle.data(), m_all.probability.data(), mostShare);
            fillBySeries(walk, m_series);
            for (std::size_t i = 0; beyond > 0 && i < lanes; ++i) {
                if (walk.share[i] > mostShare) {
                    const Filling exact = filling(m_samples, walk.share[i]);
                    walk.reached[i] = exact.reached;
                    walk.inverse[i] = exact.inverseMoment;
                }
            }
            addVisited(walk, m_all.mean.data(), m_all.noise.data());
            constexpr std::size_t between = 8;
            if (step % between == 0 && isDone(walk, m_all)) {
                break;
            }
        }
        return walk.sum;
    }

    const Neighbours& m_all;
    const FillingSeries& m_series;
    std::int64_t m_samples;
    std::array<std::size_t, lanes> m_places{};
};

} // namespace

std::vector<double> nearestErrors(std::span<const Moments> regions, const Nearness& nearness,
                                  const LearningSetting& setting,
                                  const std::function<void()>& checkpoint)
{
    if (!nearness.isOfIntervals()) {
        return neighborErrors(regions, nearness.neighbors(), setting, checkpoint);
    }
    const Neighbours all(regions, nearness.boundaries(), setting.noiseVariance);
    const FillingSeries series(setting.samples);
    std::vector<double> result(regions.size());
    const std::size_t groups = (regions.size() + lanes - 1) / lanes;
    constexpr std::size_t grain = 16;
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, groups, grain), [&](const auto& range) {
        for (std::size_t group = range.begin(); group < range.end(); ++group) {
            const std::size_t first = group * lanes;
            const Lanes sums = Group(all, first, series, setting.samples).sums();
            const std::size_t count = std::min(lanes, regions.size() - first);
            std::copy_n(sums.begin(), count, result.begin() + static_cast<std::ptrdiff_t>(first));
            if (checkpoint) {
                checkpoint();
            }
        }
    });
    return result;
}

} // namespace tradeoff
