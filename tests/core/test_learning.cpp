// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning.h"
#include "tests/core/experiments.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

using namespace tradeoff;

namespace {

struct Sample {
    double x = 0.0;
    double y = 0.0;
};

/// A segmentation with samples in it, and learning straight from the definitions.
struct Naive {
    std::vector<Sample> samples;
    std::vector<double> boundaries;
    EmptyRegionRule rule = EmptyRegionRule::Zero;

    [[nodiscard]] std::size_t regionCount() const { return boundaries.size() - 1; }

    [[nodiscard]] std::size_t regionOf(double x) const
    {
        std::size_t region = 0;
        while (region + 1 < regionCount() && x >= boundaries[region + 1]) {
            ++region;
        }
        return region;
    }

    [[nodiscard]] std::optional<double> meanWhere(const std::function<bool(double x)>& wanted) const
    {
        double sum = 0;
        int count = 0;
        for (const Sample& sample : samples) {
            if (wanted(sample.x)) {
                sum += sample.y;
                ++count;
            }
        }
        return count == 0 ? std::nullopt : std::optional(sum / count);
    }

    [[nodiscard]] std::optional<double> regionMean(std::size_t region) const
    {
        return meanWhere([&](double x) { return regionOf(x) == region; });
    }

    [[nodiscard]] double middle(std::size_t region) const
    {
        return (boundaries[region] + boundaries[region + 1]) / 2;
    }

    [[nodiscard]] double nearest(std::size_t empty) const
    {
        std::optional<std::size_t> best;
        for (std::size_t region = 0; region < regionCount(); ++region) {
            const double distance = std::abs(middle(region) - middle(empty));
            if (regionMean(region) &&
                (!best || distance < std::abs(middle(*best) - middle(empty)))) {
                best = region;
            }
        }
        return best ? *regionMean(*best) : 0.0;
    }

    [[nodiscard]] double constant(std::size_t region) const
    {
        if (const auto mean = regionMean(region)) {
            return *mean;
        }
        switch (rule) {
        case EmptyRegionRule::Zero:
            return 0;
        case EmptyRegionRule::Mean:
            return meanWhere([](double) { return true; }).value_or(0);
        case EmptyRegionRule::Nearest:
            return nearest(region);
        }
        return 0;
    }

    /// Leaves every sample out in its turn and learns again from the rest.
    [[nodiscard]] double leaveOneOut() const
    {
        double sum = 0;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            Naive rest = *this;
            rest.samples.erase(rest.samples.begin() + static_cast<std::ptrdiff_t>(i));
            const double error = samples[i].y - rest.constant(regionOf(samples[i].x));
            sum += error * error;
        }
        return sum / static_cast<double>(samples.size());
    }

    [[nodiscard]] double training() const
    {
        double sum = 0;
        for (const Sample& sample : samples) {
            const double error = sample.y - constant(regionOf(sample.x));
            sum += error * error;
        }
        return sum / static_cast<double>(samples.size());
    }

    /// The summary of the regions that the functions under test work from.
    [[nodiscard]] std::vector<RegionSamples> regions() const
    {
        std::vector<RegionSamples> result(regionCount());
        for (std::size_t i = 0; i < result.size(); ++i) {
            const double mean = regionMean(i).value_or(0);
            result[i].mean = mean;
            for (const Sample& sample : samples) {
                if (regionOf(sample.x) == i) {
                    ++result[i].count;
                    result[i].squares += (sample.y - mean) * (sample.y - mean);
                }
            }
        }
        return result;
    }
};

std::vector<double> equalBoundaries(int regions)
{
    std::vector<double> result;
    for (int i = 0; i <= regions; ++i) {
        result.push_back(static_cast<double>(i) / regions);
    }
    return result;
}

std::vector<Sample> drawn(int count, std::uint64_t seed)
{
    const Choice density = test::density("truncated-gaussian", {{"mean", 0.4}, {"sd", 0.15}});
    const auto problem = test::problem(test::target("cosine"), density);
    const TrainingSet set = makeTrainingSet(
        *problem, drawInputs(InputSampler({0, 1}, density), {seed}, count, {}), 0.2);
    std::vector<Sample> samples;
    for (std::size_t i = 0; i < set.x->size(); ++i) {
        samples.push_back({(*set.x)[i], (*set.y)[i]});
    }
    return samples;
}

