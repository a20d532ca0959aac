// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interval_errors.h"

#include "core/wide_vectors.h"

namespace tradeoff {

namespace {

constexpr int mostInTable = 15; // the counts with no more than the last four bits

/// \param partition  the one whose result is asked for
TRADEOFF_WIDE_VECTORS
void findByDividing(const CellSums& cells, const IntervalRegions& regions, std::size_t partition,
                    const Lanes& ifEmpty, ConstantSums& result)
{
    const Lanes weight = Lanes::of(traceWeight);
    const Lanes trace = weight * ifEmpty;
    CellSums::Sums before = cells.none();
    Lanes estimation;
    Lanes taken;
    for (std::size_t i = regions.starts[partition]; i < regions.starts[partition + 1]; ++i) {
        const CellSums::Sums& end = cells.through(regions.ends[i]);
        const Lanes sum = end.sum - before.sum;
        const Lanes mean = (sum + trace) * reciprocal(end.count - before.count + weight);
        before = end;
        taken += sum * mean;
        const Lanes gap = mean - Lanes::of(regions.means[i]);
        estimation += Lanes::of(regions.probabilities[i]) * (gap * gap);
    }
    result = {estimation, taken};
}

#ifdef TRADEOFF_WIDEST_VECTORS

static_assert(Lanes::size == 8);
using Wide = double __attribute__((vector_size(sizeof(Lanes)), may_alias));
using Indices = long long __attribute__((vector_size(sizeof(Lanes)), may_alias));

TRADEOFF_WIDEST_VECTORS
inline Wide wide(double value)
{
    return Wide{value, value, value, value, value, value, value, value};
}

TRADEOFF_WIDEST_VECTORS
inline const Wide& wide(const Lanes& lanes)
{
    return reinterpret_cast<const Wide&>(lanes);
}

/// The bits of any of the three, in one step that GCC 12 does not find by itself.
TRADEOFF_WIDEST_VECTORS
[[gnu::always_inline]] inline Indices either(const Indices& a, const Indices& b, const Indices& c)
{
    return __builtin_ia32_pternlogq512_mask(a, b, c, 0xFE, 0xFF);
}

/// What is learned from one region after the other.
struct Learning {
    Wide trace;
    Wide sumBefore; // copies stay in registers
    Wide countBefore;
    Wide estimation{};
    Wide taken{};
};

/// The next region, with the reciprocals of counts from a table in two registers: a division takes
/// as long as all the rest. Only crowded regions have divisions; flags tell them, since comparisons
/// would take turns with the arithmetic.
/// \returns the counts that are looked up: if these are not in the table, all is worth nothing
TRADEOFF_WIDEST_VECTORS
[[gnu::always_inline]] inline Indices learn(const CellSums& cells, const IntervalRegions& regions,
                                            std::size_t i, Learning& learning)
{
    const Wide few{1 / traceWeight, 1.0, 1.0 / 2, 1.0 / 3, 1.0 / 4, 1.0 / 5, 1.0 / 6, 1.0 / 7};
    const Wide more{1.0 / 8, 1.0 / 9, 1.0 / 10, 1.0 / 11, 1.0 / 12, 1.0 / 13, 1.0 / 14, 1.0 / 15};
    const CellSums::Sums& end = cells.through(regions.ends[i]);
    const Wide sumEnd = wide(end.sum);
    const Wide countEnd = wide(end.count);
    const Wide sum = sumEnd - learning.sumBefore;
    Indices count{};
    Wide share;
    if (regions.crowded[i] != 0) {
        share = wide(1) / (countEnd - learning.countBefore + wide(traceWeight));
    } else {
        count =
            reinterpret_cast<Indices>(countEnd) - reinterpret_cast<Indices>(learning.countBefore);
        share = __builtin_shuffle(few, more, count);
    }
    learning.sumBefore = sumEnd;
    learning.countBefore = countEnd;
    const Wide mean = (sum + learning.trace) * share;
    learning.taken += sum * mean;
    const Wide gap = mean - wide(regions.means[i]);
    learning.estimation += wide(regions.probabilities[i]) * (gap * gap);
    return count;
}

/// \returns whether the table has all reciprocals; else the result is worth nothing
TRADEOFF_WIDEST_VECTORS
inline bool findByTable(const CellSums& cells, const IntervalRegions& regions,
                        std::size_t partition, const Lanes& ifEmpty, ConstantSums& result)
{
    Learning learning{wide(traceWeight) * wide(ifEmpty), wide(cells.none().sum),
                      wide(cells.none().count)};
    Indices bits{};
    std::size_t i = regions.starts[partition];
    const std::size_t end = regions.starts[partition + 1];
    if ((end - i) % 2 != 0) {
        bits = learn(cells, regions, i++, learning);
    }
    for (; i < end; i += 2) { // in pairs, whose bits then take one step
        const Indices count = learn(cells, regions, i, learning);
        bits = either(bits, count, learn(cells, regions, i + 1, learning));
    }
    reinterpret_cast<Wide&>(result.estimation) = learning.estimation;
    reinterpret_cast<Wide&>(result.taken) = learning.taken;
    bool hasAll = true;
    for (std::size_t lane = 0; lane < Lanes::size; ++lane) {
        hasAll &= bits[lane] <= mostInTable; // NOLINT: without a branch
    }
    return hasAll;
}

TRADEOFF_WIDEST_VECTORS
void findByTables(const CellSums& cells, const IntervalRegions& regions, const Lanes& ifEmpty,
                  std::span<ConstantSums> results)
{
    for (std::size_t partition = 0; partition < results.size(); ++partition) {
        if (!findByTable(cells, regions, partition, ifEmpty, results[partition])) {
            findByDividing(cells, regions, partition, ifEmpty, results[partition]);
        }
    }
}

#endif

} // namespace

bool isCrowded(double expectedSamples)
{
    return expectedSamples > mostInTable / 3.0;
}

void findConstantSums(const CellSums& cells, const IntervalRegions& regions, const Lanes& ifEmpty,
                      std::span<ConstantSums> results)
{
#ifdef TRADEOFF_WIDEST_VECTORS
    if (hasWidestVectors()) {
        findByTables(cells, regions, ifEmpty, results);
        return;
    }
#endif
    for (std::size_t partition = 0; partition < results.size(); ++partition) {
        findByDividing(cells, regions, partition, ifEmpty, results[partition]);
    }
}

} // namespace tradeoff
