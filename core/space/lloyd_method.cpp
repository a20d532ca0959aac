// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/lloyd_method.h"

#include "core/space/nearest_center.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include <tbb/parallel_for.h>

namespace tradeoff {

namespace {

constexpr std::size_t pointsOfBox = 32; // of the smallest ones
constexpr std::size_t boxesOfBox = 4;   // in greater ones
/// The greatest boxes, each summed by itself, whatever the number of threads.
constexpr std::size_t mostGreatest = 8;

/// In more dimensions a box's centres are nearly all of them, and each point is looked up.
constexpr std::size_t mostDimensionsOfTree = 4;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// How many runs of some length there are, the last one perhaps shorter.
std::size_t runs(std::size_t count, std::size_t length)
{
    return (count + length - 1) / length;
}

} // namespace

/// Of the points that are nearest to each centre.
struct LloydMethod::Sums {
    std::vector<double> weights;
    std::vector<double> firstMoments; ///< coordinate k of centre i at i · dimensions + k
    double squares = 0.0;             ///< Σ weight · squared distance, of all centres

    Sums(std::size_t centers, std::size_t dimensions)
        : weights(centers)
        , firstMoments(centers * dimensions)
    {}
};

/// One way down the tree for centres where they are.
/// \tparam Dimensions  0 where the compiler is not to know them: for the plane it makes code that
///                     is twice as fast
template <std::size_t Dimensions>
class LloydMethod::Descent {
public:
    /// \param centers  coordinate k of centre i at i · dimensions + k; must outlive this object
    Descent(const LloydMethod& method, const std::vector<double>& centers)
        : m_method(method)
        , m_centers(centers)
        , m_winners(method.m_levels.size())
        , m_sums(centers.size() / method.m_dimensions, method.m_dimensions)
    {}

    [[nodiscard]] const Sums& sums() const { return m_sums; }

    /// Adds the points of a box.
    /// \param from  centres, among them all that are nearest to one of them
    void add(std::size_t level, std::size_t box, const std::vector<std::uint32_t>& from)
    {
        if (!(m_method.m_levels[level].weights[box] > 0)) {
            return;
        }
        std::vector<std::uint32_t>& winners = m_winners[level];
        findWinners(level, box, from);
        if (winners.size() == 1) {
            addWhole(m_method.m_levels[level], box, winners.front());
        } else if (level == 0) {
            addPoints(box, winners);
        } else {
            const std::size_t count = m_method.m_levels[level - 1].weights.size();
            const std::size_t first = box * boxesOfBox;
            for (std::size_t i = first; i < std::min(first + boxesOfBox, count); ++i) {
                add(level - 1, i, winners);
            }
        }
    }

private:
    [[nodiscard]] std::size_t dimensions() const
    {
        return Dimensions > 0 ? Dimensions : m_method.m_dimensions;
    }
    [[nodiscard]] const double* center(std::uint32_t index) const
    {
        return &m_centers[index * dimensions()];
    }

    /// Those of some centres that are nearest to some place of a box: all that are nearer than the
    /// one in its middle to the corner that lies farthest in their direction.
    void findWinners(std::size_t level, std::size_t box, const std::vector<std::uint32_t>& from)
    {
        const double* const low = &m_method.m_levels[level].low[box * dimensions()];
        const double* const high = &m_method.m_levels[level].high[box * dimensions()];
        std::uint32_t middle = from.front();
        double least = infinity;
        for (const std::uint32_t each : from) {
            double distance = 0;
            for (std::size_t k = 0; k < dimensions(); ++k) {
                const double gap = center(each)[k] - (low[k] + high[k]) / 2;
                distance += gap * gap;
            }
            middle = distance < least ? each : middle;
            least = std::min(distance, least);
        }
        std::vector<std::uint32_t>& winners = m_winners[level];
        winners.resize(from.size() + 1);
        winners.front() = middle;
        std::size_t count = 1;
        for (const std::uint32_t each : from) { // without branches, which nothing could predict
            double farthest = 0;
            double length = 0;
            for (std::size_t k = 0; k < dimensions(); ++k) {
                const double at = center(middle)[k];
                const double way = center(each)[k] - at;
                farthest += std::max(way * (low[k] - at), way * (high[k] - at));
                length += way * way;
            }
            winners[count] = each;
            count += 2 * farthest > length ? 1 : 0;
        }
        winners.resize(count);
    }

