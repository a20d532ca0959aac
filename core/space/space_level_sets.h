// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/space_samples.h"

#include <memory>
#include <vector>

namespace tradeoff {

/// The regions with the least approximation error that any m experts can reach, in any number of
/// dimensions: those between levels of the target function, {x : t_{i−1} ≤ β(x) < t_i}, with the
/// best thresholds for the law of β(X) (Lloyd 1982, Max 1960). The error falls as m^{-2}, whatever
/// the dimension.
///
/// The law is that of SpaceSamples' points: exact thresholds for them, among which a few thousand
/// groups of neighbours are told apart first (dynamic programming) and then each by itself.
class SpaceLevelSets {
public:
    /// \param mostExperts  the largest number that will be asked for
    SpaceLevelSets(std::shared_ptr<const SpaceSamples> samples, int mostExperts,
                   const Checkpoint& checkpoint);

    /// The inner thresholds t_1 < … < t_{m−1}, or fewer where β takes fewer values.
    [[nodiscard]] std::vector<double> thresholds(int experts) const;

private:
    std::shared_ptr<const SpaceSamples> m_samples;
    std::vector<double> m_values;              ///< of β, increasing
    std::vector<double> m_weights;             ///< running sums over the values
    std::vector<double> m_sums;                ///< running sums of weight · (value − E β)
    double m_center = 0.0;                     ///< E β
    std::vector<std::vector<double>> m_starts; ///< thresholds to start from, by experts − 1
};

/// The regions between thresholds of the target function, increasing; a value on a threshold
/// belongs to the region above it.
[[nodiscard]] RegionsOfPoints levelRegionsOfPoints(std::shared_ptr<const SpaceProblem> problem,
                                                   std::vector<double> thresholds);

} // namespace tradeoff
