// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace tradeoff {

/// The noise variance σ² estimated from neighbouring samples, on which a smooth target function
/// takes nearly the same value: Σ (y_{j+1} − y_j)² / (2 (n − 1)) where all x differ (Rice 1984).
///
/// Samples with equal x are one group with mean ȳ_g of N_g, and the estimate is
///   { Σ_g Σ_{j in g} (y_j − ȳ_g)² + Σ_g (ȳ_{g+1} − ȳ_g)² / (1/N_g + 1/N_{g+1}) } / (n − 1),
/// which does not depend on the order of samples with equal x. Each term has expectation σ² per
/// degree of freedom but for the target's change between neighbours, which makes it too large: by
/// Σ (β(x_{j+1}) − β(x_j))² / (2 (n − 1)).
/// \param x  increasing
/// \param y  as many, finite
/// \returns nothing for fewer than two samples
[[nodiscard]] std::optional<double> noiseVarianceEstimate(std::span<const double> x,
                                                          std::span<const double> y);

/// Mallows' Cp as an estimate of the prediction error: training error + 2 σ² k / n (Mallows 1973).
///
/// For a least-squares fit with k free constants to a segmentation that does not depend on y, its
/// expectation is exactly that of the mean squared error of predicting new y at the same x, σ²
/// included. For a learned segmentation it is too low: choosing the boundaries has used up the
/// sample as well.
/// \param trainingError  Σ (y − fit)² / n
/// \param constants      fitted constants k: the regions that hold samples; empty ones count none
/// \param samples        n, at least 1
/// \param noiseVariance  σ², known or noiseVarianceEstimate
[[nodiscard]] double mallowsCp(double trainingError, std::int64_t constants, std::int64_t samples,
                               double noiseVariance);

/// What is estimated of the error with some number of experts.
struct EstimatedError {
    int experts = 0;
    double error = 0.0;

    bool operator==(const EstimatedError&) const = default;
};

/// The entry with the least error, of several the one with the fewest experts, in any order of the
/// list. Errors that are not numbers are passed over.
/// \returns nothing where the list holds no error that is a number
[[nodiscard]] std::optional<EstimatedError> leastError(std::span<const EstimatedError> errors);

} // namespace tradeoff
