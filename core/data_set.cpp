// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data_set.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace tradeoff {

namespace {

constexpr std::size_t chunk = std::size_t{1} << 17;

/// Calls `work(first, last)` for chunk after chunk of the numbers below `count`, with a checkpoint
/// before each that maps them to the shares from `low` to `high`.
template <class Work>
void inChunks(std::size_t count, const Interval& shares, const Checkpoint& checkpoint,
              const Work& work)
{
    for (std::size_t first = 0; first < count; first += chunk) {
        if (checkpoint) {
            const double share = static_cast<double>(first) / static_cast<double>(count);
            checkpoint(shares.low + shares.length() * share);
        }
        work(first, std::min(count, first + chunk));
    }
}

constexpr std::size_t digitBits = 11;
constexpr std::size_t digits = 6; ///< 66 bits: enough for 64
constexpr std::size_t digitValues = std::size_t{1} << digitBits;
using Counts = std::vector<std::array<std::size_t, digitValues>>;

/// A number's bits, changed so that they grow with it.
std::uint64_t sortKey(double x)
{
    constexpr std::uint64_t sign = std::uint64_t{1} << 63;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

std::size_t digitOf(double x, std::size_t digit)
{
    return static_cast<std::size_t>(sortKey(x) >> (digit * digitBits)) & (digitValues - 1);
}

/// Stable radix sort by x, lowest digit first. Points with equal x keep their order, because the
/// noise is estimated from differences of neighbours: sorted by y as well, they would hide it.
void sortByX(std::vector<DataPoint>& points, const Checkpoint& checkpoint)
{
    constexpr double step = 1.0 / (digits + 1);
    Counts counts(digits);
    inChunks(points.size(), {0, step}, checkpoint, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            for (std::size_t digit = 0; digit < digits; ++digit) {
                ++counts[digit][digitOf(points[i].x, digit)];
            }
        }
    });
    std::vector<DataPoint> sorted(points.size());
    for (std::size_t digit = 0; digit < digits; ++digit) {
        if (counts[digit][digitOf(points.front().x, digit)] == points.size()) {
            continue; // all have the same digit here
        }
        std::array<std::size_t, digitValues> place{};
        std::exclusive_scan(counts[digit].begin(), counts[digit].end(), place.begin(),
                            std::size_t{0});
        const double share = static_cast<double>(digit + 1) * step;
        inChunks(points.size(), {share, share + step}, checkpoint,
                 [&](std::size_t first, std::size_t last) {
                     for (std::size_t i = first; i < last; ++i) {
                         sorted[place[digitOf(points[i].x, digit)]++] = points[i];
                     }
                 });
        points.swap(sorted);
    }
}

} // namespace

std::string_view badRowLabel(BadRowReason reason)
{
    switch (reason) {
    case BadRowReason::MissingValue:
        return "value missing";
    case BadRowReason::NotANumber:
        return "not a number";
    case BadRowReason::NotFinite:
        return "not finite";
    case BadRowReason::OutOfRange:
        return "out of range";
    case BadRowReason::UnfinishedQuote:
        break;
    }
    return "unfinished quote";
}

std::int64_t RowReport::totalBadRows() const
{
    return std::accumulate(badRows.begin(), badRows.end(), std::int64_t{0});
}

namespace {

/// The reasons that there are, the commonest first.
std::vector<std::size_t> reasonsByCount(const RowReport& report)
{
    std::vector<std::size_t> order(badRowReasons);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::erase_if(order, [&](std::size_t reason) { return report.badRows[reason] == 0; });
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return report.badRows[a] > report.badRows[b];
    });
    return order;
}

} // namespace

std::string describeBadRows(const RowReport& report)
{
    std::string text;
    for (const std::size_t reason : reasonsByCount(report)) {
        text += text.empty() ? "" : ", ";
        text += std::to_string(report.badRows[reason]) + " ";
        text += badRowLabel(static_cast<BadRowReason>(reason));
    }
    return text;
}

namespace {

/// "200 000": digits in groups of three, with narrow spaces.
std::string grouped(std::int64_t number)
{
    std::string text = std::to_string(number);
    for (std::size_t end = text.size(); end > 3; end -= 3) {
        text.insert(end - 3, "\u202f");
    }
    return text;
}

/// The lines of the rows that were left out for a reason, as far as they are known.
std::string linesOf(const RowReport& report, BadRowReason reason)
{
    std::string lines;
    std::int64_t named = 0;
    for (const BadRow& row : report.firstBadRows) {
        if (row.reason == reason) {
            lines += (lines.empty() ? "" : ", ") + std::to_string(row.line);
            ++named;
        }
    }
    const std::int64_t all = report.badRows[static_cast<std::size_t>(reason)];
    if (named == 0) {
        return {};
    }
    return (all == 1 ? ": line " : ": lines ") + lines + (named < all ? ", …" : "");
}

} // namespace

std::string describeRows(const RowReport& report)
{
    std::string text =
        grouped(report.goodRows) + (report.goodRows == 1 ? " row read" : " rows read");
    if (report.totalBadRows() == 0) {
        return text;
    }
    std::string reasons;
    for (const std::size_t i : reasonsByCount(report)) {
        const auto reason = static_cast<BadRowReason>(i);
        reasons += (reasons.empty() ? "" : "; ") + grouped(report.badRows[i]) + " ";
        reasons += badRowLabel(reason);
        reasons += linesOf(report, reason);
    }
    return text + ", " + grouped(report.totalBadRows()) + " left out (" + reasons + ")";
}

Interval domainOfData(const TrainingSet& data)
{
    const Interval range{data.x->front(), data.x->back()};
    // As `validate` asks of a domain: else neighbouring numbers are too far apart for boundaries.
    constexpr double shortest = 1e-9;
    const double farther = std::max(std::abs(range.low), std::abs(range.high));
    if (range.length() > 0 && range.length() >= shortest * farther) {
        return range;
    }
    const double room = std::max(0.5, shortest * farther);
    return {range.low - room, range.high + room};
}

DataSet makeDataSet(DataSource source, std::vector<DataPoint> points, const Checkpoint& checkpoint)
{
    constexpr double shareOfSorting = 0.9;
    const bool isSorted =
        std::is_sorted(points.begin(), points.end(),
                       [](const DataPoint& a, const DataPoint& b) { return a.x < b.x; });
    if (!isSorted) {
        const Checkpoint whileSorting = [&](double share) { checkpoint(shareOfSorting * share); };
        sortByX(points, checkpoint ? whileSorting : Checkpoint());
    }
    auto x = std::make_shared<std::vector<double>>(points.size());
    auto y = std::make_shared<std::vector<double>>(points.size());
    Interval rangeOfY{points.front().y, points.front().y};
    inChunks(points.size(), {shareOfSorting, 1}, checkpoint,
             [&](std::size_t first, std::size_t last) {
                 for (std::size_t i = first; i < last; ++i) {
                     (*x)[i] = points[i].x;
                     (*y)[i] = points[i].y;
                     rangeOfY = {std::min(rangeOfY.low, points[i].y),
                                 std::max(rangeOfY.high, points[i].y)};
                 }
             });
    DataSet data;
    data.source = std::move(source);
    data.rangeOfX = {x->front(), x->back()};
    data.rangeOfY = rangeOfY;
    data.x = std::move(x);
    data.y = std::move(y);
    return data;
}

TrainingSet trainingSetOf(const DataSet& data, const Checkpoint& checkpoint)
{
    return makeTrainingSet(data.x, data.y, checkpoint);
}

} // namespace tradeoff
