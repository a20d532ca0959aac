// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training_set.h"
#include "tests/core/experiments.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

using namespace tradeoff;

namespace {

TrainingInputs draw(const Choice& density, std::uint64_t seed, std::int64_t samples)
{
    return drawInputs(InputSampler({0, 1}, density), {seed}, samples, {});
}

/// Inputs and outputs put down by hand: y is the noise, because β = 0 and σ² = 1.
TrainingSet byHand(const std::vector<double>& x, const std::vector<double>& y)
{
    TrainingInputs inputs;
    inputs.x = std::make_shared<const std::vector<double>>(x);
    inputs.noise = y;
    const auto zero =
        test::problem(test::target("constant", {{"value", 0.0}}), test::density("uniform"));
    return makeTrainingSet(*zero, inputs, 1);
}

/// Counts, means and squares by the definition, in two passes with extended precision.
std::vector<RegionSamples> naiveRegions(const TrainingSet& set,
                                        const std::vector<double>& boundaries)
{
    std::vector<RegionSamples> result;
    for (std::size_t region = 0; region + 1 < boundaries.size(); ++region) {
        const bool isLast = region + 2 == boundaries.size();
        std::vector<long double> y;
        for (std::size_t i = 0; i < set.x->size(); ++i) {
            const double x = (*set.x)[i];
            if (boundaries[region] <= x && (isLast || x < boundaries[region + 1])) {
                y.push_back((*set.y)[i]);
            }
        }
        long double sum = 0;
        for (const long double value : y) {
            sum += value;
        }
        const long double mean = y.empty() ? 0 : sum / static_cast<long double>(y.size());
        long double squares = 0;
        for (const long double value : y) {
            squares += (value - mean) * (value - mean);
        }
        result.push_back({static_cast<std::int64_t>(y.size()), static_cast<double>(mean),
                          static_cast<double>(squares)});
    }
    return result;
}

/// Means are right to rounding on the scale of y; squares to rounding, but for the extended
/// precision's rounding of the squares of the whole set, from which they are differences.
void verifyRegions(const TrainingSet& set, const std::vector<double>& boundaries)
{
    const std::vector<RegionSamples> found = set.regions(boundaries);
    const std::vector<RegionSamples> expected = naiveRegions(set, boundaries);
    QCOMPARE(found.size(), expected.size());
    const double scale = std::max(std::abs(set.rangeOfY.low), std::abs(set.rangeOfY.high));
    double whole = 0;
    for (const double y : *set.y) {
        whole += (y - set.center) * (y - set.center);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].count, expected[i].count);
        QVERIFY(std::abs(found[i].mean - expected[i].mean) <= 1e-14 * scale);
        QVERIFY(found[i].squares >= 0);
        QVERIFY(std::abs(found[i].squares - expected[i].squares) <=
                1e-14 * expected[i].squares + 1e-17 * whole);
    }
}

std::vector<double> equalBoundaries(int regions)
{
    std::vector<double> result;
    for (int i = 0; i <= regions; ++i) {
        result.push_back(static_cast<double>(i) / regions);
    }
    return result;
}

} // namespace

class TestTrainingSet : public QObject {
    Q_OBJECT

private slots:
    void regionsMatchNaiveSums_data();
    void regionsMatchNaiveSums();
    void emptyRegionsHaveNothing();
    void samplesOnBoundariesBelongToTheRight();
    void samplesOnTheLastBoundaryBelongToTheLastRegion();
    void aSingleSampleHasNoSquares();
    void largeOffsetsKeepSquaresAccurate();
    void equalOutputsHaveNoSquares();
};

