// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/references.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace tradeoff::reference {

namespace {

constexpr double mean = 0.5;
constexpr double deviation = 0.2;

double cumulative(double x)
{
    return boost::math::cdf(boost::math::normal(mean, deviation), x);
}

double bisected(double u)
{
    double low = 0;
    double high = 1;
    const double below = cumulative(0);
    const double wanted = below + u * (cumulative(1) - below);
    constexpr int steps = 53;
    for (int i = 0; i < steps; ++i) {
        const double middle = (low + high) / 2;
        (cumulative(middle) < wanted ? low : high) = middle;
    }
    return (low + high) / 2;
}

std::size_t regionOf(std::span<const double> boundaries, double x)
{
    const auto inner = boundaries.subspan(1, boundaries.size() - 2);
    return static_cast<std::size_t>(std::upper_bound(inner.begin(), inner.end(), x) -
                                    inner.begin());
}

} // namespace

PlainProblem plainProblem()
{
    const boost::math::normal normal(mean, deviation);
    const double mass = cumulative(1) - cumulative(0);
    return {[](double x) { return std::cos(2 * std::numbers::pi * x); },
            [=](double x) { return boost::math::pdf(normal, x) / mass; }};
}

std::vector<Moments> regionMoments(const PlainProblem& problem, std::span<const double> boundaries)
{
    using Rule = boost::math::quadrature::gauss<double, 15>;
    std::vector<Moments> result;
    for (std::size_t i = 0; i + 1 < boundaries.size(); ++i) {
        const auto integral = [&](const auto& f) {
            return Rule::integrate(f, boundaries[i], boundaries[i + 1]);
        };
        Moments moments;
        moments.probability = integral(problem.density);
        moments.mean = integral([&](double x) { return problem.target(x) * problem.density(x); }) /
                       moments.probability;
        moments.variance = integral([&](double x) {
                               const double gap = problem.target(x) - moments.mean;
                               return gap * gap * problem.density(x);
                           }) /
                           moments.probability;
        result.push_back(moments);
    }
    return result;
}

double estimationError(std::span<const Moments> regions, double noiseVariance, std::int64_t samples)
{
    double sum = 0;
    for (const Moments& region : regions) {
        const double q = 1 - region.probability;
        const double empty = std::pow(q, static_cast<double>(samples));
        double inverse = 0;
        for (std::int64_t j = 1; j <= samples; ++j) {
            inverse +=
                (std::pow(q, static_cast<double>(samples - j)) - empty) / static_cast<double>(j);
        }
        sum += region.probability *
               ((noiseVariance + region.variance) * inverse + empty * region.mean * region.mean);
    }
    return sum;
}

std::vector<RegionSamples> regionSums(std::span<const double> x, std::span<const double> y,
                                      std::span<const double> boundaries)
{
    std::vector<RegionSamples> result(boundaries.size() - 1);
    for (std::size_t i = 0; i < x.size(); ++i) {
        RegionSamples& region = result[regionOf(boundaries, x[i])];
        ++region.count;
        const double step = y[i] - region.mean;
        region.mean += step / static_cast<double>(region.count);
        region.squares += step * (y[i] - region.mean);
    }
    return result;
}

std::vector<std::pair<double, double>> drawInputs(std::int64_t samples)
{
    std::mt19937_64 generator(1);
    std::uniform_real_distribution<double> uniform;
    std::normal_distribution<double> normal;
    std::vector<std::pair<double, double>> result;
    result.reserve(static_cast<std::size_t>(samples));
    for (std::int64_t i = 0; i < samples; ++i) {
        const double x = bisected(uniform(generator));
        result.emplace_back(x, normal(generator));
    }
    std::sort(result.begin(), result.end());
    return result;
}

double simulatedError(const PlainProblem& problem, std::span<const Moments> regions,
                      std::span<const double> boundaries, double noiseVariance,
                      std::int64_t samples, int trainingSets)
{
    std::mt19937_64 generator(1);
    std::uniform_real_distribution<double> uniform;
    std::normal_distribution<double> noise(0, std::sqrt(noiseVariance));
    std::vector<double> x(static_cast<std::size_t>(samples));
    std::vector<double> y(x.size());
    double total = 0;
    for (int set = 0; set < trainingSets; ++set) {
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = bisected(uniform(generator));
            y[i] = problem.target(x[i]) + noise(generator);
        }
        const std::vector<RegionSamples> sums = regionSums(x, y, boundaries);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            const double gap = sums[i].mean - regions[i].mean;
            total += regions[i].probability * (regions[i].variance + gap * gap);
        }
    }
    return noiseVariance + total / trainingSets;
}

} // namespace tradeoff::reference
