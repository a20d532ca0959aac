// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/moment_table.h"

#include "core/direct_moments.h"
#include "core/gauss_rule.h"
#include "core/moment_table_builder.h"
#include "core/wide_vectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tradeoff {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Below this probability a region may reach into the part without panels.
constexpr double leastProbability = 1e-40;

/// Whether a piece of a panel is so far below the panel's size that the polynomials' errors, about
/// 1e-14 of that size and a few hundred times as much in their slopes, would show.
/// \param length  of the piece, in units of the panel's half length
bool isBelowResolution(const WeightedSums& sums, double center, double range, double length)
{
    constexpr double leastDensity = 3e-3; // of the panel's largest
    constexpr double leastSlope = 2e-3;   // of range/half
    constexpr double leastValue = 1e-3;   // of the range
    const double leastSpread = leastSlope * length * range;
    return sums.weight < leastDensity * length || sums.variance < leastSpread * leastSpread ||
           (std::abs(center + sums.mean) < leastValue * range &&
            sums.variance < leastValue * leastValue * range * range);
}

constexpr std::size_t lanes = 4;
using Vector = double __attribute__((vector_size(lanes * sizeof(double))));
using VectorInArray =
    double __attribute__((vector_size(lanes * sizeof(double)), aligned(sizeof(double)), may_alias));
template <unsigned Count>
using Vectors = std::array<Vector, Count / lanes>;

template <std::size_t Size>
[[gnu::always_inline]] inline double sumOf(const std::array<Vector, Size>& vectors)
{
    Vector sum{};
    for (const Vector& vector : vectors) {
        sum += vector;
    }
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// The values of a polynomial; even and odd powers side by side.
template <std::size_t Size>
[[gnu::always_inline]] inline void evaluate(const Polynomial& polynomial,
                                            const std::array<Vector, Size>& t,
                                            std::array<Vector, Size>& values)
{
    std::array<Vector, Size> even{};
    std::array<Vector, Size> odd{};
    for (std::size_t k = chebyshevSize; k > 0; k -= 2) {
        for (std::size_t i = 0; i < Size; ++i) {
            const Vector square = t[i] * t[i];
            odd[i] = odd[i] * square + polynomial.coefficients[k - 1];
            even[i] = even[i] * square + polynomial.coefficients[k - 2];
        }
    }
    for (std::size_t i = 0; i < Size; ++i) {
        values[i] = even[i] + t[i] * odd[i];
    }
}

/// Sums over the part of a panel between two local coordinates; see `weightedSums`. All points side
/// by side, in vectors: left to itself, GCC 12 takes one after the other.
template <unsigned Count>
[[gnu::always_inline]] inline WeightedSums
gaussSums(const Polynomial& density, const Polynomial& target, double low, double high)
{
    const GaussRule<Count>& rule = gaussRule<Count>();
    const auto* const nodes = reinterpret_cast<const VectorInArray*>(rule.nodes.data());
    const auto* const shares = reinterpret_cast<const VectorInArray*>(rule.weights.data());
    const double half = (high - low) / 2;
    Vectors<Count> t;
    for (std::size_t i = 0; i < t.size(); ++i) {
        t[i] = low + half * (1 + nodes[i]);
    }
    Vectors<Count> weights;
    Vectors<Count> values;
    Vectors<Count> products;
    evaluate(density, t, weights);
    evaluate(target, t, values);
    for (std::size_t i = 0; i < t.size(); ++i) {
        // A polynomial through non-negative values may dip below zero by its error.
        weights[i] = (weights[i] > 0 ? weights[i] : Vector{}) * shares[i] * half;
        products[i] = weights[i] * values[i];
    }
    WeightedSums sums{sumOf(weights), sumOf(products), 0};
    if (!(sums.weight > 0)) {
        return {};
    }
    sums.mean /= sums.weight;
    for (std::size_t i = 0; i < t.size(); ++i) {
        const Vector deviation = values[i] - sums.mean;
        products[i] = weights[i] * deviation * deviation;
    }
    sums.variance = sumOf(products) / sums.weight;
    return sums;
}

/// The polynomials look smoother the shorter the piece: fewer points give the same accuracy.
/// By itself, so that the compiler does not mix vectors with what calls them.
TRADEOFF_WIDE_VECTORS
[[gnu::noinline]] WeightedSums pieceSums(const Polynomial& density, const Polynomial& target,
                                         double low, double high)
{
    const double share = (high - low) / 2;
    if (share > 0.25) {
        return gaussSums<12>(density, target, low, high);
    }
    return share > 0.02 ? gaussSums<8>(density, target, low, high)
                        : gaussSums<4>(density, target, low, high);
}

} // namespace

