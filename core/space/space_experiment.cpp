// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_experiment.h"

#include "core/learned_errors.h"
#include "core/learning.h"
#include "core/space/upper_bound.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tradeoff {

namespace {

constexpr std::size_t plane = 2;
constexpr double momentOfCube = 1.0 / 12;

void check(const Checkpoint& checkpoint)
{
    if (checkpoint) {
        checkpoint(-1);
    }
}

/// Convex regions of the plane: their moments, bounds and shapes by quadrature.
void measurePolygons(const SpaceExperiment& experiment, const QuadratureAccuracy& accuracy,
                     const Checkpoint& checkpoint, SpaceSegmented& result)
{
    const std::span<const Polygon> polygons = result.partition.polygons;
    double uncertainty = 0;
    constexpr std::size_t chunk = 1024;
    for (std::size_t first = 0; first < polygons.size(); first += chunk) {
        check(checkpoint);
        const auto part = polygons.subspan(first, std::min(chunk, polygons.size() - first));
        const std::vector<RegionIntegral> integrals = experiment.problem->integrals(part, accuracy);
        const std::vector<RegionBound> bounds = upperBounds(*experiment.problem, part, accuracy);
        for (std::size_t i = 0; i < part.size(); ++i) {
            result.moments.push_back(integrals[i].moments);
            uncertainty += integrals[i].approximationError;
            result.regions.push_back({.polygon = part[i],
                                      .box = {},
                                      .shape = regionShape(part[i]),
                                      .bound = bounds[i].integral,
                                      .boundAtCenter = bounds[i].atCenter});
        }
    }
    result.errors.approximation = approximationError(result.moments);
    result.errors.approximationStandardError =
        uncertainty + experiment.problem->relativeError() * result.errors.approximation;
}

SampledRegions sampledRegions(const SpaceSamples& samples, const SpacePartition& partition,
                              const Checkpoint& checkpoint)
{
    if (!partition.thresholds.empty()) {
        return samples.levelRegions(partition.thresholds, checkpoint);
    }
    std::vector<RegionShape> known;
    known.reserve(partition.boxes.size());
    for (const BoxDomain& box : partition.boxes) {
        known.push_back(regionShape(box));
    }
    return samples.regions(partition.regionsOf, partition.regions, checkpoint, known);
}

/// Regions of any shape: at points spread evenly over the domain.
void measureAtPoints(const SpaceExperiment& experiment, const Checkpoint& checkpoint,
                     SpaceSegmented& result)
{
    SampledRegions sampled = sampledRegions(*experiment.samples, result.partition, checkpoint);
    for (SampledRegion& region : sampled.regions) {
        result.moments.push_back(region.moments);
        result.regions.push_back({.polygon = {},
                                  .box = {},
                                  .shape = std::move(region.shape),
                                  .bound = region.boundIntegral,
                                  .boundAtCenter = region.boundAtCenter});
    }
    result.errors.approximation = sampled.approximation.value;
    result.errors.approximationStandardError = sampled.approximation.standardError;
}

/// Where there is no volume, not even at any of the points, a Voronoi cell lies at its centre;
/// where there is no probability, the constant is β there.
void placeEmptyRegions(const SpaceProblem& problem, SpaceSegmented& result)
{
    const Points& centers = result.partition.centers;
    Points place(1, static_cast<Eigen::Index>(problem.dimensions()));
    Eigen::ArrayXd value(1);
    for (std::size_t i = 0; i < result.regions.size(); ++i) {
        RegionShape& shape = result.regions[i].shape;
        if (!(shape.volume > 0) && centers.rows() > 0) {
            const auto center = centers.row(static_cast<Eigen::Index>(i));
            shape.centroid.assign(center.begin(), center.end());
        }
        if (!(result.moments[i].probability > 0)) {
            place.row(0) = coordinates(shape.centroid);
            problem.target().values(place, value);
            result.moments[i].mean = value(0);
        }
    }
}

void addBounds(const SpaceExperiment& experiment, int experts, SpaceSegmented& result)
{
    double bound = 0;
    double atCenters = 0;
    for (const SpaceRegion& region : result.regions) {
        bound += region.bound;
        atCenters += region.boundAtCenter;
    }
    result.errors.approximationBound = bound;
    result.errors.approximationBoundAtCenters = atCenters;
    result.errors.approximationBoundOptimal = optimalUpperBound(
        experiment.optimalDensityMass, momentOfCube, experiment.problem->dimensions(), experts);
}

SpaceNearness nearnessOf(const SpaceSegmented& segmented, std::size_t dimensions)
{
    const SpacePartition& partition = segmented.partition;
    if (!partition.thresholds.empty()) {
        return nearnessOfLevels(partition.regions);
    }
    Points centroids(static_cast<Eigen::Index>(partition.regions),
                     static_cast<Eigen::Index>(dimensions));
    for (Eigen::Index i = 0; i < centroids.rows(); ++i) {
        const RegionShape& shape = segmented.regions[static_cast<std::size_t>(i)].shape;
        centroids.row(i) = coordinates(shape.centroid);
    }
    return nearnessOfPoints(std::move(centroids));
}

} // namespace

