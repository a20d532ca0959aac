// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training_set.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tradeoff {

__extension__ using WideSum = __int128;

/// y less its mean in fixed point, in units of at most 2^−59 of the greatest |y − mean|: with fewer
/// than 2^32 of them their sums, and those times a count, are exact in 127 bits.
/// \param checkpoint  called now and then with the share that is done; may be empty
[[nodiscard]] std::vector<std::int64_t> inFixedPoint(std::span<const double> y,
                                                     const Checkpoint& checkpoint);

/// What a split lowers the sum of squares by, from the sums of y in fixed point, in their units.
/// \param below  of the lower part, which has `countBelow` of the samples
/// \param sum    of all `count` samples
[[nodiscard]] inline double gainOfSplit(WideSum below, std::int64_t countBelow, WideSum sum,
                                        std::int64_t count)
{
    const auto gap = static_cast<double>(below * count - sum * countBelow);
    const auto part = static_cast<double>(countBelow) * static_cast<double>(count - countBelow);
    return gap * gap / (part * static_cast<double>(count));
}

/// Finds the split of a stretch of a sorted sample that lowers the sum of squares most.
///
/// Items are the samples between neighbouring cuts (samples that are never parted). A split of the
/// items [first, last) before item k lowers the sum of squares of y about the regions' means by
///   (N S − t T)² / (N t (N − t)),
/// N and T the stretch's count and sum, t and S those of its items before k.
///
/// Sums are exact: y is written once in fixed point, in units of at most 2^−59 of the greatest
/// |y − mean|, and summed in integers. So items with equal means gain exactly nothing, and ties are
/// ties.
///
/// A split is looked for among the corners of convex hulls only. As a function of the point (t, S)
/// the gain is convex (S²/t + (T − S)²/(N − t) − T²/N: perspectives of the square), so its greatest
/// value over a block of points lies at a corner of their convex hull. Hulls of blocks of 64, 1024,
/// 16384, … items are made once; those of a noisy sample have a handful of corners, and a search
/// looks at a few hundred points however long the stretch. Levels that would not thin the points
/// (no noise) are not made: there a search is a plain scan, but splits are then balanced and few
/// scans are long.
class SplitFinder {
public:
    struct Split {
        std::size_t item = 0; ///< the first item of the right part
        double gain = 0.0;    ///< in units of this finder; 0 where there is nothing to gain
    };

    /// \param y     one finite value for each sample, fewer than 2^32
    /// \param cuts  the first samples of the items after the first, increasing
    SplitFinder(std::span<const double> y, std::span<const std::uint32_t> cuts,
                const Checkpoint& checkpoint);

    /// The number of items: one more than cuts.
    [[nodiscard]] std::size_t items() const { return m_counts.size() - 1; }
    /// The split of [first, last) that gains most, the left-most of several.
    [[nodiscard]] Split best(std::size_t first, std::size_t last,
                             const Checkpoint& checkpoint) const;

private:
    /// Corners of the hulls of consecutive blocks of points.
    struct Level {
        std::size_t width = 0;
        std::vector<std::uint32_t> starts;  ///< of each whole block in corners, and the end
        std::vector<std::uint32_t> corners; ///< points, increasing
    };

    void sumUp(std::span<const double> y, std::span<const std::uint32_t> cuts,
               const Checkpoint& checkpoint);
    void makeLevels(const Checkpoint& checkpoint);
    [[nodiscard]] Level makeLevel(const Level* below, std::size_t width,
                                  const Checkpoint& checkpoint) const;
    void appendHull(std::span<const std::uint32_t> points,
                    std::vector<std::uint32_t>& corners) const;
    [[nodiscard]] bool turns(std::uint32_t a, std::uint32_t b, std::uint32_t c, int side) const;
    [[nodiscard]] const Level* longestBlock(std::size_t point, std::size_t last) const;

    /// Samples, and their sum of y in fixed point, before each item and in all.
    std::vector<std::uint32_t> m_counts;
    std::vector<WideSum> m_sums;
    std::vector<Level> m_levels;
};

} // namespace tradeoff
