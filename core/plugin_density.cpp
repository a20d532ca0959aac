// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plugin_density.h"

#include "core/model_selection.h"
#include "core/sample_cuts.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace tradeoff {

namespace {

/// The samples of a stretch of the domain, as far as its straight line needs them.
struct Bin {
    Interval x;
    double count = 0.0;
    double meanX = 0.0;
    double meanY = 0.0;
    double xx = 0.0; ///< Σ (x − meanX)²
    double xy = 0.0; ///< Σ (x − meanX)(y − meanY)
    double yy = 0.0; ///< Σ (y − meanY)²

    [[nodiscard]] bool hasSlope() const { return xx > 0; }
    [[nodiscard]] double slope() const { return hasSlope() ? xy / xx : 0.0; }
    /// Σ (y − line)²
    [[nodiscard]] double squares() const { return std::max(0.0, yy - slope() * xy); }
};

using Bins = std::vector<Bin>;

/// The union of two neighbouring bins (Chan, Golub & LeVeque 1983).
Bin merged(const Bin& left, const Bin& right)
{
    Bin bin;
    bin.x = {left.x.low, right.x.high};
    bin.count = left.count + right.count;
    const double share = right.count / bin.count;
    const double gapX = right.meanX - left.meanX;
    const double gapY = right.meanY - left.meanY;
    const double weight = left.count * share;
    bin.meanX = left.meanX + share * gapX;
    bin.meanY = left.meanY + share * gapY;
    bin.xx = left.xx + right.xx + weight * gapX * gapX;
    bin.xy = left.xy + right.xy + weight * gapX * gapY;
    bin.yy = left.yy + right.yy + weight * gapY * gapY;
    return bin;
}

Bin binOf(const Interval& stretch, std::span<const double> x, std::span<const double> y)
{
    Bin bin;
    bin.x = stretch;
    bin.count = static_cast<double>(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        bin.meanX += (x[i] - bin.meanX) / static_cast<double>(i + 1);
        bin.meanY += (y[i] - bin.meanY) / static_cast<double>(i + 1);
    }
    if (x.front() == x.back()) {
        bin.meanX = x.front(); // no spread from rounding
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double gapX = x[i] - bin.meanX;
        const double gapY = y[i] - bin.meanY;
        bin.xx += gapX * gapX;
        bin.xy += gapX * gapY;
        bin.yy += gapY * gapY;
    }
    return bin;
}

/// The greatest power of two up to a number of at least 1.
std::size_t powerOfTwo(double most)
{
    return std::bit_floor(static_cast<std::size_t>(most));
}

Bins finestBins(const Interval& domain, std::span<const double> x, std::span<const double> y,
                const Checkpoint& checkpoint)
{
    const std::size_t most = powerOfTwo(std::sqrt(static_cast<double>(x.size())));
    const auto cuts = equalCountCuts(sampleCuts(domain, x, {}), x.size(), most);
    Bins bins;
    std::size_t first = 0;
    double low = domain.low;
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
        if (checkpoint) {
            checkpoint(static_cast<double>(first) / static_cast<double>(x.size()));
        }
        const std::size_t end = i < cuts.size() ? cuts[i] : x.size();
        const double high = i < cuts.size() ? boundaryBetween(x[end - 1], x[end]) : domain.high;
        bins.push_back(
            binOf({low, high}, x.subspan(first, end - first), y.subspan(first, end - first)));
        first = end;
        low = high;
    }
    return bins;
}

/// Bins, then bins of twice as many samples, and so on to a single one.
std::vector<Bins> levelsFrom(Bins finest)
{
    std::vector<Bins> levels{std::move(finest)};
    while (levels.back().size() > 1) {
        const Bins& below = levels.back();
        Bins bins;
        for (std::size_t i = 0; i < below.size(); i += 2) {
            bins.push_back(i + 1 < below.size() ? merged(below[i], below[i + 1]) : below[i]);
        }
        levels.push_back(std::move(bins));
    }
    return levels;
}

/// Mallows' Cp of a straight line for each bin.
double errorOfLines(const Bins& bins, double samples, double noiseVariance)
{
    double squares = 0;
    std::int64_t constants = 0;
    for (const Bin& bin : bins) {
        squares += bin.squares();
        constants += bin.hasSlope() ? 2 : 1;
    }
    return mallowsCp(squares / samples, constants, static_cast<std::int64_t>(samples),
                     noiseVariance);
}

/// The level whose lines have the least Cp, of several the coarsest.
std::size_t slopeLevel(const std::vector<Bins>& levels, double noiseVariance)
{
    const double samples = levels.back().front().count;
    std::size_t best = levels.size() - 1;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t level = levels.size(); level-- > 0;) {
        const double error = errorOfLines(levels[level], samples, noiseVariance);
        if (error < least) {
            least = error;
            best = level;
        }
    }
    return best;
}

