// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/centroidal_segmentation.h"

#include "core/space/hilbert_curve.h"
#include "core/space/low_discrepancy.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <utility>

namespace tradeoff {

namespace {

/// Enough that a cell's centroid is good to a few hundredths of the cell, which the approximation
/// error feels in the second order alone.
constexpr std::size_t placesOfExpert = 64;
constexpr std::size_t fewestPlaces = 1 << 12;
constexpr std::size_t mostPlaces = 1 << 20; // above 16384 experts fewer for each: memory

std::size_t placesFor(int experts)
{
    return std::clamp(placesOfExpert * std::bit_ceil(static_cast<std::size_t>(experts)),
                      fewestPlaces, mostPlaces);
}

/// Centroids of equal shares of the density along the curve.
Points startOf(const Points& points, const Eigen::ArrayXd& shares, int experts)
{
    Points centers = Points::Zero(experts, points.cols());
    Eigen::ArrayXd weights = Eigen::ArrayXd::Zero(experts);
    const double step = shares.sum() / experts;
    double running = 0;
    for (Eigen::Index i = 0; i < points.rows(); ++i) {
        const auto owner = std::min(static_cast<Eigen::Index>((running + shares(i) / 2) / step),
                                    Eigen::Index{experts - 1});
        running += shares(i);
        centers.row(owner) += shares(i) * points.row(i);
        weights(owner) += shares(i);
    }
    for (Eigen::Index i = 0; i < experts; ++i) {
        if (weights(i) > 0) {
            centers.row(i) /= weights(i);
        } else {
            // A spike's whole share lies at one place: others of its centres join it there.
            centers.row(i) = i > 0 ? Points(centers.row(i - 1)) : Points(points.row(0));
        }
    }
    return centers;
}

} // namespace

CentroidalSegmentation::CentroidalSegmentation(BoxDomain domain, Density density)
    : m_domain(std::move(domain))
    , m_density(std::move(density))
{}

Points CentroidalSegmentation::centers(int experts, const Checkpoint& checkpoint) const
{
    const Places& among = places(placesFor(experts), checkpoint);
    return among.method.settle(startOf(among.method.density().points, among.shares, experts),
                               checkpoint);
}

const CentroidalSegmentation::Places&
CentroidalSegmentation::places(std::size_t count, const Checkpoint& checkpoint) const
{
    const std::lock_guard lock(m_making);
    auto found = m_places.find(count);
    if (found == m_places.end()) {
        if (checkpoint) {
            checkpoint(-1);
        }
        found = m_places.emplace(count, makePlaces(count)).first;
    }
    return found->second;
}

/// On one thread: a lock is held.
CentroidalSegmentation::Places CentroidalSegmentation::makePlaces(std::size_t count) const
{
    const Points spread = lowDiscrepancyPoints(m_domain, 0, count);
    WeightedPoints density{spread(hilbertOrder(m_domain, spread), Eigen::all), {}};
    Eigen::ArrayXd shares(density.points.rows());
    m_density(density.points, shares);
    shares /= shares.maxCoeff(); // powers stay in range
    density.weights = shares.pow(1 + 2 / static_cast<double>(m_domain.size()));
    return {LloydMethod(std::move(density)), std::move(shares)};
}

} // namespace tradeoff
