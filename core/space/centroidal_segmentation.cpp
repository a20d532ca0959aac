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

CentroidalSegmentation::CentroidalSegmentation(const BoxDomain& domain, const Density& density,
                                               int mostExperts, const Checkpoint& checkpoint)
{
    const double exponent = 1 + 2 / static_cast<double>(domain.size());
    const std::size_t most = placesFor(mostExperts);
    const Points points = lowDiscrepancyPoints(domain, 0, most);
    std::vector<Eigen::Index> order = hilbertOrder(domain, points);
    for (std::size_t count = most; count >= fewestPlaces; count /= 2) {
        if (checkpoint) {
            checkpoint(-1);
        }
        // The first half of the sequence is spread as evenly as the whole.
        std::erase_if(order,
                      [count](Eigen::Index i) { return i >= static_cast<Eigen::Index>(count); });
        WeightedPoints places{points(order, Eigen::all), {}};
        Eigen::ArrayXd shares(places.points.rows());
        density(places.points, shares);
        shares /= shares.maxCoeff(); // powers stay in range
        places.weights = shares.pow(exponent);
        m_places.push_back({LloydMethod(std::move(places)), std::move(shares)});
    }
    std::ranges::reverse(m_places);
}

Points CentroidalSegmentation::centers(int experts, const Checkpoint& checkpoint) const
{
    const std::size_t level = std::bit_width(placesFor(experts) / fewestPlaces) - 1;
    const Places& places = m_places[std::min(level, m_places.size() - 1)];
    return places.method.settle(startOf(places.method.density().points, places.shares, experts),
                                checkpoint);
}

} // namespace tradeoff
