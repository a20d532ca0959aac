// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/moments.h"
#include "core/space/coordinates.h"
#include "core/space/region_shape.h"
#include "core/space/space_problem.h"
#include "core/training_set.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace tradeoff {

/// The region of each of the points, from 0.
using RegionsOfPoints =
    std::function<void(const PointsView& points, std::span<std::uint32_t> regions)>;

/// What quasi-Monte Carlo tells of one region.
struct SampledRegion {
    Moments moments;
    RegionShape shape;
    double boundAtCenter = 0.0; ///< see RegionBound
    double boundIntegral = 0.0;
};

/// A number and the standard error of its estimate.
struct SampledNumber {
    double value = 0.0;
    double standardError = 0.0;
};

struct SampledRegions {
    std::vector<SampledRegion> regions;
    SampledNumber approximation; ///< Σ P_i v_i
    SampledNumber boundIntegral; ///< the sum of the regions' bounds in integral form
};

/// A problem of any number of dimensions at points spread evenly over its domain: what integrals
/// over regions of any shape are made from. 16 replicates of a Sobol sequence, independent of each
/// other, so that their spread tells the standard errors.
///
/// A region's variance is the mean of those within the replicates plus the variance of the region's
/// mean between them, which makes it unbiased however few points fall into it.
/// Immutable; safe to use from many threads at once.
class SpaceSamples {
public:
    static constexpr std::uint32_t replicates = 16;

    /// \param pointsOfReplicate  best a power of two
    SpaceSamples(std::shared_ptr<const SpaceProblem> problem, std::size_t pointsOfReplicate);

    /// \param count  of the regions
    /// \param known  their shapes, where these are known; else empty
    [[nodiscard]] SampledRegions regions(const RegionsOfPoints& regionsOf, std::size_t count,
                                         const Checkpoint& checkpoint,
                                         std::span<const RegionShape> known = {}) const;
    /// The regions between thresholds of the target function, increasing; see levelRegionsOfPoints.
    [[nodiscard]] SampledRegions levelRegions(std::span<const double> thresholds,
                                              const Checkpoint& checkpoint) const;

    [[nodiscard]] const SpaceProblem& problem() const { return *m_problem; }
    /// ∫ (p ‖∇β‖²)^{d/(d+2)}; see the plane's function of this name.
    [[nodiscard]] SampledNumber optimalDensityMass() const;

    /// A value of β and the share of the probability that takes about that value.
    struct WeightedValue {
        double value = 0.0;
        double weight = 0.0;
    };
    /// The law of β(X): the values at all points, increasing. Their weights sum to 1.
    [[nodiscard]] std::vector<WeightedValue> lawOfTarget() const;

private:
    struct Replicate {
        Points points;
        Eigen::ArrayXd values;  ///< β
        Eigen::ArrayXd weights; ///< p times the volume of a point; their sum is 1
        Eigen::ArrayXd slopes;  ///< the weights times ‖∇β‖²
    };

    using Assign = std::function<void(const Replicate&, std::span<std::uint32_t> regions)>;
    [[nodiscard]] SampledRegions assigned(const Assign& assign, std::size_t count,
                                          const Checkpoint& checkpoint,
                                          std::span<const RegionShape> known) const;

    std::shared_ptr<const SpaceProblem> m_problem;
    double m_volumeOfPoint;
    std::vector<Replicate> m_replicates;
};

/// The regions of a grid with so many parts along each coordinate, the first coordinate fastest.
[[nodiscard]] RegionsOfPoints gridRegionsOfPoints(const BoxDomain& domain, std::vector<int> counts);

/// The Voronoi cells of centres, one in each row.
[[nodiscard]] RegionsOfPoints voronoiRegionsOfPoints(const Points& centers);

} // namespace tradeoff
