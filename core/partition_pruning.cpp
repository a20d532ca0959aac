// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/partition_table.h"
#include "core/wide_vectors.h"

#include <tbb/parallel_pipeline.h>

#include <algorithm>
#include <cmath>

namespace tradeoff::partition {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double tiny = std::numeric_limits<double>::min();

/// Pieces are worked on so many at a time, a number that the compiler makes vectors of; about six
/// pieces are alive in noise.
constexpr std::size_t lanes = 8;

/// The cost as a function of the last group's value, where one start of that group is best:
/// least + weight · (value − mean)², up to the border with the next piece. One column each, for the
/// vector units, with room for lanes behind the last piece: there the least cost is infinite.
struct Pieces {
    void resize(std::size_t count)
    {
        for (std::vector<double>* column : {&high, &least, &mean, &weight}) {
            column->resize(count);
        }
    }
    void set(std::size_t i, double border, const Group& group)
    {
        high[i] = border;
        least[i] = group.squares;
        mean[i] = group.mean;
        weight[i] = group.weight;
    }

    std::vector<double> high; ///< the border
    std::vector<double> least;
    std::vector<double> mean;
    std::vector<double> weight;
};

/// The stretch of each piece where it is below a cost; empty where high is not above low.
struct Stretches {
    std::vector<double> low;
    std::vector<double> high;
};

/// Adds an item to pieces and finds where they are below a cost. Without branches, because what
/// happens to a piece cannot be foretold.
/// \returns the least cost of them all
TRADEOFF_WIDE_VECTORS
double addItem(Pieces& pieces, std::size_t count, const Group& item, double limit,
               Stretches& stretches)
{
    const double* highs = pieces.high.data();
    double* leasts = pieces.least.data();
    double* means = pieces.mean.data();
    double* weights = pieces.weight.data();
    double* from = stretches.low.data();
    double* to = stretches.high.data();
    const Group added = item;
    std::array<double, lanes> result{};
    result.fill(infinity);
    for (std::size_t first = 0; first < count; first += lanes) {
        TRADEOFF_INDEPENDENT_STEPS
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const std::size_t i = first + lane;
            const double before = weights[i];
            const double weight = before + added.weight;
            const double inverse = 1 / std::max(weight, tiny);
            const double share = before > 0 ? added.weight * inverse : 1;
            const double gap = added.mean - means[i];
            const double least = leasts[i] + before * share * (gap * gap);
            const double mean = means[i] + share * gap;
            leasts[i] = least;
            means[i] = mean;
            weights[i] = weight;
            result[lane] = least < result[lane] ? least : result[lane];
            const double room = limit - least;
            const double reach = std::sqrt(std::max(room, 0.0) * inverse);
            const double end = mean + reach;
            from[i] = room > 0 ? mean - reach : infinity;
            to[i] = end < highs[i] ? end : highs[i];
        }
    }
    return *std::min_element(result.begin(), result.end());
}

/// The least cost over the possible starts of the last group, as a function of its value.
class Envelope {
public:
    explicit Envelope(const Interval& values)
        : m_values(values)
    {
        constexpr std::size_t usual = 32; // pieces, so that growing is the exception
        resize(usual);
    }

    /// Back to no items; a last group that starts there costs `start`.
    void clear(double start)
    {
        m_count = 0;
        m_start = start;
    }

    /// Adds an item to all groups, of which one may start with it.
    /// \param start  the cost of a last group that starts behind the item
    /// \returns the least cost with that item
    double extend(const Group& item, double start)
    {
        carve();
        m_start = start;
        return addItem(m_pieces, m_count, item, start, m_stretches);
    }

    [[nodiscard]] std::size_t size() const { return m_count; }

private:
    /// Leaves of each piece the stretch where it is below the new start, which wins elsewhere:
    /// neighbouring stretches of it make one piece. Writes every candidate and moves on past those
    /// that count, again without branches.
    void carve()
    {
        reserve();
        const Group fresh{0, 0, m_start};
        std::size_t count = 0;
        bool startWins = m_count == 0;
        double low = m_values.low;
        for (std::size_t i = 0; i < m_count; ++i) {
            const double high = m_pieces.high[i];
            const double to = m_stretches.high[i];
            const bool isCut = low < m_stretches.low[i];
            const double from = isCut ? m_stretches.low[i] : low;
            const auto isKept = static_cast<unsigned>(from < to);
            m_next.set(count, from, fresh);
            count += isKept & (static_cast<unsigned>(startWins) | static_cast<unsigned>(isCut));
            m_next.set(count, to, {m_pieces.weight[i], m_pieces.mean[i], m_pieces.least[i]});
            count += isKept;
            startWins = isKept == 0 || to < high;
            low = high;
        }
        m_next.set(count, m_values.high, fresh);
        m_count = count + (startWins ? 1 : 0);
        std::fill_n(m_next.least.data() + m_count, lanes, infinity);
        std::swap(m_pieces, m_next);
    }

