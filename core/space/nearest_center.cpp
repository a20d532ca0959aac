// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/nearest_center.h"

#include "core/space/center_grid.h"
#include "core/wide_vectors.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

#include <nanoflann.hpp>

namespace tradeoff {

namespace {

/// The centres as nanoflann wants to see them: each one's coordinates side by side.
struct Centers {
    Points points;
    std::size_t dimensions = 0;
    std::vector<double> coordinates;

    explicit Centers(Points centers)
        : points(std::move(centers))
        , dimensions(static_cast<std::size_t>(points.cols()))
        , coordinates(static_cast<std::size_t>(points.size()))
    {
        for (Eigen::Index i = 0; i < points.rows(); ++i) {
            for (Eigen::Index k = 0; k < points.cols(); ++k) {
                coordinates[static_cast<std::size_t>(i * points.cols() + k)] = points(i, k);
            }
        }
    }

    // Names that nanoflann calls.
    [[nodiscard]] std::size_t kdtree_get_point_count() const
    {
        return static_cast<std::size_t>(points.rows());
    }
    [[nodiscard]] double kdtree_get_pt(std::size_t point, std::size_t coordinate) const
    {
        return coordinates[point * dimensions + coordinate];
    }
    template <class Box>
    bool kdtree_get_bbox(Box& /*box*/) const
    {
        return false;
    }
};

template <int Dimensions>
using Tree = nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, Centers>,
                                                 Centers, Dimensions, std::uint32_t>;

/// A number of dimensions that is known to the compiler makes the plane about twice as fast.
constexpr int plane = 2;

const nanoflann::KDTreeSingleIndexAdaptorParams leaves{8};

/// Points that are compared with a centre side by side.
constexpr std::size_t block = 64;
using Block = std::array<double, block>;

/// The nearest of centres for a block of points, of several the first one: each centre in turn,
/// whose points share vectors. In many dimensions a tree has to look at most centres, too.
/// \param points  of the block: coordinate k of all from k · block on
TRADEOFF_WIDE_VECTORS
void scanBlock(const double* points, const double* centers, std::size_t count,
               std::size_t dimensions, std::int64_t* owners)
{
    Block least{};
    Block distances{};
    for (std::size_t i = 0; i < block; ++i) {
        least[i] = std::numeric_limits<double>::infinity();
        owners[i] = 0;
    }
    for (std::size_t center = 0; center < count; ++center) {
        const double* const place = centers + center * dimensions;
        for (std::size_t i = 0; i < block; ++i) {
            distances[i] = 0;
        }
        for (std::size_t k = 0; k < dimensions; ++k) {
            const double* const coordinate = points + k * block;
            for (std::size_t i = 0; i < block; ++i) {
                const double gap = coordinate[i] - place[k];
                distances[i] += gap * gap;
            }
        }
        for (std::size_t i = 0; i < block; ++i) {
            const bool isNearer = distances[i] < least[i];
            least[i] = isNearer ? distances[i] : least[i];
            owners[i] = isNearer ? static_cast<std::int64_t>(center) : owners[i];
        }
    }
}

/// Up to how many centres a scan is faster than a tree.
std::size_t mostToScan(std::size_t dimensions)
{
    constexpr std::size_t few = 64;
    constexpr std::size_t many = 1024;
    constexpr std::size_t manyDimensions = 6;
    return dimensions < manyDimensions ? few : many;
}

} // namespace

struct NearestCenter::Index {
    Centers centers;
    std::unique_ptr<Tree<plane>> planeTree;
    std::unique_ptr<Tree<-1>> tree;
    std::once_flag hasGrid;
    std::optional<CenterGrid> madeGrid;

    explicit Index(Points points)
        : centers(std::move(points))
    {
        const auto dimensions = static_cast<int>(centers.dimensions);
        if (dimensions == plane) {
            planeTree = std::make_unique<Tree<plane>>(dimensions, centers, leaves);
        } else {
            tree = std::make_unique<Tree<-1>>(dimensions, centers, leaves);
        }
    }

