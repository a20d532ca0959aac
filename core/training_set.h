// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/problem.h"
#include "core/quantile_table.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace tradeoff {

/// Inputs x drawn from a density, as quantiles of uniform numbers. Depends on the density alone, so
/// that a change of target, noise or segmentation keeps the inputs to the last bit.
class InputSampler {
public:
    /// \throws InputError at "/density/…"
    InputSampler(const Interval& domain, const Choice& density);

    [[nodiscard]] double input(double uniform) const { return m_quantile(uniform); }

private:
    QuantileTable m_quantile;
};

/// Inputs and standard normal noise of one training set, sorted by x.
struct TrainingInputs {
    std::shared_ptr<const std::vector<double>> x;
    std::vector<double> noise; ///< in units of the noise's standard deviation
};

/// Called between chunks of a long computation with the share that is done; may throw to end it.
using Checkpoint = std::function<void(double share)>;

/// Which training set is meant: number 0 is the drawn one, the simulated ones follow from 1.
struct TrainingSetKey {
    std::uint64_t seed = 1;
    std::uint32_t number = 0;
};

/// Draws the inputs and noise of a training set. Sample i is a function of (key, i) alone.
[[nodiscard]] TrainingInputs drawInputs(const InputSampler& sampler, const TrainingSetKey& key,
                                        std::int64_t samples, const Checkpoint& checkpoint);

/// What the samples of one region tell.
struct RegionSamples {
    std::int64_t count = 0;
    double mean = 0.0;    ///< of y; 0 where there are none
    double squares = 0.0; ///< Σ (y − mean)²
};

/// One drawn training set, sorted by x, with prefix sums: the samples of a region are summed up in
/// time that does not grow with n.
struct TrainingSet {
    std::shared_ptr<const std::vector<double>> x;
    std::shared_ptr<const std::vector<double>> y;
    Interval rangeOfY;

    /// Counts, means and squares of the regions between consecutive boundaries; a sample on a
    /// boundary belongs to the region on its right, one on the last to the last region.
    [[nodiscard]] std::vector<RegionSamples> regions(std::span<const double> boundaries) const;

    /// Sums over the samples before every 64th; extended precision keeps differences exact.
    struct Prefix {
        long double sum = 0.0L;     ///< of y − center
        long double squares = 0.0L; ///< of (y − center)²
    };
    double center = 0.0;
    std::vector<Prefix> prefix;

private:
    [[nodiscard]] Prefix before(std::size_t sample) const;
};

/// A training set from outputs that are known.
///
/// \param x  sorted; at least one, as many as y
/// \param checkpoint  called now and then with the share that is done; may be empty
[[nodiscard]] TrainingSet makeTrainingSet(std::shared_ptr<const std::vector<double>> x,
                                          std::shared_ptr<const std::vector<double>> y,
                                          const Checkpoint& checkpoint);

/// y = β(x) + σ · noise.
[[nodiscard]] TrainingSet makeTrainingSet(const Problem& problem, const TrainingInputs& inputs,
                                          double noiseVariance);

} // namespace tradeoff
