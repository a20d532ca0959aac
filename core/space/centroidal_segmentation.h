// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/lloyd_method.h"
#include "core/space/points.h"
#include "core/training_set.h"

#include <Eigen/Core>

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>

namespace tradeoff {

/// Centroidal Voronoi segmentations whose regions follow a segment density λ, for any number of
/// experts: many small regions where λ is large.
///
/// Lloyd's method leads to a density of centres ∝ w^{d/(d+2)} for weights w (Gersho 1979), so the
/// weights are λ^{(d+2)/d}. It starts from equal shares of λ along a Hilbert curve, which is close
/// to where it ends: little is left to do, and one more expert moves the others little.
/// Safe to use from many threads at once.
class CentroidalSegmentation {
public:
    using Density =
        std::function<void(const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result)>;

    /// \param density  λ up to a constant, not negative and not zero everywhere
    CentroidalSegmentation(BoxDomain domain, Density density);

    /// The centres, one in each row: a function of their number alone.
    [[nodiscard]] Points centers(int experts, const Checkpoint& checkpoint) const;

private:
    /// Places spread over the domain, in their order along the curve.
    struct Places {
        LloydMethod method;
        Eigen::ArrayXd shares; ///< λ
    };
    [[nodiscard]] const Places& places(std::size_t count, const Checkpoint& checkpoint) const;
    [[nodiscard]] Places makePlaces(std::size_t count) const;

    BoxDomain m_domain;
    Density m_density;
    mutable std::mutex m_making;
    mutable std::map<std::size_t, Places> m_places; ///< those asked for so far, by their number
};

} // namespace tradeoff
