// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/nearness.h"
#include "core/scenario.h"
#include "core/training_set.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace tradeoff {

/// What a fit to data depends on, beside the regions themselves.
struct DataFitSetting {
    EmptyRegionRule emptyRegion = EmptyRegionRule::Zero;
    double noiseVariance = 0.0; ///< an estimate σ̂², for Mallows' Cp
};

/// One expert of a fit to data.
struct DataRegion {
    Interval interval;
    std::int64_t samples = 0;
    double constant = 0.0; ///< mean of y, or what the empty-region rule says
    double squares = 0.0;  ///< Σ (y − constant)² of its samples

    bool operator==(const DataRegion&) const = default;
};

/// What data alone tell about the error of a fit; squared units of y.
struct DataErrors {
    double training = 0.0;             ///< (1/n) Σ (y − f(x))²
    std::optional<double> leaveOneOut; ///< nothing for a single sample
    double mallowsCp = 0.0;            ///< training + 2 σ̂² k/n, k the number of filled regions
    std::int64_t filledRegions = 0;

    bool operator==(const DataErrors&) const = default;
};

/// m experts fitted to data.
struct DataFit {
    std::vector<DataRegion> regions; ///< from left to right
    DataErrors errors;

    bool operator==(const DataFit&) const = default;
};

/// The errors of the least-squares fit whose regions hold these samples.
[[nodiscard]] DataErrors dataErrors(std::span<const RegionSamples> regions,
                                    const Nearness& nearness, const DataFitSetting& setting);

/// The least-squares fit for given regions.
///
/// \param boundaries  at least two, strictly increasing; the first and last regions also take the
///        samples beyond them, a sample on a boundary belongs to the region on its right
[[nodiscard]] DataFit fitData(const TrainingSet& data, std::span<const double> boundaries,
                              const DataFitSetting& setting);

/// The errors of a fit for one number of experts.
struct DataSweepRow {
    int experts = 1;
    DataErrors errors;

    bool operator==(const DataSweepRow&) const = default;
};

/// Segmentations of which the errors are wanted.
struct DataSweep {
    std::vector<int> experts;                                   ///< each at least 1
    std::function<std::vector<double>(int experts)> boundaries; ///< called from many threads
    DataFitSetting setting;
};

/// The errors for each number of experts in the order given, in parallel.
/// \param checkpoint  gets shares that never fall; may throw to end it
[[nodiscard]] std::vector<DataSweepRow> sweepData(const TrainingSet& data, const DataSweep& sweep,
                                                  const Checkpoint& checkpoint);

} // namespace tradeoff
