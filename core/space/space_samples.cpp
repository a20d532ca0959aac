// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_samples.h"

#include "core/space/low_discrepancy.h"
#include "core/space/nearest_center.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <tbb/parallel_for.h>

namespace tradeoff {

namespace {

/// Sums over the points of each region, one replicate.
struct RegionSums {
    Eigen::ArrayXd probabilities;
    Eigen::ArrayXd means;   ///< of β
    Eigen::ArrayXd squares; ///< Σ weight · (β − mean)²
    Eigen::ArrayXd slopes;  ///< ∫ p ‖∇β‖²
    Eigen::ArrayXd volumes;
    Points centroids;        ///< first sums, then centroids
    Eigen::ArrayXd inertias; ///< ∫ ‖x‖², less that of the centroid afterwards
};

/// Means, deviations from them and nothing of differences of squares where it matters.
template <class Replicate>
RegionSums sumsOf(const Replicate& replicate, std::span<const std::uint32_t> owners,
                  std::size_t count, double volumeOfPoint)
{
    const auto size = static_cast<Eigen::Index>(count);
    const Eigen::Index dimensions = replicate.points.cols();
    RegionSums sums;
    for (Eigen::ArrayXd* numbers : {&sums.probabilities, &sums.means, &sums.squares, &sums.slopes,
                                    &sums.volumes, &sums.inertias}) {
        numbers->setZero(size);
    }
    sums.centroids.setZero(size, dimensions);
    const auto points = static_cast<Eigen::Index>(owners.size());
    for (Eigen::Index i = 0; i < points; ++i) {
        const auto region = static_cast<Eigen::Index>(owners[static_cast<std::size_t>(i)]);
        sums.probabilities(region) += replicate.weights(i);
        sums.means(region) += replicate.weights(i) * replicate.values(i);
        sums.slopes(region) += replicate.slopes(i);
        sums.volumes(region) += volumeOfPoint;
        sums.centroids.row(region) += volumeOfPoint * replicate.points.row(i);
    }
    const auto divided = [](double sum, double by) { return by > 0 ? sum / by : 0.0; };
    for (Eigen::Index region = 0; region < size; ++region) {
        sums.means(region) = divided(sums.means(region), sums.probabilities(region));
        for (Eigen::Index k = 0; k < dimensions; ++k) {
            sums.centroids(region, k) = divided(sums.centroids(region, k), sums.volumes(region));
        }
    }
    for (Eigen::Index i = 0; i < points; ++i) {
        const auto region = static_cast<Eigen::Index>(owners[static_cast<std::size_t>(i)]);
        const double deviation = replicate.values(i) - sums.means(region);
        sums.squares(region) += replicate.weights(i) * deviation * deviation;
        sums.inertias(region) +=
            volumeOfPoint * (replicate.points.row(i) - sums.centroids.row(region)).square().sum();
    }
    return sums;
}

using AllSums = std::array<RegionSums, SpaceSamples::replicates>;

/// The mean over replicates, each with its own weight.
template <class Weight, class Value>
double weightedMean(const AllSums& all, const Weight& weight, const Value& value)
{
    double weights = 0;
    double sum = 0;
    for (const RegionSums& sums : all) {
        weights += weight(sums);
        sum += weight(sums) * value(sums);
    }
    return weights > 0 ? sum / weights : 0;
}

/// What the mean of a region adds to its variance: how much it differs between replicates.
constexpr double betweenReplicates =
    static_cast<double>(SpaceSamples::replicates) / (SpaceSamples::replicates - 1);

SampledNumber meanAndError(const std::array<double, SpaceSamples::replicates>& numbers)
{
    SampledNumber result;
    for (const double number : numbers) {
        result.value += number / SpaceSamples::replicates;
    }
    double squares = 0;
    for (const double number : numbers) {
        squares += (number - result.value) * (number - result.value);
    }
    result.standardError =
        std::sqrt(squares / SpaceSamples::replicates / (SpaceSamples::replicates - 1));
    return result;
}

/// M(A) from the replicates together, centroids being those of each.
double secondMomentOf(const AllSums& all, Eigen::Index region, const RegionShape& result)
{
    const auto d = static_cast<double>(result.centroid.size());
    double inertia = 0;
    for (const RegionSums& sums : all) {
        double gap = 0;
        for (std::size_t k = 0; k < result.centroid.size(); ++k) {
            const double difference =
                sums.centroids(region, static_cast<Eigen::Index>(k)) - result.centroid[k];
            gap += difference * difference;
        }
        inertia += (sums.inertias(region) + betweenReplicates * sums.volumes(region) * gap) /
                   SpaceSamples::replicates;
    }
    return result.volume > 0 ? inertia / d / std::pow(result.volume, 1 + 2 / d) : 0;
}

RegionShape shapeOfRegion(const AllSums& all, Eigen::Index region, std::size_t dimensions)
{
    const auto volume = [region](const RegionSums& s) { return s.volumes(region); };
    RegionShape result;
    result.volume = weightedMean(
        all, [](const RegionSums&) { return 1.0; }, volume);
    for (std::size_t k = 0; k < dimensions; ++k) {
        result.centroid.push_back(weightedMean(all, volume, [region, k](const RegionSums& s) {
            return s.centroids(region, static_cast<Eigen::Index>(k));
        }));
    }
    result.secondMoment = secondMomentOf(all, region, result);
    return result;
}

SampledRegion regionOf(const AllSums& all, Eigen::Index region)
{
    SampledRegion result;
    const auto probability = [region](const RegionSums& s) { return s.probabilities(region); };
    const auto one = [](const RegionSums&) { return 1.0; };
    result.moments.probability = weightedMean(all, one, probability);
    result.moments.mean =
        weightedMean(all, probability, [region](const RegionSums& s) { return s.means(region); });
    const double mean = result.moments.mean;
    const double squares = weightedMean(all, one, [region, mean](const RegionSums& s) {
        const double gap = s.means(region) - mean;
        return s.squares(region) + betweenReplicates * s.probabilities(region) * gap * gap;
    });
    result.moments.variance =
        result.moments.probability > 0 ? squares / result.moments.probability : 0;
    return result;
}

} // namespace

SpaceSamples::SpaceSamples(std::shared_ptr<const SpaceProblem> problem,
                           std::size_t pointsOfReplicate)
    : m_problem(std::move(problem))
    , m_volumeOfPoint(volume(m_problem->domain()) / static_cast<double>(pointsOfReplicate))
    , m_replicates(replicates)
{
    // Other replicates than those that normalised the density.
    constexpr std::uint32_t first = 1000;
    tbb::parallel_for(std::uint32_t{0}, replicates, [&](std::uint32_t i) {
        Replicate& replicate = m_replicates[i];
        replicate.points = lowDiscrepancyPoints(m_problem->domain(), first + i, pointsOfReplicate);
        replicate.values.resize(replicate.points.rows());
        replicate.weights.resize(replicate.points.rows());
        m_problem->target().values(replicate.points, replicate.values);
        m_problem->densities(replicate.points, replicate.weights);
        // A ratio: what the points make too much of p's mass cancels in the regions' shares of it.
        const double sum = replicate.weights.sum();
        replicate.weights *= sum > 0 ? 1 / sum : m_volumeOfPoint;
        replicate.slopes = replicate.weights * m_problem->squaredSlopes(replicate.points);
    });
}

SampledRegions SpaceSamples::regions(const RegionsOfPoints& regionsOf, std::size_t count,
                                     const Checkpoint& checkpoint,
                                     std::span<const RegionShape> known) const
{
    return assigned([&](const Replicate& replicate,
                        std::span<std::uint32_t> owners) { regionsOf(replicate.points, owners); },
                    count, checkpoint, known);
}

SampledRegions SpaceSamples::levelRegions(std::span<const double> thresholds,
                                          const Checkpoint& checkpoint) const
{
    return assigned(
        [&](const Replicate& replicate, std::span<std::uint32_t> owners) {
            for (std::size_t i = 0; i < owners.size(); ++i) {
                const double value = replicate.values(static_cast<Eigen::Index>(i));
                owners[i] = static_cast<std::uint32_t>(std::ranges::upper_bound(thresholds, value) -
                                                       thresholds.begin());
            }
        },
        thresholds.size() + 1, checkpoint, {});
}

SampledRegions SpaceSamples::assigned(const Assign& assign, std::size_t count,
                                      const Checkpoint& checkpoint,
                                      std::span<const RegionShape> known) const
{
    AllSums all;
    tbb::parallel_for(std::size_t{0}, m_replicates.size(), [&](std::size_t i) {
        if (checkpoint) {
            checkpoint(-1);
        }
        const Replicate& replicate = m_replicates[i];
        std::vector<std::uint32_t> owners(static_cast<std::size_t>(replicate.points.rows()));
        assign(replicate, owners);
        all[i] = sumsOf(replicate, owners, count, m_volumeOfPoint);
    });

    SampledRegions result;
    std::array<double, replicates> approximations{};
    std::array<double, replicates> bounds{};
    const auto d = static_cast<double>(m_problem->dimensions());
    Points center(1, static_cast<Eigen::Index>(m_problem->dimensions()));
    Eigen::ArrayXd density(1);
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        SampledRegion region = regionOf(all, row);
        region.shape = known.empty() ? shapeOfRegion(all, row, m_problem->dimensions()) : known[i];
        const RegionShape& shape = region.shape;
        const double factor = d * shape.secondMoment * std::pow(shape.volume, 2 / d);
        center.row(0) = coordinates(shape.centroid);
        m_problem->densities(center, density);
        region.boundAtCenter =
            factor * shape.volume * density(0) * m_problem->squaredSlopes(center)(0);
        for (std::size_t r = 0; r < replicates; ++r) {
            const double gap = all[r].means(row) - region.moments.mean;
            approximations[r] +=
                all[r].squares(row) + betweenReplicates * all[r].probabilities(row) * gap * gap;
            bounds[r] += factor * all[r].slopes(row);
            region.boundIntegral += factor * all[r].slopes(row) / replicates;
        }
        result.regions.push_back(std::move(region));
    }
    result.approximation = meanAndError(approximations);
    result.boundIntegral = meanAndError(bounds);
    return result;
}