    void reserve()
    {
        const std::size_t needed = 2 * m_count + 2 + lanes;
        if (m_next.high.size() < needed) {
            resize(2 * needed);
        }
    }

    void resize(std::size_t size)
    {
        m_pieces.resize(size);
        m_next.resize(size);
        m_stretches.low.resize(size);
        m_stretches.high.resize(size);
    }

    Interval m_values;
    std::size_t m_count = 0;
    Pieces m_pieces;
    Pieces m_next;
    Stretches m_stretches; ///< of the pieces, below the new start
    double m_start = 0.0;
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

/// A row in work. Aligned so that no two threads write to the same line of the cache.
struct alignas(128) Row {
    std::size_t k = 0;
    Envelope envelope;
    std::int64_t work = 0; ///< in nanoseconds or so
};

class Rows {
public:
    Rows(Table& table, std::span<const Group> items, std::size_t firstRow, Progress& progress)
        : m_table(table)
        , m_items(items)
        , m_nextRow(firstRow)
        , m_progress(progress)
        , m_rows(inWork, Row{0, Envelope(range(items)), 0})
        , m_first(static_cast<double>(firstRow))
    {}

    /// Each stretch of positions is a stage that the rows pass one after another: it finds the row
    /// before filled, and the row itself up to there.
    void fill()
    {
        constexpr std::size_t mostStages = 16;
        constexpr std::size_t shortest = 16; // blocks
        const std::size_t blocks = m_table.blocks();
        const std::size_t stages = std::clamp(blocks / shortest, std::size_t{1}, mostStages);
        using tbb::filter_mode;
        auto chain = tbb::make_filter<void, Row*>(
            filter_mode::serial_in_order, [this](tbb::flow_control& flow) { return start(flow); });
        for (std::size_t stage = 0; stage < stages; ++stage) {
            const std::size_t from = blocks * stage / stages;
            const std::size_t to = blocks * (stage + 1) / stages;
            chain = chain & tbb::make_filter<Row*, Row*>(filter_mode::serial_in_order,
                                                         [this, from, to](Row* row) {
                                                             fillBlocks(*row, from, to);
                                                             return row;
                                                         });
        }
        const auto end = tbb::make_filter<Row*, void>(filter_mode::serial_in_order,
                                                      [this](Row* row) { finish(*row); });
        tbb::parallel_pipeline(inWork, chain & end);
    }

private:
    Row* start(tbb::flow_control& flow)
    {
        const std::size_t k = m_nextRow;
        if (k > m_table.groups()) {
            flow.stop();
            return nullptr;
        }
        ++m_nextRow;
        Row& row = m_rows[k % inWork];
        row.k = k;
        row.envelope.clear(m_table.at(k - 1, 0));
        row.work = 0;
        m_table.row(0, k)[0] = 0; // of no items at all
        return &row;
    }

    void fillBlocks(Row& row, std::size_t from, std::size_t to)
    {
        const std::size_t last = m_items.size() - 1;
        const std::size_t end = std::min(to * blockLength, last);
        for (std::size_t t = from * blockLength; t < end; ++t) {
            m_table.at(row.k, t + 1) =
                row.envelope.extend(m_items[t], m_table.at(row.k - 1, t + 1));
            row.work += 5 * static_cast<std::int64_t>(row.envelope.size());
        }
    }

    void finish(const Row& row)
    {
        const double rows = static_cast<double>(m_table.groups()) + 1 - m_first;
        m_progress.advance(row.work, (static_cast<double>(row.k) + 1 - m_first) / rows);
    }

    static constexpr std::size_t inWork = 8;

    Table& m_table;
    std::span<const Group> m_items;
    std::size_t m_nextRow;
    Progress& m_progress;
    std::vector<Row> m_rows; ///< taken in turn: the row so many before has left the last stage
    double m_first;
};

} // namespace

void fillByPruning(Table& table, std::span<const Group> items, std::size_t firstRow,
                   Progress& progress)
{
    Rows(table, items, firstRow, progress).fill();
}

} // namespace tradeoff::partition
