// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/partition_table.h"
#include "core/wide_vectors.h"

#include <algorithm>
#include <cstring>

namespace tradeoff::partition {

namespace {

constexpr std::size_t length = blockLength;
constexpr double infinity = std::numeric_limits<double>::infinity();

using Tile = std::array<double, length * length>;

/// D[k] = min(D[k], D[k − 1] + costs) for all positions of a block.
TRADEOFF_WIDE_VECTORS
void relax(const double* tile, const double* before, double* costs)
{
    // The vector type of GCC and Clang, as the compiler would work on single numbers otherwise.
    using Vector [[gnu::vector_size(4 * sizeof(double))]] = double;
    constexpr std::size_t lanes = sizeof(Vector) / sizeof(double);
    constexpr std::size_t parts = length / lanes;
    Vector least[parts];
    std::memcpy(least, costs, sizeof(least));
    for (std::size_t i = 0; i < length; ++i) {
        for (std::size_t part = 0; part < parts; ++part) {
            Vector through;
            std::memcpy(&through, tile + i * length + part * lanes, sizeof(through));
            through += before[i];
            least[part] = through < least[part] ? through : least[part];
        }
    }
    std::memcpy(costs, least, sizeof(least));
}

/// Groups in the layout of the vector units.
struct Groups {
    explicit Groups(std::size_t count)
        : weight(count)
        , mean(count)
        , squares(count)
    {}
    [[nodiscard]] Group at(std::size_t i) const { return {weight[i], mean[i], squares[i]}; }
    void set(std::size_t i, const Group& group)
    {
        weight[i] = group.weight;
        mean[i] = group.mean;
        squares[i] = group.squares;
    }

    std::vector<double> weight;
    std::vector<double> mean;
    std::vector<double> squares;
};

class Blocks {
public:
    Blocks(Table& table, std::span<const Group> items, std::size_t lastRow)
        : m_table(table)
        , m_items(items)
        , m_lastRow(lastRow)
        , m_left(items.size())
        , m_right(length)
        , m_lows(table.blocks() * (lastRow + 1))
        , m_uppers(lastRow + 1)
        , m_favourites(lastRow + 1)
    {}

    /// Positions of one block, given all blocks before; returns the work in nanoseconds or so.
    std::int64_t fill(std::size_t block)
    {
        startRight(block);
        startRows(block);
        m_work = static_cast<std::int64_t>(8 * block * length);
        std::size_t last = m_lastRow;
        for (std::size_t before = block; before-- > 0;) {
            last = crossTile(block, before, last);
        }
        for (std::size_t k = 0; k <= m_lastRow; ++k) {
            m_lows[block * (m_lastRow + 1) + k] = m_table.row(block, k)[0];
        }
        ownTile(block);
        extendLeft(block);
        return m_work;
    }

private:
    /// Right groups: the items from the block's first position to each of its positions.
    void startRight(std::size_t block)
    {
        Group group;
        for (std::size_t j = 0; j < length; ++j) {
            m_right.set(j, group);
            group = merged(group, m_items[block * length + j]);
        }
        m_whole = group;
    }

    [[nodiscard]] double cost(std::size_t from, std::size_t right) const
    {
        return merged(m_left.at(from), m_right.at(right)).squares;
    }

    /// An upper bound of D[k] on the whole block: the cost at its last position with the last group
    /// started near where it started best for the block before.
    void startRows(std::size_t block)
    {
        for (std::size_t j = 0; j < length; ++j) {
            m_table.row(block, 1)[j] = block > 0 ? cost(0, j) : m_right.squares[j];
        }
        for (std::size_t k = 2; k <= m_lastRow; ++k) {
            double upper = m_table.row(block, 1)[length - 1];
            constexpr std::size_t tried = 2;
            const std::size_t end = std::min(m_favourites[k] + tried + 1, block);
            for (std::size_t b = m_favourites[k]; b < end; ++b) {
                for (std::size_t i = 0; i < length; i += length / tried) {
                    upper = std::min(upper,
                                     m_table.row(b, k - 1)[i] + cost(b * length + i, length - 1));
                }
            }
            m_uppers[k] = upper;
            std::fill_n(m_table.row(block, k), length, upper);
        }
        if (block == 0) {
            for (std::size_t k = 2; k <= m_lastRow; ++k) {
                m_table.row(0, k)[0] = 0;
            }
        }
    }

