// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/data_choice.h"
#include "core/figure.h"
#include "core/input_error.h"
#include "core/result_json.h"
#include "core/scenario_json.h"
#include "core/segmentation.h"
#include "core/training_set.h"
#include "tests/core/data_scenarios.h"
#include "tests/core/experiments.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

/// Σ (y − mean of its own region)² / n, each left out of its mean if wanted (0 where it is alone).
double squaredError(const std::vector<double>& boundaries, bool leavesOut)
{
    double sum = 0;
    const auto regionOf = [&](double x) {
        std::size_t region = 0;
        while (region + 2 < boundaries.size() && x >= boundaries[region + 1]) {
            ++region;
        }
        return region;
    };
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        double total = 0;
        int count = 0;
        for (std::size_t j = 0; j < outputs.size(); ++j) {
            const bool isMate =
                regionOf(static_cast<double>(i)) == regionOf(static_cast<double>(j));
            if (isMate && !(leavesOut && i == j)) {
                total += outputs[j];
                ++count;
            }
        }
        const double prediction = count > 0 ? total / count : 0.0;
        sum += (outputs[i] - prediction) * (outputs[i] - prediction);
    }
    return sum / static_cast<double>(outputs.size());
}

/// Rice's estimate.
double riceVariance()
{
    double sum = 0;
    for (std::size_t i = 1; i < outputs.size(); ++i) {
        sum += (outputs[i] - outputs[i - 1]) * (outputs[i] - outputs[i - 1]);
    }
    return sum / (2.0 * static_cast<double>(outputs.size() - 1));
}

std::vector<double> boundariesOf(const Result& result)
{
    std::vector<double> boundaries{result.regions.front().intervals.front().low};
    for (const Region& region : result.regions) {
        boundaries.push_back(region.intervals.front().high);
    }
    return boundaries;
}

} // namespace

class TestDataCompute : public QObject {
    Q_OBJECT

private slots:
    void resultMatchesHandComputation();
    void errorsMatchRefitsForEveryKind_data();
    void errorsMatchRefitsForEveryKind();
    void sweepMatchesFitsOneByOne();
    void chosenExpertsHaveTheLeastEstimates();
    void aFileIsReadOnceForMany();
    void aChangedFileIsReadAnew();
    void oneXStillHasADomain();
    void rowsLeftOutAreNamed();
    void fitIsToldBeforeTheSweep();
    void loadingCanBeCancelled();
    void figuresShowWhatIsKnown();
    void learnedDensityWorksForDrawnSamples();

private:
    Files m_files;
};

void TestDataCompute::resultMatchesHandComputation()
{
    const Result result = compute(scenarioOf(m_files.write("small.csv", smallFile())));
    QCOMPARE(result.domain(), (Interval{0, 7}));
    QCOMPARE(result.regions.size(), std::size_t{2});
    QCOMPARE(result.regions[0].learnedConstant, 3.0);  // of 1, 2, 3, 6
    QCOMPARE(result.regions[1].learnedConstant, 13.0); // of 10, 12, 14, 16
    QCOMPARE(result.regions[0].samples, std::int64_t{4});
    QCOMPARE(result.regions[0].intervals.front(), (Interval{0, 3.5}));
    QVERIFY(std::isnan(result.regions[0].probability));
    QVERIFY(std::isnan(result.errors.test));
    QCOMPARE(result.sample->training, (14.0 + 20.0) / 8);
    QVERIFY(test::isClose(*result.sample->leaveOneOut, 34.0 * 16 / 9 / 8, 1e-14));
    QVERIFY(test::isClose(*result.data->noiseVariance, riceVariance(), 1e-14));
    QVERIFY(test::isClose(*result.data->mallowsCp, 34.0 / 8 + 2 * riceVariance() * 2 / 8, 1e-14));
    QCOMPARE(result.data->source.xName, std::string("time"));
    QCOMPARE(result.data->source.yName, std::string("height"));
    const std::string json = writeResult(result);
    QVERIFY(json.find("\"probability\": null") != std::string::npos);
    QVERIFY(json.find("nan") == std::string::npos);
}

void TestDataCompute::errorsMatchRefitsForEveryKind_data()
{
    QTest::addColumn<QString>("kind");
    for (const SegmentationRow& row : segmentationTable()) {
        if (worksWithData(row.source) && row.option.kind != "manual") {
            QTest::addRow("%s", row.option.kind.c_str()) << QString::fromStdString(row.option.kind);
        }
    }
}

