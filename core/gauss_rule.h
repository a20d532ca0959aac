// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/math/quadrature/gauss.hpp>

#include <array>
#include <cstddef>

namespace tradeoff {

/// Gauss–Legendre nodes and weights on [−1, 1], unfolded from Boost's half.
template <unsigned Count>
struct GaussRule {
    std::array<double, Count> nodes{};
    std::array<double, Count> weights{};

    GaussRule()
    {
        using Half = boost::math::quadrature::gauss<double, Count>;
        for (std::size_t i = 0; i < Count / 2; ++i) {
            nodes[Count / 2 + i] = Half::abscissa()[i];
            nodes[Count / 2 - 1 - i] = -Half::abscissa()[i];
            weights[Count / 2 + i] = weights[Count / 2 - 1 - i] = Half::weights()[i];
        }
    }
};

template <unsigned Count>
const GaussRule<Count>& gaussRule()
{
    static_assert(Count % 2 == 0);
    static const GaussRule<Count> rule;
    return rule;
}

/// Weight, mean and variance of weighted values.
struct WeightedSums {
    double weight = 0.0;
    double mean = 0.0;     ///< 0 where there is no weight
    double variance = 0.0; ///< from deviations, never from differences of squares
};

template <unsigned Count>
WeightedSums weightedSums(const std::array<double, Count>& weights,
                          const std::array<double, Count>& values)
{
    WeightedSums sums;
    for (std::size_t i = 0; i < Count; ++i) {
        sums.weight += weights[i];
        sums.mean += weights[i] * values[i];
    }
    if (!(sums.weight > 0)) {
        return {};
    }
    sums.mean /= sums.weight;
    for (std::size_t i = 0; i < Count; ++i) {
        const double deviation = values[i] - sums.mean;
        sums.variance += weights[i] * deviation * deviation;
    }
    sums.variance /= sums.weight;
    return sums;
}

} // namespace tradeoff