MomentTable::MomentTable(const Interval& domain, const Target& target, const Density& density,
                         std::span<const double> breakpoints)
    : m_domain(domain)
    , m_target(target)
    , m_density(density)
    , m_breakpoints(breakpoints.begin(), breakpoints.end())
{
    MomentTableBuilder(*this, breakpoints).build();
    double top = -infinity;
    for (const Panel& panel : m_panels) {
        top = panel.empty ? top : std::max(top, panel.logScale + std::log(panel.half));
    }
    double total = 0;
    for (Panel& panel : m_panels) {
        if (panel.empty) {
            continue;
        }
        const WeightedSums sums = gaussSums<16>(panel.density, panel.target, -1, 1);
        panel.measure = std::exp(panel.logScale - top) * panel.half;
        panel.whole = {panel.measure * sums.weight, panel.center + sums.mean, sums.variance};
        total += panel.whole.probability;
    }
    m_logNormalizer = top + std::log(total);
    for (Panel& panel : m_panels) {
        panel.measure /= total;
        panel.whole.probability /= total;
    }
    findExtrema();
    // One that is a breakpoint up to rounding says nothing new.
    const double rounding = 1e-13 * m_domain.length();
    std::erase_if(m_extrema, [&](double x) {
        const auto next = std::lower_bound(breakpoints.begin(), breakpoints.end(), x - rounding);
        return next != breakpoints.end() && *next <= x + rounding;
    });
}

double MomentTable::local(const Panel& panel, double x) const
{
    const double t = panel.fromHigh ? (panel.middle - (m_domain.high - x)) / panel.half
                                    : ((x - m_domain.low) - panel.middle) / panel.half;
    return std::clamp(t, -1.0, 1.0);
}

Moments MomentTable::pieceMoments(const Panel& panel, double low, double high) const
{
    if (panel.empty) {
        return {};
    }
    const double from = local(panel, low);
    const double to = local(panel, high);
    const WeightedSums sums = pieceSums(panel.density, panel.target, from, to);
    if (isBelowResolution(sums, panel.center, panel.range, to - from)) {
        return direct({low, high});
    }
    return {panel.measure * sums.weight, panel.center + sums.mean, sums.variance};
}

Moments MomentTable::direct(const Interval& region) const
{
    const LogMoments moments =
        directMoments({m_domain, m_target, m_density, m_breakpoints}, region);
    return {std::exp(moments.logProbability - m_logNormalizer), moments.mean, moments.variance};
}

std::vector<Moments> MomentTable::regionMoments(std::span<const double> boundaries) const
{
    std::vector<Moments> result;
    result.reserve(boundaries.size() - 1);
    auto panel =
        std::partition_point(m_panels.begin(), m_panels.end(), [&](const Panel& candidate) {
            return candidate.x.high <= boundaries.front() && candidate.x.low < boundaries.front();
        });
    for (std::size_t i = 0; i + 1 < boundaries.size(); ++i) {
        double from = boundaries[i];
        const double to = boundaries[i + 1];
        Moments moments;
        for (; panel != m_panels.end() && panel->x.high <= to; ++panel) {
            moments =
                merged(moments, from <= panel->x.low ? panel->whole
                                                     : pieceMoments(*panel, from, panel->x.high));
            from = panel->x.high;
        }
        if (panel != m_panels.end() && from < to) {
            moments = merged(moments, pieceMoments(*panel, from, to));
        }
        if (moments.probability <= leastProbability) {
            moments = direct({boundaries[i], boundaries[i + 1]});
        }
        result.push_back(moments);
    }
    return result;
}

void MomentTable::findExtrema()
{
    const std::vector<double>& breakpoints = m_target.breakpoints; // where the slope may jump
    double before = 0; // the last slope that was not zero, and where
    double beforeX = 0;
    auto nextBreak = breakpoints.begin();
    ChebyshevArray x{};
    ChebyshevArray slopes{};
    for (const Panel& panel : m_panels) {
        if (nextBreak != breakpoints.end() && *nextBreak <= panel.x.low) {
            before = 0;
            nextBreak = std::upper_bound(nextBreak, breakpoints.end(), panel.x.low);
        }
        for (std::size_t k = 0; k < chebyshevSize; ++k) {
            const double t = chebyshevPoints()[k];
            const double distance = panel.middle + (panel.fromHigh ? -t : t) * panel.half;
            x[k] = panel.fromHigh ? m_domain.high - distance : m_domain.low + distance;
        }
        m_target.slopes(x, slopes);
        for (std::size_t k = 0; k < chebyshevSize; ++k) {
            if (slopes[k] == 0) {
                continue;
            }
            if (before * slopes[k] < 0) {
                double low = beforeX;
                double high = x[k];
                for (double middle = low + (high - low) / 2; low < middle && middle < high;
                     middle = low + (high - low) / 2) {
                    (m_target.slope(middle) * before > 0 ? low : high) = middle;
                }
                m_extrema.push_back(high);
            }
            before = slopes[k] > 0 ? 1 : -1;
            beforeX = x[k];
        }
    }
}

} // namespace tradeoff