std::shared_ptr<const SpaceSamples> makeSpaceSamples(std::shared_ptr<const SpaceProblem> problem)
{
    constexpr std::size_t pointsOfReplicate = 1 << 13;
    return std::make_shared<const SpaceSamples>(std::move(problem), pointsOfReplicate);
}

double optimalDensityMassOf(const SpaceSamples& samples)
{
    const SpaceProblem& problem = samples.problem();
    return problem.dimensions() == plane ? optimalDensityMass(problem)
                                         : samples.optimalDensityMass().value;
}

std::vector<Moments> measuredMoments(const SpaceSamples& samples, const SpacePartition& partition,
                                     const QuadratureAccuracy& accuracy,
                                     const Checkpoint& checkpoint)
{
    std::vector<Moments> moments;
    if (partition.polygons.empty()) {
        for (const SampledRegion& region : sampledRegions(samples, partition, checkpoint).regions) {
            moments.push_back(region.moments);
        }
        return moments;
    }
    for (const RegionIntegral& region : samples.problem().integrals(partition.polygons, accuracy)) {
        moments.push_back(region.moments);
    }
    return moments;
}

SpaceSegmented measuredSpace(const SpaceExperiment& experiment, int experts,
                             const QuadratureAccuracy& accuracy, const Checkpoint& checkpoint)
{
    SpaceSegmented result;
    result.partition = experiment.segmenter.partition(experts, checkpoint);
    if (result.partition.polygons.empty()) {
        measureAtPoints(experiment, checkpoint, result);
    } else {
        measurePolygons(experiment, accuracy, checkpoint, result);
    }
    for (std::size_t i = 0; i < result.partition.boxes.size(); ++i) {
        result.regions[i].box = result.partition.boxes[i];
    }
    placeEmptyRegions(*experiment.problem, result);
    addBounds(experiment, experts, result);
    result.nearness = nearnessOf(result, experiment.problem->dimensions());
    return result;
}

SpaceSegmented withLearning(const SpaceExperiment& experiment, SpaceSegmented measured,
                            const Checkpoint& checkpoint)
{
    const RegionsToLearn regions{measured.moments, measured.nearness.view(), experiment.setting,
                                 measured.errors};
    const auto& trainingSet = experiment.segmenter.learnedFrom;
    const SpacePartition& partition = measured.partition;
    LearnedErrors learned =
        trainingSet ? errorsOfSample(regions, regionSamples(*trainingSet, partition.regionsOf,
                                                            partition.regions,
                                                            [&](double) { check(checkpoint); }))
                    : expectedErrors(regions, [&] { check(checkpoint); });
    measured.errors = learned.errors;
    measured.estimation = std::move(learned.estimation);
    return measured;
}

SpaceSegmented segmentedSpace(const SpaceExperiment& experiment, int experts,
                              const QuadratureAccuracy& accuracy, const Checkpoint& checkpoint)
{
    return withLearning(experiment, measuredSpace(experiment, experts, accuracy, checkpoint),
                        checkpoint);
}

std::vector<SweepRow> sweepSpace(const SpaceExperiment& experiment, const std::vector<int>& experts,
                                 const SpaceTrainingSet& trainingSet, const Checkpoint& checkpoint)
{
    const std::vector<int> numbers = experiment.segmenter.onlyExperts
                                         ? std::vector<int>{*experiment.segmenter.onlyExperts}
                                         : experts;
    std::vector<SweepRow> rows(numbers.size());
    const auto watch = [&](double) { check(checkpoint); };
    const auto makeRow = [&](std::size_t i) {
        const SpaceSegmented regions = segmentedSpace(experiment, numbers[i], quickAccuracy, watch);
        const std::vector<RegionSamples> samples = regionSamples(
            trainingSet, regions.partition.regionsOf, regions.partition.regions, watch);
        rows[i] = {
            numbers[i],
            regions.errors,
            leaveOneOutError(samples, regions.nearness.view(), experiment.setting.emptyRegion),
            {}};
    };
    constexpr std::size_t chunk = 8; // rows between two reports of how far it got
    for (std::size_t first = 0; first < numbers.size(); first += chunk) {
        if (checkpoint) {
            checkpoint(static_cast<double>(first) / static_cast<double>(numbers.size()));
        }
        tbb::parallel_for(first, std::min(first + chunk, numbers.size()), makeRow);
    }
    return rows;
}

} // namespace tradeoff
