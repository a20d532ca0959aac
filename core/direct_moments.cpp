// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/direct_moments.h"

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
class DirectIntegral {
public:
    explicit DirectIntegral(const DirectProblem& problem)
        : m_problem(problem)
    {}

    /// \param known  what is known of the region beside this piece
    [[nodiscard]] LogMoments adaptive(const Interval& piece, const LogMoments& known) const
    {
        return refined(piece, direct(piece.low, piece.high), known, 0);
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
            const double fromLow = half * (1 + rule.nodes[i]);
            const double toHigh = half * (1 - rule.nodes[i]);
            x[i] = low + fromLow;
            // Distances that are not rounded as x is.
            points[i] = {x[i], (low - m_problem.domain.low) + fromLow,
                         (m_problem.domain.high - high) + toHigh};
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

    /// \param known  what lies outside of the piece: parts that are far smaller are left
    [[nodiscard]] LogMoments refined(const Interval& piece, const LogMoments& whole,
                                     const LogMoments& known, int depth) const
    {
        const double middle = piece.middle();
        constexpr int deepest = 60;
        if (depth == deepest || middle <= piece.low || middle >= piece.high ||
            ++m_pieces > pieceLimit) {
            return whole;
        }
        const LogMoments left = direct(piece.low, middle);
        const LogMoments right = direct(middle, piece.high);
        const LogMoments sum = united(left, right);
        if (agree(whole, sum, piece) || areNegligible(whole, sum, known)) {
            return sum;
        }
        // The heavier half first: what it holds makes most of the other half negligible.
        const Interval low{piece.low, middle};
        const Interval high{middle, piece.high};
        if (left.logProbability >= right.logProbability) {
            const LogMoments first = refined(low, left, known, depth + 1);
            return united(first, refined(high, right, united(known, first), depth + 1));
        }
        const LogMoments first = refined(high, right, known, depth + 1);
        return united(refined(low, left, united(known, first), depth + 1), first);
    }

    /// Whether two results for a piece are the same but for rounding.
    static bool agree(const LogMoments& a, const LogMoments& b, const Interval& piece)
    {
        if (a.logProbability == b.logProbability && a.logProbability == -infinity) {
            return true;
        }
        // The rounding of large logarithms, of x and of the values is noise that no cutting
        // removes.
        constexpr double epsilon = std::numeric_limits<double>::epsilon();
        const double x = std::max(std::abs(piece.low), std::abs(piece.high));
        const double tolerance =
            wanted + 32 * epsilon * (std::abs(b.logProbability) + x / piece.length());
        const double valueNoise = 4 * epsilon * std::abs(b.mean);
        const double spread = std::sqrt(b.variance);
        return std::abs(a.logProbability - b.logProbability) < tolerance &&
               std::abs(a.mean - b.mean) <= tolerance * (std::abs(b.mean) + spread) &&
               std::abs(a.variance - b.variance) <=
                   10 * tolerance * b.variance + valueNoise * (valueNoise + spread);
    }

    /// Whether two results for a piece differ by nothing that counts beside what is known of the
    /// region: a small part may count where β is large there.
    static bool areNegligible(const LogMoments& a, const LogMoments& b, const LogMoments& known)
    {
        const double shareOfA = std::exp(a.logProbability - known.logProbability);
        const double shareOfB = std::exp(b.logProbability - known.logProbability);
        const double gapOfA = a.mean - known.mean;
        const double gapOfB = b.mean - known.mean;
        const double scale = std::abs(known.mean) + std::sqrt(known.variance);
        return std::abs(shareOfA - shareOfB) <= wanted &&
               std::abs(shareOfA * gapOfA - shareOfB * gapOfB) <= wanted * scale &&
               std::abs(shareOfA * (a.variance + gapOfA * gapOfA) -
                        shareOfB * (b.variance + gapOfB * gapOfB)) <= wanted * known.variance;
    }

    /// Relative difference of two results below which the finer one is taken.
    static constexpr double wanted = 1e-11;
    /// Far more than a region takes; a bound for functions that nothing resolves.
    static constexpr int pieceLimit = 4000;
    mutable int m_pieces = 0;
    const DirectProblem& m_problem;
};

} // namespace

LogMoments directMoments(const DirectProblem& problem, const Interval& region)
{
    const DirectIntegral integral(problem);
    LogMoments moments;
    double from = region.low;
    for (auto cut = std::upper_bound(problem.breakpoints.begin(), problem.breakpoints.end(), from);
         cut != problem.breakpoints.end() && *cut < region.high; ++cut) {
        moments = united(moments, integral.adaptive({from, *cut}, moments));
        from = *cut;
    }
    moments = united(moments, integral.adaptive({from, region.high}, moments));
    if (moments.logProbability == -infinity) {
        moments.mean = problem.target.value(region.middle());
    }
    return moments;
}

} // namespace tradeoff
