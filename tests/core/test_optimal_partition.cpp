// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/optimal_partition.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <stdexcept>
#include <vector>

using namespace tradeoff;

namespace {

using Items = std::vector<Moments>;

/// A sequence from the values at x = (i + ½)/count and the weights.
Items sequence(int count, const std::function<double(double x)>& value,
               const std::function<double(int i)>& weight)
{
    Items items;
    for (int i = 0; i < count; ++i) {
        const double x = (i + 0.5) / count;
        items.push_back({weight(i), value(x), 0.01 * x});
    }
    return items;
}

/// Σ weight · variance of one group, in two passes.
long double groupCost(const Items& items, std::size_t from, std::size_t to)
{
    long double weight = 0;
    long double sum = 0;
    for (std::size_t i = from; i < to; ++i) {
        if (items[i].probability > 0) {
            weight += items[i].probability;
            sum += static_cast<long double>(items[i].probability) * items[i].mean;
        }
    }
    const long double mean = weight > 0 ? sum / weight : 0;
    long double squares = 0;
    for (std::size_t i = from; i < to; ++i) {
        if (items[i].probability > 0) {
            const long double gap = items[i].mean - mean;
            squares += items[i].probability * (items[i].variance + gap * gap);
        }
    }
    return squares;
}

/// The plain quadratic recursion in extended precision.
struct Plain {
    std::vector<long double> costs;               ///< for 1…groups groups
    std::vector<std::vector<std::size_t>> starts; ///< of the minimiser that it happens to find
    std::vector<bool> isUnique;                   ///< no other start is as good within 1e-10
};

Plain plainRecursion(const Items& items, int groups)
{
    constexpr long double infinity = std::numeric_limits<long double>::infinity();
    const std::size_t count = items.size();
    std::vector<std::vector<long double>> costs(count + 1, std::vector<long double>(count + 1));
    for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t t = a + 1; t <= count; ++t) {
            costs[a][t] = groupCost(items, a, t);
        }
    }
    const auto rows = static_cast<std::size_t>(groups) + 1;
    std::vector<std::vector<long double>> least(rows,
                                                std::vector<long double>(count + 1, infinity));
    std::vector<std::vector<std::size_t>> from(rows, std::vector<std::size_t>(count + 1));
    std::vector<std::vector<bool>> unique(rows, std::vector<bool>(count + 1, true));
    least[0][0] = 0;
    const long double scale = 1e-14L * costs[0][count];
    for (std::size_t k = 1; k < rows; ++k) {
        for (std::size_t t = k; t <= count; ++t) {
            long double second = infinity;
            for (std::size_t a = k - 1; a < t; ++a) {
                const long double cost = least[k - 1][a] + costs[a][t];
                if (cost < least[k][t]) {
                    second = least[k][t];
                    least[k][t] = cost;
                    from[k][t] = a;
                } else {
                    second = std::min(second, cost);
                }
            }
            unique[k][t] = second > least[k][t] * (1 + 1e-10L) + scale &&
                           (k == 1 || unique[k - 1][from[k][t]]);
        }
    }
    Plain result;
    for (std::size_t k = 1; k < rows; ++k) {
        result.costs.push_back(least[k][count]);
        result.isUnique.push_back(unique[k][count]);
        std::vector<std::size_t> starts(k + 1, count);
        for (std::size_t i = k; i > 0; --i) {
            starts[i - 1] = from[i][starts[i]];
        }
        result.starts.push_back(starts);
    }
    return result;
}

} // namespace

class TestOptimalPartition : public QObject {
    Q_OBJECT

private slots:
    void agreesWithThePlainRecursion_data();
    void agreesWithThePlainRecursion();
    void longSequencesAreNoWorseThanTheirNeighbours();
    void moreGroupsAreNeverWorse();
    void asManyGroupsAsItemsLeaveTheItemsOwnVariances();
    void largestNumberIsCutToTheItems();
    void shiftedValuesGiveTheSameGroups();
    void stepsCostNothingWithAGroupForEach();
    void checkpointIsCalledAndMayCancel();
};

void TestOptimalPartition::agreesWithThePlainRecursion_data()
{
    QTest::addColumn<Items>("items");
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    struct Shape {
        const char* name;
        std::function<double(double x)> value;
    };
    double walk = 0;
    const std::vector<Shape> shapes{
        {"noise", [&](double) { return normal(random); }},
        {"cosine", [](double x) { return std::cos(6 * x); }},
        {"many periods", [](double x) { return std::cos(60 * x); }},
        {"exponential", [](double x) { return std::exp(5 * x); }},
        {"cosine and noise", [&](double x) { return std::cos(6 * x) + 0.05 * normal(random); }},
        {"cosine and loud noise", [&](double x) { return std::cos(6 * x) + normal(random); }},
        {"far from zero", [&](double x) { return 1e6 + std::cos(6 * x) + 0.3 * normal(random); }},
        {"walk", [&](double) { return walk += normal(random); }},
        {"steps", [](double x) { return std::floor(5 * x) * (x < 0.5 ? 1 : -0.3); }},
        {"ties", [&](double) { return std::floor(3 * uniform(random)); }},
        {"constant", [](double) { return 0.3; }},
        {"outlier", [](double x) { return x > 0.5 && x < 0.52 ? 100 : std::sin(9 * x); }},
    };
    const std::vector<std::pair<const char*, std::function<double(int)>>> weights{
        {"equal weights", [](int) { return 0.01; }},
        {"random weights", [&](int) { return uniform(random); }},
        {"many zero weights", [&](int) { return std::max(0.0, uniform(random) - 0.6); }},
        {"falling weights", [](int i) { return std::exp(-0.5 * i); }},
    };
    for (const Shape& shape : shapes) {
        for (const auto& [name, weight] : weights) {
            for (const int count : {1, 2, 15, 16, 17, 64, 131}) {
                QTest::addRow("%s, %s, %d", shape.name, name, count)
                    << sequence(count, shape.value, weight);
            }
        }
    }
}

