// SPDX-License-Identifier: GPL-3.0-or-later
// How scenarios of several dimensions are computed: what is kept, in which stages, until stopped.
#include "core/compute.h"
#include "core/level_set_errors.h"
#include "core/parameter_sweep.h"
#include "core/result_json.h"
#include "core/space/space_fit.h"
#include "tests/core/space_scenarios.h"
#include "tests/core/threads.h"

#include <QTest>

#include <QElapsedTimer>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

const ResultParts everyPart{ResultPart::SimulatedSweep, ResultPart::ParameterSweep,
                            ResultPart::LevelSetErrors};

/// What a result says, extra parts included.
struct Answer {
    std::string text;
    std::vector<SimulatedRow> simulated;
    std::vector<double> levelSets;
    std::vector<double> swept;

    explicit Answer(const Result& result)
        : text(writeResult(result))
        , simulated(result.simulated)
        , levelSets(result.levelSets->approximation)
    {
        for (const ParameterSweep::Row& row : result.parameterSweep->rows) {
            swept.push_back(row.errors->test);
        }
    }

    bool operator==(const Answer&) const = default;
};

} // namespace

class TestSpaceStages : public QObject {
    Q_OBJECT

private slots:
    void sameBytesWhateverIsKeptAndForAnyThreads_data();
    void sameBytesWhateverIsKeptAndForAnyThreads();
    void sameExtraPartsWhateverIsKept();
    void stagesComeInOrder();
    void planeIsRasteredOnceForAProblem();
    void stoppedOnesEndAtOnce_data();
    void stoppedOnesEndAtOnce();
};

void TestSpaceStages::sameBytesWhateverIsKeptAndForAnyThreads_data()
{
    QTest::addColumn<std::size_t>("dimensions");
    QTest::newRow("plane") << std::size_t{2};
    QTest::newRow("space") << std::size_t{3};
}

/// All segmentations one after the other, from any of them on and on any number of processors:
/// what the others leave behind must not matter.
void TestSpaceStages::sameBytesWhateverIsKeptAndForAnyThreads()
{
    QFETCH(std::size_t, dimensions);
    std::vector<Scenario> scenarios;
    for (const Choice& segmentation : segmentationsIn(dimensions)) {
        Scenario scenario = busyScenario(dimensions);
        scenario.segmentation = segmentation;
        scenarios.push_back(normalized(scenario));
    }
    const auto walk = [&](std::size_t first) {
        ComputeCache cache;
        std::vector<std::string> texts(scenarios.size());
        for (std::size_t i = 0; i < scenarios.size(); ++i) {
            const std::size_t at = (first + i) % scenarios.size();
            texts[at] = writeResult(compute(scenarios[at], {}, cache));
        }
        return texts;
    };
    const std::vector<std::string> expected = withThreads(1, [&] { return walk(0); });
    QVERIFY(withThreads(5, [&] { return walk(scenarios.size() / 2); }) == expected);
}

void TestSpaceStages::sameExtraPartsWhateverIsKept()
{
    Scenario scenario = busyScenario(2);
    scenario.swept = {"samples", Interval{50, 54}};
    ComputeCache cache;
    const auto answer = [&] { return Answer(compute(scenario, {}, cache, everyPart)); };
    const Answer first = answer();
    QCOMPARE(first.swept.size(), std::size_t{5});
    QVERIFY(answer() == first);
    for (const FieldEdit& edit :
         std::vector<FieldEdit>{{"seed", "2"}, {"sweep.experts", "[6, 7]"}}) {
        static_cast<void>(compute(withFields(scenario, {&edit, 1}), {}, cache, everyPart));
    }
    QVERIFY(answer() == first);
    withThreads(5, [&] { QVERIFY(Answer(compute(scenario, {}, everyPart)) == first); });
}

