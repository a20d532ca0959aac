// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/density.h"

#include "core/input_error.h"
#include "core/number_text.h"
#include "core/option_table.h"
#include "core/truncated_gaussian.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace tradeoff {

namespace {

using Points = std::span<const DomainPoint>;
using Values = std::span<double>;

constexpr std::size_t mostComponents = 64;
constexpr std::size_t mostBins = 1000;
constexpr double minusInfinity = -std::numeric_limits<double>::infinity();

/// A density from the log density at one point, which is inlined into the loop over a block.
template <class LogValue>
Density pointwiseDensity(LogValue logValue, std::vector<double> breakpoints = {})
{
    Density density;
    density.logValues = [logValue](Points points, Values result) {
        for (std::size_t i = 0; i < points.size(); ++i)
            result[i] = logValue(points[i]);
    };
    density.breakpoints = std::move(breakpoints);
    return density;
}

DensityRow uniformRow()
{
    return {.option = {.kind = "uniform",
                       .label = "Uniform",
                       .formula = "p(x) constant on the domain",
                       .parameters = {}},
            .make = [](const Choice&, const Interval&) -> Density {
                return pointwiseDensity([](const DomainPoint&) { return 0.0; });
            }};
}

DensityRow truncatedGaussianRow()
{
    return {.option = {.kind = "truncated-gaussian",
                       .label = "Truncated Gaussian",
                       .formula = "p(x) ∝ exp(−(x − mean)²/(2·sd²)) on the domain",
                       .parameters = {numberParameter("mean", "Mean", 0.5, ranges::coordinate,
                                                      ranges::unit),
                                      numberParameter("sd", "Standard deviation", 0.2,
                                                      ranges::width, {0.01, 1})}},
            .make = [](const Choice& choice, const Interval& domain) -> Density {
                const TruncatedGaussian gaussian(choice.number("mean"), choice.number("sd"),
                                                 domain);
                Density density = pointwiseDensity(
                    [gaussian](const DomainPoint& point) { return gaussian.logValue(point); });
                std::vector<double> landmarks;
                addLandmarks(landmarks, choice.number("mean"), choice.number("sd"));
                density.landmarks = interiorPoints(std::move(landmarks), domain);
                return density;
            }};
}

/// power·log(base), 0 where the power is 0 whatever the base.
double logPower(double base, double power)
{
    return power == 0.0 ? 0.0 : power * std::log(base);
}

DensityRow betaRow()
{
    return {.option = {.kind = "beta",
                       .label = "Beta",
                       .formula = "p(x) ∝ t^(alpha − 1)·(1 − t)^(beta − 1), "
                                  "t = x rescaled to [0, 1]",
                       .parameters = {numberParameter("alpha", "Alpha", 2, {0.1, 1000}, {0.5, 10}),
                                      numberParameter("beta", "Beta", 5, {0.1, 1000}, {0.5, 10})}},
            .make = [](const Choice& choice, const Interval& domain) -> Density {
                const double low = choice.number("alpha") - 1;
                const double high = choice.number("beta") - 1;
                const double length = domain.length();
                return pointwiseDensity([=](const DomainPoint& point) {
                    return logPower(point.fromLow / length, low) +
                           logPower(point.toHigh / length, high);
                });
            }};
}

DensityRow truncatedExponentialRow()
{
    return {.option = {.kind = "truncated-exponential",
                       .label = "Truncated exponential",
                       .formula = "p(x) ∝ exp(−rate·(x − low)), low = the domain's lower end",
                       .parameters = {numberParameter("rate", "Rate", 3, {-1e4, 1e4}, {-10, 10})}},
            .make = [](const Choice& choice, const Interval&) -> Density {
                const double rate = choice.number("rate");
                // Measured from the end where the density is greatest, which keeps it exact there.
                if (rate < 0) {
                    return pointwiseDensity(
                        [rate](const DomainPoint& point) { return rate * point.toHigh; });
                }
                return pointwiseDensity(
                    [rate](const DomainPoint& point) { return -rate * point.fromLow; });
            }};
}

/// A sum of truncated Gaussians, each with its share of the probability.
struct Mixture {
    struct Component {
        TruncatedGaussian gaussian;
        double logScale;
    };
    std::vector<Component> components;