    void startTile(std::size_t first)
    {
        for (std::size_t i = 0; i < length; ++i) {
            const Group left = m_left.at(first + i);
            for (std::size_t j = 0; j < length; ++j) {
                const double weight =
                    std::max(left.weight + m_right.weight[j], std::numeric_limits<double>::min());
                const double gap = left.mean - m_right.mean[j];
                m_tile[i * length + j] = left.squares + m_right.squares[j] +
                                         left.weight * (m_right.weight[j] / weight) * gap * gap;
            }
        }
    }

    /// Last groups that start in an earlier block. Returns the last row for which still earlier
    /// blocks can matter: there a group alone costs too much for all rows above.
    std::size_t crossTile(std::size_t block, std::size_t before, std::size_t last)
    {
        const double leastCost = m_left.squares[before * length + length - 1];
        while (last >= 2 && leastCost >= m_uppers[last]) {
            --last;
        }
        const double* lows = m_lows.data() + before * (m_lastRow + 1);
        bool isReady = false;
        for (std::size_t k = 2; k <= last; ++k) {
            if (lows[k - 1] + leastCost >= m_uppers[k]) {
                continue;
            }
            if (!isReady) {
                startTile(before * length);
                isReady = true;
                m_work += 200;
            }
            double* costs = m_table.row(block, k);
            relax(m_tile.data(), m_table.row(before, k - 1), costs);
            m_work += 60;
            if (costs[length - 1] < m_uppers[k]) {
                m_uppers[k] = costs[length - 1];
                m_favourites[k] = before;
            }
        }
        m_work += static_cast<std::int64_t>(last);
        return last;
    }

    /// Last groups that start in the block itself.
    void ownTile(std::size_t block)
    {
        m_tile.fill(infinity);
        for (std::size_t i = 0; i < length; ++i) {
            Group group;
            for (std::size_t j = i + 1; j < length; ++j) {
                group = merged(group, m_items[block * length + j - 1]);
                m_tile[i * length + j] = group.squares;
            }
        }
        for (std::size_t k = 2; k <= m_lastRow; ++k) {
            double* costs = m_table.row(block, k);
            if (m_table.row(block, k - 1)[0] < costs[length - 1]) {
                relax(m_tile.data(), m_table.row(block, k - 1), costs);
                m_work += 60;
            }
        }
    }

    /// Left groups: the items from each position to the next block's first position.
    void extendLeft(std::size_t block)
    {
        const std::size_t first = block * length;
        double* weights = m_left.weight.data();
        double* means = m_left.mean.data();
        double* squares = m_left.squares.data();
        for (std::size_t i = 0; i < first; ++i) {
            const double weight =
                std::max(weights[i] + m_whole.weight, std::numeric_limits<double>::min());
            const double share = m_whole.weight / weight;
            const double gap = m_whole.mean - means[i];
            squares[i] += m_whole.squares + weights[i] * share * gap * gap;
            weights[i] += m_whole.weight;
            means[i] += share * gap;
        }
        Group group;
        for (std::size_t i = length; i-- > 0;) {
            group = merged(m_items[first + i], group);
            m_left.set(first + i, group);
        }
    }

    Table& m_table;
    std::span<const Group> m_items;
    std::size_t m_lastRow;
    Groups m_left;
    Groups m_right;
    Group m_whole;
    Tile m_tile{};
    std::vector<double> m_lows;   ///< D[k] at the first position of each block, block by block
    std::vector<double> m_uppers; ///< upper bound of D[k] on the block in work
    std::vector<std::size_t> m_favourites; ///< block where the last group started best, for each k
    std::int64_t m_work = 0;
};

} // namespace

void fillByBlocks(Table& table, std::span<const Group> items, std::size_t lastRow,
                  Progress& progress)
{
    Blocks blocks(table, items, lastRow);
    const auto count = static_cast<double>(table.blocks());
    for (std::size_t block = 0; block < table.blocks(); ++block) {
        const std::int64_t work = blocks.fill(block);
        const double share = static_cast<double>(block + 1) / count;
        progress.advance(work, share * share);
    }
}

} // namespace tradeoff::partition
