// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error_statistics.h"

#include "core/wide_vectors.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace tradeoff {

namespace {

/// Σ term(number), in a fixed order that lets several numbers share a vector.
template <class Term>
[[gnu::always_inline]] inline double sumOf(std::span<const double> numbers, Term term)
{
    constexpr std::size_t lanes = 8;
    std::array<double, lanes> sums{};
    const std::size_t rest = numbers.size() % lanes;
    for (std::size_t i = 0; i < numbers.size() - rest; i += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            sums[lane] += term(numbers[i + lane]);
        }
    }
    for (std::size_t lane = 0; lane < rest; ++lane) {
        sums[lane] += term(numbers[numbers.size() - rest + lane]);
    }
    return std::accumulate(sums.begin(), sums.end(), 0.0);
}

TRADEOFF_WIDE_VECTORS
double sumFrom(std::span<const double> numbers, double origin)
{
    return sumOf(numbers, [origin](double number) { return number - origin; });
}

/// Σ (number − origin − mean)².
TRADEOFF_WIDE_VECTORS
double squaresAround(std::span<const double> numbers, double origin, double mean)
{
    return sumOf(numbers, [origin, mean](double number) {
        const double deviation = number - origin - mean;
        return deviation * deviation;
    });
}

/// The least and the greatest of some numbers.
struct Ends {
    std::span<double> low;
    std::span<double> high;
};

/// The two ends of some numbers, `needed` or more in each, usually not many more.
///
/// A few of the numbers tell pivots that are likely to lie a little beyond (Floyd & Rivest 1975).
Ends endsOf(std::span<const double> numbers, std::size_t needed, std::span<double> scratch)
{
    constexpr std::size_t sampled = 32;
    constexpr std::size_t margin = 4; // more than 2 standard deviations near the ends
    const std::size_t step = numbers.size() / sampled;
    double lowPivot = std::numeric_limits<double>::infinity();
    double highPivot = -lowPivot;
    if (step >= 4 && needed / step + margin < sampled) {
        std::array<double, sampled> some{};
        for (std::size_t i = 0; i < sampled; ++i) {
            some[i] = numbers[i * step];
        }
        std::sort(some.begin(), some.end());
        lowPivot = some[needed / step + margin];
        highPivot = some[sampled - 1 - needed / step - margin];
    }
    double* const low = scratch.data();
    double* const high = low + numbers.size();
    std::size_t lows = 0;
    std::size_t highs = 0;
    for (const double number : numbers) { // without branches that nobody could foretell
        low[lows] = number;
        lows += number <= lowPivot ? 1 : 0;
        high[highs] = number;
        highs += number >= highPivot ? 1 : 0;
    }
    if (lows < needed) {
        lows = numbers.size();
        std::copy(numbers.begin(), numbers.end(), low);
    }
    if (highs < needed) {
        highs = numbers.size();
        std::copy(numbers.begin(), numbers.end(), high);
    }
    return {{low, lows}, {high, highs}};
}

double middleOf(double a, double b, double c)
{
    return std::max(std::min(a, b), std::min(std::max(a, b), c));
}

/// Moves what is at most `pivot` to the front, without branches that nobody could foretell.
/// \returns how many numbers these are
std::size_t moveToFront(std::span<double> numbers, double pivot)
{
    std::size_t front = 0;
    for (double& number : numbers) {
        const double moved = number;
        number = numbers[front];
        numbers[front] = moved;
        front += moved <= pivot ? 1 : 0;
    }
    return front;
}

/// The part of some numbers, their order changed, in which those at `index` and after it in sorted
/// order lie: a few. `index` becomes their place in that part. What a search in sorted order does,
/// around pivots from three of the numbers, without its branches.
std::span<double> narrowed(std::span<double> numbers, std::size_t& index)
{
    constexpr std::size_t few = 16;
    while (numbers.size() > few) {
        const double pivot = middleOf(numbers.front(), numbers[numbers.size() / 2], numbers.back());
        const std::size_t front = moveToFront(numbers, pivot);
        if (index + 1 < front && front < numbers.size()) {
            numbers = numbers.first(front);
        } else if (front <= index) {
            index -= front;
            numbers = numbers.subspan(front);
        } else {
            break; // nothing gained, such as where all are equal
        }
    }
    return numbers;
}