    void addWhole(const Level& level, std::size_t box, std::uint32_t owner)
    {
        const double weight = level.weights[box];
        const double* const centroid = &level.centroids[box * dimensions()];
        m_sums.weights[owner] += weight;
        m_sums.squares += level.spreads[box];
        for (std::size_t k = 0; k < dimensions(); ++k) {
            const double gap = centroid[k] - center(owner)[k];
            m_sums.firstMoments[owner * dimensions() + k] += weight * centroid[k];
            m_sums.squares += weight * gap * gap;
        }
    }

    void addPoints(std::size_t box, const std::vector<std::uint32_t>& winners)
    {
        const Points& points = m_method.m_density.points;
        const auto coordinate = [&](std::size_t i, std::size_t k) {
            return points(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k));
        };
        const auto count = static_cast<std::size_t>(points.rows());
        const std::size_t first = box * pointsOfBox;
        for (std::size_t i = first; i < std::min(first + pointsOfBox, count); ++i) {
            std::uint32_t owner = winners.front();
            double least = infinity;
            for (const std::uint32_t each : winners) {
                double distance = 0;
                for (std::size_t k = 0; k < dimensions(); ++k) {
                    const double gap = coordinate(i, k) - center(each)[k];
                    distance += gap * gap;
                }
                owner = distance < least ? each : owner;
                least = std::min(distance, least);
            }
            const double weight = m_method.m_density.weights(static_cast<Eigen::Index>(i));
            m_sums.weights[owner] += weight;
            m_sums.squares += weight * least;
            for (std::size_t k = 0; k < dimensions(); ++k) {
                m_sums.firstMoments[owner * dimensions() + k] += weight * coordinate(i, k);
            }
        }
    }

    const LloydMethod& m_method;
    const std::vector<double>& m_centers;
    std::vector<std::vector<std::uint32_t>> m_winners; ///< of the box that each level is in
    Sums m_sums;
};

LloydMethod::Level::Level(std::size_t boxes, std::size_t dimensions)
    : low(boxes * dimensions, infinity)
    , high(boxes * dimensions, -infinity)
    , centroids(boxes * dimensions)
    , weights(boxes)
    , spreads(boxes)
{}

LloydMethod::LloydMethod(WeightedPoints density)
    : m_density(std::move(density))
    , m_dimensions(static_cast<std::size_t>(m_density.points.cols()))
    , m_whole(0, m_dimensions)
{
    // A point is a box, too.
    Level points(static_cast<std::size_t>(m_density.points.rows()), m_dimensions);
    for (std::size_t i = 0; i < points.weights.size(); ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        points.weights[i] = m_density.weights(row);
        for (std::size_t k = 0; k < m_dimensions; ++k) {
            const double x = m_density.points(row, static_cast<Eigen::Index>(k));
            for (std::vector<double>* each : {&points.low, &points.high, &points.centroids}) {
                (*each)[i * m_dimensions + k] = x;
            }
        }
    }
    m_levels.push_back(boxesOf(points, pointsOfBox));
    while (m_levels.back().weights.size() > mostGreatest) {
        m_levels.push_back(boxesOf(m_levels.back(), boxesOfBox));
    }
    m_whole = boxesOf(m_levels.back(), mostGreatest);
}

LloydMethod::Level LloydMethod::boxesOf(const Level& smaller, std::size_t length) const
{
    const std::size_t count = smaller.weights.size();
    Level result(runs(count, length), m_dimensions);
    for (std::size_t box = 0; box < result.weights.size(); ++box) {
        const std::size_t first = box * length;
        const std::size_t last = std::min(first + length, count);
        for (std::size_t i = first; i < last; ++i) {
            result.weights[box] += smaller.weights[i];
            result.spreads[box] += smaller.spreads[i];
        }
        for (std::size_t k = 0; k < m_dimensions; ++k) {
            const std::size_t at = box * m_dimensions + k;
            double moment = 0;
            for (std::size_t i = first; i < last; ++i) {
                const std::size_t from = i * m_dimensions + k;
                result.low[at] = std::min(result.low[at], smaller.low[from]);
                result.high[at] = std::max(result.high[at], smaller.high[from]);
                moment += smaller.weights[i] * smaller.centroids[from];
            }
            const double weight = result.weights[box];
            result.centroids[at] = weight > 0 ? moment / weight : result.low[at];
            for (std::size_t i = first; i < last; ++i) {
                const double gap = smaller.centroids[i * m_dimensions + k] - result.centroids[at];
                result.spreads[box] += smaller.weights[i] * gap * gap;
            }
        }
    }
    return result;
}

