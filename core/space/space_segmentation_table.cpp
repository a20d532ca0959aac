// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/number_text.h"
#include "core/option_table.h"
#include "core/random.h"
#include "core/scenario.h"
#include "core/space/centroidal_segmentation.h"
#include "core/space/plane_regions.h"
#include "core/space/space_level_sets.h"
#include "core/space/space_regression_tree.h"
#include "core/space/space_segmentation.h"

#include <cmath>
#include <utility>

namespace tradeoff {

namespace {

constexpr double largestSeed = 9007199254740991.0; // 2^53 − 1: exact in files and on sliders

std::string onlySo(std::size_t regions, int experts, const std::string& why)
{
    return regions == static_cast<std::size_t>(experts)
               ? ""
               : "Only " + std::to_string(regions) + " regions are made: " + why;
}

/// The parts that a grid's choice says, one number for each coordinate; none where it says none.
std::vector<int> countsOf(const Choice& choice, std::size_t dimensions)
{
    const std::vector<double>& numbers = choice.numbers("counts");
    if (numbers.empty()) {
        return {};
    }
    std::vector<int> counts;
    for (const double number : onePerCoordinate(numbers, dimensions, "/counts")) {
        counts.push_back(static_cast<int>(number));
    }
    return counts;
}

void checkGrid(const Choice& choice, const BoxDomain& domain)
{
    const std::vector<double>& numbers = choice.numbers("counts");
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (numbers[i] != std::floor(numbers[i])) {
            throw InputError("/counts/" + std::to_string(i), "must be a whole number");
        }
    }
    double product = 1;
    for (const int count : countsOf(choice, domain.size())) {
        product *= count;
    }
    if (product > limits::maximumExperts) {
        throw InputError("/counts", "make more than " + std::to_string(limits::maximumExperts) +
                                        " regions; their product must be at most that");
    }
}

SpaceSegmenter prepareGrid(const SpaceSegmentationInput& input, const Choice& choice)
{
    const BoxDomain& domain = input.problem->domain();
    const std::vector<int> counts = countsOf(choice, domain.size());
    SpaceSegmenter segmenter;
    if (counts.empty()) {
        segmenter.partition = [domain](int experts, const Checkpoint&) {
            return gridPartition(domain, evenCounts(experts, domain.size()));
        };
        segmenter.noteFor = [](int experts, const SpacePartition& partition) {
            return onlySo(partition.regions, experts,
                          "a grid with nearly equal numbers of parts has no other that fits.");
        };
        return segmenter;
    }
    int product = 1;
    for (const int count : counts) {
        product *= count;
    }
    segmenter.onlyExperts = product;
    segmenter.partition = [domain, counts](int, const Checkpoint&) {
        return gridPartition(domain, counts);
    };
    return segmenter;
}

SpaceSegmenter prepareHexagonal(const SpaceSegmentationInput& input, const Choice& /*choice*/)
{
    SpaceSegmenter segmenter;
    segmenter.partition = [domain = input.problem->domain()](int experts, const Checkpoint&) {
        return voronoiPartition(domain, hexagonalCenters(domain, experts));
    };
    return segmenter;
}

/// Centres drawn from p. The first of them stay when there are more experts.
SpaceSegmenter prepareRandom(const SpaceSegmentationInput& input, const Choice& choice)
{
    constexpr std::uint32_t noTrainingSet = 0xFFFFFFFF; // centers are no training set's inputs
    const UniformStream first{static_cast<std::uint64_t>(choice.number("seed")), noTrainingSet, 0};
    SpaceSegmenter segmenter;
    segmenter.partition = [problem = input.problem, first](int experts, const Checkpoint&) {
        return voronoiPartition(problem->domain(),
                                drawPoints(problem->density(), problem->dimensions(), first,
                                           static_cast<std::size_t>(experts)));
    };
    return segmenter;
}

void checkRandom(const Choice& choice, const BoxDomain& /*domain*/)
{
    const double seed = choice.number("seed");
    if (seed != std::floor(seed)) {
        throw InputError("/seed", "must be a whole number");
    }
}

// What the cells of a centroidal segmentation may be as dense as.
constexpr std::string_view optimalDensity = "optimal";
constexpr std::string_view inputDensity = "input";
constexpr std::string_view evenDensity = "uniform";

/// λ up to a constant.
CentroidalSegmentation::Density segmentDensity(const std::shared_ptr<const SpaceProblem>& problem,
                                               std::string_view density)
{
    if (density == optimalDensity) {
        return [problem](const PointsView& points, Eigen::Ref<Eigen::ArrayXd> result) {
            const auto d = static_cast<double>(problem->dimensions());
            problem->densities(points, result);
            result = (result * problem->squaredSlopes(points)).pow(d / (d + 2));
        };
    }
    if (density == inputDensity) {
        return [problem](const PointsView& points, const Eigen::Ref<Eigen::ArrayXd>& result) {
            problem->densities(points, result);
        };
    }
    return [](const PointsView&, Eigen::Ref<Eigen::ArrayXd> result) { result = 1; };
}

SpaceSegmenter prepareCentroidal(const SpaceSegmentationInput& input, const Choice& choice)
{
    SpaceSegmenter segmenter;
    std::string_view density = choice.text("density");
    if (density == optimalDensity && !(input.samples->optimalDensityMass().value > 0)) {
        segmenter.note = "The segment density is zero everywhere, because the target function has "
                         "no slope where the input density is positive: the segmentation is "
                         "uniform instead.";
        density = evenDensity;
    }
    const auto centroidal = std::make_shared<const CentroidalSegmentation>(
        input.problem->domain(), segmentDensity(input.problem, density));
    segmenter.partition =
        [centroidal, domain = input.problem->domain()](int experts, const Checkpoint& checkpoint) {
            return voronoiPartition(domain, centroidal->centers(experts, checkpoint));
        };
    return segmenter;
}

SpaceSegmenter prepareManual(const SpaceSegmentationInput& input, const Choice& choice)
{
    const std::vector<Record>& records = choice.records("centers");
    Points centers(static_cast<Eigen::Index>(records.size()),
                   static_cast<Eigen::Index>(input.problem->dimensions()));
    for (Eigen::Index i = 0; i < centers.rows(); ++i) {
        centers.row(i) = coordinates(records[static_cast<std::size_t>(i)]);
    }
    SpaceSegmenter segmenter;
    segmenter.onlyExperts = static_cast<int>(records.size());
    segmenter.partition = [centers, domain = input.problem->domain()](int, const Checkpoint&) {
        return voronoiPartition(domain, centers);
    };
    return segmenter;
}

void checkManual(const Choice& choice, const BoxDomain& domain)
{
    const std::vector<Record>& centers = choice.records("centers");
    requireLength(centers.size(), 1, limits::maximumExperts, "/centers");
    for (std::size_t i = 0; i < centers.size(); ++i) {
        const std::string place = "/centers/" + std::to_string(i);
        requireLength(centers[i].size(), domain.size(), domain.size(), place);
        for (std::size_t k = 0; k < domain.size(); ++k) {
            if (!domain[k].contains(centers[i][k])) {
                throw InputError(place + "/" + std::to_string(k),
                                 "must lie in the domain, " + describeDomain(domain[k]) + ", not " +
                                     numberText(centers[i][k]));
            }
        }
    }
}

SpaceSegmenter prepareLevelSets(const SpaceSegmentationInput& input, const Choice& /*choice*/)
{
    const auto levels =
        std::make_shared<const SpaceLevelSets>(input.samples, input.mostExperts, input.checkpoint);
    SpaceSegmenter segmenter;
    segmenter.partition = [levels, problem = input.problem](int experts, const Checkpoint&) {
        SpacePartition result;
        result.thresholds = levels->thresholds(experts);
        result.regions = result.thresholds.size() + 1;
        result.regionsOf = levelRegionsOfPoints(problem, result.thresholds);
        return result;
    };
    segmenter.noteFor = [](int experts, const SpacePartition& partition) {
        return onlySo(partition.regions, experts,
                      "the target function takes no more values, or as many levels are not told "
                      "apart.");
    };
    return segmenter;
}

SpaceSegmenter prepareTree(const SpaceSegmentationInput& input, const Choice& /*choice*/)
{
    const SpaceTrainingSet& sample = *input.trainingSet;
    const auto tree = std::make_shared<const SpaceRegressionTree>(
        input.problem->domain(), *sample.x, sample.y, input.mostExperts, input.checkpoint);
    SpaceSegmenter segmenter;
    segmenter.learnedFrom = input.trainingSet;
    segmenter.partition = [tree](int experts, const Checkpoint&) {
        return boxPartition(tree->boxes(experts), tree->regionsOfPoints(experts));
    };
    segmenter.noteFor = [](int experts, const SpacePartition& partition) {
        return onlySo(partition.regions, experts,
                      "no further split lowers the training error of the sample.");
    };
    return segmenter;
}

// Rows whose options take more than a few lines.

Option gridOption()
{
    return {.kind = "grid",
            .label = "Grid",
            .formula = "equal boxes: so many along each coordinate, or as many as m experts allow",
            .parameters = {perCoordinate(listParameter("counts", "Parts along each coordinate", {},
                                                       {1, limits::maximumExperts}))}};
}

Option manualOption()
{
    return {.kind = "manual",
            .label = "Own centers",
            .formula = "Voronoi cells of the centers given",
            .parameters = {tableParameter("centers", "Centers", Extent::PerCoordinateInEvery,
                                          {{0.25, 0.25}, {0.75, 0.25}, {0.25, 0.75}, {0.75, 0.75}},
                                          ranges::coordinate)}};
}

Option centroidalOption()
{
    return {.kind = "voronoi-centroidal",
            .label = "Voronoi, centroidal",
            .formula = "centers that are the centroids of their cells (Lloyd), as dense as "
                       "(p ‖∇β‖²)^(d/(d+2)), as p, or evenly",
            .parameters = {wordParameter("density", "Cells as dense as",
                                         {std::string(optimalDensity), std::string(inputDensity),
                                          std::string(evenDensity)})}};
}

} // namespace

