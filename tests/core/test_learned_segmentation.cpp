// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learned_segmentation.h"
#include "tests/core/learning_samples.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <stdexcept>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

constexpr LearnedKind allKinds[] = {LearnedKind::Quantile, LearnedKind::Tree, LearnedKind::Exact};

LearnedSegmentation learned(LearnedKind kind, const Sample& sample, int mostExperts)
{
    return {kind,     unit,        std::make_shared<const List>(sample.x),
            sample.y, mostExperts, Checkpoint()};
}

/// Numbers of samples and Σ (y − mean)² of the regions, in two passes.
std::vector<RegionSamples> regionsOf(const Sample& sample, const List& boundaries)
{
    std::vector<RegionSamples> result(boundaries.size() - 1);
    for (std::size_t region = 0; region < result.size(); ++region) {
        const bool isLast = region + 1 == result.size();
        const auto begin = std::lower_bound(sample.x.begin(), sample.x.end(), boundaries[region]);
        const auto end = isLast ? sample.x.end()
                                : std::lower_bound(begin, sample.x.end(), boundaries[region + 1]);
        const auto first = static_cast<std::size_t>(begin - sample.x.begin());
        const auto last = static_cast<std::size_t>(end - sample.x.begin());
        long double mean = 0;
        for (std::size_t i = first; i < last; ++i) {
            mean += sample.y[i] / static_cast<long double>(last - first);
        }
        long double squares = 0;
        for (std::size_t i = first; i < last; ++i) {
            squares += (sample.y[i] - mean) * (sample.y[i] - mean);
        }
        result[region] = {static_cast<std::int64_t>(last - first), static_cast<double>(mean),
                          static_cast<double>(squares)};
    }
    return result;
}

double squaresOf(const Sample& sample, const List& boundaries)
{
    double sum = 0;
    for (const RegionSamples& region : regionsOf(sample, boundaries)) {
        sum += region.squares;
    }
    return sum;
}

std::size_t distinct(List x)
{
    return static_cast<std::size_t>(std::unique(x.begin(), x.end()) - x.begin());
}

/// The least Σ (y − mean)² with 1, 2, … groups, by the plain quadratic recursion over samples.
List plainLeastSquares(const Sample& sample, std::size_t groups)
{
    const std::size_t count = sample.x.size();
    constexpr long double infinity = std::numeric_limits<long double>::infinity();
    std::vector<std::vector<long double>> cost(count, std::vector<long double>(count + 1));
    for (std::size_t first = 0; first < count; ++first) {
        for (std::size_t last = first + 1; last <= count; ++last) {
            const bool cuts = (first == 0 || sample.x[first - 1] < sample.x[first]) &&
                              (last == count || sample.x[last - 1] < sample.x[last]);
            cost[first][last] = cuts ? squaresBetween(sample, first, last) : infinity;
        }
    }
    List result;
    std::vector<long double> before(count + 1, infinity);
    before[0] = 0;
    for (std::size_t group = 1; group <= groups; ++group) {
        std::vector<long double> now(count + 1, infinity);
        now[0] = 0; // empty groups are allowed: at most that many
        for (std::size_t last = 1; last <= count; ++last) {
            now[last] = before[last];
            for (std::size_t first = 0; first < last; ++first) {
                now[last] = std::min(now[last], before[first] + cost[first][last]);
            }
        }
        before = now;
        result.push_back(static_cast<double>(now[count]));
    }
    return result;
}

} // namespace

class TestLearnedSegmentation : public QObject {
    Q_OBJECT

private slots:
    void everyKindKeepsItsPromise_data();
    void everyKindKeepsItsPromise();
    void exactIsNeverWorse_data() { everyKindKeepsItsPromise_data(); }
    void exactIsNeverWorse();
    void quantileCountsDifferByAtMostOne();
    void quantilesCoincideInLongRuns();
    void splitsOfASmallerTreeAreKept();
    void equalMeansAreNotSplit();
    void exactMatchesThePlainRecursion();
    void mergedSamplesAreNotExact();
    void boundariesLieMidway();
    void neighbouringNumbersAtTheDomainsEnd();
    void makingCanBeCancelled();
};

