// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/result_json.h"
#include "tests/core/experiments.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

using namespace tradeoff;

namespace {

/// A scenario each of whose stages takes longer than a frame.
Scenario slowScenario()
{
    Scenario scenario = defaultScenario();
    scenario.samples = 250'000;
    scenario.sweep.last = 400;
    scenario.trainingSets = 3;
    return scenario;
}

/// The same with more work than anybody waits for, in the draws or in the simulation.
Scenario endlessScenario()
{
    Scenario scenario = slowScenario();
    scenario.samples = 1'000'000;
    scenario.trainingSets = limits::maximumTrainingSets;
    return scenario;
}

enum class Moment { Errors, Draw, Sweep, Simulation };

Moment nextAfter(const Result& stage)
{
    if (!stage.sample) {
        return Moment::Draw;
    }
    return stage.sweep.empty() ? Moment::Sweep : Moment::Simulation;
}

/// What happened in a computation, in its order.
struct Log {
    std::vector<Result> stages;
    std::vector<std::vector<double>> progress{{}}; ///< after each stage

    [[nodiscard]] Monitor monitor()
    {
        Monitor result;
        result.progress = [this](double share) { progress.back().push_back(share); };
        result.stage = [this](const Result& stage) {
            stages.push_back(stage);
            progress.emplace_back();
        };
        return result;
    }
};

} // namespace

class TestComputeStages : public QObject {
    Q_OBJECT

private slots:
    void stagesComeInOrderWithGrowingContent();
    void whatAStageShowsIsFinal();
    void errorsAreToldOnceBeforeAnyStage_data();
    void errorsAreToldOnceBeforeAnyStage();
    void quickScenariosHaveNoStages();
    void whatIsKeptNeedsNoStage();
    void progressGrowsWithinAStage_data();
    void progressGrowsWithinAStage();
    void aStoppedComputationEndsAtOnce_data();
    void aStoppedComputationEndsAtOnce();
    void stoppedCachesGiveTheNumbersOfFreshOnes();
    void theLongestExactSumCanBeStopped();
};

void TestComputeStages::stagesComeInOrderWithGrowingContent()
{
    Log log;
    ComputeCache cache;
    const Result result = compute(slowScenario(), log.monitor(), cache);
    QCOMPARE(log.stages.size(), std::size_t{3});
    for (const Result& stage : log.stages) {
        QVERIFY(stage.scenario == slowScenario());
        QCOMPARE(stage.regions.size(), std::size_t{16});
        QVERIFY(stage.problem != nullptr);
        QVERIFY(stage.optimalApproximation.has_value());
        QVERIFY(!stage.monteCarlo);
    }
    QVERIFY(!log.stages[0].sample && log.stages[0].trainingSet == nullptr);
    QVERIFY(log.stages[0].sweep.empty() && !log.stages[0].bestExperts);
    QVERIFY(log.stages[1].sample && log.stages[1].trainingSet != nullptr);
    QVERIFY(log.stages[1].sweep.empty() && !log.stages[1].bestExperts);
    QVERIFY(log.stages[2].sample && log.stages[2].bestExperts);
    QCOMPARE(log.stages[2].sweep.size(), std::size_t{400});
    QVERIFY(result.sample && result.bestExperts && result.monteCarlo);
}

void TestComputeStages::whatAStageShowsIsFinal()
{
    Log log;
    ComputeCache cache;
    const Result result = compute(slowScenario(), log.monitor(), cache);
    QVERIFY(log.stages[0].errors == result.errors);
    QVERIFY(log.stages[1].regions == result.regions);
    QVERIFY(log.stages[1].sample == result.sample);
    Result last = log.stages[2];
    last.monteCarlo = result.monteCarlo;
    QCOMPARE(writeResult(last), writeResult(result));
}

void TestComputeStages::errorsAreToldOnceBeforeAnyStage_data()
{
    QTest::addColumn<std::string>("segmentation");
    QTest::newRow("placed") << std::string("optimal");
    QTest::newRow("learned") << std::string("learned-quantile");
}

void TestComputeStages::errorsAreToldOnceBeforeAnyStage()
{
    QFETCH(std::string, segmentation);
    Scenario scenario = slowScenario();
    scenario.segmentation = defaultChoice(segmentationRow(segmentation).option);
    Log log;
    std::vector<std::size_t> stagesBefore;
    Monitor monitor = log.monitor();
    monitor.errorsKnown = [&] { stagesBefore.push_back(log.stages.size()); };
    ComputeCache cache;
    static_cast<void>(compute(scenario, monitor, cache));
    QCOMPARE(stagesBefore, std::vector<std::size_t>{0});
    QVERIFY(!log.stages.empty());
    // And again where all is kept.
    static_cast<void>(compute(scenario, monitor, cache));
    QCOMPARE(stagesBefore.size(), std::size_t{2});
}

