// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstddef>
#include <span>
#include <vector>

namespace tradeoff {

/// Mean, standard error and 5–95 % band of numbers that come in rounds. The same rounds give the
/// same bits.
class ErrorStatistics {
public:
    /// \param mostKept  how many numbers to keep for the band, the first ones
    void add(std::span<const double> values, std::size_t mostKept);
    /// \returns zeros before the first round
    [[nodiscard]] SimulatedError result() const;

private:
    std::size_t m_count = 0;
    double m_first = 0.0;   ///< what follows is of numbers less the first one, so that equal ones
    double m_mean = 0.0;    ///< have no spread, not even from rounding
    double m_squares = 0.0; ///< Σ (value − mean)²
    std::vector<double> m_kept;
};

/// The quantile of numbers, those between two neighbours by interpolation (Hyndman & Fan 1996,
/// type 7). Changes the order of the numbers.
/// \param numbers  not empty \param share  0 to 1
[[nodiscard]] double quantileOf(std::span<double> numbers, double share);

} // namespace tradeoff
