// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/result.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace tradeoff {

/// Errors of some training sets: for each error a row, with a place for each set.
struct ErrorRows {
    double* first = nullptr;
    std::size_t sets = 0;
    std::size_t stride = 0; ///< from one row to the next

    [[nodiscard]] std::span<double> row(std::size_t error) const
    {
        return {first + error * stride, sets};
    }
    [[nodiscard]] bool empty() const { return sets == 0; }
};

/// Mean, standard error and 5–95 % band of some errors over training sets that come in rounds. The
/// same rounds give the same bits, whatever the number of threads.
class ErrorStatistics {
public:
    /// \param errors  how many there are of a training set
    /// \param mostKept  of how many training sets to keep them for the band, the first ones
    ErrorStatistics(std::size_t errors, std::size_t mostKept);

    /// Room for a round, to be filled before `add`.
    [[nodiscard]] ErrorRows room(std::size_t sets);
    /// Takes in the round for which there is room now.
    void add();
    /// For each error; zeros before the first round.
    [[nodiscard]] std::vector<SimulatedError> results() const;

private:
    /// Of values less the first one, so that equal ones have no spread, not even from rounding.
    struct Sums {
        double first = 0.0;
        double mean = 0.0;
        double squares = 0.0; ///< Σ (value − mean)²
    };

    void add(std::span<const double> round, Sums& sums) const;
    [[nodiscard]] ErrorRows kept(std::size_t first, std::size_t sets) const;

    std::size_t m_mostKept;
    std::size_t m_sets = 0;
    std::vector<Sums> m_sums;            ///< of each error
    std::unique_ptr<double[]> m_kept;    ///< rows of `m_mostKept`; only what is filled has values
    std::unique_ptr<double[]> m_passing; ///< a round with sets that are not kept
    ErrorRows m_round;                   ///< in one or the other
};

/// Two quantiles of numbers, as far from one end as from the other; those between two neighbours by
/// interpolation (Hyndman & Fan 1996, type 7).
/// \param numbers  not empty
/// \param tail  share of the numbers beyond each, 0 to ½
/// \param scratch  gets worthless numbers; twice as many
[[nodiscard]] Interval bandOf(std::span<const double> numbers, double tail,
                              std::span<double> scratch);

} // namespace tradeoff
