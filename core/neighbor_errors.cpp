// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neighbor_errors.h"

#include "core/inverse_moment.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace tradeoff {

namespace {

class Walks {
public:
    Walks(std::span<const Moments> regions, const NeighborsOfRegion& neighbors,
          const LearningSetting& setting)
        : m_regions(regions)
        , m_neighbors(neighbors)
        , m_setting(setting)
    {
        for (const Moments& region : regions) {
            m_lowestMean = std::min(m_lowestMean, region.mean);
            m_highestMean = std::max(m_highestMean, region.mean);
            m_mostNoise = std::max(m_mostNoise, setting.noiseVariance + region.variance);
        }
    }

    /// Σ_j (1 − P_S)^n { [1 − (1 − r)^n] (c_j − c_i)² + s_j² R(n, r) }; see nearestErrors.
    [[nodiscard]] double errorOf(std::size_t index) const
    {
        const Moments& region = m_regions[index];
        const double most = mostError(region.mean);
        double rest = 1 - region.probability;
        double allMiss = emptyProbability(m_setting.samples, region.probability);
        double sum = 0;
        std::size_t seen = 0;
        for (std::size_t count = 16; seen + 1 < m_regions.size(); count *= 8) {
            const std::vector<std::uint32_t> nearest = m_neighbors(index, count);
            for (; seen < nearest.size(); ++seen) {
                const Moments& other = m_regions[nearest[seen]];
                const double p = other.probability;
                const double share =
                    p < rest ? p / rest : 1; // rounding may leave less than the last one has
                const Filling filled = filling(m_setting.samples, p > 0 ? share : 0);
                const double gap = other.mean - region.mean;
                sum +=
                    allMiss * (filled.reached * gap * gap +
                               (m_setting.noiseVariance + other.variance) * filled.inverseMoment);
                allMiss *= 1 - filled.reached;
                rest -= p;
                constexpr double negligible = 1e-12; // relative to the sum
                if (allMiss * most <= negligible * sum) {
                    return sum;
                }
            }
        }
        return sum;
    }

private:
    /// The most that a sample in some region can add to the error of one with this constant.
    [[nodiscard]] double mostError(double constant) const
    {
        const double gap = std::max(m_highestMean - constant, constant - m_lowestMean);
        return gap * gap + m_mostNoise;
    }

    std::span<const Moments> m_regions;
    const NeighborsOfRegion& m_neighbors;
    const LearningSetting& m_setting;
    double m_lowestMean = std::numeric_limits<double>::infinity();
    double m_highestMean = -std::numeric_limits<double>::infinity();
    double m_mostNoise = 0;
};

} // namespace

std::vector<double> neighborErrors(std::span<const Moments> regions,
                                   const NeighborsOfRegion& neighbors,
                                   const LearningSetting& setting,
                                   const std::function<void()>& checkpoint)
{
    const Walks walks(regions, neighbors, setting);
    std::vector<double> result(regions.size());
    constexpr std::size_t grain = 16;
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, regions.size(), grain),
                      [&](const auto& range) {
                          for (std::size_t i = range.begin(); i < range.end(); ++i) {
                              result[i] = walks.errorOf(i);
                          }
                          if (checkpoint) {
                              checkpoint();
                          }
                      });
    return result;
}

} // namespace tradeoff
