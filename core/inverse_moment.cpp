// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inverse_moment.h"

#include <cmath>

namespace tradeoff {

namespace {

/// Relative size of the terms that no longer count.
constexpr double negligible = 1e-18;

/// Σ_k P(N = k)/k, from the first term on.
double sumOverCounts(std::int64_t samples, double p)
{
    const auto n = static_cast<double>(samples);
    const double odds = p / (1 - p);
    double chance = n * p * std::exp((n - 1) * std::log1p(-p)); // of N = 1
    double sum = chance;
    for (std::int64_t count = 2; count <= samples; ++count) {
        const auto k = static_cast<double>(count);
        chance *= (n - k + 1) / k * odds;
        const double term = chance / k;
        sum += term;
        if (k > n * p && term < negligible * sum) {
            break;
        }
    }
    return sum;
}

/// Σ_k P(N = k)/k, from the last term on: for p near 1, where the first ones underflow.
double sumOverCountsFromTop(std::int64_t samples, double p)
{
    const auto n = static_cast<double>(samples);
    const double odds = (1 - p) / p;
    double chance = std::exp(n * std::log(p)); // of N = n
    double sum = chance / n;
    for (std::int64_t count = samples - 1; count >= 1; --count) {
        const auto k = static_cast<double>(count);
        chance *= (k + 1) / (n - k) * odds;
        sum += chance / k;
    }
    return sum;
}

double seriesForManySamples(double n, double p)
{
    double term = 1 / ((n + 1) * p);
    double sum = term;
    constexpr int mostTerms = 40;
    for (int k = 2; term > negligible * sum && k < mostTerms; ++k) {
        term *= (k - 1) / ((n + k) * p);
        sum += term;
    }
    return sum;
}

} // namespace

double emptyProbability(std::int64_t samples, double probability)
{
    return probability >= 1 ? 0.0
                            : std::exp(static_cast<double>(samples) * std::log1p(-probability));
}

double surplus(std::int64_t samples, double probability)
{
    const auto n = static_cast<double>(samples);
    constexpr double fewSamples = 0.5;
    if (n * probability >= fewSamples) {
        return n * probability - 1 + emptyProbability(samples, probability);
    }
    // The binomial series of (1 − P)^n without the two terms that cancel.
    double term = n * (n - 1) / 2 * probability * probability;
    double sum = term;
    for (std::int64_t k = 2; k < samples && std::abs(term) > negligible * sum; ++k) {
        term *= -static_cast<double>(samples - k) / static_cast<double>(k + 1) * probability;
        sum += term;
    }
    return sum;
}

double inverseMoment(std::int64_t samples, double probability)
{
    const auto n = static_cast<double>(samples);
    if (!(probability > 0)) {
        return 0;
    }
    if (probability >= 1) {
        return 1 / n;
    }
    constexpr double manySamples = 64;
    if (n * probability >= manySamples) {
        return seriesForManySamples(n, probability);
    }
    return probability < 0.5 ? sumOverCounts(samples, probability)
                             : sumOverCountsFromTop(samples, probability);
}

Filling filling(std::int64_t samples, double probability)
{
    const auto n = static_cast<double>(samples);
    const double p = probability;
    constexpr double smallMean = 1e-3;
    if (n * p > smallMean) {
        const double reached = p < 1 ? -std::expm1(n * std::log1p(-p)) : 1.0;
        return {reached, inverseMoment(samples, p)};
    }
    // Taylor series to relative 1e-15: y = −n log(1 − p), reached = 1 − e^{−y}, and the first terms
    // of Σ_k C(n, k) p^k (1 − p)^{n−k} / k.
    const double y = n * p * (1 + p * (1.0 / 2 + p * (1.0 / 3 + p * (1.0 / 4 + p / 5))));
    const double reached = y * (1 - y / 2 * (1 - y / 3 * (1 - y / 4 * (1 - y / 5))));
    const double odds = p / (1 - p);
    const double terms =
        1 + (n - 1) * odds * (1.0 / 4 + (n - 2) * odds * (1.0 / 18 + (n - 3) * odds / 96));
    return {reached, n * odds * (1 - reached) * terms};
}

} // namespace tradeoff
