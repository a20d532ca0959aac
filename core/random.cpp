// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/random.h"

#include "core/wide_vectors.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tradeoff {

namespace {

// The last word of the counter.
constexpr std::uint32_t sampleStream = 0;
constexpr std::uint32_t boundaryStream = 1;
constexpr std::uint32_t firstUniformStream = 1U << 8U; ///< two indices in each from here on

/// The middle of one of 2^52 equal cells of (0, 1): never 0 or 1. With one bit more, the half would
/// be rounded away in the upper half of the interval, and the last cell to 1.
///
/// The bits become the fraction of a number from 1 to 2, whose distance from 1 is exact: vectors
/// have no conversion of 64 bits before AVX-512.
inline double toUnit(std::uint32_t high, std::uint32_t low)
{
    constexpr std::uint64_t exponentOfOne = std::uint64_t{0x3FF} << 52U;
    const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 32U) | low;
    return (std::bit_cast<double>(exponentOfOne | (bits >> 12U)) - 1.0) + 0x1p-53;
}

std::uint32_t lowHalf(std::uint64_t bits)
{
    return static_cast<std::uint32_t>(bits & 0xFFFFFFFFU);
}

std::uint32_t highHalf(std::uint64_t bits)
{
    return static_cast<std::uint32_t>(bits >> 32U);
}

/// Numerator and denominator of a rational function, coefficients of 1, r, r², …
struct Ratio {
    std::array<double, 8> above;
    std::array<double, 8> below;
};

// The published coefficients of Wichura's PPND16.
constexpr Ratio central{
    {3.3871328727963666080, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
     1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
     3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
     2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
     5.2264952788528545610e+3}};
constexpr Ratio tail{{1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
                      3.64784832476320460504, 1.27045825245236838258, 2.41780725177450611770e-1,
                      2.27238449892691845833e-2, 7.74545014278341407640e-4},
                     {1.0, 2.05319162663775882187, 1.67638483018380384940,
                      6.89767334985100004550e-1, 1.48103976427480074590e-1,
                      1.51986665636164571966e-2, 5.47593808499534494600e-4,
                      1.05075007164441684324e-9}};
constexpr Ratio farTail{
    {6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

inline double polynomial(const std::array<double, 8>& c, double r)
{
    return ((((((c[7] * r + c[6]) * r + c[5]) * r + c[4]) * r + c[3]) * r + c[2]) * r + c[1]) * r +
           c[0];
}

inline double ratio(const Ratio& f, double r)
{
    return polynomial(f.above, r) / polynomial(f.below, r);
}

/// The quantile where |u − ½| is at most this.
constexpr double middle = 0.425;

inline double middleQuantile(double u)
{
    const double fromMiddle = u - 0.5;
    return fromMiddle * ratio(central, middle * middle - fromMiddle * fromMiddle);
}

/// The quantile nearer to the ends.
double tailQuantile(double u)
{
    const double r = std::sqrt(-std::log(std::min(u, 1 - u)));
    constexpr double farOut = 5;
    const double size = r <= farOut ? ratio(tail, r - 1.6) : ratio(farTail, r - farOut);
    return std::copysign(size, u - 0.5);
}

TRADEOFF_WIDE_VECTORS
void middleQuantiles(const double* numbers, double* result, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        result[i] = middleQuantile(numbers[i]);
    }
}

/// See `philox`; here, so that loops over many counters become vectors.
inline std::array<std::uint32_t, 4> rounds(std::array<std::uint32_t, 4> counter,
                                           std::array<std::uint32_t, 2> key)
{
    constexpr int count = 10;
    for (int round = 0; round < count; ++round) {
        const std::uint64_t first = 0xD2511F53ULL * counter[0];
        const std::uint64_t second = 0xCD9E8D57ULL * counter[2];
        counter = {highHalf(second) ^ counter[1] ^ key[0], lowHalf(second),
                   highHalf(first) ^ counter[3] ^ key[1], lowHalf(first)};
        key[0] += 0x9E3779B9U;
        key[1] += 0xBB67AE85U;
    }
    return counter;
}

} // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key)
{
    return rounds(counter, key);
}

SampleDraw drawSample(std::uint64_t seed, std::uint32_t trainingSet, std::uint64_t sample)
{
    const auto bits = philox({lowHalf(sample), highHalf(sample), trainingSet, sampleStream},
                             {lowHalf(seed), highHalf(seed)});
    return {toUnit(bits[0], bits[1]), toUnit(bits[2], bits[3])};
}

TRADEOFF_WIDEST_WITHOUT_PRODUCTS
void drawSamples(std::uint64_t seed, std::uint32_t trainingSet, std::uint64_t first,
                 std::span<double> input, std::span<double> noise)
{
    const std::array<std::uint32_t, 2> key{lowHalf(seed), highHalf(seed)};
    const std::size_t count = input.size();
    double* const inputs = input.data();
    double* const noises = noise.data();
    TRADEOFF_INDEPENDENT_STEPS
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t sample = first + i;
        const auto bits =
            rounds({lowHalf(sample), highHalf(sample), trainingSet, sampleStream}, key);
        inputs[i] = toUnit(bits[0], bits[1]);
        noises[i] = toUnit(bits[2], bits[3]);
    }
}

double drawBoundary(std::uint64_t seed, std::uint64_t boundary)
{
    const auto bits = philox({lowHalf(boundary), highHalf(boundary), 0, boundaryStream},
                             {lowHalf(seed), highHalf(seed)});
    return toUnit(bits[0], bits[1]);
}

double UniformStream::operator()(std::uint32_t index) const
{
    const auto bits =
        philox({lowHalf(sample), highHalf(sample), trainingSet, firstUniformStream + index / 2},
               {lowHalf(seed), highHalf(seed)});
    return index % 2 == 0 ? toUnit(bits[0], bits[1]) : toUnit(bits[2], bits[3]);
}

double normalQuantile(double u)
{
    return std::abs(u - 0.5) <= middle ? middleQuantile(u) : tailQuantile(u);
}

void normalQuantiles(std::span<double> numbers)
{
    constexpr std::size_t blockSize = 64;
    std::array<double, blockSize> quantiles{};
    for (std::size_t first = 0; first < numbers.size(); first += blockSize) {
        const auto block = numbers.subspan(first, std::min(blockSize, numbers.size() - first));
        middleQuantiles(block.data(), quantiles.data(), block.size());
        for (std::size_t i = 0; i < block.size(); ++i) {
            block[i] = std::abs(block[i] - 0.5) <= middle ? quantiles[i] : tailQuantile(block[i]);
        }
    }
}

} // namespace tradeoff
