// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/nearest_center.h"

#include "core/space/center_grid.h"

#include <algorithm>
#include <array>
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

} // namespace

struct NearestCenter::Index {
    Centers centers;
    std::unique_ptr<Tree<plane>> planeTree;
    std::unique_ptr<Tree<-1>> tree;
    std::optional<CenterGrid> grid; ///< of the plane, where it helps

    explicit Index(Points points)
        : centers(std::move(points))
    {
        const auto dimensions = static_cast<int>(centers.dimensions);
        if (dimensions == plane) {
            planeTree = std::make_unique<Tree<plane>>(dimensions, centers, leaves);
            grid = CenterGrid::make(centers.points, gridSearch());
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

void NearestCenter::nearest(const PointsView& points, std::span<std::uint32_t> result) const
{
    std::vector<double> point(m_index->centers.dimensions);
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (m_index->grid) {
            const auto row = static_cast<Eigen::Index>(i);
            result[i] = m_index->grid->nearest(points(row, 0), points(row, 1));
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