void TestDataCompute::errorsMatchRefitsForEveryKind()
{
    QFETCH(QString, kind);
    const std::string file = m_files.write("small.csv", smallFile());
    for (int experts = 1; experts <= 6; ++experts) {
        const Result result = compute(scenarioOf(file, kind.toStdString(), experts));
        const std::vector<double> boundaries = boundariesOf(result);
        QCOMPARE(boundaries.front(), 0.0);
        QCOMPARE(boundaries.back(), 7.0);
        QVERIFY(std::abs(result.sample->training - squaredError(boundaries, false)) <= 1e-12);
        QVERIFY(std::abs(*result.sample->leaveOneOut - squaredError(boundaries, true)) <= 1e-12);
        int filled = 0;
        for (const Region& region : result.regions) {
            filled += region.samples > 0 ? 1 : 0;
        }
        const double expected = squaredError(boundaries, false) + 2 * riceVariance() * filled / 8;
        QVERIFY(test::isClose(*result.data->mallowsCp, expected, 1e-12));
    }
}

void TestDataCompute::sweepMatchesFitsOneByOne()
{
    const std::string file = m_files.write("small.csv", smallFile());
    const Result result = compute(scenarioOf(file));
    QCOMPARE(result.sweep.size(), std::size_t{4});
    for (const SweepRow& row : result.sweep) {
        const Result alone = compute(scenarioOf(file, "uniform", row.experts));
        QCOMPARE(row.errors.training, alone.sample->training);
        QCOMPARE(row.leaveOneOut, alone.sample->leaveOneOut);
        QCOMPARE(row.mallowsCp, alone.data->mallowsCp);
        QVERIFY(std::isnan(row.errors.test));
    }
}

void TestDataCompute::chosenExpertsHaveTheLeastEstimates()
{
    const Result result = compute(scenarioOf(m_files.write("small.csv", smallFile())));
    for (const SweepRow& row : result.sweep) {
        QVERIFY(result.chosenByLeaveOneOut->estimate <= *row.leaveOneOut);
        QVERIFY(result.chosenByMallowsCp->estimate <= *row.mallowsCp);
    }
    QVERIFY(!result.bestExperts);
}

void TestDataCompute::aFileIsReadOnceForMany()
{
    const std::string file = m_files.write("small.csv", smallFile());
    ComputeCache cache;
    const Result first = compute(scenarioOf(file), {}, cache);
    Scenario next = scenarioOf(file, "learned-tree", 3);
    next.data->checksum = first.data->source.checksum; // is compared, not read for
    const Result second = compute(next, {}, cache);
    QCOMPARE(second.trainingSet.get(), first.trainingSet.get());
    QCOMPARE(writeResult(second), writeResult(compute(next)));
}

void TestDataCompute::aChangedFileIsReadAnew()
{
    const std::string file = m_files.write("changing.csv", smallFile());
    ComputeCache cache;
    QCOMPARE(compute(scenarioOf(file), {}, cache).trainingSet->x->size(), std::size_t{8});
    m_files.write("changing.csv", smallFile() + "8,20\n");
    QCOMPARE(compute(scenarioOf(file), {}, cache).trainingSet->x->size(), std::size_t{9});
}

void TestDataCompute::oneXStillHasADomain()
{
    for (const char* text : {"3,1\n", "3,1\n3,5\n", "1e9,1\n1e9,2\n"}) {
        const std::string file = m_files.write("one.csv", text);
        for (const SegmentationRow& row : segmentationTable()) {
            if (!worksWithData(row.source) || row.option.kind == "manual") {
                continue;
            }
            const Result result = compute(scenarioOf(file, row.option.kind, 4));
            QVERIFY(result.domain().low < result.domain().high);
            QVERIFY(!result.regions.empty());
        }
    }
}