const std::vector<SpaceSegmentationRow>& spaceSegmentationTable()
{
    static const std::vector<SpaceSegmentationRow> table{
        {.option = gridOption(), .prepare = prepareGrid, .check = checkGrid},
        {.option = {.kind = "hexagonal",
                    .label = "Hexagons",
                    .formula = "regular hexagons, cut at the domain's border",
                    .parameters = {}},
         .prepare = prepareHexagonal,
         .check = nullptr,
         .planeOnly = true},
        {.option = {.kind = "voronoi-random",
                    .label = "Voronoi, random",
                    .formula = "Voronoi cells of centers drawn from p",
                    .parameters = {numberParameter("seed", "Seed of the centers", 1,
                                                   {0, largestSeed}, {1, 100})}},
         .prepare = prepareRandom,
         .check = checkRandom,
         .source = SegmentationSource::Problem},
        {.option = centroidalOption(),
         .prepare = prepareCentroidal,
         .check = nullptr,
         .source = SegmentationSource::Problem},
        {.option = manualOption(), .prepare = prepareManual, .check = checkManual},
        {.option = {.kind = "level-set",
                    .label = "Level sets",
                    .formula = "{x : t_i ≤ β(x) < t_{i+1}}, the best thresholds t: the least error "
                               "of any m regions",
                    .parameters = {}},
         .prepare = prepareLevelSets,
         .check = nullptr,
         .source = SegmentationSource::ProblemAndMost},
        {.option = {.kind = "learned-tree",
                    .label = "Learned: regression tree",
                    .formula = "greedy splits across one coordinate each, from the drawn sample",
                    .parameters = {}},
         .prepare = prepareTree,
         .check = nullptr,
         .source = SegmentationSource::TrainingSet},
    };
    return table;
}

} // namespace tradeoff
