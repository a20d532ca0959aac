// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_regression_tree.h"

#include "core/best_split.h"
#include "core/sample_cuts.h"

#include <algorithm>
#include <numeric>
#include <queue>
#include <span>
#include <utility>

namespace tradeoff {

namespace {

/// Steps between two calls of the checkpoint: some milliseconds.
constexpr std::size_t stepsBetweenCheckpoints = 1 << 20;

/// A leaf with the best split it has; its samples are [first, last) in every order.
struct Leaf {
    std::uint32_t region = 0;
    std::size_t first = 0;
    std::size_t last = 0;
    std::uint32_t coordinate = 0;
    std::size_t cut = 0; ///< the first sample of the upper part in the coordinate's order
    double threshold = 0.0;
    double gain = 0.0;
};

struct SplitsLater {
    bool operator()(const Leaf& a, const Leaf& b) const
    {
        return a.gain != b.gain ? a.gain < b.gain : a.first > b.first;
    }
};

/// Grows the splits: the samples of each leaf lie side by side, once in the order of each
/// coordinate.
class Growth {
public:
    Growth(const BoxDomain& domain, const Points& x, const Eigen::ArrayXd& y,
           const Checkpoint& checkpoint)
        : m_domain(domain)
        , m_x(x)
        , m_fixed(inFixedPoint({y.data(), static_cast<std::size_t>(y.size())}, {}))
        , m_checkpoint(checkpoint)
        , m_orders(domain.size(), std::vector<std::uint32_t>(m_fixed.size()))
        , m_isUpper(m_fixed.size())
        , m_moved(m_fixed.size())
    {
        for (std::size_t k = 0; k < m_orders.size(); ++k) {
            std::iota(m_orders[k].begin(), m_orders[k].end(), 0U);
            const double* const column = m_x.col(static_cast<Eigen::Index>(k)).data();
            std::ranges::stable_sort(m_orders[k], {},
                                     [column](std::uint32_t i) { return column[i]; });
            watch(m_fixed.size() * 16); // about the steps of sorting
        }
    }

    std::vector<SpaceRegressionTree::Split> run(std::size_t mostSplits)
    {
        std::vector<SpaceRegressionTree::Split> splits;
        if (mostSplits > 0) {
            add(0, 0, m_fixed.size());
        }
        while (splits.size() < mostSplits && !m_leaves.empty()) {
            const Leaf leaf = m_leaves.top();
            m_leaves.pop();
            splits.push_back({leaf.region, leaf.coordinate, leaf.threshold});
            part(leaf);
            add(leaf.region, leaf.first, leaf.cut);
            add(static_cast<std::uint32_t>(splits.size()), leaf.cut, leaf.last);
        }
        return splits;
    }

private:
    void watch(std::size_t steps)
    {
        m_steps += steps;
        if (m_steps >= stepsBetweenCheckpoints) {
            m_steps = 0;
            if (m_checkpoint) {
                m_checkpoint(-1);
            }
        }
    }

    void add(std::uint32_t region, std::size_t first, std::size_t last)
    {
        Leaf leaf{.region = region, .first = first, .last = last};
        WideSum sum = 0;
        for (std::size_t i = first; i < last; ++i) {
            sum += m_fixed[m_orders[0][i]];
        }
        for (std::size_t k = 0; k < m_orders.size(); ++k) {
            findSplit(k, sum, leaf);
        }
        if (leaf.gain > 0) {
            m_leaves.push(leaf);
        }
    }

    /// Takes the best split across a coordinate where it gains more than the leaf's.
    void findSplit(std::size_t coordinate, WideSum sum, Leaf& leaf)
    {
        const std::vector<std::uint32_t>& order = m_orders[coordinate];
        const double* const x = m_x.col(static_cast<Eigen::Index>(coordinate)).data();
        const double end = m_domain[coordinate].high;
        const auto count = static_cast<std::int64_t>(leaf.last - leaf.first);
        WideSum below = 0;
        for (std::size_t i = leaf.first; i + 1 < leaf.last; ++i) {
            below += m_fixed[order[i]];
            const double here = x[order[i]];
            const double next = x[order[i + 1]];
            if (!(here < next)) {
                continue;
            }
            const double gain =
                gainOfSplit(below, static_cast<std::int64_t>(i + 1 - leaf.first), sum, count);
            if (gain > leaf.gain && boundaryBetween(here, next) < end) {
                leaf.coordinate = static_cast<std::uint32_t>(coordinate);
                leaf.cut = i + 1;
                leaf.threshold = boundaryBetween(here, next);
                leaf.gain = gain;
            }
        }
        watch(leaf.last - leaf.first);
    }