void TestComputeStages::quickScenariosHaveNoStages()
{
    Scenario quick = defaultScenario();
    quick.trainingSets = 0;
    Log log;
    ComputeCache cache;
    static_cast<void>(compute(quick, log.monitor(), cache));
    QVERIFY(log.stages.empty());
}

void TestComputeStages::whatIsKeptNeedsNoStage()
{
    Scenario scenario = slowScenario();
    scenario.trainingSets = 0;
    ComputeCache cache;
    static_cast<void>(compute(scenario, {}, cache));
    Log log;
    scenario.experts = 30;
    static_cast<void>(compute(scenario, log.monitor(), cache));
    QVERIFY(log.stages.empty());
}

void TestComputeStages::progressGrowsWithinAStage_data()
{
    QTest::addColumn<Scenario>("scenario");
    QTest::newRow("every stage slow") << slowScenario();
    Scenario many = slowScenario();
    many.samples = 300;
    many.trainingSets = 2000;
    QTest::newRow("many training sets") << many;
}

void TestComputeStages::progressGrowsWithinAStage()
{
    QFETCH(Scenario, scenario);
    Log log;
    ComputeCache cache;
    static_cast<void>(compute(scenario, log.monitor(), cache));
    std::size_t told = 0;
    for (const std::vector<double>& shares : log.progress) {
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
        QVERIFY(std::all_of(shares.begin(), shares.end(),
                            [](double share) { return 0 <= share && share <= 1; }));
        told += shares.size();
    }
    QVERIFY(told > 5);
}

void TestComputeStages::aStoppedComputationEndsAtOnce_data()
{
    QTest::addColumn<int>("moment");
    QTest::newRow("before the start") << static_cast<int>(Moment::Errors);
    QTest::newRow("drawing") << static_cast<int>(Moment::Draw);
    QTest::newRow("sweep") << static_cast<int>(Moment::Sweep);
    QTest::newRow("simulation") << static_cast<int>(Moment::Simulation);
}

/// Stopped from within its own progress, a computation tells nothing more and throws. The limit is
/// far below what the work takes and far above what a busy machine needs to notice.
void TestComputeStages::aStoppedComputationEndsAtOnce()
{
    QFETCH(int, moment);
    std::stop_source source;
    auto now = Moment::Errors;
    int toldAfterStop = 0;
    QElapsedTimer sinceStop;
    const auto stopWhenItIsTime = [&] {
        toldAfterStop += source.stop_requested() ? 1 : 0;
        if (now == static_cast<Moment>(moment) && source.request_stop()) {
            sinceStop.start();
        }
    };
    Monitor monitor;
    monitor.stop = source.get_token();
    monitor.stage = [&](const Result& stage) { now = nextAfter(stage); };
    monitor.progress = [&](double) { stopWhenItIsTime(); };
    if (static_cast<Moment>(moment) == Moment::Errors) {
        stopWhenItIsTime();
    }
    ComputeCache cache;
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(compute(endlessScenario(), monitor, cache)),
                             Cancelled);
    QVERIFY(sinceStop.isValid() && sinceStop.elapsed() < 3000);
    QCOMPARE(toldAfterStop, 0);
}

void TestComputeStages::stoppedCachesGiveTheNumbersOfFreshOnes()
{
    const std::string fresh = writeResult(compute(slowScenario()));
    for (const Moment moment : {Moment::Draw, Moment::Sweep, Moment::Simulation}) {
        ComputeCache cache;
        Scenario other = slowScenario();
        other.seed = 2;
        other.trainingSets = 0;
        static_cast<void>(compute(other, {}, cache));
        std::stop_source source;
        Monitor monitor;
        monitor.stop = source.get_token();
        monitor.stage = [&](const Result& stage) {
            if (nextAfter(stage) == moment) {
                source.request_stop();
            }
        };
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(compute(slowScenario(), monitor, cache)),
                                 Cancelled);
        QCOMPARE(writeResult(compute(slowScenario(), {}, cache)), fresh);
    }
}

void TestComputeStages::theLongestExactSumCanBeStopped()
{
    Scenario scenario = defaultScenario();
    scenario.experts = limits::maximumExperts;
    scenario.samples = 1;
    scenario.emptyRegion = EmptyRegionRule::Nearest;
    std::stop_source source;
    source.request_stop();
    Monitor monitor;
    monitor.stop = source.get_token();
    QElapsedTimer timer;
    timer.start();
    ComputeCache cache;
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(compute(scenario, monitor, cache)), Cancelled);
    QVERIFY(timer.elapsed() < 3000);
}

QTEST_APPLESS_MAIN(TestComputeStages)
#include "test_compute_stages.moc"
