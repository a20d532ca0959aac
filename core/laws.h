// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/excess_map.h"
#include "core/sweep.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tradeoff {

/// The number of experts with the least test error for one number of samples.
struct BestAtSamples {
    enum class Search {
        Running,
        Found,   ///< no number of experts is better
        AtItsEnd ///< more experts than were looked at may be better, or ever more ever better
    };

    std::int64_t samples = 1;
    int experts = 1;     ///< the smallest of the best so far
    double excess = 0.0; ///< its approximation + estimation error, which is test error − σ²
    Search search = Search::Running;
};

/// How the best number of experts and its error go with the number of samples, exactly and by the
/// laws for many experts: m* ≈ (2 C n/σ²)^{1/3}, excess error ≈ (3/2) (2 C)^{1/3} (σ²/n)^{2/3} for
/// an approximation error C/m² and an estimation error m σ²/n.
struct Laws {
    std::vector<BestAtSamples> best; ///< by increasing n
    int mostExperts = 1;             ///< the search looks no further
    double noiseVariance = 0.0;      ///< σ²
    /// C of the high-rate formula; nothing where it is not finite or not known.
    std::optional<double> highRateConstant;
    /// Slopes of log m and of log excess error over log n: least squares over the rows found with
    /// n ≥ `firstOfSlopes`. Nothing for fewer than three rows.
    std::optional<double> expertsSlope;
    std::optional<double> excessSlope;
    ExcessMap map;
    /// Why there is nothing; else empty.
    std::string note;
    bool isComplete = false;

    /// m* by the law; nothing where it does not hold: without a constant or without noise.
    [[nodiscard]] std::optional<double> bestExpertsByLaw(double samples) const;
    /// The excess error at m* by the law.
    [[nodiscard]] std::optional<double> excessByLaw(double samples) const;
};

/// Where the slopes begin: below, the law runs high.
inline constexpr double firstOfSlopes = 1e4;

/// Looks at every number of experts m = 1, 2, 3, … for numbers of samples n = 10 … 10⁶, four in
/// each factor of ten, and makes the map of the excess error.
///
/// The search for an n ends where the estimation error alone has been above the least excess error
/// for m … 3m/2: more experts only add to it. With the empty-region rule "zero" many more experts
/// make it fall again, towards E β²: where that is less than the least found, the best number is
/// not bounded.
/// \param mostExperts  where the search ends in any case, at least 1
/// \param stage        called with what is found so far, on the computing thread
/// \param checkpoint   called with the share that is done; may throw to end the computation
/// \pre the segmentation is made for any number of experts, and not learned
[[nodiscard]] Laws makeLaws(const Experiment& experiment, int mostExperts,
                            const std::function<void(const Laws&)>& stage,
                            const Checkpoint& checkpoint);

/// What the laws of a scenario hold: those of its experiment, or why there are none.
[[nodiscard]] Laws lawsOf(const Experiment& experiment, const Choice& segmentation,
                          const std::function<void(const Laws&)>& stage,
                          const Checkpoint& checkpoint);

} // namespace tradeoff
