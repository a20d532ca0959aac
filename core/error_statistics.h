// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tradeoff {

/// Mean, standard error and 5–95 % band of some errors over training sets that come in rounds. The
/// same rounds give the same bits.
class ErrorStatistics {
public:
    /// \param errors  how many there are of a training set
    /// \param mostKept  of how many training sets to keep them for the band, the first ones
    ErrorStatistics(std::size_t errors, std::size_t mostKept);

    /// Room for a round: all errors of a training set, then those of the next one.
    [[nodiscard]] std::span<double> room(std::size_t sets);
    /// Takes in the round for which there is room now.
    void add();
    /// For each error; zeros before the first round.
    [[nodiscard]] std::vector<SimulatedError> results() const;

private:
    void findBands(std::size_t first, std::span<SimulatedError> results) const;

    std::size_t m_errors;
    std::size_t m_mostKept;
    std::size_t m_sets = 0;
    std::vector<double> m_values; ///< those that are kept, then the others of the last round
    /// What follows is, for each error, of values less the first one, so that equal ones have no
    /// spread, not even from rounding.
    std::vector<double> m_first;
    std::vector<double> m_means;
    std::vector<double> m_squares; ///< Σ (value − mean)²
};

/// The quantile of numbers, those between two neighbours by interpolation (Hyndman & Fan 1996,
/// type 7). Changes the order of the numbers.
/// \param numbers  not empty \param share  0 to 1
[[nodiscard]] double quantileOf(std::span<double> numbers, double share);

} // namespace tradeoff
