// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/polygon.h"
#include "core/space/space_problem.h"

#include <span>
#include <vector>

namespace tradeoff {

/// The paper's upper bound on the approximation error of one region of the plane, in two forms.
struct RegionBound {
    /// d ‖∇β(x_i)‖² p(x_i) M(A_i) V(A_i)^{1+2/d} at the region's centroid x_i, as in the paper:
    /// right as the regions shrink. For few large regions it need not bound anything: the gradient
    /// may happen to vanish at the centroids.
    double atCenter = 0.0;
    /// d M(A_i) V(A_i)^{2/d} ∫_{A_i} p ‖∇β‖², the same with the integral in place of its middle
    /// value. It held in every case tried.
    double integral = 0.0;
};

/// The bounds of regions of the plane, on all processors. (Y. Dar, arXiv:2510.03151; d = 2.)
[[nodiscard]] std::vector<RegionBound> upperBounds(const SpaceProblem& problem,
                                                   std::span<const Polygon> regions,
                                                   const QuadratureAccuracy& accuracy = {});

/// ∫ (p ‖∇β‖²)^{d/(d+2)} over the plane's domain: the optimal segment density is
/// λ* = (p ‖∇β‖²)^{d/(d+2)} over this number.
[[nodiscard]] double optimalDensityMass(const SpaceProblem& problem);

/// d M m^{-2/d} (∫ (p ‖∇β‖²)^{d/(d+2)})^{(d+2)/d}: the bound for the optimal segment density with
/// cells of one shape.
/// \param mass          optimalDensityMass
/// \param secondMoment  M of the cells, 1/12 for squares
[[nodiscard]] double optimalUpperBound(double mass, double secondMoment, std::size_t dimensions,
                                       int experts);

} // namespace tradeoff