/// The finest level with at most about 2 n^{1/3} bins.
std::size_t densityLevel(const std::vector<Bins>& levels)
{
    const double most = 2 * std::cbrt(levels.back().front().count);
    std::size_t level = 0;
    while (level + 1 < levels.size() && static_cast<double>(levels[level].size()) > most) {
        ++level;
    }
    return level;
}

/// |β̂'| around each bin of a level, on stretches about as long as the bins `coarser` levels above.
std::vector<double> slopes(const Bins& bins, std::size_t coarser, double noiseVariance)
{
    const std::size_t reach = (std::size_t{1} << coarser) / 2;
    std::vector<double> result;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const std::size_t first = i - std::min(i, reach);
        const std::size_t last = std::min(i + reach, bins.size() - 1);
        Bin stretch = bins[first];
        for (std::size_t k = first + 1; k <= last; ++k) {
            stretch = merged(stretch, bins[k]);
        }
        const double slope = std::abs(stretch.slope());
        const double deviation = stretch.hasSlope() ? std::sqrt(noiseVariance / stretch.xx) : 0.0;
        // √(slope² − deviation²) with neither squared: no overflow.
        result.push_back(slope > deviation
                             ? slope * std::sqrt((1 - deviation / slope) * (1 + deviation / slope))
                             : 0.0);
    }
    return result;
}

} // namespace

PluginDensity::PluginDensity(const Interval& domain, std::span<const double> x,
                             std::span<const double> y, const Checkpoint& checkpoint)
{
    const double noiseVariance = noiseVarianceEstimate(x, y).value_or(0.0);
    const std::vector<Bins> levels = levelsFrom(finestBins(domain, x, y, checkpoint));
    const std::size_t coarse = slopeLevel(levels, noiseVariance);
    const std::size_t forDensity = densityLevel(levels);
    const std::size_t grid = std::min(forDensity, coarse - std::min<std::size_t>(coarse, 2));
    m_slopeBins = levels[coarse].size();

    const std::vector<double> slope = slopes(levels[grid], coarse - grid, noiseVariance);
    const double steepest = *std::max_element(slope.begin(), slope.end());
    if (!(steepest > 0) || slope.size() == 1) {
        m_edges = {domain.low, domain.high};
        m_cumulative = {0, 1};
        return;
    }
    std::vector<double> shares;
    m_edges.push_back(domain.low);
    for (std::size_t i = 0; i < slope.size(); ++i) {
        const Bin& wide = levels[forDensity][i >> (forDensity - grid)];
        const double density =
            wide.count / levels.back().front().count / (wide.x.length() / domain.length());
        const Interval& cell = levels[grid][i].x;
        const double ratio = slope[i] / steepest;
        shares.push_back(std::cbrt(ratio * ratio * density) * cell.length());
        m_edges.push_back(cell.high);
    }
    setShares(shares);
}

/// Normalises the cells' shares, mixes in the uniform density and sums up.
void PluginDensity::setShares(std::span<const double> shares)
{
    double sum = 0;
    for (const double share : shares) {
        sum += share;
    }
    const double uniform = 1.0 / (1.0 + static_cast<double>(m_slopeBins));
    const double length = m_edges.back() - m_edges.front();
    m_cumulative.push_back(0);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double width = m_edges[i + 1] - m_edges[i];
        m_cumulative.push_back(m_cumulative.back() + (1 - uniform) * shares[i] / sum +
                               uniform * width / length);
    }
    for (double& value : m_cumulative) {
        value /= m_cumulative.back();
    }
}

double PluginDensity::value(double x) const
{
    if (!(m_edges.front() <= x && x <= m_edges.back())) {
        return 0;
    }
    const auto right = std::upper_bound(m_edges.begin() + 1, m_edges.end() - 1, x);
    const auto i = static_cast<std::size_t>(right - m_edges.begin());
    return (m_cumulative[i] - m_cumulative[i - 1]) / (m_edges[i] - m_edges[i - 1]);
}

double PluginDensity::quantile(double u) const
{
    if (u >= 1) {
        return m_edges.back();
    }
    const auto right = std::upper_bound(m_cumulative.begin() + 1, m_cumulative.end() - 1, u);
    const auto i = static_cast<std::size_t>(right - m_cumulative.begin());
    const double share = (u - m_cumulative[i - 1]) / (m_cumulative[i] - m_cumulative[i - 1]);
    return std::clamp(m_edges[i - 1] + share * (m_edges[i] - m_edges[i - 1]), m_edges[i - 1],
                      m_edges[i]);
}

std::vector<double> PluginDensity::boundaries(int experts) const
{
    const auto count = static_cast<std::size_t>(experts);
    std::vector<double> result(count + 1, m_edges.back());
    result.front() = m_edges.front();
    for (std::size_t i = 1; i < count; ++i) {
        result[i] = quantile(static_cast<double>(i) / experts);
    }
    // Cells may be so narrow that neighbours round to the same number.
    makeStrictlyIncreasing(result);
    return result;
}

} // namespace tradeoff