void TestLearnedSegmentation::everyKindKeepsItsPromise_data()
{
    QTest::addColumn<Sample>("sample");
    for (const char* kind : {"cosine", "steps", "constant", "heavisine"}) {
        for (const int samples : {1, 2, 7, 60, 700}) {
            QTest::addRow("%s, %d", kind, samples) << drawn(kind, samples, 0.1, 11);
        }
    }
    QTest::newRow("ties") << wholeNumbers(300, 16, 1);
    QTest::newRow("many ties") << wholeNumbers(300, 3, 2);
    QTest::newRow("no noise") << drawn("cosine", 200, 0, 3);
    QTest::newRow("steps without noise") << drawn("steps", 200, 0, 3);
    QTest::newRow("equal y") << Sample{{0, 0.2, 0.4, 0.7, 1}, List(5, 0.3)};
    QTest::newRow("equal x") << Sample{List(5, 0.4), {1, 2, 3, 4, 5}};
    QTest::newRow("equal x at the low end") << Sample{List(5, 0.0), {1, 2, 3, 4, 5}};
    QTest::newRow("equal x at the high end") << Sample{List(5, 1.0), {1, 2, 3, 4, 5}};
    QTest::newRow("both ends") << Sample{{0, 0, 1, 1, 1}, {1, 2, 3, 4, 5}};
}

void TestLearnedSegmentation::everyKindKeepsItsPromise()
{
    QFETCH(Sample, sample);
    for (const LearnedKind kind : allKinds) {
        const LearnedSegmentation segmentation = learned(kind, sample, 40);
        QCOMPARE(segmentation.isExact(40), kind == LearnedKind::Exact);
        for (const int experts : {1, 2, 3, 5, 17, 40}) {
            const List boundaries = segmentation.boundaries(experts);
            QVERIFY(boundaries.size() >= 2);
            QVERIFY(boundaries.size() <= static_cast<std::size_t>(experts) + 1);
            QVERIFY(boundaries.size() <= distinct(sample.x) + 1);
            QCOMPARE(boundaries.front(), 0.0);
            QCOMPARE(boundaries.back(), 1.0);
            QVERIFY(
                std::is_sorted(boundaries.begin(), boundaries.end(), std::less_equal<double>()));
            for (const RegionSamples& region : regionsOf(sample, boundaries)) {
                QVERIFY(region.count > 0);
            }
        }
    }
}

/// A law: no segmentation has a lower training error than the exact one with as many experts.
void TestLearnedSegmentation::exactIsNeverWorse()
{
    QFETCH(Sample, sample);
    const LearnedSegmentation exact = learned(LearnedKind::Exact, sample, 40);
    const double rounding = 1e-12 * squaresOf(sample, {0, 1});
    for (const LearnedKind kind : {LearnedKind::Quantile, LearnedKind::Tree}) {
        const LearnedSegmentation other = learned(kind, sample, 40);
        for (int experts = 1; experts <= 40; ++experts) {
            QVERIFY(squaresOf(sample, exact.boundaries(experts)) <=
                    squaresOf(sample, other.boundaries(experts)) + rounding);
        }
    }
}