LloydMethod::Sums LloydMethod::sumsOfPoints(std::size_t box, const NearestCenter& nearest) const
{
    std::size_t length = pointsOfBox;
    for (std::size_t level = 1; level < m_levels.size(); ++level) {
        length *= boxesOfBox;
    }
    const auto first = static_cast<Eigen::Index>(box * length);
    const auto points = m_density.points.middleRows(
        first, std::min(static_cast<Eigen::Index>(length), m_density.points.rows() - first));
    std::vector<std::uint32_t> owners(static_cast<std::size_t>(points.rows()));
    nearest.nearest(points, owners);
    Sums sums(static_cast<std::size_t>(nearest.centers().rows()), m_dimensions);
    for (Eigen::Index i = 0; i < points.rows(); ++i) {
        const std::size_t owner = owners[static_cast<std::size_t>(i)];
        const double weight = m_density.weights(first + i);
        sums.weights[owner] += weight;
        for (std::size_t k = 0; k < m_dimensions; ++k) {
            const double x = points(i, static_cast<Eigen::Index>(k));
            const double gap = x - nearest.centers()(static_cast<Eigen::Index>(owner),
                                                     static_cast<Eigen::Index>(k));
            sums.firstMoments[owner * m_dimensions + k] += weight * x;
            sums.squares += weight * gap * gap;
        }
    }
    return sums;
}

LloydMethod::Sums LloydMethod::sumsOver(const Points& centers) const
{
    const auto count = static_cast<std::size_t>(centers.rows());
    std::vector<double> coordinates(count * m_dimensions);
    for (std::size_t i = 0; i < coordinates.size(); ++i) {
        coordinates[i] = centers(static_cast<Eigen::Index>(i / m_dimensions),
                                 static_cast<Eigen::Index>(i % m_dimensions));
    }
    std::vector<std::uint32_t> all(count);
    std::iota(all.begin(), all.end(), 0U);
    const std::size_t level = m_levels.size() - 1;
    std::vector<Sums> parts(m_levels[level].weights.size(), Sums(0, m_dimensions));
    const auto addBox = [&]<std::size_t Dimensions>(std::size_t box) {
        Descent<Dimensions> descent(*this, coordinates);
        descent.add(level, box, all);
        parts[box] = descent.sums();
    };
    std::optional<NearestCenter> nearest;
    if (m_dimensions > mostDimensionsOfTree) {
        nearest.emplace(centers);
    }
    tbb::parallel_for(std::size_t{0}, parts.size(), [&](std::size_t box) {
        constexpr std::size_t plane = 2;
        if (nearest) {
            parts[box] = sumsOfPoints(box, *nearest);
        } else if (m_dimensions == plane) {
            addBox.template operator()<plane>(box);
        } else {
            addBox.template operator()<0>(box);
        }
    });
    Sums whole(count, m_dimensions);
    for (const Sums& part : parts) {
        const auto addTo = [](std::vector<double>& sum, const std::vector<double>& other) {
            std::ranges::transform(sum, other, sum.begin(), std::plus{});
        };
        addTo(whole.weights, part.weights);
        addTo(whole.firstMoments, part.firstMoments);
        whole.squares += part.squares;
    }
    return whole;
}

double LloydMethod::step(Points& centers, double relaxation) const
{
    const Sums sums = sumsOver(centers);
    for (Eigen::Index i = 0; i < centers.rows(); ++i) {
        const auto center = static_cast<std::size_t>(i);
        if (!(sums.weights[center] > 0)) {
            continue;
        }
        for (std::size_t k = 0; k < m_dimensions; ++k) {
            double& at = centers(i, static_cast<Eigen::Index>(k));
            const double centroid =
                sums.firstMoments[center * m_dimensions + k] / sums.weights[center];
            at = std::clamp(at + relaxation * (centroid - at), m_whole.low[k], m_whole.high[k]);
        }
    }
    return sums.squares / std::accumulate(sums.weights.begin(), sums.weights.end(), 0.0);
}

Points LloydMethod::settle(Points centers, const Checkpoint& checkpoint) const
{
    constexpr int mostSteps = 200;
    constexpr double smallestGain = 3e-4;
    // Takes half of the steps that Lloyd's own 1 takes, and ends at a lower mean.
    constexpr double relaxation = 1.8;
    double last = infinity;
    for (int i = 0; i < mostSteps; ++i) {
        if (checkpoint) {
            checkpoint(-1); // nobody knows how many are left
        }
        const double now = step(centers, relaxation);
        if (now > last * (1 - smallestGain)) {
            break;
        }
        last = now;
    }
    step(centers); // to the centroids, from beyond them
    return centers;
}

} // namespace tradeoff