    /// Puts the samples of the two parts of a leaf side by side in every order.
    void part(const Leaf& leaf)
    {
        const std::vector<std::uint32_t>& split = m_orders[leaf.coordinate];
        for (std::size_t i = leaf.first; i < leaf.last; ++i) {
            m_isUpper[split[i]] = i >= leaf.cut ? 1 : 0;
        }
        for (std::size_t k = 0; k < m_orders.size(); ++k) {
            if (k == leaf.coordinate) {
                continue;
            }
            std::vector<std::uint32_t>& order = m_orders[k];
            std::size_t lower = leaf.first;
            std::size_t upper = 0;
            for (std::size_t i = leaf.first; i < leaf.last; ++i) {
                const std::uint32_t sample = order[i];
                const std::size_t isUpper = m_isUpper[sample];
                order[lower] = sample; // overwritten where it belongs to the upper part
                m_moved[upper] = sample;
                lower += 1 - isUpper;
                upper += isUpper;
            }
            std::copy_n(m_moved.begin(), upper, order.begin() + static_cast<std::ptrdiff_t>(lower));
            watch(leaf.last - leaf.first);
        }
    }

    const BoxDomain& m_domain;
    const Points& m_x;
    std::vector<std::int64_t> m_fixed; ///< y less its mean in fixed point
    const Checkpoint& m_checkpoint;
    std::vector<std::vector<std::uint32_t>> m_orders; ///< samples by each coordinate, leaf by leaf
    std::vector<std::uint8_t> m_isUpper;
    std::vector<std::uint32_t> m_moved;
    std::priority_queue<Leaf, std::vector<Leaf>, SplitsLater> m_leaves;
    std::size_t m_steps = 0;
};

} // namespace

SpaceRegressionTree::SpaceRegressionTree(BoxDomain domain, const Points& x, const Eigen::ArrayXd& y,
                                         int mostLeaves, const Checkpoint& checkpoint)
    : m_domain(std::move(domain))
    , m_splits(Growth(m_domain, x, y, checkpoint).run(static_cast<std::size_t>(mostLeaves) - 1))
{}

std::vector<BoxDomain> SpaceRegressionTree::boxes(int leaves) const
{
    std::vector<BoxDomain> result{m_domain};
    for (std::size_t i = 0; i < m_splits.size() && result.size() < static_cast<std::size_t>(leaves);
         ++i) {
        const Split& split = m_splits[i];
        BoxDomain upper = result[split.region];
        upper[split.coordinate].low = split.threshold;
        result[split.region][split.coordinate].high = split.threshold;
        result.push_back(std::move(upper));
    }
    return result;
}

RegionsOfPoints SpaceRegressionTree::regionsOfPoints(int leaves) const
{
    /// The way down from a split: to another one, or to a region where there is none.
    struct Node {
        std::uint32_t coordinate = 0;
        double threshold = 0.0;
        std::int64_t lower = 0; ///< a node, or ~region
        std::int64_t upper = 0;
    };
    const std::size_t count = std::min(m_splits.size(), static_cast<std::size_t>(leaves) - 1);
    auto nodes = std::make_shared<std::vector<Node>>();
    std::vector<std::pair<std::size_t, bool>> places(count + 1); // that lead to each region
    for (std::size_t i = 0; i < count; ++i) {
        const Split& split = m_splits[i];
        if (i > 0) {
            const auto [node, isUpper] = places[split.region];
            Node& above = (*nodes)[node];
            (isUpper ? above.upper : above.lower) = static_cast<std::int64_t>(i);
        }
        nodes->push_back({split.coordinate, split.threshold, ~std::int64_t{split.region},
                          ~static_cast<std::int64_t>(i + 1)});
        places[split.region] = {i, false};
        places[i + 1] = {i, true};
    }
    return [nodes](const PointsView& points, std::span<std::uint32_t> regions) {
        for (std::size_t i = 0; i < regions.size(); ++i) {
            std::int64_t at = nodes->empty() ? ~std::int64_t{0} : 0;
            while (at >= 0) {
                const Node& node = (*nodes)[static_cast<std::size_t>(at)];
                const double x = points(static_cast<Eigen::Index>(i),
                                        static_cast<Eigen::Index>(node.coordinate));
                at = x < node.threshold ? node.lower : node.upper;
            }
            regions[i] = static_cast<std::uint32_t>(~at);
        }
    };
}

} // namespace tradeoff