    [[nodiscard]] CenterGrid::Search gridSearch() const
    {
        return {[this](const PlanePoint& point) {
                    std::uint32_t index = 0;
                    double distance = 0;
                    nanoflann::KNNResultSet<double, std::uint32_t> results(1);
                    results.init(&index, &distance);
                    search(results, std::array{point.x, point.y}.data());
                    return distance;
                },
                [this](const PlanePoint& point, double squaredRadius,
                       std::vector<std::uint32_t>& found) {
                    std::vector<std::pair<std::uint32_t, double>> near;
                    nanoflann::RadiusResultSet<double, std::uint32_t> results(squaredRadius, near);
                    search(results, std::array{point.x, point.y}.data());
                    found.clear();
                    for (const auto& [index, distance] : near) {
                        found.push_back(index);
                    }
                }};
    }

    /// Of the plane, where it helps. Made when it is first asked for: it takes longer than the
    /// tree.
    [[nodiscard]] const std::optional<CenterGrid>& grid()
    {
        std::call_once(hasGrid, [this] {
            if (planeTree) {
                madeGrid = CenterGrid::make(centers.points, gridSearch());
            }
        });
        return madeGrid;
    }

    template <class Results>
    void search(Results& results, const double* point) const
    {
        if (planeTree) {
            planeTree->findNeighbors(results, point, nanoflann::SearchParams());
        } else {
            tree->findNeighbors(results, point, nanoflann::SearchParams());
        }
    }
};

NearestCenter::NearestCenter(Points centers)
    : m_index(std::make_unique<Index>(std::move(centers)))
{}

NearestCenter::~NearestCenter() = default;
NearestCenter::NearestCenter(NearestCenter&&) noexcept = default;
NearestCenter& NearestCenter::operator=(NearestCenter&&) noexcept = default;

const Points& NearestCenter::centers() const
{
    return m_index->centers.points;
}

void NearestCenter::scan(const PointsView& points, std::span<std::uint32_t> result) const
{
    const Centers& centers = m_index->centers;
    std::vector<double> coordinates(block * centers.dimensions);
    std::array<std::int64_t, block> owners{};
    for (std::size_t first = 0; first < result.size(); first += block) {
        const std::size_t count = std::min(block, result.size() - first);
        for (std::size_t k = 0; k < centers.dimensions; ++k) {
            const auto column = points.col(static_cast<Eigen::Index>(k));
            for (std::size_t i = 0; i < count; ++i) {
                coordinates[k * block + i] = column(static_cast<Eigen::Index>(first + i));
            }
        }
        scanBlock(coordinates.data(), centers.coordinates.data(), centers.kdtree_get_point_count(),
                  centers.dimensions, owners.data());
        std::transform(owners.begin(), owners.begin() + static_cast<std::ptrdiff_t>(count),
                       result.begin() + static_cast<std::ptrdiff_t>(first),
                       [](std::int64_t owner) { return static_cast<std::uint32_t>(owner); });
    }
}

void NearestCenter::nearest(const PointsView& points, std::span<std::uint32_t> result) const
{
    const std::optional<CenterGrid>& grid = m_index->grid();
    if (!grid &&
        m_index->centers.kdtree_get_point_count() <= mostToScan(m_index->centers.dimensions)) {
        scan(points, result);
        return;
    }
    std::vector<double> point(m_index->centers.dimensions);
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (grid) {
            const auto row = static_cast<Eigen::Index>(i);
            result[i] = grid->nearest(points(row, 0), points(row, 1));
            if (result[i] != CenterGrid::outside) {
                continue;
            }
        }
        for (std::size_t k = 0; k < point.size(); ++k) {
            point[k] = points(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k));
        }
        double distance = 0;
        nanoflann::KNNResultSet<double, std::uint32_t> results(1);
        results.init(&result[i], &distance);
        m_index->search(results, point.data());
    }
}

std::vector<std::uint32_t> NearestCenter::neighbors(std::size_t center, std::size_t count) const
{
    const Centers& centers = m_index->centers;
    std::vector<std::uint32_t> found(std::min(count, centers.kdtree_get_point_count()));
    std::vector<double> distances(found.size());
    nanoflann::KNNResultSet<double, std::uint32_t> results(found.size());
    results.init(found.data(), distances.data());
    m_index->search(results, &centers.coordinates[center * centers.dimensions]);
    return found;
}

} // namespace tradeoff
