// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model_selection.h"

#include <cmath>
#include <cstddef>

namespace tradeoff {

namespace {

/// Samples with one x.
struct Group {
    double count = 0.0;
    double mean = 0.0;
    double squares = 0.0; ///< Σ (y − mean)²
};

Group groupAt(std::span<const double> x, std::span<const double> y, std::size_t first)
{
    Group group;
    for (std::size_t i = first; i < x.size() && x[i] == x[first]; ++i) {
        const double gap = y[i] - group.mean;
        group.count += 1;
        group.mean += gap / group.count;
        group.squares += gap * (y[i] - group.mean);
    }
    return group;
}

} // namespace

std::optional<double> noiseVarianceEstimate(std::span<const double> x, std::span<const double> y)
{
    if (x.size() < 2) {
        return std::nullopt;
    }
    Group last = groupAt(x, y, 0);
    auto first = static_cast<std::size_t>(last.count);
    long double sum = last.squares;
    while (first < x.size()) {
        const Group group = groupAt(x, y, first);
        const double gap = group.mean - last.mean;
        sum += group.squares + gap * gap / (1 / last.count + 1 / group.count);
        first += static_cast<std::size_t>(group.count);
        last = group;
    }
    return static_cast<double>(sum / static_cast<long double>(x.size() - 1));
}

double mallowsCp(double trainingError, std::int64_t constants, std::int64_t samples,
                 double noiseVariance)
{
    return trainingError +
           2 * noiseVariance * static_cast<double>(constants) / static_cast<double>(samples);
}

std::optional<EstimatedError> leastError(std::span<const EstimatedError> errors)
{
    std::optional<EstimatedError> best;
    for (const EstimatedError& entry : errors) {
        if (std::isnan(entry.error)) {
            continue;
        }
        if (!best || entry.error < best->error ||
            (entry.error == best->error && entry.experts < best->experts)) {
            best = entry;
        }
    }
    return best;
}

} // namespace tradeoff
