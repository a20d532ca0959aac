// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tail_moments.h"

#include "core/gauss_rule.h"
#include "core/moments.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

LogMoments united(const LogMoments& a, const LogMoments& b)
{
    const double top = std::max(a.logProbability, b.logProbability);
    if (top == -infinity) {
        return a;
    }
    const Moments sum = merged(Moments{std::exp(a.logProbability - top), a.mean, a.variance},
                               Moments{std::exp(b.logProbability - top), b.mean, b.variance});
    return {top + std::log(sum.probability), sum.mean, sum.variance};
}

/// Adaptive Gauss–Legendre quadrature of p, β p and β² p in logarithms.
class TailIntegral {
public:
    explicit TailIntegral(const TailProblem& problem)
        : m_problem(problem)
    {}

    [[nodiscard]] LogMoments adaptive(double low, double high) const
    {
        return refined(low, high, direct(low, high), -infinity, 0);
    }

private:
    [[nodiscard]] LogMoments direct(double low, double high) const
    {
        constexpr unsigned count = 10;
        const GaussRule<count>& rule = gaussRule<count>();
        const double half = (high - low) / 2;
        std::array<double, count> x;
        std::array<DomainPoint, count> points;
        for (std::size_t i = 0; i < count; ++i) {
            x[i] = low + half * (1 + rule.nodes[i]);
            points[i] = {x[i], x[i] - m_problem.domain.low, m_problem.domain.high - x[i]};
        }
        std::array<double, count> weights;
        std::array<double, count> values;
        m_problem.density.logValues(points, weights);
        m_problem.target.values(x, values);
        const double top = *std::max_element(weights.begin(), weights.end());
        if (top == -infinity) {
            return {};
        }
        for (std::size_t i = 0; i < count; ++i) {
            weights[i] = std::exp(weights[i] - top) * rule.weights[i];
        }
        const WeightedSums sums = weightedSums<count>(weights, values);
        return {top + std::log(sums.weight * half), sums.mean, sums.variance};
    }

    /// \param other  log probability of what lies outside and is known: far smaller parts are left
    [[nodiscard]] LogMoments refined(double low, double high, const LogMoments& whole, double other,
                                     int depth) const
    {
        const double middle = low + (high - low) / 2;
        constexpr int deepest = 60;
        if (depth == deepest || middle <= low || middle >= high) {
            return whole;
        }
        if (++m_pieces > pieceLimit) {
            return whole;
        }
        const LogMoments left = direct(low, middle);
        const LogMoments right = direct(middle, high);
        const LogMoments sum = united(left, right);
        constexpr double negligible = 50; // in logarithms: 2e-22
        if (sum.logProbability < other - negligible || agree(whole, sum, {low, high}, other)) {
            return sum;
        }
        // The heavier half first: what it holds makes most of the other half negligible.
        if (left.logProbability >= right.logProbability) {
            const LogMoments first = refined(low, middle, left, other, depth + 1);
            return united(first, refined(middle, high, right, std::max(other, first.logProbability),
                                         depth + 1));
        }
        const LogMoments first = refined(middle, high, right, other, depth + 1);
        return united(refined(low, middle, left, std::max(other, first.logProbability), depth + 1),
                      first);
    }

    /// Whether two results for a piece are the same but for rounding, or differ by nothing that
    /// counts beside what is known of the region.
    static bool agree(const LogMoments& a, const LogMoments& b, const Interval& piece, double other)
    {
        if (a.logProbability == b.logProbability && a.logProbability == -infinity) {
            return true;
        }
        // The rounding of large logarithms, of x and of the values is noise that no cutting
        // removes.
        constexpr double epsilon = std::numeric_limits<double>::epsilon();
        const double x = std::max(std::abs(piece.low), std::abs(piece.high));
        const double share = std::exp(std::min(0.0, b.logProbability - other));
        const double tolerance =
            1e-11 + 32 * epsilon * (std::abs(b.logProbability) + x / piece.length());
        const double valueNoise = 4 * epsilon * std::abs(b.mean);
        const double spread = std::sqrt(b.variance);
        return std::abs(a.logProbability - b.logProbability) < tolerance &&
               share * std::abs(a.mean - b.mean) <= tolerance * (std::abs(b.mean) + spread) &&
               share * std::abs(a.variance - b.variance) <=
                   10 * tolerance * b.variance + valueNoise * (valueNoise + spread);
    }

    /// Far more than a region takes; a bound for functions that nothing resolves.
    static constexpr int pieceLimit = 4000;
    mutable int m_pieces = 0;
    const TailProblem& m_problem;
};

} // namespace

LogMoments tailMoments(const TailProblem& problem, const Interval& region)
{
    LogMoments moments = TailIntegral(problem).adaptive(region.low, region.high);
    if (moments.logProbability == -infinity) {
        moments.mean = problem.target.value(region.middle());
    }
    return moments;
}

} // namespace tradeoff
