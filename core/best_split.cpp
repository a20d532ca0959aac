// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/best_split.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

constexpr std::size_t firstWidth = 64;
constexpr std::size_t widening = 16;
/// Work between two calls of a checkpoint: some milliseconds.
constexpr std::size_t chunk = 1 << 18;

long double meanOf(std::span<const double> y)
{
    long double sum = 0;
    for (const double value : y) {
        sum += value;
    }
    return sum / static_cast<long double>(std::max<std::size_t>(y.size(), 1));
}

/// The power of two that turns deviations into integers of 60 bits: with n < 2^32, n times a sum of
/// n of them, and the difference of two such products, then stay below 2^127.
long double scaleOf(std::span<const double> y, double center)
{
    long double greatest = 0;
    for (const double value : y) {
        greatest = std::max(greatest, std::abs(static_cast<long double>(value) - center));
    }
    int exponent = 0;
    std::frexp(greatest, &exponent); // greatest < 2^exponent
    return std::ldexp(1.0L, 60 - exponent);
}

} // namespace

std::vector<std::int64_t> inFixedPoint(std::span<const double> y, const Checkpoint& checkpoint)
{
    const auto center = static_cast<double>(meanOf(y));
    const long double scale = scaleOf(y, center);
    std::vector<std::int64_t> fixed(y.size());
    for (std::size_t i = 0; i < y.size(); ++i) {
        if (checkpoint && i % chunk == 0) {
            checkpoint(0.5 * static_cast<double>(i) / static_cast<double>(y.size()));
        }
        fixed[i] = std::llround((static_cast<long double>(y[i]) - center) * scale);
    }
    return fixed;
}

SplitFinder::SplitFinder(std::span<const double> y, std::span<const std::uint32_t> cuts,
                         const Checkpoint& checkpoint)
{
    sumUp(y, cuts, checkpoint);
    makeLevels(checkpoint);
}

void SplitFinder::sumUp(std::span<const double> y, std::span<const std::uint32_t> cuts,
                        const Checkpoint& checkpoint)
{
    const std::vector<std::int64_t> fixed = inFixedPoint(y, checkpoint);
    m_counts.reserve(cuts.size() + 2);
    m_sums.reserve(cuts.size() + 2);
    WideSum sum = 0;
    std::size_t sample = 0;
    const auto addUpTo = [&](std::size_t end) {
        m_counts.push_back(static_cast<std::uint32_t>(sample));
        m_sums.push_back(sum);
        for (; sample < end; ++sample) {
            sum += fixed[sample];
        }
    };
    for (const std::uint32_t cut : cuts) {
        addUpTo(cut);
    }
    addUpTo(y.size());
    m_counts.push_back(static_cast<std::uint32_t>(y.size()));
    m_sums.push_back(sum);
}

void SplitFinder::makeLevels(const Checkpoint& checkpoint)
{
    std::size_t pointsBelow = m_counts.size();
    for (std::size_t width = firstWidth; width <= items(); width *= widening) {
        Level level = makeLevel(m_levels.empty() ? nullptr : &m_levels.back(), width, checkpoint);
        if (level.corners.size() > pointsBelow / 2) {
            break;
        }
        pointsBelow = level.corners.size();
        m_levels.push_back(std::move(level));
    }
}

SplitFinder::Level SplitFinder::makeLevel(const Level* below, std::size_t width,
                                          const Checkpoint& checkpoint) const
{
    Level level;
    level.width = width;
    const std::size_t blocks = m_counts.size() / width;
    std::vector<std::uint32_t> points(below != nullptr ? 0 : width);
    std::size_t done = 0;
    for (std::size_t block = 0; block < blocks; ++block) {
        level.starts.push_back(static_cast<std::uint32_t>(level.corners.size()));
        if (below == nullptr) {
            for (std::size_t i = 0; i < width; ++i) {
                points[i] = static_cast<std::uint32_t>(block * width + i);
            }
            appendHull(points, level.corners);
            done += width;
        } else {
            const std::size_t children = width / below->width;
            const std::uint32_t start = below->starts[block * children];
            const std::uint32_t end = below->starts[(block + 1) * children];
            appendHull(std::span(below->corners).subspan(start, end - start), level.corners);
            done += end - start;
        }
        if (checkpoint && done >= chunk) {
            checkpoint(0.5 + 0.5 * static_cast<double>(block) / static_cast<double>(blocks));
            done = 0;
        }
    }
    level.starts.push_back(static_cast<std::uint32_t>(level.corners.size()));
    return level;
}

/// Whether the way a, b, c turns strictly to the left (side 1) or right (side −1).
bool SplitFinder::turns(std::uint32_t a, std::uint32_t b, std::uint32_t c, int side) const
{
    const WideSum left = (m_sums[c] - m_sums[b]) * (m_counts[b] - m_counts[a]);
    const WideSum right = (m_sums[b] - m_sums[a]) * (m_counts[c] - m_counts[b]);
    return side > 0 ? left > right : left < right;
}

/// Andrew's monotone chain, once below and once above (Andrew 1979).
void SplitFinder::appendHull(std::span<const std::uint32_t> points,
                             std::vector<std::uint32_t>& corners) const
{
    const auto begin = static_cast<std::ptrdiff_t>(corners.size());
    for (const int side : {1, -1}) {
        const std::size_t chain = corners.size();
        for (const std::uint32_t point : points) {
            while (corners.size() >= chain + 2 &&
                   !turns(corners[corners.size() - 2], corners.back(), point, side)) {
                corners.pop_back();
            }
            corners.push_back(point);
        }
    }
    std::sort(corners.begin() + begin, corners.end());
    corners.erase(std::unique(corners.begin() + begin, corners.end()), corners.end());
}

/// The longest block that begins at a point and ends before another; null where there is none.
const SplitFinder::Level* SplitFinder::longestBlock(std::size_t point, std::size_t last) const
{
    const Level* longest = nullptr;
    for (const Level& level : m_levels) {
        if (point % level.width != 0 || point + level.width > last) {
            break;
        }
        longest = &level;
    }
    return longest;
}

SplitFinder::Split SplitFinder::best(std::size_t first, std::size_t last,
                                     const Checkpoint& checkpoint) const
{
    Split result;
    const std::int64_t count = m_counts[last] - m_counts[first];
    const WideSum sum = m_sums[last] - m_sums[first];
    const auto tryAt = [&](std::size_t item) {
        const std::int64_t before = m_counts[item] - m_counts[first];
        const double gain = gainOfSplit(m_sums[item] - m_sums[first], before, sum, count);
        if (gain > result.gain) {
            result = {item, gain};
        }
    };
    std::size_t steps = 0;
    for (std::size_t item = first + 1; item < last;) {
        if (checkpoint && ++steps % chunk == 0) {
            checkpoint(0);
        }
        const Level* level = longestBlock(item, last);
        if (level == nullptr) {
            tryAt(item++);
            continue;
        }
        const std::size_t block = item / level->width;
        for (std::uint32_t i = level->starts[block]; i < level->starts[block + 1]; ++i) {
            tryAt(level->corners[i]);
        }
        item += level->width;
    }
    return result;
}

} // namespace tradeoff