void TestDataCompute::rowsLeftOutAreNamed()
{
    const std::string file = m_files.write("bad.csv", "x,y\n1,2\n2,oops\n3,4\n4,\n5,what\n6,7\n");
    const Result result = compute(scenarioOf(file));
    QCOMPARE(describeRows(result.data->source.rows),
             std::string("3 rows read, 3 left out (2 not a number: lines 3, 6; 1 value missing: "
                         "line 5)"));
    QVERIFY(!result.notes.empty());
    QVERIFY(result.notes.front().find("lines 3, 6") != std::string::npos);
    RowReport many;
    many.goodRows = 200'000;
    QCOMPARE(describeRows(many), std::string("200\u202f000 rows read"));
}

void TestDataCompute::fitIsToldBeforeTheSweep()
{
    std::string moments;
    Monitor monitor;
    monitor.errorsKnown = [&] { moments += "fit "; };
    monitor.stage = [&](const Result& stage) {
        QVERIFY(!stage.regions.empty() && stage.sweep.empty());
        moments += "stage ";
    };
    ComputeCache cache;
    const Scenario scenario = scenarioOf(m_files.write("small.csv", smallFile()));
    static_cast<void>(compute(scenario, monitor, cache));
    QCOMPARE(moments, std::string("fit stage "));
}

void TestDataCompute::loadingCanBeCancelled()
{
    std::string text;
    for (int i = 0; i < 200'000; ++i) {
        text += std::to_string((i * std::int64_t{7919}) % 200'000) + "," + std::to_string(i % 17) +
                "\n";
    }
    const std::string file = m_files.write("large.csv", text);
    std::stop_source stop;
    std::vector<double> shares;
    Monitor monitor;
    monitor.stop = stop.get_token();
    monitor.progress = [&](double share) {
        shares.push_back(share);
        if (shares.size() == 3) {
            stop.request_stop();
        }
    };
    ComputeCache cache;
    QVERIFY_THROWS_EXCEPTION(Cancelled,
                             static_cast<void>(compute(scenarioOf(file), monitor, cache)));
    QCOMPARE(shares.size(), std::size_t{3});
    QVERIFY(std::is_sorted(shares.begin(), shares.end()));
    QCOMPARE(compute(scenarioOf(file), {}, cache).trainingSet->x->size(), std::size_t{200'000});
}

void TestDataCompute::figuresShowWhatIsKnown()
{
    const Result result =
        compute(scenarioOf(m_files.write("small.csv", smallFile()), "learned-density"));
    for (const FigureRow& row : figureTable()) {
        const Figure figure = row.make(result, row.view);
        QVERIFY(!figure.summary.empty());
        const bool hasContent =
            !figure.curves.empty() || !figure.boxes.empty() || !figure.message.empty();
        QVERIFY(hasContent);
        for (const Curve& curve : figure.curves) {
            QVERIFY(curve.role != Role::Target && curve.role != Role::BestConstants &&
                    curve.role != Role::TestError);
        }
    }
    const Figure tradeoff = figureRow("tradeoff").make(result, {});
    QCOMPARE(tradeoff.marks.size(), std::size_t{2});
    QCOMPARE(tradeoff.marks[0].x, double(result.chosenByLeaveOneOut->experts));
    double sum = 0;
    for (const Box& box : figureRow("region-errors").make(result, {}).boxes) {
        sum += box.y.high;
    }
    QVERIFY(test::isClose(sum, result.sample->training, 1e-12));
    const Figure densities = figureRow("experts-density").make(result, {});
    for (const Curve& curve : densities.curves) { // each holds one unit of mass
        double mass = 0;
        for (std::size_t i = 0; i < curve.y.size(); ++i) {
            mass += curve.y[i] * (curve.x[i + 1] - curve.x[i]);
        }
        QVERIFY(test::isClose(mass, 1, 1e-12));
    }
}

void TestDataCompute::learnedDensityWorksForDrawnSamples()
{
    Scenario scenario = defaultScenario();
    scenario.segmentation = defaultChoice(segmentationRow("learned-density").option);
    scenario.trainingSets = 20;
    const Result result = compute(scenario);
    QVERIFY(result.errorsOf == ErrorsOf::DrawnSample);
    QVERIFY(result.estimatedDensity != nullptr);
    const PluginDensity plain(scenario.domain, *result.trainingSet->x, *result.trainingSet->y, {});
    QCOMPARE(boundariesOf(result), plain.boundaries(16));
    QVERIFY(result.monteCarlo->approximation.standardError > 0);
}

QTEST_APPLESS_MAIN(TestDataCompute)
#include "test_data_compute.moc"
