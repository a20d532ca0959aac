// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/density.h"
#include "core/option_table.h"
#include "core/space/space_density.h"

#include <algorithm>

namespace tradeoff {

namespace {

SpaceDensityRow uniformRow()
{
    return {.option = {.kind = "uniform",
                       .label = "Uniform",
                       .formula = "p(x) = 1/volume of the domain",
                       .parameters = {}},
            .make = [](const Choice&, const BoxDomain& domain) { return uniformDensity(domain); }};
}

std::vector<const Option*> densitiesOfOneCoordinate()
{
    return optionsOf(densityTable());
}

SpaceDensityRow productRow()
{
    Choice gaussian = defaultChoice(densityRow("truncated-gaussian").option);
    Parameter factors{.name = "factors",
                      .label = "Density of each coordinate",
                      .fallback = std::vector<Choice>{std::move(gaussian)},
                      .range = {},
                      .fields = {},
                      .slider = {}};
    factors.entries = densitiesOfOneCoordinate;
    factors.extent = Extent::PerCoordinate;
    return {.option = {.kind = "product",
                       .label = "Independent",
                       .formula = "p(x) = Π p_k(x_k), one density for all coordinates or one each",
                       .parameters = {std::move(factors)}},
            .make = [](const Choice& choice, const BoxDomain& domain) {
                return productDensity(choice.choices("factors"), domain);
            }};
}

SpaceDensityRow gaussianRow()
{
    return {
        .option = {.kind = "gaussian",
                   .label = "Gaussian",
                   .formula = "p(x) ∝ exp(−(x − mean)ᵀ covariance⁻¹ (x − mean)/2)",
                   .parameters = {perCoordinate(listParameter("mean", "Mean", {0.4, 0.6},
                                                              ranges::coordinate)),
                                  tableParameter("covariance", "Covariance",
                                                 Extent::PerCoordinatePair,
                                                 {{0.04, 0.024}, {0.024, 0.04}}, ranges::value)}},
        .make = [](const Choice& choice, const BoxDomain& domain) {
            return gaussianDensity({choice.numbers("mean"), choice.records("covariance")}, domain);
        }};
}

SpaceDensity makeMixture(const Choice& choice, const BoxDomain& domain)
{
    const std::vector<double>& weights = choice.numbers("weights");
    const std::vector<Record>& means = choice.records("means");
    const std::vector<double>& sds = choice.numbers("sds");
    constexpr std::size_t mostComponents = 100;
    requireLength(weights.size(), 1, mostComponents, "/weights");
    requireLength(means.size(), weights.size(), weights.size(), "/means");
    requireLength(sds.size(), weights.size(), weights.size(), "/sds");
    std::vector<GaussianComponent> components;
    for (std::size_t j = 0; j < weights.size(); ++j) {
        requireLength(means[j].size(), domain.size(), domain.size(), "/means/" + std::to_string(j));
        components.push_back({weights[j], means[j], sds[j]});
    }
    const double greatest = std::ranges::max(weights);
    if (!(greatest > 0)) {
        throw InputError("/weights", "must have a weight greater than 0");
    }
    return gaussianMixtureDensity(components, domain);
}

SpaceDensityRow mixtureRow()
{
    return {
        .option = {.kind = "gaussian-mixture",
                   .label = "Mixture of Gaussians",
                   .formula = "p(x) = Σ weight·Gaussian(x; mean, sd), each cut to the domain",
                   .parameters = {listParameter("weights", "Weights", {0.5, 0.5}, ranges::weight),
                                  tableParameter("means", "Means", Extent::PerCoordinateInEvery,
                                                 {{0.3, 0.3}, {0.7, 0.6}}, ranges::coordinate),
                                  listParameter("sds", "SDs", {0.1, 0.15}, ranges::width)}},
        .make = makeMixture};
}

SpaceDensityRow expressionRow()
{
    return {.option = {.kind = "expression",
                       .label = "Formula",
                       .formula = "p(x) ∝ a typed formula in x1, x2, …, never negative",
                       .parameters = {formulaParameter("1 + cos(2*pi*x1)*sin(pi*x2)",
                                                       "Formula in x1, x2, …")}},
            .make = expressionDensity};
}

} // namespace

const std::vector<SpaceDensityRow>& spaceDensityTable()
{
    static const std::vector<SpaceDensityRow> table{uniformRow(), productRow(), gaussianRow(),
                                                    mixtureRow(), expressionRow()};
    return table;
}

SpaceDensity makeSpaceDensity(const Choice& choice, const BoxDomain& domain)
{
    const SpaceDensityRow& row = rowOfKind(spaceDensityTable(), choice.kind, "/density");
    checkChoice(row.option, choice, "/density");
    return madeAt("/density", [&] { return row.make(choice, domain); });
}

} // namespace tradeoff
