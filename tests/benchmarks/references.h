// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/moments.h"
#include "core/training_set.h"

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

/// The obvious ways of doing what the core does: what a person writes first. The benchmarks run
/// them beside the core, so that one run shows what its preparations are worth.
namespace tradeoff::reference {

/// A problem as closures: cosine target, truncated Gaussian density.
struct PlainProblem {
    std::function<double(double)> target;
    std::function<double(double)> density; ///< normalised
};
[[nodiscard]] PlainProblem plainProblem();

/// Moments by composite Gauss quadrature of p, β p and (β − c)² p over each region.
[[nodiscard]] std::vector<Moments> regionMoments(const PlainProblem& problem,
                                                 std::span<const double> boundaries);

/// Expected estimation error under the rule "zero", with R(n, P) summed up term by term.
[[nodiscard]] double estimationError(std::span<const Moments> regions, double noiseVariance,
                                     std::int64_t samples);

/// Counts, means and squares in one pass over all samples.
[[nodiscard]] std::vector<RegionSamples> regionSums(std::span<const double> x,
                                                    std::span<const double> y,
                                                    std::span<const double> boundaries);

/// Inputs by bisection of the cumulative and noise from the standard library, sorted by x.
[[nodiscard]] std::vector<std::pair<double, double>> drawInputs(std::int64_t samples);

/// Mean test error over simulated training sets, set after set.
[[nodiscard]] double simulatedError(const PlainProblem& problem, std::span<const Moments> regions,
                                    std::span<const double> boundaries, double noiseVariance,
                                    std::int64_t samples, int trainingSets);

} // namespace tradeoff::reference
