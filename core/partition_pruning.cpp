// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/partition_table.h"

#include <algorithm>
#include <cmath>

namespace tradeoff::partition {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The cost as a function of the last group's value, where one start of that group is best:
/// constant − 2 sum · value + weight · value², up to the border with the next piece.
struct Piece {
    double high = 0.0;   ///< the border
    double atHigh = 0.0; ///< the cost there, kept up to date: most pieces are judged by it alone
    double constant = 0.0;
    double sum = 0.0;
    double weight = 0.0;
};

/// The least cost over the possible starts of the last group, as a function of its value.
class Envelope {
public:
    explicit Envelope(const Interval& values)
        : m_values(values)
    {}

    void clear()
    {
        m_pieces.clear();
        m_atLow = infinity;
    }

    /// Lets the last group start here, at a cost of `start`, and adds an item to all of them.
    /// \returns the least cost with that item
    double extend(double start, const Group& item)
    {
        m_next.clear();
        m_least = infinity;
        m_item = item;
        m_start = start;
        double low = m_values.low;
        double atLow = m_atLow;
        m_atLow = std::min(m_atLow, start) + growth(low);
        for (const Piece& piece : m_pieces) {
            if (atLow <= start && piece.atHigh <= start) {
                append(piece); // a parabola that opens upward is below in between, too
            } else {
                carve(piece, low);
            }
            low = piece.high;
            atLow = piece.atHigh;
        }
        if (m_pieces.empty()) {
            startUpTo(m_values.high);
        }
        flushStart();
        m_pieces.swap(m_next);
        return m_least;
    }

    [[nodiscard]] std::size_t size() const { return m_pieces.size(); }

private:
    [[nodiscard]] double growth(double value) const
    {
        return m_item.weight * (m_item.mean - value) * (m_item.mean - value);
    }

    void append(Piece piece)
    {
        flushStart();
        add(piece);
    }

    void add(Piece piece)
    {
        piece.atHigh += growth(piece.high);
        piece.weight += m_item.weight;
        piece.sum += m_item.weight * m_item.mean;
        piece.constant += m_item.weight * m_item.mean * m_item.mean;
        m_next.push_back(piece);
        // The same as constant − sum²/weight < least, without a division.
        if ((piece.constant - m_least) * piece.weight < piece.sum * piece.sum) {
            m_least = piece.constant - piece.sum * (piece.sum / piece.weight);
        } else if (!(piece.weight > 0)) {
            m_least = std::min(m_least, piece.constant);
        }
    }

    /// The new start wins up to a value; neighbouring stretches make one piece.
    void startUpTo(double high)
    {
        m_startHigh = high;
        m_hasStart = true;
    }

    void flushStart()
    {
        if (m_hasStart) {
            m_hasStart = false;
            add({m_startHigh, m_start, m_start, 0, 0});
        }
    }

    /// Leaves of a piece the stretch where it is not above the new start.
    void carve(const Piece& piece, double low)
    {
        const double mean = piece.weight > 0 ? piece.sum / piece.weight : 0;
        const double room = m_start - (piece.constant - piece.sum * mean);
        const double reach =
            room > 0 ? (piece.weight > 0 ? std::sqrt(room / piece.weight) : infinity) : -1;
        const double from = std::max(low, mean - reach);
        const double to = std::min(piece.high, mean + reach);
        if (!(from < to)) {
            startUpTo(piece.high);
            return;
        }
        if (low < from) {
            startUpTo(from);
        }
        Piece kept = piece;
        if (to < piece.high) {
            kept.high = to;
            kept.atHigh = m_start;
        }
        append(kept);
        if (to < piece.high) {
            startUpTo(piece.high);
        }
    }

    Interval m_values;
    double m_atLow = infinity; ///< the cost at the least value
    std::vector<Piece> m_pieces;
    std::vector<Piece> m_next;
    Group m_item;
    double m_start = 0.0;
    double m_startHigh = 0.0;
    bool m_hasStart = false;
    double m_least = infinity;
};

Interval range(std::span<const Group> items)
{
    Interval result{infinity, -infinity};
    for (const Group& item : items) {
        if (item.weight > 0) {
            result.low = std::min(result.low, item.mean);
            result.high = std::max(result.high, item.mean);
        }
    }
    return result;
}

} // namespace

void fillByPruning(Table& table, std::span<const Group> items, std::size_t firstRow,
                   Progress& progress)
{
    Envelope envelope(range(items));
    std::vector<double> costs(items.size());
    for (std::size_t t = 0; t < items.size(); ++t) {
        costs[t] = table.at(firstRow - 1, t);
    }
    const auto rows = static_cast<double>(table.groups() + 1 - firstRow);
    for (std::size_t k = firstRow; k <= table.groups(); ++k) {
        envelope.clear();
        double next = 0; // of no items at all
        for (std::size_t block = 0; block < table.blocks(); ++block) {
            double* row = table.row(block, k);
            std::int64_t work = 0;
            for (std::size_t j = 0; j < blockLength; ++j) {
                row[j] = next;
                double& cost = costs[block * blockLength + j];
                next = envelope.extend(cost, items[block * blockLength + j]);
                cost = row[j];
                work += 4 * static_cast<std::int64_t>(envelope.size());
            }
            const double part =
                static_cast<double>(block + 1) / static_cast<double>(table.blocks());
            progress.advance(work, (static_cast<double>(k - firstRow) + part) / rows);
        }
    }
}

} // namespace tradeoff::partition
