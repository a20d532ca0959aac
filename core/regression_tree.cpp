// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/regression_tree.h"

#include "core/best_split.h"
#include "core/sample_cuts.h"

#include <queue>

namespace tradeoff {

namespace {

/// A leaf [first, last) of items with the best split it has.
struct Leaf {
    std::size_t first = 0;
    std::size_t last = 0;
    SplitFinder::Split split;
};

struct SplitsLater {
    bool operator()(const Leaf& a, const Leaf& b) const
    {
        return a.split.gain != b.split.gain ? a.split.gain < b.split.gain : a.first > b.first;
    }
};

/// The checkpoint of one part of a computation.
Checkpoint part(const Checkpoint& checkpoint, double from, double to)
{
    if (!checkpoint) {
        return {};
    }
    return [&checkpoint, from, to](double share) { checkpoint(from + (to - from) * share); };
}

} // namespace

std::vector<double> growRegressionTree(const Interval& domain, std::span<const double> x,
                                       std::span<const double> y, int mostLeaves,
                                       const Checkpoint& checkpoint)
{
    const std::vector<std::uint32_t> cuts = sampleCuts(domain, x, part(checkpoint, 0, 0.1));
    const SplitFinder finder(y, cuts, part(checkpoint, 0.1, 0.5));
    std::vector<double> boundaries;
    std::priority_queue<Leaf, std::vector<Leaf>, SplitsLater> leaves;
    const auto most = static_cast<std::size_t>(mostLeaves) - 1;
    const auto add = [&](std::size_t first, std::size_t last) {
        const double share =
            0.5 + 0.5 * static_cast<double>(boundaries.size()) / static_cast<double>(most);
        const auto split = finder.best(first, last, part(checkpoint, share, share));
        if (split.gain > 0) {
            leaves.push({first, last, split});
        }
    };
    if (most > 0) {
        add(0, finder.items());
    }
    constexpr std::size_t splitsBetweenCheckpoints = 64;
    while (boundaries.size() < most && !leaves.empty()) {
        const Leaf leaf = leaves.top();
        leaves.pop();
        const std::size_t sample = cuts[leaf.split.item - 1];
        boundaries.push_back(boundaryBetween(x[sample - 1], x[sample]));
        add(leaf.first, leaf.split.item);
        add(leaf.split.item, leaf.last);
        if (checkpoint && boundaries.size() % splitsBetweenCheckpoints == 0) {
            checkpoint(0.5 +
                       0.5 * static_cast<double>(boundaries.size()) / static_cast<double>(most));
        }
    }
    return boundaries;
}

} // namespace tradeoff
