// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/moments.h"
#include "core/space/plane_quadrature.h"
#include "core/space/points.h"
#include "core/space/space_density.h"
#include "core/space/space_target.h"

#include <span>
#include <vector>

namespace tradeoff {

/// The target function β and the normalised input density p on a box of two or more dimensions.
/// Immutable; safe to use from many threads at once.
class SpaceProblem {
public:
    SpaceProblem(BoxDomain domain, SpaceTarget target, SpaceDensity density);

    [[nodiscard]] const BoxDomain& domain() const { return m_domain; }
    [[nodiscard]] std::size_t dimensions() const { return m_domain.size(); }
    [[nodiscard]] const SpaceTarget& target() const { return m_target; }
    [[nodiscard]] const SpaceDensity& density() const { return m_density; }
    /// p at each of the points.
    void densities(const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) const;
    /// ‖∇β‖² at each of the points.
    [[nodiscard]] Eigen::ArrayXd squaredSlopes(const PointsView& points) const;

    /// Moments of the whole domain: probability 1, E β, Var β. In the plane by quadrature, else by
    /// quasi-Monte Carlo.
    [[nodiscard]] const Moments& moments() const { return m_scale.moments; }
    /// Estimated relative error of the normalisation of p.
    [[nodiscard]] double relativeError() const { return m_relativeError; }

    /// p and β of the plane, to be integrated.
    [[nodiscard]] PlaneIntegrand integrand() const;
    [[nodiscard]] const QuadratureScale& scale() const { return m_scale; }
    /// The moments of regions of the plane, on all processors.
    [[nodiscard]] std::vector<RegionIntegral>
    integrals(std::span<const Polygon> regions, const QuadratureAccuracy& accuracy = {}) const;

private:
    [[nodiscard]] double greatestLogDensity() const; ///< at many places; keeps powers of e in range
    void normalizeRoughly();
    void normalizeInPlane();

    BoxDomain m_domain;
    SpaceTarget m_target;
    SpaceDensity m_density;
    double m_logMass = 0.0; ///< of exp(log values)
    QuadratureScale m_scale;
    double m_relativeError = 0.0;
};

} // namespace tradeoff
