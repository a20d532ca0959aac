// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data_fit.h"
#include "core/data_set.h"
#include "tests/core/experiments.h"
#include "tests/core/threads.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <random>
#include <stdexcept>
#include <vector>

using namespace tradeoff;

namespace {

DataSet randomData(std::size_t count, double offset)
{
    std::mt19937_64 random(count);
    const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    std::vector<DataPoint> points(count);
    for (DataPoint& point : points) {
        point.x = uniform();
        point.y = offset + std::cos(6 * point.x) + uniform();
    }
    return makeDataSet({}, points, {});
}

std::vector<double> equalBoundaries(int regions)
{
    std::vector<double> result;
    for (int i = 0; i <= regions; ++i) {
        result.push_back(static_cast<double>(i) / regions);
    }
    return result;
}

/// Mean and Σ (y − mean)² in two passes, leaving out one sample if wanted.
struct TwoPasses {
    std::int64_t count = 0;
    long double mean = 0;
    long double squares = 0;
};

TwoPasses twoPasses(const DataSet& data, const Interval& region, bool isLast,
                    std::size_t leftOut = static_cast<std::size_t>(-1))
{
    const auto isIn = [&](std::size_t i) {
        const double x = (*data.x)[i];
        return i != leftOut && region.low <= x && (isLast ? x <= region.high : x < region.high);
    };
    TwoPasses result;
    for (std::size_t i = 0; i < data.x->size(); ++i) {
        if (isIn(i)) {
            ++result.count;
            result.mean += (*data.y)[i];
        }
    }
    result.mean = result.count > 0 ? result.mean / static_cast<long double>(result.count) : 0;
    for (std::size_t i = 0; i < data.x->size(); ++i) {
        if (isIn(i)) {
            const long double residual = (*data.y)[i] - result.mean;
            result.squares += residual * residual;
        }
    }
    return result;
}

constexpr auto rules = {EmptyRegionRule::Zero, EmptyRegionRule::Mean, EmptyRegionRule::Nearest};

} // namespace

class TestDataFit : public QObject {
    Q_OBJECT

private slots:
    void fitMatchesTwoPasses_data();
    void fitMatchesTwoPasses();
    void leaveOneOutMatchesLeavingOut();
    void emptyRegionsFollowTheRule();
    void oneSampleHasNoLeaveOneOutError();
    void sweepIsTheFitsOneByOne();
    void sweepGivesTheSameBitsForAnyThreads();
    void sweepTellsProgressAndStops();
};

void TestDataFit::fitMatchesTwoPasses_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("experts");
    QTest::addColumn<double>("offset");
    for (const double offset : {0.0, 1e6}) {
        for (const int samples : {1, 2, 65, 1000}) {
            for (const int experts : {1, 3, 40}) {
                QTest::addRow("%d samples, %d experts, offset %g", samples, experts, offset)
                    << samples << experts << offset;
            }
        }
    }
}

void TestDataFit::fitMatchesTwoPasses()
{
    QFETCH(int, samples);
    QFETCH(int, experts);
    QFETCH(double, offset);
    const DataSet data = randomData(static_cast<std::size_t>(samples), offset);
    const double noiseVariance = 0.25;
    const std::vector<double> boundaries = equalBoundaries(experts);
    const DataFit fit =
        fitData(trainingSetOf(data, {}), boundaries, {EmptyRegionRule::Zero, noiseVariance});
    QCOMPARE(fit.regions.size(), static_cast<std::size_t>(experts));
    long double squares = 0;
    std::int64_t filled = 0;
    for (std::size_t i = 0; i < fit.regions.size(); ++i) {
        const DataRegion& region = fit.regions[i];
        QCOMPARE(region.interval, (Interval{boundaries[i], boundaries[i + 1]}));
        const TwoPasses plain = twoPasses(data, region.interval, i + 1 == fit.regions.size());
        QCOMPARE(region.samples, plain.count);
        QVERIFY(std::abs(region.constant - static_cast<double>(plain.mean)) <=
                1e-15 * (1 + offset));
        QVERIFY(std::abs(region.squares - static_cast<double>(plain.squares)) <= 1e-13);
        squares += plain.squares;
        filled += plain.count > 0 ? 1 : 0;
    }
    const auto training = static_cast<double>(squares / samples);
    QVERIFY(std::abs(fit.errors.training - training) <= 1e-14);
    QCOMPARE(fit.errors.filledRegions, filled);
    const double penalty = 2 * noiseVariance * static_cast<double>(filled) / samples;
    QVERIFY(std::abs(fit.errors.mallowsCp - (training + penalty)) <= 1e-14);
}

