// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/regression_tree.h"
#include "tests/core/learning_samples.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

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

} // namespace

class TestRegressionTree : public QObject {
    Q_OBJECT

private slots:
    void treeMatchesThePlainOne();
    void treeMatchesThePlainOneWithExactTies();
    void treeFindsSplitsOverManyBlocks();
};

void TestRegressionTree::treeMatchesThePlainOne()
{
    for (const char* kind : {"cosine", "steps", "heavisine", "constant"}) {
        for (const double noiseVariance : {0.0, 0.1}) {
            const Sample sample = drawn(kind, 90, noiseVariance, 8);
            QCOMPARE(growRegressionTree(unit, sample.x, sample.y, 12, {}), plainTree(sample, 12));
        }
    }
}

void TestRegressionTree::treeMatchesThePlainOneWithExactTies()
{
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const Sample sample = wholeNumbers(2 + seed % 30, 16, seed);
        QCOMPARE(growRegressionTree(unit, sample.x, sample.y, 40, {}), plainTree(sample, 40));
    }
}

/// Long stretches are searched over hulls of blocks, up to their partial ends: the first split
/// against a scan of all cuts, for numbers of samples around whole blocks, and in later leaves.
void TestRegressionTree::treeFindsSplitsOverManyBlocks()
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

QTEST_APPLESS_MAIN(TestRegressionTree)
#include "test_regression_tree.moc"
