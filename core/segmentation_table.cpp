// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/best_segmentation.h"
#include "core/learned_segmentation.h"
#include "core/level_sets.h"
#include "core/option_table.h"
#include "core/random.h"
#include "core/scenario.h"
#include "core/segmentation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff {

namespace {

constexpr double largestSeed = 9007199254740991.0; // 2^53 − 1: exact in files and on sliders

double below(double x)
{
    return std::nextafter(x, -std::numeric_limits<double>::infinity());
}

/// Boundaries from a segment density λ of the power family; uniform where λ is not defined.
Segmenter fromDensity(const std::shared_ptr<const Problem>& problem,
                      const PowerExponents& exponents)
{
    Segmenter segmenter;
    segmenter.density = powerDensity(problem, exponents);
    if (segmenter.density->exponents() != exponents) {
        segmenter.note = "The segment density is zero everywhere, because the target function has "
                         "no slope where the input density is positive: the segmentation is "
                         "uniform instead.";
    }
    segmenter.partition = [density = segmenter.density](int experts) {
        return Partition::ofIntervals(density->boundaries(experts));
    };
    segmenter.highRateError =
        [constant = segmenter.density->highRateConstant()](int experts) -> std::optional<double> {
        if (!constant) {
            return std::nullopt;
        }
        return *constant / experts / experts;
    };
    return segmenter;
}

Segmenter prepareUniform(const SegmentationInput& input, const Choice& /*choice*/)
{
    Segmenter segmenter = input.problem ? fromDensity(input.problem, {0, 0}) : Segmenter();
    // Straight from the definition: every boundary is right to the last bit.
    segmenter.partition = [domain = input.domain()](int experts) {
        std::vector<double> result(static_cast<std::size_t>(experts) + 1, domain.high);
        for (std::size_t i = 0; i + 1 < result.size(); ++i) {
            result[i] = domain.low + domain.length() * (static_cast<double>(i) / experts);
        }
        return Partition::ofIntervals(std::move(result));
    };
    return segmenter;
}

Segmenter prepareOptimal(const SegmentationInput& input, const Choice& /*choice*/)
{
    return fromDensity(input.problem, {2.0 / 3, 1.0 / 3});
}

Segmenter prepareEqualProbability(const SegmentationInput& input, const Choice& /*choice*/)
{
    return fromDensity(input.problem, {0, 1});
}

Segmenter preparePower(const SegmentationInput& input, const Choice& choice)
{
    return fromDensity(input.problem,
                       {choice.number("targetExponent"), choice.number("densityExponent")});
}

/// Σ (1/12) β'(x_i)² p(x_i) Δ_i³ over the regions with middles x_i (Dar 2025, region form).
double regionForm(const Problem& problem, const std::vector<double>& boundaries)
{
    double sum = 0;
    for (std::size_t i = 0; i + 1 < boundaries.size(); ++i) {
        const Interval region{boundaries[i], boundaries[i + 1]};
        const double slope = problem.target().slope(region.middle());
        sum += slope * slope * problem.density(region.middle()) * std::pow(region.length(), 3) / 12;
    }
    return sum;
}

Segmenter prepareManual(const SegmentationInput& input, const Choice& choice)
{
    std::vector<double> boundaries{input.domain().low};
    const std::vector<double>& inner = choice.numbers("boundaries");
    boundaries.insert(boundaries.end(), inner.begin(), inner.end());
    boundaries.push_back(input.domain().high);

    Segmenter segmenter;
    segmenter.onlyExperts = static_cast<int>(inner.size()) + 1;
    if (input.problem) {
        segmenter.highRateError = [error = regionForm(*input.problem, boundaries)](int) {
            return std::isfinite(error) ? std::optional(error) : std::nullopt;
        };
    }
    segmenter.partition = [boundaries = std::move(boundaries)](int) {
        return Partition::ofIntervals(boundaries);
    };
    return segmenter;
}

Segmenter prepareBest(const SegmentationInput& input, const Choice& /*choice*/)
{
    const auto best = std::make_shared<const BestSegmentation>(input.problem, input.mostExperts,
                                                               input.checkpoint);
    Segmenter segmenter;
    segmenter.partition = [best](int experts) {
        return Partition::ofIntervals(best->boundaries(experts));
    };
    segmenter.noteFor = [best](int experts, const Partition& /*partition*/) -> std::string {
        return best->isProven(experts)
                   ? ""
                   : "With so many experts the best segmentation is not searched for among all "
                     "there are: this one is improved from the best of the classical ones.";
    };
    return segmenter;
}

Segmenter prepareLevelSets(const SegmentationInput& input, const Choice& /*choice*/)
{
    const auto levels =
        std::make_shared<const LevelSets>(input.problem, input.mostExperts, input.checkpoint);
    Segmenter segmenter;
    segmenter.partition = [levels](int experts) {
        LevelCells cells = levels->cells(experts);
        return Partition{std::move(cells.boundaries),
                         {cells.owners.begin(), cells.owners.end()},
                         static_cast<std::size_t>(cells.regions)};
    };
    segmenter.noteFor = [](int experts, const Partition& partition) -> std::string {
        return partition.regions == static_cast<std::size_t>(experts)
                   ? ""
                   : "Only " + std::to_string(partition.regions) +
                         " regions are made: the target function takes no more values, or crosses "
                         "more levels than are followed.";
    };
    return segmenter;
}

/// A uniform grid whose inner boundaries are moved by a share of its step: as many regions, the
/// first longer than the others and the last shorter.
Segmenter prepareOffsetUniform(const SegmentationInput& input, const Choice& choice)
{
    Segmenter segmenter;
    segmenter.partition = [domain = input.domain(), offset = choice.number("offset")](int experts) {
        std::vector<double> result(static_cast<std::size_t>(experts) + 1, domain.high);
        result.front() = domain.low;
        for (std::size_t i = 1; i + 1 < result.size(); ++i) {
            result[i] =
                domain.low + domain.length() * ((static_cast<double>(i) + offset) / experts);
        }
        return Partition::ofIntervals(std::move(result));
    };
    return segmenter;
}

/// Boundaries drawn from p. The first of them stay when there are more experts.
Segmenter prepareRandom(const SegmentationInput& input, const Choice& choice)
{
    const auto seed = static_cast<std::uint64_t>(choice.number("seed"));
    Segmenter segmenter;
    segmenter.density = SegmentDensity::make(input.problem, {0, 1});
    segmenter.partition = [domain = input.problem->domain(), density = segmenter.density,
                           seed](int experts) {
        std::vector<double> result{domain.low, domain.high};
        for (int i = 1; i < experts; ++i) {
            result.push_back(density->quantile(drawBoundary(seed, static_cast<std::uint64_t>(i))));
        }
        std::sort(result.begin(), result.end());
        makeStrictlyIncreasing(result);
        return Partition::ofIntervals(std::move(result));
    };
    return segmenter;
}

void checkRandom(const Choice& choice, const Interval& /*domain*/)
{
    const double seed = choice.number("seed");
    if (seed != std::floor(seed)) {
        throw InputError("/seed", "must be a whole number");
    }
}

Segmenter prepareLearned(LearnedKind kind, const SegmentationInput& input)
{
    const TrainingSet& sample = *input.trainingSet;
    const auto learned = std::make_shared<const LearnedSegmentation>(
        kind, input.domain(), sample.x, *sample.y, input.mostExperts, input.checkpoint);
    Segmenter segmenter;
    segmenter.learnedFrom = input.trainingSet;
    segmenter.partition = [learned](int experts) {
        return Partition::ofIntervals(learned->boundaries(experts));
    };
    segmenter.noteFor = [learned, kind](int experts, const Partition& partition) -> std::string {
        if (partition.regions < static_cast<std::size_t>(experts)) {
            return "This sample gives no reason for more than " +
                   std::to_string(partition.regions) +
                   (partition.regions == 1 ? " region." : " regions.");
        }
        return kind == LearnedKind::Exact && !learned->isExact(experts)
                   ? "The sample is so large that neighbouring samples were put together before "
                     "the search: the segmentation is close to the best, not proven to be it."
                   : "";
    };
    return segmenter;
}

Segmenter prepareLearnedQuantile(const SegmentationInput& input, const Choice& /*choice*/)
{
    return prepareLearned(LearnedKind::Quantile, input);
}

Segmenter prepareLearnedTree(const SegmentationInput& input, const Choice& /*choice*/)
{
    return prepareLearned(LearnedKind::Tree, input);
}

Segmenter prepareLearnedExact(const SegmentationInput& input, const Choice& /*choice*/)
{
    return prepareLearned(LearnedKind::Exact, input);
}

/// The plug-in λ̂*: the optimal density with slope and input density estimated from the sample.
Segmenter prepareLearnedDensity(const SegmentationInput& input, const Choice& /*choice*/)
{
    const TrainingSet& sample = *input.trainingSet;
    Segmenter segmenter;
    segmenter.learnedFrom = input.trainingSet;
    segmenter.estimatedDensity = std::make_shared<const PluginDensity>(input.domain(), *sample.x,
                                                                       *sample.y, input.checkpoint);
    segmenter.partition = [density = segmenter.estimatedDensity](int experts) {
        return Partition::ofIntervals(density->boundaries(experts));
    };
    if (segmenter.estimatedDensity->isUniform()) {
        segmenter.note = "The sample shows no slope of the target function: the estimated "
                         "segmentation is uniform.";
    }
    return segmenter;
}

void checkManual(const Choice& choice, const Interval& domain)
{
    const std::vector<double>& boundaries = choice.numbers("boundaries");
    requireLength(boundaries.size(), 0, limits::maximumExperts - 1, "/boundaries");
    requireIncreasing(boundaries, "/boundaries");
    for (std::size_t i = 0; i < boundaries.size(); ++i) {
        if (!(domain.low < boundaries[i] && boundaries[i] < domain.high)) {
            throw InputError("/boundaries/" + std::to_string(i),
                             "must lie inside the domain, " + describeDomain(domain));
        }
    }
}

std::vector<SegmentationRow> makeTable()
{
    constexpr Interval exponents{0, 4};
    constexpr Interval slider{0, 2};
    return {
        {{"uniform", "Uniform", "regions of equal length", {}},
         prepareUniform,
         nullptr,
         SegmentationSource::Domain},
        {{"optimal", "Optimal (many experts)", "λ ∝ |β'|^(2/3) p^(1/3)", {}},
         prepareOptimal,
         nullptr},
        {{"equal-probability", "Equal probability", "λ ∝ p", {}}, prepareEqualProbability, nullptr},
        {{"power",
          "Power family",
          "λ ∝ |β'|^s p^t",
          {numberParameter("targetExponent", "Slope exponent s", 2.0 / 3, exponents, slider),
           numberParameter("densityExponent", "Density exponent t", 1.0 / 3, exponents, slider)}},
         preparePower,
         nullptr},
        {{"manual",
          "By hand",
          "boundaries where you put them",
          {listParameter("boundaries", "Boundaries", {0.25, 0.5, 0.75}, ranges::coordinate)}},
         prepareManual,
         checkManual,
         SegmentationSource::Domain},
        {{"best", "Best for this m", "least approximation error of all m intervals", {}},
         prepareBest,
         nullptr,
         SegmentationSource::ProblemAndMost,
         1},
        {{"level-set", "Level sets", "best levels of β: regions may be split", {}},
         prepareLevelSets,
         nullptr,
         SegmentationSource::ProblemAndMost,
         3},
        {{"offset-uniform",
          "Uniform, shifted",
          "a uniform grid moved by a share of its step",
          {numberParameter("offset", "Offset", 0.5, {0, below(1)}, ranges::unit)}},
         prepareOffsetUniform,
         nullptr,
         SegmentationSource::Domain},
        {{"random",
          "Random",
          "boundaries drawn from p",
          {numberParameter("seed", "Boundary seed", 1, {0, largestSeed}, {0, 100})}},
         prepareRandom,
         checkRandom},
        {{"learned-quantile", "Learned: equal counts", "as many samples in each region", {}},
         prepareLearnedQuantile,
         nullptr,
         SegmentationSource::TrainingSet},
        {{"learned-tree", "Learned: regression tree", "greedy least-squares splits", {}},
         prepareLearnedTree,
         nullptr,
         SegmentationSource::TrainingSet},
        {{"learned-exact", "Learned: least squares", "least squares of all m intervals", {}},
         prepareLearnedExact,
         nullptr,
         SegmentationSource::TrainingSet,
         2},
        {{"learned-density", "Learned: estimated λ*", "λ* of the estimated β' and p", {}},
         prepareLearnedDensity,
         nullptr,
         SegmentationSource::TrainingSet},
    };
}

} // namespace

const std::vector<SegmentationRow>& segmentationTable()
{
    static const std::vector<SegmentationRow> table = makeTable();
    return table;
}

} // namespace tradeoff
