// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit_statistics.h"

#include "core/inverse_moment.h"
#include "core/nearness.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

/// The cases that a constant can come from: each has a chance, a mean and a share of the variance.
class Mixture {
public:
    /// \param within  chance × variance of the constant in this case
    void add(double chance, double mean, double within)
    {
        m_within += within;
        if (!(chance > 0)) {
            return;
        }
        m_chance += chance;
        const double gap = mean - m_mean;
        m_mean += gap * (chance / m_chance);
        m_between += chance * gap * (mean - m_mean);
    }

    [[nodiscard]] ConstantStatistics result() const
    {
        return {m_mean, std::sqrt(m_within + m_between)};
    }

private:
    double m_chance = 0.0;
    double m_mean = 0.0;
    double m_within = 0.0;
    double m_between = 0.0; ///< Σ chance (mean − mean of all)²
};

/// The regions that the rule "nearest" takes an empty region's constant from.
void addNearest(Mixture& mixture, std::span<const Moments> regions,
                std::span<const double> boundaries, const LearningSetting& setting,
                std::size_t region)
{
    // All samples miss what has been visited so far with probability allMiss.
    double visited = regions[region].probability;
    double allMiss = emptyProbability(setting.samples, visited);
    constexpr double negligible = 1e-25;
    NearestRegions others(boundaries, region);
    for (auto next = others.next(); next && allMiss > negligible; next = others.next()) {
        const Moments& other = regions[*next];
        const double rest = 1 - visited;
        if (!(other.probability > 0) || !(rest > 0)) {
            continue;
        }
        const double share = std::min(1.0, other.probability / rest);
        const auto [reached, inverse] = filling(setting.samples, share);
        mixture.add(allMiss * reached, other.mean,
                    allMiss * (setting.noiseVariance + other.variance) * inverse);
        visited += other.probability;
        allMiss *= 1 - reached;
    }
}

} // namespace

std::vector<ConstantStatistics> constantStatistics(std::span<const Moments> regions,
                                                   std::span<const double> boundaries,
                                                   const LearningSetting& setting,
                                                   const std::function<void()>& checkpoint)
{
    const std::vector<Moments> others = setting.emptyRegion == EmptyRegionRule::Mean
                                            ? complements(regions)
                                            : std::vector<Moments>(regions.size());
    std::vector<ConstantStatistics> result(regions.size());
    const auto statistics = [&](std::size_t i) {
        const Moments& region = regions[i];
        const auto [reached, inverse] = filling(setting.samples, region.probability);
        Mixture mixture;
        mixture.add(reached, region.mean, (setting.noiseVariance + region.variance) * inverse);
        const double empty = emptyProbability(setting.samples, region.probability);
        switch (setting.emptyRegion) {
        case EmptyRegionRule::Zero:
            mixture.add(empty, 0, 0);
            break;
        case EmptyRegionRule::Mean:
            mixture.add(empty, others[i].mean,
                        empty * (setting.noiseVariance + others[i].variance) /
                            static_cast<double>(setting.samples));
            break;
        case EmptyRegionRule::Nearest:
            addNearest(mixture, regions, boundaries, setting, i);
            break;
        }
        return mixture.result();
    };
    constexpr std::size_t grain = 256;
    const tbb::blocked_range<std::size_t> all(0, regions.size(), grain);
    tbb::parallel_for(all, [&](const tbb::blocked_range<std::size_t>& range) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            result[i] = statistics(i);
            if (checkpoint && i % 16 == 0) {
                checkpoint();
            }
        }
    });
    return result;
}

} // namespace tradeoff