/// Cases by name: many and few samples, singletons, empty stretches and ties. Region counts that
/// are powers of two keep the middles exact, so that ties are ties.
void addCases()
{
    QTest::addColumn<Naive>("naive");
    for (const EmptyRegionRow& row : emptyRegionTable()) {
        const auto add = [&](const char* name, std::vector<Sample> samples,
                             std::vector<double> boundaries) {
            QTest::addRow("%s, %s", row.kind.data(), name)
                << Naive{std::move(samples), std::move(boundaries), row.rule};
        };
        add("full regions", drawn(200, 1), equalBoundaries(4));
        add("many empty regions", drawn(20, 2), equalBoundaries(64));
        add("singletons and empty", drawn(12, 3), equalBoundaries(16));
        add("more regions than numbers", drawn(5, 4), equalBoundaries(256));
        add("one region", drawn(7, 5), equalBoundaries(1));
        add("two samples far apart", {{0.1, 2}, {0.9, -1}}, equalBoundaries(8));
        add("two samples in one region", {{0.51, 2}, {0.52, -1}}, equalBoundaries(8));
        add("ties to the lower", {{0.05, 3}, {0.55, 7}, {0.95, 11}}, equalBoundaries(8));
        add("unequal regions", drawn(15, 6), {0, 0.01, 0.3, 0.31, 0.32, 0.6, 0.61, 0.9, 0.99, 1});
        add("equal outputs", {{0.1, 4}, {0.2, 4}, {0.3, 4}, {0.8, 4}}, equalBoundaries(4));
    }
}

/// Sums of a few hundred terms of ordinary size, in another order.
constexpr double rounding = 1e-13;

} // namespace

class TestLearning : public QObject {
    Q_OBJECT

private slots:
    void constantsMatchTheDefinition_data() { addCases(); }
    void constantsMatchTheDefinition();
    void leaveOneOutMatchesLeavingOut_data() { addCases(); }
    void leaveOneOutMatchesLeavingOut();
    void trainingErrorMatchesTheResiduals_data() { addCases(); }
    void trainingErrorMatchesTheResiduals();
    void aSingleSampleCannotBeLeftOut();
    void nearestTiesGoToTheLowerRegion();
    void nearestTiesHoldWhateverTheRounding();
    void noSamplesLearnNothing();
    void sampleErrorsMatchQuadrature_data();
    void sampleErrorsMatchQuadrature();
};

void TestLearning::constantsMatchTheDefinition()
{
    QFETCH(Naive, naive);
    const std::vector<double> learned =
        learnedConstants(naive.regions(), naive.boundaries, naive.rule);
    QCOMPARE(learned.size(), naive.regionCount());
    for (std::size_t i = 0; i < learned.size(); ++i) {
        QVERIFY2(
            std::abs(learned[i] - naive.constant(i)) <= rounding,
            qPrintable(
                QString("region %1: %2, not %3").arg(i).arg(learned[i]).arg(naive.constant(i))));
    }
}

void TestLearning::leaveOneOutMatchesLeavingOut()
{
    QFETCH(Naive, naive);
    const auto found = leaveOneOutError(naive.regions(), naive.boundaries, naive.rule);
    QVERIFY(found.has_value());
    QVERIFY2(test::isClose(*found, naive.leaveOneOut(), 1e-12),
             qPrintable(QString("%1, not %2").arg(*found).arg(naive.leaveOneOut())));
}

void TestLearning::trainingErrorMatchesTheResiduals()
{
    QFETCH(Naive, naive);
    const std::vector<RegionSamples> regions = naive.regions();
    const std::vector<Moments> moments(naive.regionCount());
    const SampleErrors errors =
        sampleErrors(moments, regions, learnedConstants(regions, naive.boundaries, naive.rule), 0);
    QVERIFY(test::isClose(errors.training, naive.training(), 1e-12));
}

void TestLearning::aSingleSampleCannotBeLeftOut()
{
    for (const EmptyRegionRow& row : emptyRegionTable()) {
        const Naive naive{{{0.3, 2}}, equalBoundaries(4), row.rule};
        QVERIFY(!leaveOneOutError(naive.regions(), naive.boundaries, row.rule));
    }
}