void TestTrainingSet::regionsMatchNaiveSums_data()
{
    QTest::addColumn<int>("samples");
    // The running sums are kept for every 64th sample: both sides of its multiples matter.
    for (const int samples : {1, 2, 63, 64, 65, 127, 128, 129, 191, 192, 193, 1000, 6400, 20'000}) {
        QTest::addRow("%d", samples) << samples;
    }
}

void TestTrainingSet::regionsMatchNaiveSums()
{
    QFETCH(int, samples);
    const auto problem =
        test::problem(test::target("heavisine"), test::density("truncated-gaussian"));
    const TrainingSet set =
        makeTrainingSet(*problem, draw(test::density("truncated-gaussian"), 1, samples), 0.1);
    for (const int regions : {1, 2, 3, 7, 64, 400}) {
        verifyRegions(set, equalBoundaries(regions));
    }
    verifyRegions(set, {0, 1e-9, 0.4999, 0.5, 0.5001, 0.99999, 1});
}

void TestTrainingSet::emptyRegionsHaveNothing()
{
    const TrainingSet set = byHand({0.45, 0.46, 0.9}, {1, 2, 5});
    const std::vector<RegionSamples> regions = set.regions(equalBoundaries(10));
    QCOMPARE(regions[4].count, std::int64_t{2});
    QCOMPARE(regions[9].count, std::int64_t{1});
    for (const std::size_t empty : {0U, 1U, 2U, 3U, 5U, 6U, 7U, 8U}) {
        QCOMPARE(regions[empty].count, std::int64_t{0});
        QCOMPARE(regions[empty].mean, 0.0);
        QCOMPARE(regions[empty].squares, 0.0);
    }
}

void TestTrainingSet::samplesOnBoundariesBelongToTheRight()
{
    const TrainingSet set = byHand({0, 0.25, 0.25, 0.5}, {1, 2, 4, 8});
    const std::vector<RegionSamples> regions = set.regions(std::vector<double>{0, 0.25, 0.5, 1});
    QCOMPARE(regions[0].count, std::int64_t{1});
    QCOMPARE(regions[1].count, std::int64_t{2});
    QCOMPARE(regions[2].count, std::int64_t{1});
    QCOMPARE(regions[1].mean, 3.0);
    QCOMPARE(regions[1].squares, 2.0);
}

void TestTrainingSet::samplesOnTheLastBoundaryBelongToTheLastRegion()
{
    const TrainingSet set = byHand({0.5, 1, 1}, {1, 2, 4});
    const std::vector<RegionSamples> regions = set.regions(std::vector<double>{0, 0.75, 1});
    QCOMPARE(regions[0].count, std::int64_t{1});
    QCOMPARE(regions[1].count, std::int64_t{2});
    QCOMPARE(regions[1].mean, 3.0);
}

void TestTrainingSet::aSingleSampleHasNoSquares()
{
    const TrainingSet set = byHand({0.3}, {0.1});
    const std::vector<RegionSamples> regions = set.regions(equalBoundaries(4));
    QCOMPARE(regions[1].count, std::int64_t{1});
    QCOMPARE(regions[1].mean, 0.1);
    QCOMPARE(regions[1].squares, 0.0);
    QCOMPARE(regions[0].count + regions[2].count + regions[3].count, std::int64_t{0});
}

void TestTrainingSet::largeOffsetsKeepSquaresAccurate()
{
    const auto problem =
        test::problem(test::targetFormula("1000000 + cos(2*pi*x)"), test::density("uniform"));
    const TrainingSet set =
        makeTrainingSet(*problem, draw(test::density("uniform"), 1, 10'000), 0.1);
    const std::vector<double> boundaries = equalBoundaries(50);
    const std::vector<RegionSamples> found = set.regions(boundaries);
    const std::vector<RegionSamples> expected = naiveRegions(set, boundaries);
    for (std::size_t i = 0; i < found.size(); ++i) {
        QVERIFY(test::isClose(found[i].squares, expected[i].squares, 1e-13));
        QVERIFY(test::isClose(found[i].mean, expected[i].mean, 1e-15));
    }
}

void TestTrainingSet::equalOutputsHaveNoSquares()
{
    const std::vector<double> x{0.1, 0.2, 0.3, 0.6, 0.7};
    const TrainingSet set = byHand(x, std::vector<double>(5, 0.1));
    for (const RegionSamples& region : set.regions(equalBoundaries(2))) {
        QCOMPARE(region.mean, 0.1);
        QCOMPARE(region.squares, 0.0);
    }
}

QTEST_APPLESS_MAIN(TestTrainingSet)
#include "test_training_set.moc"
