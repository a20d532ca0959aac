// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plugin_density.h"
#include "tests/core/experiments.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <vector>

using namespace tradeoff;

namespace {

using List = std::vector<double>;

constexpr Interval unit{0, 1};

TrainingSet drawn(const char* kind, int samples, double noiseVariance, std::uint64_t seed)
{
    const Choice density = test::density("truncated-gaussian");
    const auto problem = test::problem(test::target(kind), density);
    return makeTrainingSet(*problem, drawInputs(InputSampler(unit, density), {seed}, samples, {}),
                           noiseVariance);
}

double approximationError(const Problem& problem, const List& boundaries)
{
    double sum = 0;
    for (const Moments& region : problem.regionMoments(boundaries)) {
        sum += region.probability * region.variance;
    }
    return sum;
}

/// The plug-in's approximation error over that of λ*.
double ratioToOptimal(const char* kind, int samples, double noiseVariance, int experts)
{
    const TrainingSet set = drawn(kind, samples, noiseVariance, 1);
    const auto problem = test::problem(test::target(kind), test::density("truncated-gaussian"));
    const Segmenter optimal = prepareSegmenter({problem}, test::segmentation("optimal"));
    const PluginDensity plugin(unit, *set.x, *set.y, {});
    return approximationError(*problem, plugin.boundaries(experts)) /
           approximationError(*problem, optimal.boundaries(experts));
}

bool isStrictlyIncreasing(const List& values)
{
    return std::is_sorted(values.begin(), values.end(), std::less_equal<double>());
}

} // namespace

class TestPluginDensity : public QObject {
    Q_OBJECT

private slots:
    void littleNoiseApproachesTheOptimalDensity_data();
    void littleNoiseApproachesTheOptimalDensity();
    void moreSamplesComeNearer();
    void straightLineNeedsTheDensityAlone();
    void scaleAndShiftGoAlong();
    void valueIsTheSlopeOfTheCumulative();
    void boundariesAreStrictlyIncreasing();
    void nothingToSeeIsUniform_data();
    void nothingToSeeIsUniform();
    void canBeCancelled();
};

void TestPluginDensity::littleNoiseApproachesTheOptimalDensity_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<double>("noiseVariance");
    QTest::addColumn<double>("bound");
    QTest::newRow("no noise") << 100'000 << 0.0 << 1.01;
    QTest::newRow("little noise") << 100'000 << 1e-4 << 1.05;
    QTest::newRow("noise") << 100'000 << 0.1 << 2.0; // measured 1.11 and 1.50
    QTest::newRow("few samples") << 1000 << 1e-4 << 1.5;
}

void TestPluginDensity::littleNoiseApproachesTheOptimalDensity()
{
    QFETCH(int, samples);
    QFETCH(double, noiseVariance);
    QFETCH(double, bound);
    for (const int experts : {101, 400}) {
        const double ratio = ratioToOptimal("cosine", samples, noiseVariance, experts);
        QVERIFY2(ratio < bound, qPrintable(QString::number(ratio)));
        QVERIFY2(ratio > 0.9, qPrintable(QString::number(ratio)));
    }
}

