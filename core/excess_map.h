// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sweep.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace tradeoff {

/// Excess error, approximation + estimation = test error − σ², over the number of samples n and the
/// number of experts m.
struct ExcessMap {
    std::vector<std::int64_t> samples; ///< n of the columns, increasing
    std::vector<int> experts;          ///< m of the rows, increasing
    std::vector<double> excess;        ///< row by row
    bool isComplete = false;           ///< else fewer rows, while the map is made

    [[nodiscard]] double at(std::size_t column, std::size_t row) const
    {
        return excess[row * samples.size() + column];
    }
};

/// Numbers of samples from 10 to 10⁶, so many in each factor of ten.
[[nodiscard]] std::vector<std::int64_t> lawSamples(int inTen);

/// Approximation and estimation errors for one number of experts and several numbers of samples.
/// The regions and their moments do not depend on n: they are made once.
struct ErrorsOverSamples {
    double approximation = 0.0;
    std::vector<double> estimation; ///< of each number of samples
};

/// The same numbers as `segmented` for each n, to the last bit. \pre the regions are not learned
[[nodiscard]] ErrorsOverSamples errorsOverSamples(const Experiment& experiment, int experts,
                                                  std::span<const std::int64_t> samples,
                                                  const std::function<void()>& checkpoint);

/// The map for n = 10 … 10⁶ and m = 1 … 1000, about ten in each factor of ten, from few rows to
/// all. Every entry is the exact error.
/// \param mostExperts  rows beyond are left out
/// \param stage        called with each coarser map, on the computing thread
/// \param checkpoint   called with the share that is done; may throw to end the computation
[[nodiscard]] ExcessMap makeExcessMap(const Experiment& experiment, int mostExperts,
                                      const std::function<void(const ExcessMap&)>& stage,
                                      const Checkpoint& checkpoint);

} // namespace tradeoff