void TestOptimalPartition::agreesWithThePlainRecursion()
{
    QFETCH(const Items, items);
    const int groups = std::min(int(items.size()), 40);
    const Plain plain = plainRecursion(items, groups);
    const OptimalPartition partition(items, groups, {});
    QCOMPARE(partition.mostGroups(), groups);
    // Where the groups explain all but rounding, rounding of the values themselves is left.
    const long double rounding = 1e-16L * plain.costs.front();
    for (int k = 1; k <= groups; ++k) {
        const auto row = std::size_t(k) - 1;
        const auto cost = static_cast<long double>(partition.cost(k));
        QVERIFY(std::abs(cost - plain.costs[row]) <= 1e-12L * plain.costs[row] + rounding);
        const std::vector<std::size_t> starts = partition.starts(k);
        QCOMPARE(starts.size(), std::size_t(k) + 1);
        QCOMPARE(starts.front(), std::size_t(0));
        QCOMPARE(starts.back(), items.size());
        QVERIFY(std::is_sorted(starts.begin(), starts.end(), std::less_equal<>()));
        if (plain.isUnique[row]) {
            QCOMPARE(starts, plain.starts[row]);
        }
    }
}

/// Sequences that are too long for the plain recursion: no border can be moved to advantage, which
/// a shortcut for monotone sequences does not achieve.
void TestOptimalPartition::longSequencesAreNoWorseThanTheirNeighbours()
{
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    for (const double noise : {0.0, 0.003, 0.1, 3.0}) {
        const Items items = sequence(
            1500, [&](double x) { return std::cos(20 * x) + noise * normal(random); },
            [](int) { return 1.0; });
        const OptimalPartition partition(items, 64, {});
        for (const int k : {2, 7, 64}) {
            const std::vector<std::size_t> starts = partition.starts(k);
            for (std::size_t i = 1; i < std::size_t(k); ++i) {
                const auto pair = [&](std::size_t border) {
                    return groupCost(items, starts[i - 1], border) +
                           groupCost(items, border, starts[i + 1]);
                };
                const long double here = pair(starts[i]);
                for (std::size_t b = starts[i - 1] + 1; b < starts[i + 1]; b += 5) {
                    QVERIFY(here <= pair(b) * (1 + 1e-12L));
                }
            }
        }
    }
}

void TestOptimalPartition::moreGroupsAreNeverWorse()
{
    std::mt19937_64 random(4);
    std::normal_distribution<double> normal;
    const Items items = sequence(
        700, [&](double x) { return std::sin(30 * x) + 0.02 * normal(random); },
        [](int i) { return i % 3; });
    const OptimalPartition partition(items, 200, {});
    for (int k = 2; k <= 200; ++k) {
        QVERIFY(partition.cost(k) <= partition.cost(k - 1));
    }
}

void TestOptimalPartition::asManyGroupsAsItemsLeaveTheItemsOwnVariances()
{
    const Items items = sequence(
        50, [](double x) { return std::exp(x); }, [](int i) { return 1.0 + i; });
    double own = 0;
    for (const Moments& item : items) {
        own += item.probability * item.variance;
    }
    QVERIFY(std::abs(OptimalPartition(items, 50, {}).cost(50) - own) <= 1e-14 * own);
}

void TestOptimalPartition::largestNumberIsCutToTheItems()
{
    const Items items(5, Moments{1, 2, 0});
    const OptimalPartition partition(items, 100, {});
    QCOMPARE(partition.mostGroups(), 5);
    QCOMPARE(partition.starts(5), (std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
}

void TestOptimalPartition::shiftedValuesGiveTheSameGroups()
{
    Items items = sequence(
        300, [](double x) { return std::cos(9 * x); }, [](int) { return 1.0; });
    const OptimalPartition plain(items, 30, {});
    for (Moments& item : items) {
        item.mean += 1024;
    }
    const OptimalPartition shifted(items, 30, {});
    for (int k = 1; k <= 30; ++k) {
        QVERIFY(std::abs(shifted.cost(k) / plain.cost(k) - 1) <= 1e-9);
    }
}

void TestOptimalPartition::stepsCostNothingWithAGroupForEach()
{
    Items items = sequence(
        400, [](double x) { return std::floor(8 * x) * 0.1; }, [](int) { return 0.3; });
    for (Moments& item : items) {
        item.variance = 0;
    }
    const OptimalPartition partition(items, 100, {});
    QVERIFY(partition.cost(7) > 0.01);
    for (const int k : {8, 9, 100}) {
        QVERIFY(partition.cost(k) <= 1e-28);
    }
}

void TestOptimalPartition::checkpointIsCalledAndMayCancel()
{
    for (const double frequency : {6.0, 1e9}) { // smooth; as good as noise
        const Items items = sequence(
            6000, [&](double x) { return std::cos(frequency * x); }, [](int) { return 1.0; });
        double before = 0;
        int calls = 0;
        const OptimalPartition partition(items, 100, [&](double share) {
            ++calls;
            QVERIFY(share >= before && share <= 1);
            before = share;
        });
        QVERIFY(calls >= 3);
        QVERIFY_EXCEPTION_THROWN(
            OptimalPartition(items, 100, [](double) { throw std::runtime_error("end"); }),
            std::runtime_error);
    }
}

QTEST_APPLESS_MAIN(TestOptimalPartition)
#include "test_optimal_partition.moc"