SampledNumber SpaceSamples::optimalDensityMass() const
{
    const auto d = static_cast<double>(m_problem->dimensions());
    std::array<double, replicates> masses{};
    for (std::size_t r = 0; r < replicates; ++r) {
        masses[r] =
            (m_replicates[r].slopes / m_volumeOfPoint).pow(d / (d + 2)).sum() * m_volumeOfPoint;
    }
    return meanAndError(masses);
}

std::vector<SpaceSamples::WeightedValue> SpaceSamples::lawOfTarget() const
{
    std::vector<WeightedValue> law;
    double sum = 0;
    for (const Replicate& replicate : m_replicates) {
        for (Eigen::Index i = 0; i < replicate.values.size(); ++i) {
            law.push_back({replicate.values(i), replicate.weights(i)});
            sum += replicate.weights(i);
        }
    }
    for (WeightedValue& each : law) {
        each.weight /= sum;
    }
    std::ranges::stable_sort(law, {}, &WeightedValue::value);
    return law;
}

RegionsOfPoints gridRegionsOfPoints(const BoxDomain& domain, std::vector<int> counts)
{
    return [domain, counts = std::move(counts)](const PointsView& points,
                                                std::span<std::uint32_t> regions) {
        for (std::size_t i = 0; i < regions.size(); ++i) {
            std::uint32_t region = 0;
            for (std::size_t k = domain.size(); k-- > 0;) {
                const double share =
                    (points(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) -
                     domain[k].low) /
                    domain[k].length();
                const int part = std::clamp(static_cast<int>(share * counts[k]), 0, counts[k] - 1);
                region = region * static_cast<std::uint32_t>(counts[k]) +
                         static_cast<std::uint32_t>(part);
            }
            regions[i] = region;
        }
    };
}

RegionsOfPoints voronoiRegionsOfPoints(const Points& centers)
{
    const auto nearest = std::make_shared<const NearestCenter>(centers);
    return [nearest](const PointsView& points, std::span<std::uint32_t> regions) {
        nearest->nearest(points, regions);
    };
}

} // namespace tradeoff