void TestLearning::nearestTiesGoToTheLowerRegion()
{
    const Naive naive{{{0.1, 3}, {0.6, 7}}, equalBoundaries(4), EmptyRegionRule::Nearest};
    const std::vector<double> learned =
        learnedConstants(naive.regions(), naive.boundaries, naive.rule);
    // The second region lies between the first and the third.
    QCOMPARE(learned[1], 3.0);
    QCOMPARE(learned[3], 7.0);
}

void TestLearning::nearestTiesHoldWhateverTheRounding()
{
    // The middles of tenths are not exact, but the tie is meant all the same.
    for (int empty = 1; empty < 9; ++empty) {
        const std::vector<double> boundaries = equalBoundaries(10);
        const Naive naive{{{(empty - 0.5) / 10, 3}, {(empty + 1.5) / 10, 7}},
                          boundaries,
                          EmptyRegionRule::Nearest};
        const std::vector<double> learned =
            learnedConstants(naive.regions(), boundaries, naive.rule);
        QCOMPARE(learned[static_cast<std::size_t>(empty)], 3.0);
    }
}

void TestLearning::noSamplesLearnNothing()
{
    for (const EmptyRegionRow& row : emptyRegionTable()) {
        const std::vector<double> learned =
            learnedConstants(std::vector<RegionSamples>(4), equalBoundaries(4), row.rule);
        QVERIFY(learned == std::vector<double>(4, 0.0));
    }
}

void TestLearning::sampleErrorsMatchQuadrature_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"cosine", "steps", "absolute", "exponential", "heavisine"}) {
        QTest::newRow(kind) << QString(kind);
    }
}

/// Estimation, approximation and test error against quadratures of (f − c)² p, (β − c)² p and
/// (β − f)² p over pieces on which everything is smooth.
void TestLearning::sampleErrorsMatchQuadrature()
{
    QFETCH(QString, kind);
    const double mean = 0.4;
    const double sd = 0.2;
    const auto problem =
        test::problem(test::target(kind.toStdString()),
                      test::density("truncated-gaussian", {{"mean", mean}, {"sd", sd}}));
    const std::vector<double> boundaries{0, 0.11, 0.27, 0.3, 0.55, 0.81, 1};
    const std::vector<Moments> regions = problem->regionMoments(boundaries);
    const std::vector<double> learned{0.3, -1, 0, 2, 0.25, -0.5};
    const double noiseVariance = 0.3;
    const SampleErrors errors =
        sampleErrors(regions, std::vector<RegionSamples>(6, {1, 0, 0}), learned, noiseVariance);

    const boost::math::normal normal(mean, sd);
    const double mass = boost::math::cdf(normal, 1) - boost::math::cdf(normal, 0);
    const auto p = [&](double x) { return boost::math::pdf(normal, x) / mass; };
    const auto integral = [&](double low, double high, const std::function<double(double)>& f) {
        double sum = 0;
        std::vector<double> ends;
        for (const double x : problem->target().breakpoints) {
            if (low < x && x < high) {
                ends.push_back(x);
            }
        }
        ends.push_back(high);
        for (const double end : ends) {
            sum += boost::math::quadrature::gauss_kronrod<double, 31>::integrate(f, low, end, 8,
                                                                                 1e-14);
            low = end;
        }
        return sum;
    };
    double approximation = 0;
    double total = 0;
    for (std::size_t i = 0; i < learned.size(); ++i) {
        const double low = boundaries[i];
        const double high = boundaries[i + 1];
        const auto beta = [&](double x) { return problem->target().value(x); };
        const double best =
            integral(low, high, [&](double x) { return beta(x) * p(x); }) / integral(low, high, p);
        const auto squaredFrom = [&](double constant) {
            return integral(low, high, [&](double x) {
                return (beta(x) - constant) * (beta(x) - constant) * p(x);
            });
        };
        approximation += squaredFrom(best);
        total += squaredFrom(learned[i]);
    }
    QVERIFY(test::isClose(errors.approximation, approximation, 1e-10));
    QVERIFY(test::isClose(errors.estimation, total - approximation, 1e-10));
    QVERIFY(test::isClose(errors.test, noiseVariance + total, 1e-10));
    QVERIFY(!errors.leaveOneOut);
}

QTEST_APPLESS_MAIN(TestLearning)
#include "test_learning.moc"