/// What lies at a place between `index` and the one after it in sorted order.
double numberAt(std::span<double> numbers, std::size_t index, double rest)
{
    const std::span<double> part = narrowed(numbers, index);
    const auto place = part.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(part.begin(), place, part.end());
    const double below = *place;
    if (index + 1 == part.size()) {
        return below;
    }
    const double above = *std::min_element(place + 1, part.end());
    return below + rest * (above - below);
}

} // namespace

ErrorStatistics::ErrorStatistics(std::size_t errors, std::size_t mostKept)
    : m_mostKept(mostKept)
    , m_sums(errors)
{}

ErrorRows ErrorStatistics::kept(std::size_t first, std::size_t sets) const
{
    return {m_kept.get() + first, sets, m_mostKept};
}

ErrorRows ErrorStatistics::room(std::size_t sets)
{
    if (m_kept == nullptr && sets > 0) {
        m_kept = std::make_unique_for_overwrite<double[]>(m_sums.size() * m_mostKept);
    }
    if (m_sets + sets <= m_mostKept) {
        m_round = kept(m_sets, sets);
    } else {
        m_passing = std::make_unique_for_overwrite<double[]>(m_sums.size() * sets);
        m_round = {m_passing.get(), sets, sets};
    }
    return m_round;
}

void ErrorStatistics::add()
{
    if (m_round.empty()) {
        return;
    }
    // What is kept of a round that has a place of its own.
    const std::size_t already = std::min(m_sets, m_mostKept);
    const std::size_t copied = m_passing ? m_mostKept - already : 0;
    const tbb::blocked_range<std::size_t> all(0, m_sums.size(), 8);
    tbb::parallel_for(all, [&](const tbb::blocked_range<std::size_t>& range) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            const std::span<const double> round = m_round.row(i);
            add(round, m_sums[i]);
            std::copy_n(round.begin(), copied, kept(already, copied).row(i).begin());
        }
    });
    m_sets += m_round.sets;
    m_passing = nullptr;
    m_round = {};
}

void ErrorStatistics::add(std::span<const double> round, Sums& sums) const
{
    if (m_sets == 0) {
        sums.first = round.front();
    }
    const auto before = static_cast<double>(m_sets);
    const auto added = static_cast<double>(round.size());
    const double mean = sumFrom(round, sums.first) / added;
    const double share = added / (before + added);
    const double gap = mean - sums.mean;
    sums.mean += share * gap;
    sums.squares += squaresAround(round, sums.first, mean) + before * share * gap * gap;
}

std::vector<SimulatedError> ErrorStatistics::results() const
{
    std::vector<SimulatedError> results(m_sums.size());
    if (m_sets == 0) {
        return results;
    }
    const auto sets = static_cast<double>(m_sets);
    const ErrorRows rows = kept(0, std::min(m_sets, m_mostKept));
    const tbb::blocked_range<std::size_t> all(0, results.size(), 8);
    tbb::parallel_for(all, [&](const tbb::blocked_range<std::size_t>& range) {
        std::vector<double> scratch(2 * rows.sets);
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            results[i].estimate.mean = m_sums[i].first + m_sums[i].mean;
            if (m_sets > 1) {
                results[i].estimate.standardError =
                    std::sqrt(m_sums[i].squares / (sets - 1) / sets);
            }
            constexpr double tail = 0.05;
            results[i].band = bandOf(rows.row(i), tail, scratch);
        }
    });
    return results;
}

Interval bandOf(std::span<const double> numbers, double tail, std::span<double> scratch)
{
    const auto last = static_cast<double>(numbers.size() - 1);
    const double low = tail * last;
    const double high = (1 - tail) * last;
    const auto lowIndex = static_cast<std::size_t>(low);
    const auto highIndex = static_cast<std::size_t>(high);
    const std::size_t needed =
        std::min(std::max(lowIndex + 2, numbers.size() - highIndex), numbers.size());
    const Ends ends = endsOf(numbers, needed, scratch);
    const std::size_t beyond = numbers.size() - ends.high.size();
    return {numberAt(ends.low, lowIndex, low - static_cast<double>(lowIndex)),
            numberAt(ends.high, highIndex - beyond, high - static_cast<double>(highIndex))};
}

} // namespace tradeoff