void TestDataFit::leaveOneOutMatchesLeavingOut()
{
    const DataSet data = randomData(120, 0);
    const std::vector<double> boundaries = equalBoundaries(9);
    long double sum = 0;
    for (std::size_t i = 0; i < data.x->size(); ++i) {
        const auto region = static_cast<std::size_t>((*data.x)[i] * 9);
        const TwoPasses others =
            twoPasses(data, {boundaries[region], boundaries[region + 1]}, region == 8, i);
        QVERIFY(others.count > 0);
        sum += ((*data.y)[i] - others.mean) * ((*data.y)[i] - others.mean);
    }
    const DataFit fit = fitData(trainingSetOf(data, {}), boundaries, {});
    QVERIFY(fit.errors.leaveOneOut.has_value());
    QVERIFY(test::isClose(*fit.errors.leaveOneOut, static_cast<double>(sum / 120), 1e-12));
}

void TestDataFit::emptyRegionsFollowTheRule()
{
    const DataSet data = makeDataSet({}, {{0.1, 3}, {0.2, 5}, {0.9, 10}}, {});
    const TrainingSet set = trainingSetOf(data, {});
    for (const EmptyRegionRule rule : rules) {
        const DataFit fit = fitData(set, equalBoundaries(4), {rule, 0});
        const double expected = rule == EmptyRegionRule::Zero   ? 0.0
                                : rule == EmptyRegionRule::Mean ? 6.0
                                                                : 4.0;
        QCOMPARE(fit.regions[0].constant, 4.0);
        QCOMPARE(fit.regions[1].constant, expected);
        QCOMPARE(fit.regions[3].constant, 10.0);
        QCOMPARE(fit.errors.filledRegions, std::int64_t{2});
        QCOMPARE(fit.errors.training, 2.0 / 3);
    }
}

void TestDataFit::oneSampleHasNoLeaveOneOutError()
{
    const TrainingSet set = trainingSetOf(makeDataSet({}, {{0.5, 2}}, {}), {});
    QVERIFY(!fitData(set, equalBoundaries(2), {}).errors.leaveOneOut);
}

void TestDataFit::sweepIsTheFitsOneByOne()
{
    const TrainingSet set = trainingSetOf(randomData(500, 0), {});
    for (const EmptyRegionRule rule : rules) {
        const DataSweep sweep{{7, 1, 300, 2}, equalBoundaries, {rule, 0.1}};
        const std::vector<DataSweepRow> rows = sweepData(set, sweep, {});
        QCOMPARE(rows.size(), sweep.experts.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i].experts, sweep.experts[i]);
            const DataFit fit = fitData(set, equalBoundaries(rows[i].experts), sweep.setting);
            QVERIFY(rows[i].errors == fit.errors);
        }
    }
    QVERIFY(sweepData(set, {{}, equalBoundaries, {}}, {}).empty());
}

void TestDataFit::sweepGivesTheSameBitsForAnyThreads()
{
    const TrainingSet set = trainingSetOf(randomData(2000, 0), {});
    DataSweep sweep{std::vector<int>(300), equalBoundaries, {EmptyRegionRule::Nearest, 0.1}};
    std::iota(sweep.experts.begin(), sweep.experts.end(), 1);
    const std::vector<DataSweepRow> expected = sweepData(set, sweep, {});
    for (const int threads : test::threadCounts) {
        QVERIFY(test::withThreads(threads, [&] { return sweepData(set, sweep, {}); }) == expected);
    }
}

void TestDataFit::sweepTellsProgressAndStops()
{
    const TrainingSet set = trainingSetOf(randomData(100, 0), {});
    const DataSweep sweep{std::vector<int>(20, 10'000), equalBoundaries, {}};
    double last = 0;
    int calls = 0;
    static_cast<void>(sweepData(set, sweep, [&](double share) {
        QVERIFY(share >= last && share <= 1);
        last = share;
        ++calls;
    }));
    QVERIFY(calls >= 10);
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(sweepData(set, sweep,
                                                         [](double share) {
                                                             if (share > 0.5) {
                                                                 throw std::runtime_error("stop");
                                                             }
                                                         })),
                             std::runtime_error);
}

QTEST_APPLESS_MAIN(TestDataFit)
#include "test_data_fit.moc"
