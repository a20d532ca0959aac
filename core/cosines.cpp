// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cosines.h"

#include "core/wide_vectors.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace tradeoff {

namespace {

// π/2 in parts (as in the C library fdlibm): multiples of the first two up to 2^20 are exact.
constexpr double firstPart = 1.57079632673412561417e+00;
constexpr double secondPart = 6.07710050630396597660e-11;
constexpr double thirdPart = 2.02226624879595063154e-21;
constexpr double mostAngle = 0x1p20;

/// cos and sin on [−π/4, π/4] by the polynomials of fdlibm, in r and its square z.
inline double smallCosine(double z)
{
    const double rest =
        z * z *
        (4.16666666666666019037e-02 +
         z * (-1.38888888888741095749e-03 +
              z * (2.48015872894767294178e-05 +
                   z * (-2.75573143513906633035e-07 +
                        z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
    const double half = z / 2;
    const double most = 1 - half;
    return most + (((1 - most) - half) + rest);
}

inline double smallSine(double r, double z)
{
    return r + r * z *
                   (-1.66666666666666324348e-01 +
                    z * (8.33333333332248946124e-03 +
                         z * (-1.98412698298579493134e-04 +
                              z * (2.75573137070700676789e-06 +
                                   z * (-2.50507602534068634195e-08 +
                                        z * 1.58969099521155010221e-10)))));
}

inline double cosine(double angle)
{
    // Adding this rounds to a whole number, which then stands in the last bits.
    constexpr double rounder = 0x1.8p52;
    const double shifted = angle * (2 / std::numbers::pi) + rounder;
    const double quarters = shifted - rounder;
    const auto quadrant = std::bit_cast<std::uint64_t>(shifted);
    const double r =
        ((angle - quarters * firstPart) - quarters * secondPart) - quarters * thirdPart;
    const double z = r * r;
    const double value = (quadrant & 1U) != 0 ? smallSine(r, z) : smallCosine(z);
    return ((quadrant + 1) & 2U) != 0 ? -value : value;
}

TRADEOFF_WIDE_VECTORS
void smallAngles(double* angles, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        angles[i] = cosine(angles[i]);
    }
}

} // namespace

void cosines(std::span<double> angles)
{
    if (std::all_of(angles.begin(), angles.end(),
                    [](double angle) { return std::abs(angle) <= mostAngle; })) {
        smallAngles(angles.data(), angles.size());
        return;
    }
    for (double& angle : angles) {
        angle = std::abs(angle) <= mostAngle ? cosine(angle) : std::cos(angle);
    }
}

} // namespace tradeoff