void TestSpaceStages::stagesComeInOrder()
{
    Scenario scenario = busyScenario(2);
    scenario.swept = {"samples", Interval{50, 200}};
    ComputeCache cache;
    std::vector<Result> stages;
    Monitor monitor;
    std::vector<std::size_t> stagesBeforeErrors;
    monitor.stage = [&](const Result& stage) { stages.push_back(stage); };
    monitor.errorsKnown = [&] { stagesBeforeErrors.push_back(stages.size()); };
    const Result result = compute(scenario, monitor, cache);
    QCOMPARE(stages.size(), std::size_t{3});
    QCOMPARE(stagesBeforeErrors, std::vector<std::size_t>{0});
    for (const Result& stage : stages) {
        QVERIFY(stage.scenario == scenario && stage.errors == result.errors);
        QCOMPARE(stage.space->regions.size(), stage.regions.size());
        QVERIFY(!stage.monteCarlo);
    }
    QVERIFY(!stages[0].sample && stages[0].space->trainingSet == nullptr);
    QVERIFY(stages[1].sample && stages[1].space->trainingSet != nullptr);
    QVERIFY(stages[1].regions == result.regions && stages[1].sweep.empty());
    QVERIFY(stages[2].sweep == result.sweep && stages[2].bestExperts == result.bestExperts);
    QVERIFY(result.monteCarlo);
    // What is kept needs no stage, and a stage shows the parts made so far.
    stages.clear();
    QCOMPARE(writeResult(compute(scenario, monitor, cache)), writeResult(result));
    QVERIFY(stages.empty());
    static_cast<void>(compute(scenario, monitor, cache, everyPart));
    QVERIFY(!stages.empty() && stages.back().levelSets != nullptr);
    QVERIFY(stages.back().parameterSweep != nullptr && !stages.back().parameterSweep->isComplete);
}

void TestSpaceStages::planeIsRasteredOnceForAProblem()
{
    Scenario scenario = busyScenario(2);
    ComputeCache cache;
    std::vector<std::shared_ptr<const PlaneRaster>> shown;
    Monitor monitor;
    monitor.stage = [&](const Result& stage) { shown.push_back(stage.space->raster); };
    shown.push_back(compute(scenario, monitor, cache).space->raster);
    scenario.experts += 3;
    scenario.noiseVariance *= 2;
    shown.push_back(compute(scenario, monitor, cache).space->raster);
    QVERIFY(shown.size() > 3); // from the first stage on
    for (const auto& raster : shown) {
        QVERIFY(raster != nullptr && raster == shown.front());
    }
    scenario = withField(scenario, "target.amplitude", "1.5");
    QVERIFY(compute(scenario, {}, cache).space->raster != shown.front());
    QVERIFY(compute(busyScenario(3), {}, cache).space->raster == nullptr);
}

void TestSpaceStages::stoppedOnesEndAtOnce_data()
{
    QTest::addColumn<int>("stagesBefore");
    QTest::addColumn<int>("dimensions");
    for (const int stages : {0, 1, 2, 3}) {
        for (const int dimensions : stages == 2 ? std::vector{2, 3} : std::vector{3}) {
            QTest::addRow("%d, after %d stages", dimensions, stages) << stages << dimensions;
        }
    }
}

/// Stopped from within its own progress, a computation tells nothing more and throws; what it
/// leaves behind gives the numbers of a fresh one.
void TestSpaceStages::stoppedOnesEndAtOnce()
{
    QFETCH(int, stagesBefore);
    QFETCH(int, dimensions);
    const Scenario quick = busyScenario(static_cast<std::size_t>(dimensions));
    // More work than anybody waits for, in the stage that is stopped.
    const std::vector<FieldEdit> work{{"samples", "10000000"},
                                      {"samples", "10000000"},
                                      {"sweep.experts", "[1, 4000]"},
                                      {"monteCarlo.trainingSets", "1000000"}};
    const FieldEdit& edit = work[static_cast<std::size_t>(stagesBefore)];
    const Scenario endless = withField(quick, edit.path, edit.value);
    std::stop_source source;
    int stages = 0;
    int toldAfterStop = 0;
    QElapsedTimer sinceStop;
    Monitor monitor;
    monitor.stop = source.get_token();
    monitor.stage = [&](const Result&) { ++stages; };
    monitor.progress = [&](double) {
        toldAfterStop += source.stop_requested() ? 1 : 0;
        if (stages == stagesBefore && source.request_stop()) {
            sinceStop.start();
        }
    };
    if (stagesBefore == 0) {
        source.request_stop();
        sinceStop.start();
    }
    ComputeCache cache;
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(compute(endless, monitor, cache)), Cancelled);
    QVERIFY(sinceStop.isValid() && sinceStop.elapsed() < 3000);
    QCOMPARE(toldAfterStop, 0);
    QCOMPARE(writeResult(compute(quick, {}, cache)), writeResult(compute(quick)));
}

QTEST_APPLESS_MAIN(TestSpaceStages)
#include "test_space_stages.moc"
