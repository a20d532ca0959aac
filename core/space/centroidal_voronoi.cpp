// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/centroidal_voronoi.h"

#include "core/random.h"
#include "core/space/nearest_center.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include <tbb/parallel_for.h>

namespace tradeoff {

namespace {

/// Points are summed in parts of this many, in their order, whatever the number of threads.
constexpr Eigen::Index chunk = 1 << 15;

/// What the points of a chunk add to each centre's sums.
struct Sums {
    Eigen::ArrayXd weights;
    Points firstMoments;
    double squares = 0.0; ///< Σ weight · squared distance

    explicit Sums(const Points& centers)
        : weights(Eigen::ArrayXd::Zero(centers.rows()))
        , firstMoments(Points::Zero(centers.rows(), centers.cols()))
    {}
};

void addChunk(const WeightedPoints& density, const NearestCenter& nearest, Eigen::Index first,
              Sums& sums)
{
    const Eigen::Index count = std::min(chunk, density.points.rows() - first);
    std::vector<std::uint32_t> owners(static_cast<std::size_t>(count));
    nearest.nearest(density.points.middleRows(first, count), owners);
    for (Eigen::Index i = 0; i < count; ++i) {
        const auto owner = static_cast<Eigen::Index>(owners[static_cast<std::size_t>(i)]);
        const double weight = density.weights(first + i);
        sums.weights(owner) += weight;
        for (Eigen::Index k = 0; k < density.points.cols(); ++k) {
            const double x = density.points(first + i, k);
            const double distance = x - nearest.centers()(owner, k);
            sums.firstMoments(owner, k) += weight * x;
            sums.squares += weight * distance * distance;
        }
    }
}

} // namespace

Points drawCenters(const WeightedPoints& density, int count, std::uint64_t seed)
{
    std::vector<double> running(static_cast<std::size_t>(density.weights.size()));
    double sum = 0;
    for (std::size_t i = 0; i < running.size(); ++i) {
        sum += density.weights(static_cast<Eigen::Index>(i));
        running[i] = sum;
    }
    Points centers(count, density.points.cols());
    for (Eigen::Index i = 0; i < centers.rows(); ++i) {
        const double at = drawBoundary(seed, static_cast<std::uint64_t>(i)) * sum;
        const auto found = std::ranges::upper_bound(running, at) - running.begin();
        centers.row(i) = density.points.row(
            std::min(static_cast<Eigen::Index>(found), density.points.rows() - 1));
    }
    return centers;
}

double lloydStep(const WeightedPoints& density, Points& centers)
{
    const NearestCenter nearest(centers);
    const auto chunks = static_cast<std::size_t>((density.points.rows() + chunk - 1) / chunk);
    std::vector<Sums> parts(chunks, Sums(centers));
    tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t i) {
        addChunk(density, nearest, static_cast<Eigen::Index>(i) * chunk, parts[i]);
    });
    Sums whole(centers);
    for (const Sums& part : parts) {
        whole.weights += part.weights;
        whole.firstMoments += part.firstMoments;
        whole.squares += part.squares;
    }
    for (Eigen::Index i = 0; i < centers.rows(); ++i) {
        if (whole.weights(i) > 0) {
            centers.row(i) = whole.firstMoments.row(i) / whole.weights(i);
        }
    }
    return whole.squares / whole.weights.sum();
}

Points centroidalCenters(const WeightedPoints& density, Points start, const Checkpoint& checkpoint)
{
    constexpr int mostSteps = 200;
    constexpr double smallestGain = 1e-5;
    double last = std::numeric_limits<double>::infinity();
    for (int step = 0; step < mostSteps; ++step) {
        if (checkpoint) {
            checkpoint(static_cast<double>(step) / mostSteps);
        }
        const double now = lloydStep(density, start);
        if (now > last * (1 - smallestGain)) {
            break;
        }
        last = now;
    }
    return start;
}

} // namespace tradeoff