void TestPluginDensity::moreSamplesComeNearer()
{
    const double few = ratioToOptimal("cosine", 300, 0.01, 200);
    const double many = ratioToOptimal("cosine", 200'000, 0.01, 200);
    QVERIFY2(many - 1 < (few - 1) / 4, qPrintable(QString("%1 %2").arg(few).arg(many)));
}

void TestPluginDensity::straightLineNeedsTheDensityAlone()
{
    const double ratio = ratioToOptimal("linear", 100'000, 0.0, 200);
    // Half of λ̂ is uniform when the slope has a single bin.
    QVERIFY2(ratio < 1.1, qPrintable(QString::number(ratio)));
}

void TestPluginDensity::scaleAndShiftGoAlong()
{
    const TrainingSet set = drawn("heavisine", 5000, 0.01, 4);
    const List before = PluginDensity(unit, *set.x, *set.y, {}).boundaries(50);
    List x;
    List y;
    for (std::size_t i = 0; i < set.x->size(); ++i) {
        x.push_back(3 * (*set.x)[i] + 5);
        y.push_back(100 - 7 * (*set.y)[i]);
    }
    const List after = PluginDensity({5, 8}, x, y, {}).boundaries(50);
    for (std::size_t i = 0; i < before.size(); ++i) {
        QVERIFY(std::abs(after[i] - (3 * before[i] + 5)) <= 1e-10);
    }
}

void TestPluginDensity::valueIsTheSlopeOfTheCumulative()
{
    const TrainingSet set = drawn("cosine", 3000, 0.01, 5);
    const PluginDensity plugin(unit, *set.x, *set.y, {});
    QVERIFY(plugin.edges().size() > 8);
    double integral = 0;
    for (std::size_t i = 0; i + 1 < plugin.edges().size(); ++i) {
        const Interval cell{plugin.edges()[i], plugin.edges()[i + 1]};
        QVERIFY(plugin.value(cell.middle()) > 0);
        integral += plugin.value(cell.middle()) * cell.length();
    }
    QVERIFY(std::abs(integral - 1) <= 1e-13);
    QCOMPARE(plugin.value(-0.1), 0.0);
    QCOMPARE(plugin.value(1.1), 0.0);
    QCOMPARE(plugin.quantile(0), 0.0);
    QCOMPARE(plugin.quantile(1), 1.0);
    for (double u = 0.013; u < 0.99; u += 0.01) {
        const double x = plugin.quantile(u);
        const double step = 1e-7;
        QVERIFY(std::abs((plugin.quantile(u + step) - x) * plugin.value(x) / step - 1) < 1e-6 ||
                plugin.value(plugin.quantile(u + step)) != plugin.value(x));
    }
}

void TestPluginDensity::boundariesAreStrictlyIncreasing()
{
    for (const int samples : {1, 2, 3, 4, 5, 10, 100, 5000}) {
        const TrainingSet set = drawn("steps", samples, 0.01, 6);
        const PluginDensity plugin(unit, *set.x, *set.y, {});
        for (const int experts : {1, 2, 3, 64, 20'000}) {
            const List boundaries = plugin.boundaries(experts);
            QCOMPARE(boundaries.size(), static_cast<std::size_t>(experts) + 1);
            QCOMPARE(boundaries.front(), 0.0);
            QCOMPARE(boundaries.back(), 1.0);
            QVERIFY(isStrictlyIncreasing(boundaries));
        }
    }
    // Two crowds of samples, each nearly at one point.
    List x;
    List y;
    for (int i = 0; i < 2000; ++i) {
        x.push_back((i < 1000 ? 0.25 : 0.75) + (i % 1000) * 0x1p-53);
        y.push_back(i % 1000);
    }
    QVERIFY(isStrictlyIncreasing(PluginDensity(unit, x, y, {}).boundaries(5000)));
}

void TestPluginDensity::nothingToSeeIsUniform_data()
{
    QTest::addColumn<List>("x");
    QTest::addColumn<List>("y");
    List different;
    List wave;
    for (int i = 0; i < 1000; ++i) {
        different.push_back(i * i * 1e-6);
        wave.push_back(std::sin(i));
    }
    QTest::newRow("one sample") << List{0.3} << List{7};
    QTest::newRow("two samples") << List{0.3, 0.4} << List{7, 8};
    QTest::newRow("three samples") << List{0.3, 0.4, 0.9} << List{7, 8, 3};
    QTest::newRow("equal x") << List(1000, 0.3) << wave;
    QTest::newRow("equal x at an end") << List(1000, 1.0) << wave;
    QTest::newRow("equal y") << different << List(1000, 0.1);
}

void TestPluginDensity::nothingToSeeIsUniform()
{
    QFETCH(List, x);
    QFETCH(List, y);
    const PluginDensity plugin(unit, x, y, {});
    QVERIFY(plugin.isUniform());
    QCOMPARE(plugin.boundaries(4), (List{0, 0.25, 0.5, 0.75, 1}));
    QCOMPARE(plugin.value(0.3), 1.0);
}

void TestPluginDensity::canBeCancelled()
{
    const TrainingSet set = drawn("cosine", 10'000, 0.01, 7);
    const auto cancel = [](double) { throw std::runtime_error("cancelled"); };
    QVERIFY_EXCEPTION_THROWN(PluginDensity(unit, *set.x, *set.y, cancel), std::runtime_error);
}

QTEST_APPLESS_MAIN(TestPluginDensity)
#include "test_plugin_density.moc"
