// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/random.h"

#include <boost/math/special_functions/erf.hpp>

#include <numbers>

namespace tradeoff {

namespace {

// The last word of the counter.
constexpr std::uint32_t sampleStream = 0;
constexpr std::uint32_t boundaryStream = 1;

/// The middle of one of 2^52 equal cells of (0, 1): never 0 or 1. With one bit more, the half would
/// be rounded away in the upper half of the interval, and the last cell to 1.
double toUnit(std::uint32_t high, std::uint32_t low)
{
    const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 32U) | low;
    return (static_cast<double>(bits >> 12U) + 0.5) * 0x1p-52;
}

std::uint32_t lowHalf(std::uint64_t bits)
{
    return static_cast<std::uint32_t>(bits & 0xFFFFFFFFU);
}

std::uint32_t highHalf(std::uint64_t bits)
{
    return static_cast<std::uint32_t>(bits >> 32U);
}

} // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key)
{
    constexpr int rounds = 10;
    for (int round = 0; round < rounds; ++round) {
        const std::uint64_t first = 0xD2511F53ULL * counter[0];
        const std::uint64_t second = 0xCD9E8D57ULL * counter[2];
        counter = {highHalf(second) ^ counter[1] ^ key[0], lowHalf(second),
                   highHalf(first) ^ counter[3] ^ key[1], lowHalf(first)};
        key[0] += 0x9E3779B9U;
        key[1] += 0xBB67AE85U;
    }
    return counter;
}

SampleDraw drawSample(std::uint64_t seed, std::uint32_t trainingSet, std::uint64_t sample)
{
    const auto bits = philox({lowHalf(sample), highHalf(sample), trainingSet, sampleStream},
                             {lowHalf(seed), highHalf(seed)});
    return {toUnit(bits[0], bits[1]), toUnit(bits[2], bits[3])};
}

double drawBoundary(std::uint64_t seed, std::uint64_t boundary)
{
    const auto bits = philox({lowHalf(boundary), highHalf(boundary), 0, boundaryStream},
                             {lowHalf(seed), highHalf(seed)});
    return toUnit(bits[0], bits[1]);
}

double normalQuantile(double u)
{
    // Double precision throughout: Boost's default of long double is several times slower.
    using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * u, Policy());
}

} // namespace tradeoff