void TestLearnedSegmentation::quantileCountsDifferByAtMostOne()
{
    for (const int samples : {5, 64, 1001}) {
        const Sample sample = drawn("cosine", samples, 0.1, 5);
        const LearnedSegmentation quantile = learned(LearnedKind::Quantile, sample, 1);
        for (const int experts : {1, 2, 3, 7, 64, 999, 100'000}) {
            const auto regions = regionsOf(sample, quantile.boundaries(experts));
            QCOMPARE(static_cast<int>(regions.size()), std::min(samples, experts));
            for (const RegionSamples& region : regions) {
                QVERIFY(region.count == samples / static_cast<int>(regions.size()) ||
                        region.count == samples / static_cast<int>(regions.size()) + 1);
            }
        }
    }
}

void TestLearnedSegmentation::quantilesCoincideInLongRuns()
{
    Sample sample{List(100, 0.25), List(103, 1.0)};
    sample.x.insert(sample.x.end(), {0.5, 0.625, 0.75});
    const LearnedSegmentation quantile = learned(LearnedKind::Quantile, sample, 4);
    QCOMPARE(quantile.boundaries(4), (List{0, 0.375, 1}));
    QCOMPARE(quantile.boundaries(103), (List{0, 0.375, 0.5625, 0.6875, 1}));
}

void TestLearnedSegmentation::splitsOfASmallerTreeAreKept()
{
    const Sample sample = drawn("heavisine", 3000, 0.3, 9);
    const LearnedSegmentation large = learned(LearnedKind::Tree, sample, 200);
    const LearnedSegmentation small = learned(LearnedKind::Tree, sample, 17);
    QCOMPARE(large.boundaries(17), small.boundaries(17));
    const List all = large.boundaries(200);
    for (const double boundary : small.boundaries(17)) {
        QVERIFY(std::binary_search(all.begin(), all.end(), boundary));
    }
    QCOMPARE(all.size(), std::size_t{201});
}

void TestLearnedSegmentation::equalMeansAreNotSplit()
{
    // Means of 2 at every x, on different samples.
    const Sample sample{{0.1, 0.1, 0.2, 0.3, 0.3, 0.9}, {1, 3, 2, 0, 4, 2}};
    QCOMPARE(learned(LearnedKind::Tree, sample, 4).boundaries(4), (List{0, 1}));
    QCOMPARE(learned(LearnedKind::Exact, sample, 4).boundaries(4), (List{0, 1}));
}

void TestLearnedSegmentation::exactMatchesThePlainRecursion()
{
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        for (const Sample& sample : {wholeNumbers(50, 16, seed), drawn("cosine", 60, 0.1, seed),
                                     drawn("steps", 60, 0.5, seed)}) {
            const List expected = plainLeastSquares(sample, 20);
            const LearnedSegmentation exact = learned(LearnedKind::Exact, sample, 20);
            for (int experts = 1; experts <= 20; ++experts) {
                const double found = squaresOf(sample, exact.boundaries(experts));
                QVERIFY(std::abs(found - expected[static_cast<std::size_t>(experts) - 1]) <=
                        1e-11 * expected.front());
            }
        }
    }
}

void TestLearnedSegmentation::mergedSamplesAreNotExact()
{
    const auto items = static_cast<int>(LearnedSegmentation::mostExactItems);
    const Sample all = drawn("heavisine", items, 0.1, 3);
    const LearnedSegmentation exact = learned(LearnedKind::Exact, all, 4);
    QVERIFY(exact.isExact(4));
    QVERIFY(!exact.isExact(5)); // it was not made ready for five
    QCOMPARE(exact.boundaries(9), exact.boundaries(4));
    const Sample more = drawn("heavisine", items + 1, 0.1, 3);
    const LearnedSegmentation merged = learned(LearnedKind::Exact, more, 4);
    QVERIFY(!merged.isExact(4));
    QCOMPARE(merged.mostExperts(), 4);
    QCOMPARE(merged.boundaries(4).size(), std::size_t{5});
}

void TestLearnedSegmentation::boundariesLieMidway()
{
    const Sample sample{{0.125, 0.25, 0.5, 0.5, 1}, {0, 1, 3, 3, 9}};
    for (const LearnedKind kind : allKinds) {
        QCOMPARE(learned(kind, sample, 5).boundaries(5), (List{0, 0.1875, 0.375, 0.75, 1}));
        QCOMPARE(learned(kind, sample, 9).boundaries(9).size(), std::size_t{5});
    }
}

void TestLearnedSegmentation::neighbouringNumbersAtTheDomainsEnd()
{
    const double below = std::nextafter(1.0, 0.0);
    const double above = std::nextafter(0.5, 1.0);
    const Sample sample{{0, 0.5, above, below, 1}, {0, 1, 5, 9, 20}};
    for (const LearnedKind kind : allKinds) {
        const List boundaries = learned(kind, sample, 5).boundaries(5);
        QCOMPARE(boundaries.size(), std::size_t{5}); // the last two cannot be parted
        QCOMPARE(boundaries[2], above);
        QCOMPARE(regionsOf(sample, boundaries).back().count, std::int64_t{2});
    }
}

void TestLearnedSegmentation::makingCanBeCancelled()
{
    const Sample sample = drawn("cosine", 400'000, 0.1, 2);
    const auto x = std::make_shared<const List>(sample.x);
    for (const LearnedKind kind : allKinds) {
        double last = -1;
        const auto cancel = [&](double share) {
            last = share;
            throw std::runtime_error("cancelled");
        };
        QVERIFY_EXCEPTION_THROWN(LearnedSegmentation(kind, unit, x, sample.y, 100, cancel),
                                 std::runtime_error);
        QVERIFY(0 <= last && last <= 1);
    }
}

QTEST_APPLESS_MAIN(TestLearnedSegmentation)
#include "test_learned_segmentation.moc"
