// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/moments.h"
#include "core/space/points.h"
#include "core/space/polygon.h"

#include <functional>

namespace tradeoff {

/// What is integrated over a region of the plane: weights w (a density, say) and values β, at each
/// of the points.
using PlaneIntegrand =
    std::function<void(const PointsView& points, Eigen::Ref<Eigen::ArrayXd> weights,
                       Eigen::Ref<Eigen::ArrayXd> values)>;

/// How large things are over the whole domain: what is small beside it need not be resolved.
struct QuadratureScale {
    double area = 1.0;
    Moments moments;
};

/// The moments of a region of the plane and how far they may be off.
struct RegionIntegral {
    Moments moments;                 ///< probability: ∫ w
    double probabilityError = 0.0;   ///< estimated, absolute, of the probability
    double approximationError = 0.0; ///< estimated, absolute, of probability · variance
};

/// When a triangle of the quadrature is small enough.
struct QuadratureAccuracy {
    double relative = 3e-9; ///< to which its two rules must agree
    /// The largest share of the domain that a triangle may be whatever its rules say: a jump may
    /// pass between the nodes unseen.
    double largestShare = 0x1p-10;
    double smallestShare = 0x1p-22; ///< that is not cut any further
};

/// For one segmentation: it states errors below 1e-9 where all is smooth.
inline constexpr QuadratureAccuracy fullAccuracy{3e-9, 0x1p-7, 0x1p-22};
/// For many segmentations at a time: they state errors below 1e-6 where all is smooth, and are far
/// better.
inline constexpr QuadratureAccuracy quickAccuracy{1e-6, 0x1p-5, 0x1p-16};

/// ∫ w and the mean and variance of β under w over a convex polygon: triangles with Gauss–Legendre
/// nodes (36 each, exact to degree 10), each cut into four until it is at most a thousandth of the
/// domain and a rule of 16 nodes agrees to 3e-9, or it is a four-millionth (by default). Where w
/// and β are smooth the result is good to about 1e-12; along a kink or a jump the estimated errors
/// say how far it got.
[[nodiscard]] RegionIntegral integrate(const PlaneIntegrand& integrand, const Polygon& polygon,
                                       const QuadratureScale& scale,
                                       const QuadratureAccuracy& accuracy = {});

} // namespace tradeoff
