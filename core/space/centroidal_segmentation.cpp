// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/centroidal_segmentation.h"

#include "core/space/low_discrepancy.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
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

/// The place of a point on a Hilbert curve through the unit cube. (Skilling, AIP Conf. Proc. 707,
/// 2004.)
std::uint64_t placeOnCurve(std::vector<std::uint32_t>& x, int bits)
{
    for (std::uint32_t q = 1U << static_cast<unsigned>(bits - 1); q > 1; q >>= 1U) {
        const std::uint32_t low = q - 1;
        for (std::uint32_t& each : x) {
            if ((each & q) != 0) {
                x.front() ^= low;
            } else {
                const std::uint32_t swapped = (x.front() ^ each) & low;
                x.front() ^= swapped;
                each ^= swapped;
            }
        }
    }
    for (std::size_t k = 1; k < x.size(); ++k) {
        x[k] ^= x[k - 1];
    }
    std::uint32_t turned = 0;
    for (std::uint32_t q = 1U << static_cast<unsigned>(bits - 1); q > 1; q >>= 1U) {
        turned ^= (x.back() & q) != 0 ? q - 1 : 0;
    }
    std::uint64_t place = 0;
    for (int bit = bits - 1; bit >= 0; --bit) {
        for (const std::uint32_t each : x) {
            place = (place << 1U) | (((each ^ turned) >> static_cast<unsigned>(bit)) & 1U);
        }
    }
    return place;
}

/// The points in their order along a Hilbert curve.
Points alongCurve(const BoxDomain& domain, const Points& points)
{
    const auto bits = std::min(16, 63 / static_cast<int>(domain.size()));
    const auto steps = static_cast<double>(1U << static_cast<unsigned>(bits));
    // The domain fills no power of two of the curve's cube: equal shares of it are no squares then,
    // at which Lloyd's method would stand still though other cells are better.
    constexpr double filled = 0.77;
    std::vector<std::uint64_t> places(static_cast<std::size_t>(points.rows()));
    std::vector<std::uint32_t> cell(domain.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t k = 0; k < cell.size(); ++k) {
            const double share =
                (points(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) -
                 domain[k].low) /
                domain[k].length();
            cell[k] = static_cast<std::uint32_t>(share * filled * steps);
        }
        places[i] = placeOnCurve(cell, bits);
    }
    std::vector<Eigen::Index> order(places.size());
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    std::ranges::stable_sort(order, {},
                             [&](Eigen::Index i) { return places[static_cast<std::size_t>(i)]; });
    return points(order, Eigen::all);
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
    for (std::size_t count = fewestPlaces; count <= placesFor(mostExperts); count *= 2) {
        if (checkpoint) {
            checkpoint(-1);
        }
        Places places;
        places.density.points = alongCurve(domain, lowDiscrepancyPoints(domain, 0, count));
        places.shares.resize(static_cast<Eigen::Index>(count));
        density(places.density.points, places.shares);
        places.shares /= places.shares.maxCoeff(); // powers stay in range
        places.density.weights = places.shares.pow(exponent);
        m_places.push_back(std::move(places));
    }
}

Points CentroidalSegmentation::centers(int experts, const Checkpoint& checkpoint) const
{
    const std::size_t level = std::bit_width(placesFor(experts) / fewestPlaces) - 1;
    const Places& places = m_places[std::min(level, m_places.size() - 1)];
    return centroidalCenters(places.density, startOf(places.density.points, places.shares, experts),
                             [&](double) {
                                 if (checkpoint) {
                                     checkpoint(-1);
                                 }
                             });
}

} // namespace tradeoff
