// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/random.h"
#include "core/regression_tree.h"
#include "core/space/space_regression_tree.h"
#include "tests/core/learning_samples.h"
#include "tests/core/space_experiments.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
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

double uniform(std::uint64_t seed, Eigen::Index i)
{
    return drawBoundary(seed, static_cast<std::uint64_t>(i));
}

/// Samples on a lattice, so that many coordinates are equal, or anywhere.
Points samplesOf(std::uint64_t seed, Eigen::Index count, Eigen::Index dimensions, int steps)
{
    Points x(count, dimensions);
    for (Eigen::Index i = 0; i < x.size(); ++i) {
        const double u = uniform(seed, i);
        x(i) = steps > 0 ? std::floor(u * steps) / steps : u;
    }
    return x;
}

double squaredDeviations(const std::vector<double>& y)
{
    const double mean = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size());
    double sum = 0;
    for (const double value : y) {
        sum += (value - mean) * (value - mean);
    }
    return sum;
}

/// What the best split of some samples lowers the squares by: all splits, from the definition.
double bestGain(const Points& x, const Eigen::ArrayXd& y, const std::vector<Eigen::Index>& samples)
{
    const auto squares = [&](auto&& isIn) {
        std::vector<double> values;
        for (const Eigen::Index i : samples) {
            if (isIn(i)) {
                values.push_back(y(i));
            }
        }
        return values.empty() ? 0.0 : squaredDeviations(values);
    };
    const double whole = squares([](Eigen::Index) { return true; });
    double best = 0;
    for (Eigen::Index k = 0; k < x.cols(); ++k) {
        for (const Eigen::Index at : samples) {
            const double threshold = x(at, k);
            const double below = squares([&](Eigen::Index i) { return x(i, k) < threshold; });
            const double above = squares([&](Eigen::Index i) { return x(i, k) >= threshold; });
            best = std::max(best, whole - below - above);
        }
    }
    return best;
}

} // namespace

class TestRegressionTree : public QObject {
    Q_OBJECT

private slots:
    void treeMatchesThePlainOne();
    void treeMatchesThePlainOneWithExactTies();
    void treeFindsSplitsOverManyBlocks();
    void treesOfOneCoordinateAreTheSame();
    void treesOfMoreTakeTheBestSplitOfAll_data();
    void treesOfMoreTakeTheBestSplitOfAll();
    void treesOfMoreHaveRegionsThatHoldSamples();
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

void TestRegressionTree::treesOfOneCoordinateAreTheSame()
{
    for (const int steps : {0, 7, 50}) {
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            constexpr Eigen::Index count = 120;
            Points x = samplesOf(seed, count, 1, steps);
            std::sort(x.data(), x.data() + count);
            Eigen::ArrayXd y(count);
            for (Eigen::Index i = 0; i < count; ++i) {
                // Few different values make ties.
                y(i) = std::floor(4 * uniform(seed + 100, i)) +
                       (seed % 2 == 0 ? std::floor(9 * x(i)) : 0.0);
            }
            const auto size = static_cast<std::size_t>(count);
            const std::vector<double> expected =
                growRegressionTree({0, 1}, {x.data(), size}, {y.data(), size}, 40, {});
            const SpaceRegressionTree tree({{0, 1}}, x, y, 40, {});
            QVERIFY(expected.size() > 2);
            QCOMPARE(tree.splits().size(), expected.size());
            for (std::size_t i = 0; i < expected.size(); ++i) {
                QCOMPARE(tree.splits()[i].threshold, expected[i]);
            }
        }
    }
}

void TestRegressionTree::treesOfMoreTakeTheBestSplitOfAll_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<int>("steps");
    QTest::newRow("plane") << 2 << 0;
    QTest::newRow("plane with ties") << 2 << 5;
    QTest::newRow("three with ties") << 3 << 4;
}

/// Each step lowers the squares by as much as the best split of any leaf would.
void TestRegressionTree::treesOfMoreTakeTheBestSplitOfAll()
{
    QFETCH(int, dimensions);
    QFETCH(int, steps);
    constexpr Eigen::Index count = 60;
    const Points x = samplesOf(5, count, dimensions, steps);
    Eigen::ArrayXd y(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        y(i) = std::sin(9 * x(i, 0)) * x(i, 1) + uniform(6, i);
    }
    const SpaceRegressionTree tree(unitCube(static_cast<std::size_t>(dimensions)), x, y, 12, {});
    std::vector<std::uint32_t> owners(count);
    const auto leavesOf = [&](int leaves) {
        tree.regionsOfPoints(leaves)(x, owners);
        std::vector<std::vector<Eigen::Index>> result(static_cast<std::size_t>(leaves));
        for (Eigen::Index i = 0; i < count; ++i) {
            result[owners[static_cast<std::size_t>(i)]].push_back(i);
        }
        return result;
    };
    const auto squaresOf = [&](const std::vector<std::vector<Eigen::Index>>& leaves) {
        double sum = 0;
        for (const std::vector<Eigen::Index>& leaf : leaves) {
            std::vector<double> values;
            for (const Eigen::Index i : leaf) {
                values.push_back(y(i));
            }
            sum += squaredDeviations(values);
        }
        return sum;
    };
    for (int leaves = 1; leaves < 12; ++leaves) {
        const auto before = leavesOf(leaves);
        double best = 0;
        for (const std::vector<Eigen::Index>& leaf : before) {
            best = std::max(best, bestGain(x, y, leaf));
        }
        const double gain = squaresOf(before) - squaresOf(leavesOf(leaves + 1));
        QVERIFY(gain > 0 && std::abs(gain - best) < 1e-12 * squaresOf(before));
    }
}

void TestRegressionTree::treesOfMoreHaveRegionsThatHoldSamples()
{
    constexpr Eigen::Index count = 40;
    const Points x = samplesOf(9, count, 2, 0);
    Eigen::ArrayXd y(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        y(i) = uniform(10, i);
    }
    const SpaceRegressionTree tree(unitSquare, x, y, 1000, {});
    const int most = static_cast<int>(tree.splits().size()) + 1;
    QCOMPARE(most, 40); // each sample for itself, as all differ
    for (const int leaves : {1, 2, 17, most, 1000}) {
        const std::vector<BoxDomain> boxes = tree.boxes(leaves);
        QCOMPARE(boxes.size(), static_cast<std::size_t>(std::min(leaves, most)));
        double area = 0;
        for (const BoxDomain& box : boxes) {
            area += volume(box);
        }
        QVERIFY(std::abs(area - 1) < 1e-12);
        std::vector<std::uint32_t> owners(count);
        std::vector<int> counts(boxes.size());
        tree.regionsOfPoints(leaves)(x, owners);
        for (Eigen::Index i = 0; i < count; ++i) {
            const std::uint32_t owner = owners[static_cast<std::size_t>(i)];
            ++counts[owner];
            for (std::size_t k = 0; k < 2; ++k) {
                const double at = x(i, static_cast<Eigen::Index>(k));
                QVERIFY(boxes[owner][k].low <= at && at < boxes[owner][k].high);
            }
        }
        QVERIFY(*std::min_element(counts.begin(), counts.end()) > 0);
    }
}

QTEST_APPLESS_MAIN(TestRegressionTree)
#include "test_regression_tree.moc"
