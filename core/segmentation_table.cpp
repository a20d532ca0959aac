// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/option_table.h"
#include "core/scenario.h"
#include "core/segmentation.h"

#include <cmath>

namespace tradeoff {

namespace {

/// Boundaries from a segment density λ of the power family; uniform where λ is not defined.
Segmenter fromDensity(const std::shared_ptr<const Problem>& problem,
                      const PowerExponents& exponents)
{
    Segmenter segmenter;
    segmenter.density = SegmentDensity::make(problem, exponents);
    if (segmenter.density == nullptr) {
        segmenter.density = SegmentDensity::make(problem, {0, 0});
        segmenter.note = "The segment density is zero everywhere, because the target function has "
                         "no slope where the input density is positive: the segmentation is "
                         "uniform instead.";
    }
    segmenter.boundaries = [density = segmenter.density](int experts) {
        return density->boundaries(experts);
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

Segmenter prepareUniform(const std::shared_ptr<const Problem>& problem, const Choice& /*choice*/)
{
    Segmenter segmenter = fromDensity(problem, {0, 0});
    // Straight from the definition: every boundary is right to the last bit.
    segmenter.boundaries = [domain = problem->domain()](int experts) {
        std::vector<double> result(static_cast<std::size_t>(experts) + 1, domain.high);
        for (std::size_t i = 0; i + 1 < result.size(); ++i) {
            result[i] = domain.low + domain.length() * (static_cast<double>(i) / experts);
        }
        return result;
    };
    return segmenter;
}

Segmenter prepareOptimal(const std::shared_ptr<const Problem>& problem, const Choice& /*choice*/)
{
    return fromDensity(problem, {2.0 / 3, 1.0 / 3});
}

Segmenter prepareEqualProbability(const std::shared_ptr<const Problem>& problem,
                                  const Choice& /*choice*/)
{
    return fromDensity(problem, {0, 1});
}

Segmenter preparePower(const std::shared_ptr<const Problem>& problem, const Choice& choice)
{
    return fromDensity(problem,
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

Segmenter prepareManual(const std::shared_ptr<const Problem>& problem, const Choice& choice)
{
    std::vector<double> boundaries{problem->domain().low};
    const std::vector<double>& inner = choice.numbers("boundaries");
    boundaries.insert(boundaries.end(), inner.begin(), inner.end());
    boundaries.push_back(problem->domain().high);

    Segmenter segmenter;
    segmenter.onlyExperts = static_cast<int>(inner.size()) + 1;
    segmenter.highRateError = [error = regionForm(*problem, boundaries)](int) {
        return std::isfinite(error) ? std::optional(error) : std::nullopt;
    };
    segmenter.boundaries = [boundaries = std::move(boundaries)](int) { return boundaries; };
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
        {{"uniform", "Uniform", "regions of equal length", {}}, prepareUniform, nullptr},
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
         checkManual},
    };
}

} // namespace

const std::vector<SegmentationRow>& segmentationTable()
{
    static const std::vector<SegmentationRow> table = makeTable();
    return table;
}

} // namespace tradeoff