    [[nodiscard]] double logValue(const DomainPoint& point) const
    {
        // Scaled by the greatest term, the sum can neither underflow nor overflow.
        double greatest = minusInfinity;
        for (const Component& c : components)
            greatest = std::max(greatest, c.logScale + c.gaussian.logValue(point));
        double sum = 0.0;
        for (const Component& c : components)
            sum += std::exp(c.logScale + c.gaussian.logValue(point) - greatest);
        return greatest + std::log(sum);
    }
};

Density makeMixture(const Choice& choice, const Interval& domain)
{
    const auto& records = choice.records("components");
    requireLength(records.size(), 1, mostComponents, "/components");
    Mixture mixture;
    std::vector<double> landmarks;
    for (const Record& record : records) {
        if (record[0] == 0.0)
            continue;
        const TruncatedGaussian gaussian(record[1], record[2], domain);
        mixture.components.push_back({gaussian, std::log(record[0]) - gaussian.logMass()});
        addLandmarks(landmarks, record[1], record[2]);
    }
    if (mixture.components.empty())
        throw InputError("/components", "must have at least one weight above 0");
    Density density =
        pointwiseDensity([mixture](const DomainPoint& point) { return mixture.logValue(point); });
    density.landmarks = interiorPoints(std::move(landmarks), domain);
    return density;
}

DensityRow gaussianMixtureRow()
{
    return {.option = {.kind = "gaussian-mixture",
                       .label = "Gaussian mixture",
                       .formula = "p(x) = Σ weight·(Gaussian with mean and sd, truncated to the "
                                  "domain and normalised)",
                       .parameters = {recordsParameter(
                           "components", "Components",
                           {{"weight", "Weight", 1, ranges::weight},
                            {"mean", "Mean", 0.5, ranges::coordinate},
                            {"sd", "Standard deviation", 0.1, ranges::width}},
                           {{0.4, 0.25, 0.08}, {0.6, 0.7, 0.1}})}},
            .make = makeMixture};
}

void checkHistogram(const std::vector<double>& edges, const std::vector<double>& weights,
                    const Interval& domain)
{
    requireLength(edges.size(), 2, mostBins + 1, "/edges");
    requireIncreasing(edges, "/edges");
    const double slack = 1e-12 * domain.length();
    if (std::abs(edges.front() - domain.low) > slack ||
        std::abs(edges.back() - domain.high) > slack) {
        throw InputError("/edges", "must run over the whole domain, " + describeDomain(domain) +
                                       ", not " + describeDomain({edges.front(), edges.back()}));
    }
    if (weights.size() != edges.size() - 1) {
        throw InputError("/weights", "must have one entry fewer than edges: " +
                                         std::to_string(edges.size() - 1) + ", not " +
                                         std::to_string(weights.size()));
    }
    if (std::all_of(weights.begin(), weights.end(), [](double w) { return w == 0.0; }))
        throw InputError("/weights", "must have at least one entry above 0");
}

Density makeHistogram(const Choice& choice, const Interval& domain)
{
    const auto& edges = choice.numbers("edges");
    const auto& weights = choice.numbers("weights");
    checkHistogram(edges, weights, domain);
    std::vector<double> logDensities;
    logDensities.reserve(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double width = edges[i + 1] - edges[i];
        logDensities.push_back(weights[i] > 0 ? std::log(weights[i]) - std::log(width)
                                              : minusInfinity);
    }
    const std::vector<double> inner(edges.begin() + 1, edges.end() - 1);
    return pointwiseDensity(
        [inner, logDensities](const DomainPoint& point) {
            const auto next = std::upper_bound(inner.begin(), inner.end(), point.x);
            return logDensities[static_cast<std::size_t>(next - inner.begin())];
        },
        interiorPoints(inner, domain));
}

DensityRow histogramRow()
{
    return {.option = {.kind = "histogram",
                       .label = "Histogram",
                       .formula = "p(x) constant in each bin, its probability ∝ weight",
                       .parameters = {listParameter("edges", "Edges of the bins",
                                                    {0, 0.2, 0.4, 0.6, 0.8, 1}, ranges::coordinate),
                                      listParameter("weights", "Weights of the bins",
                                                    {1, 3, 4, 2, 1}, ranges::weight)}},
            .make = makeHistogram};
}

/// Whether a formula is above 0 at any of many places inside the pieces between its breakpoints.
bool hasMass(const Expression& expression, const std::vector<double>& breakpoints,
             const Interval& domain)
{
    constexpr std::size_t places = 1024;
    std::vector<double> ends = breakpoints;
    ends.push_back(domain.high);
    std::vector<double> x(places);
    std::vector<double> values(places);
    double begin = domain.low;
    for (const double end : ends) {
        for (std::size_t i = 0; i < places; ++i)
            x[i] = begin + (static_cast<double>(i) + 0.5) / places * (end - begin);
        expression.values(x, values);
        if (std::any_of(values.begin(), values.end(), [](double p) { return p > 0; }))
            return true;
        begin = end;
    }
    return false;
}

Density makeExpressionDensity(const Choice& choice, const Interval& domain)
{
    const Expression expression = finiteExpression(choice, domain);
    if (const auto x = expression.firstNegative(domain)) {
        throw InputError("/expression", "negative at x = " + numberText(*x) +
                                            "; must be 0 or more everywhere " +
                                            describeDomain(domain));
    }
    std::vector<double> breakpoints = expression.breakpoints(domain);
    if (!hasMass(expression, breakpoints, domain)) {
        throw InputError("/expression", "zero everywhere; must be above 0 on some part of the "
                                        "domain, " +
                                            describeDomain(domain));
    }
    Density density;
    density.logValues = [expression](Points points, Values result) {
        std::vector<double> x(points.size());
        std::transform(points.begin(), points.end(), x.begin(),
                       [](const DomainPoint& point) { return point.x; });
        expression.values(x, result);
        for (double& value : result)
            value = value > 0 ? std::log(value) : minusInfinity;
    };
    density.breakpoints = std::move(breakpoints);
    return density;
}

DensityRow expressionRow()
{
    return {.option = {.kind = "expression",
                       .label = "Formula",
                       .formula = "p(x) ∝ a typed formula in x, 0 or more",
                       .parameters = {formulaParameter("0.2 + exp(-20*(x - 0.3)^2)")}},
            .make = makeExpressionDensity};
}

} // namespace

const std::vector<DensityRow>& densityTable()
{
    static const std::vector<DensityRow> table = {
        uniformRow(),         truncatedGaussianRow(), betaRow(),      truncatedExponentialRow(),
        gaussianMixtureRow(), histogramRow(),         expressionRow()};
    return table;
}

} // namespace tradeoff
