// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/random.h"
#include "core/space/hilbert_curve.h"
#include "core/space/lloyd_method.h"
#include "core/space/low_discrepancy.h"
#include "core/space/nearest_center.h"

#include <benchmark/benchmark.h>

#include <nanoflann.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

// The nearest of many centres of the plane for a million points, and a step of Lloyd's method, both
// beside nanoflann as its examples use it: one point after the other.

namespace {

using namespace tradeoff;

constexpr Eigen::Index points = 1'000'000;
constexpr std::size_t dimensions = 2;

const BoxDomain domain{{0, 1}, {0, 1}};

const Points& places()
{
    static const Points kept = lowDiscrepancyPoints(domain, 0, points);
    return kept;
}

/// In the order in which the program keeps them for all steps and numbers of centres.
const LloydMethod& lloydMethod()
{
    static const LloydMethod kept(WeightedPoints{
        places()(hilbertOrder(domain, places()), Eigen::all), Eigen::ArrayXd::Ones(points)});
    return kept;
}

/// Neither evenly spread nor in an order.
Points centersOf(std::int64_t count)
{
    Points centers(count, dimensions);
    for (Eigen::Index i = 0; i < centers.size(); ++i) {
        centers(i) = drawBoundary(1, static_cast<std::uint64_t>(i));
    }
    return centers;
}

/// The centres as nanoflann wants to see them.
struct PlainCenters {
    std::vector<double> coordinates;

    explicit PlainCenters(const Points& centers)
    {
        for (Eigen::Index i = 0; i < centers.rows(); ++i) {
            coordinates.insert(coordinates.end(), {centers(i, 0), centers(i, 1)});
        }
    }

    // Names that nanoflann calls.
    [[nodiscard]] std::size_t kdtree_get_point_count() const
    {
        return coordinates.size() / dimensions;
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

using PlainTree =
    nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, PlainCenters>,
                                        PlainCenters, dimensions, std::uint32_t>;

std::vector<std::uint32_t> plainNearest(const Points& from, const Points& centers)
{
    const PlainCenters plain(centers);
    const PlainTree tree(dimensions, plain);
    std::vector<std::uint32_t> owners(points);
    for (Eigen::Index i = 0; i < points; ++i) {
        const double point[] = {from(i, 0), from(i, 1)};
        double distance = 0;
        tree.knnSearch(point, 1, &owners[static_cast<std::size_t>(i)], &distance);
    }
    return owners;
}

void nearestCenter(benchmark::State& state)
{
    const Points centers = centersOf(state.range(0));
    std::vector<std::uint32_t> owners(points);
    for (auto _ : state) {
        NearestCenter(centers).nearest(places(), owners);
        benchmark::DoNotOptimize(owners.data());
    }
}

void nearestCenterPlain(benchmark::State& state)
{
    const Points centers = centersOf(state.range(0));
    for (auto _ : state) {
        benchmark::DoNotOptimize(plainNearest(places(), centers));
    }
}

void lloyd(benchmark::State& state)
{
    const Points start = centersOf(state.range(0));
    for (auto _ : state) {
        Points centers = start;
        benchmark::DoNotOptimize(lloydMethod().step(centers));
    }
}

void lloydPlain(benchmark::State& state)
{
    const Points& from = lloydMethod().density().points;
    const Points start = centersOf(state.range(0));
    for (auto _ : state) {
        Points centers = start;
        const std::vector<std::uint32_t> owners = plainNearest(from, centers);
        Points sums = Points::Zero(centers.rows(), centers.cols());
        Eigen::ArrayXd counts = Eigen::ArrayXd::Zero(centers.rows());
        for (Eigen::Index i = 0; i < points; ++i) {
            const auto owner = static_cast<Eigen::Index>(owners[static_cast<std::size_t>(i)]);
            sums.row(owner) += from.row(i);
            counts(owner) += 1;
        }
        centers = sums.colwise() / counts.max(1);
        benchmark::DoNotOptimize(centers.data());
    }
}

void sizes(benchmark::internal::Benchmark* job)
{
    job->ArgNames({"m"})->Arg(64)->Arg(1024)->Arg(16384)->Unit(benchmark::kMillisecond);
    job->MeasureProcessCPUTime()->UseRealTime();
}
BENCHMARK(nearestCenter)->Apply(sizes);
BENCHMARK(nearestCenterPlain)->Apply(sizes);
BENCHMARK(lloyd)->Apply(sizes);
BENCHMARK(lloydPlain)->Apply(sizes);

} // namespace
