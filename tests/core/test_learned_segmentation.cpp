// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learned_segmentation.h"
#include "core/random.h"
#include "core/regression_tree.h"
#include "tests/core/experiments.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <stdexcept>
#include <vector>

using namespace tradeoff;

namespace {

using List = std::vector<double>;

constexpr Interval unit{0, 1};
constexpr LearnedKind allKinds[] = {LearnedKind::Quantile, LearnedKind::Tree, LearnedKind::Exact};

struct Sample {
    List x;
    List y;
};

Sample drawn(const char* kind, int samples, double noiseVariance, std::uint64_t seed)
{
    const Choice density = test::density("truncated-gaussian");
    const auto problem = test::problem(test::target(kind), density);
    const TrainingSet set = makeTrainingSet(
        *problem, drawInputs(InputSampler(unit, density), {seed}, samples, {}), noiseVariance);
    return {*set.x, *set.y};
}

/// Whole numbers, so that ties of x, of y and of gains are exact.
Sample wholeNumbers(std::size_t samples, double places, std::uint64_t seed)
{
    Sample sample;
    for (std::size_t i = 0; i < samples; ++i) {
        const SampleDraw draw = drawSample(seed, 1, i);
        sample.x.push_back(std::floor(draw.input * places) / places);
        sample.y.push_back(std::floor(draw.noise * 4));
    }
    std::sort(sample.x.begin(), sample.x.end());
    return sample;
}

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

/// Σ (y − mean)² of the samples [first, last), from the definition.
long double squaresBetween(const Sample& sample, std::size_t first, std::size_t last)
{
    long double mean = 0;
    for (std::size_t i = first; i < last; ++i) {
        mean += sample.y[i] / static_cast<long double>(last - first);
    }
    long double squares = 0;
    for (std::size_t i = first; i < last; ++i) {
        squares += (sample.y[i] - mean) * (sample.y[i] - mean);
    }
    return squares;
}

/// The tree by the definition: every step tries every cut of the whole sample, from the left.
List plainTree(const Sample& sample, std::size_t leaves)
{
    std::vector<std::size_t> starts{0, sample.x.size()};
    List boundaries;
    while (boundaries.size() + 1 < leaves) {
        // Gains of whole numbers that differ do so by more; those that are equal by less.
        long double best = 1e-12L;
        std::size_t bestCut = 0;
        for (std::size_t leaf = 0; leaf + 1 < starts.size(); ++leaf) {
            const long double whole = squaresBetween(sample, starts[leaf], starts[leaf + 1]);
            for (std::size_t cut = starts[leaf] + 1; cut < starts[leaf + 1]; ++cut) {
                const long double gain = whole - squaresBetween(sample, starts[leaf], cut) -
                                         squaresBetween(sample, cut, starts[leaf + 1]);
                if (sample.x[cut - 1] < sample.x[cut] && gain > best * (1 + 1e-12L)) {
                    best = gain;
                    bestCut = cut;
                }
            }
        }
        if (bestCut == 0) {
            break;
        }
        boundaries.push_back((sample.x[bestCut - 1] + sample.x[bestCut]) / 2);
        starts.insert(std::lower_bound(starts.begin(), starts.end(), bestCut), bestCut);
    }
    return boundaries;
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
    void treeMatchesThePlainOne();
    void treeMatchesThePlainOneWithExactTies();
    void treeFindsSplitsOverManyBlocks();
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

void TestLearnedSegmentation::treeMatchesThePlainOne()
{
    for (const char* kind : {"cosine", "steps", "heavisine", "constant"}) {
        for (const double noiseVariance : {0.0, 0.1}) {
            const Sample sample = drawn(kind, 90, noiseVariance, 8);
            QCOMPARE(growRegressionTree(unit, sample.x, sample.y, 12, {}), plainTree(sample, 12));
        }
    }
}

void TestLearnedSegmentation::treeMatchesThePlainOneWithExactTies()
{
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const Sample sample = wholeNumbers(2 + seed % 30, 16, seed);
        QCOMPARE(growRegressionTree(unit, sample.x, sample.y, 40, {}), plainTree(sample, 40));
    }
}

/// Long stretches are searched over hulls of blocks, up to their partial ends: the first split
/// against a scan of all cuts, for numbers of samples around whole blocks, and in later leaves.
void TestLearnedSegmentation::treeFindsSplitsOverManyBlocks()
{
    for (const std::size_t samples : {63U, 64U, 65U, 128U, 129U, 1023U, 1024U, 1025U, 5000U}) {
        for (const char* kind : {"constant", "cosine"}) {
            const Sample all = drawn(kind, static_cast<int>(samples), 1, samples);
            // The same with the first 40 samples left out, so that blocks lie elsewhere.
            Sample rest{{all.x.begin() + 40, all.x.end()}, {all.y.begin() + 40, all.y.end()}};
            for (const Sample& sample : {all, rest}) {
                const List tree = growRegressionTree(unit, sample.x, sample.y, 8, {});
                List leaf{0, 1};
                for (const double boundary : tree) {
                    const auto right = std::upper_bound(leaf.begin(), leaf.end(), boundary);
                    const double low = *(right - 1);
                    const double high = *right;
                    const auto begin = std::lower_bound(sample.x.begin(), sample.x.end(), low);
                    const auto end = std::lower_bound(begin, sample.x.end(), high);
                    long double total = 0;
                    const auto offset = begin - sample.x.begin();
                    const auto count = end - begin;
                    for (std::ptrdiff_t i = 0; i < count; ++i) {
                        total += sample.y[static_cast<std::size_t>(offset + i)];
                    }
                    long double sum = 0;
                    long double best = 0;
                    double expected = 0;
                    for (std::ptrdiff_t i = 1; i < count; ++i) {
                        sum += sample.y[static_cast<std::size_t>(offset + i - 1)];
                        const long double gap = sum - total * static_cast<long double>(i) /
                                                          static_cast<long double>(count);
                        const long double gain = gap * gap / static_cast<long double>(i) /
                                                 static_cast<long double>(count - i);
                        if (gain > best) {
                            best = gain;
                            const auto at = static_cast<std::size_t>(offset + i);
                            expected = sample.x[at - 1] + (sample.x[at] - sample.x[at - 1]) / 2;
                        }
                    }
                    QCOMPARE(boundary, expected);
                    leaf.insert(right, boundary);
                }
            }
        }
    }
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
