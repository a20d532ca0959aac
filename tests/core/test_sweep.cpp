// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning.h"
#include "core/sweep.h"
#include "tests/core/experiments.h"
#include "tests/core/threads.h"

#include <QTest>

#include <algorithm>
#include <mutex>
#include <numeric>
#include <vector>

using namespace tradeoff;

namespace {

const Choice& inputDensity()
{
    static const Choice choice = test::density("truncated-gaussian", {{"mean", 0.4}, {"sd", 0.15}});
    return choice;
}

TrainingSet drawn(const Experiment& experiment)
{
    const InputSampler sampler(experiment.problem->domain(), inputDensity());
    return makeTrainingSet(*experiment.problem,
                           drawInputs(sampler, {1}, experiment.setting.samples, {}),
                           experiment.setting.noiseVariance);
}

Experiment experiment(const Choice& segmentation, EmptyRegionRule rule = EmptyRegionRule::Zero)
{
    Experiment result;
    result.problem = test::problem(test::target("cosine", {{"frequency", 2.0}}), inputDensity());
    result.setting = {0.1, 60, rule};
    result.segmenter = prepareSegmenter(
        {result.problem, 40, std::make_shared<const TrainingSet>(drawn(result))}, segmentation);
    return result;
}

std::vector<int> upTo(int last)
{
    std::vector<int> numbers(static_cast<std::size_t>(last));
    std::iota(numbers.begin(), numbers.end(), 1);
    return numbers;
}

const Checkpoint unwatched = [](double) {};

SweepRow row(int experts, double test)
{
    SweepRow result;
    result.experts = experts;
    result.errors.test = test;
    return result;
}

} // namespace

class TestSweep : public QObject {
    Q_OBJECT

private slots:
    void everyRowEqualsItsSegmentationAlone_data();
    void everyRowEqualsItsSegmentationAlone();
    void rowsComeInTheOrderAsked();
    void boundariesByHandHaveOneRow();
    void manyThreadsGiveTheSameBits();
    void sharesOfTheWorkGrow();
    void aSweepCanBeStopped();
    void bestIsTheLeastTestError();
    void amongEqualsTheFewestExpertsAreBest();
    void bestAtTheEndOfTheSweepIsSaid();
    void noRowsHaveNoBest();
    void theLeastEstimateIsChosen();
    void amongEqualEstimatesTheFewestExpertsAreChosen();
    void rowsWithoutAnEstimateAreNotChosen();
    void choosingTheBestCostsNothing();
};

void TestSweep::everyRowEqualsItsSegmentationAlone_data()
{
    QTest::addColumn<Choice>("segmentation");
    QTest::addColumn<int>("rule");
    for (const SegmentationRow& kind : segmentationTable()) {
        for (const EmptyRegionRow& rule : emptyRegionTable()) {
            QTest::addRow("%s, %s", kind.option.kind.c_str(), rule.kind.data())
                << defaultChoice(kind.option) << static_cast<int>(rule.rule);
        }
    }
}

void TestSweep::everyRowEqualsItsSegmentationAlone()
{
    QFETCH(Choice, segmentation);
    QFETCH(int, rule);
    const Experiment experts = experiment(segmentation, static_cast<EmptyRegionRule>(rule));
    const TrainingSet set = drawn(experts);
    const std::vector<SweepRow> rows = sweep(experts, upTo(40), set, unwatched);
    QVERIFY(!rows.empty());
    for (const SweepRow& found : rows) {
        const Segmented alone = segmented(experts, found.experts, {});
        QVERIFY(found.errors == alone.errors);
        const auto asked = static_cast<std::size_t>(found.experts);
        // A sample may give no reason for as many.
        QVERIFY(experts.segmenter.learnedFrom ? alone.regions.size() <= asked
                                              : alone.regions.size() == asked);
        QVERIFY(found.leaveOneOut == leaveOneOutError(regionSamples(set, alone.partition),
                                                      alone.partition.nearness(),
                                                      experts.setting.emptyRegion));
        QVERIFY(found.leaveOneOut.has_value());
        QCOMPARE(found.errors.test,
                 found.errors.noise + found.errors.approximation + found.errors.estimation);
    }
}

void TestSweep::rowsComeInTheOrderAsked()
{
    const Experiment experts = experiment(test::segmentation("uniform"));
    const std::vector<int> numbers{3, 17, 18, 900, 30'000};
    const std::vector<SweepRow> rows = sweep(experts, numbers, drawn(experts), unwatched);
    QCOMPARE(rows.size(), numbers.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i].experts, numbers[i]);
    }
}

void TestSweep::boundariesByHandHaveOneRow()
{
    const std::vector<double> inner{0.2, 0.3, 0.7};
    const Experiment experts = experiment(test::segmentation("manual", {{"boundaries", inner}}));
    const std::vector<SweepRow> rows = sweep(experts, upTo(100), drawn(experts), unwatched);
    QCOMPARE(rows.size(), std::size_t{1});
    QCOMPARE(rows.front().experts, 4);
    QVERIFY(rows.front().errors == segmented(experts, 4, {}).errors);
}

void TestSweep::manyThreadsGiveTheSameBits()
{
    const Experiment experts = experiment(test::segmentation("optimal"), EmptyRegionRule::Nearest);
    const TrainingSet set = drawn(experts);
    const auto rows = [&] { return sweep(experts, upTo(300), set, unwatched); };
    const std::vector<SweepRow> alone = test::withThreads(1, rows);
    for (const int threads : test::threadCounts) {
        QVERIFY(test::withThreads(threads, rows) == alone);
    }
}

void TestSweep::sharesOfTheWorkGrow()
{
    const Experiment experts = experiment(test::segmentation("uniform"));
    std::mutex mutex;
    std::vector<double> shares;
    const Checkpoint note = [&](double share) {
        const std::lock_guard lock(mutex);
        if (share >= 0) {
            shares.push_back(share);
        }
    };
    static_cast<void>(sweep(experts, upTo(600), drawn(experts), note));
    QVERIFY(shares.size() > 3);
    QVERIFY(std::is_sorted(shares.begin(), shares.end()));
    QVERIFY(shares.front() >= 0 && shares.back() <= 1);
}

void TestSweep::aSweepCanBeStopped()
{
    struct Stopped {};
    const Experiment experts = experiment(test::segmentation("uniform"));
    const TrainingSet set = drawn(experts);
    // From the very middle of the parallel work, where the share is not told.
    const Checkpoint stop = [](double share) {
        if (share < 0) {
            throw Stopped{};
        }
    };
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(sweep(experts, upTo(100), set, stop)), Stopped);
    QCOMPARE(sweep(experts, upTo(100), set, unwatched).size(), std::size_t{100});
}

void TestSweep::bestIsTheLeastTestError()
{
    const std::vector<SweepRow> rows{row(2, 0.5), row(5, 0.2), row(9, 0.4)};
    QVERIFY(bestExperts(rows) == (BestExperts{5, 0.2, false}));
}

void TestSweep::amongEqualsTheFewestExpertsAreBest()
{
    const std::vector<SweepRow> rows{row(1, 0.5), row(2, 0.5), row(3, 0.5)};
    QVERIFY(bestExperts(rows) == (BestExperts{1, 0.5, false}));
}

void TestSweep::bestAtTheEndOfTheSweepIsSaid()
{
    const std::vector<SweepRow> falling{row(1, 0.5), row(2, 0.4), row(3, 0.3)};
    QVERIFY(bestExperts(falling) == (BestExperts{3, 0.3, true}));
    // A single row has no direction in which the error could still fall.
    const std::vector<SweepRow> single{row(7, 0.5)};
    QVERIFY(bestExperts(single) == (BestExperts{7, 0.5, false}));
}

void TestSweep::noRowsHaveNoBest()
{
    QVERIFY(!bestExperts({}));
}

void TestSweep::theLeastEstimateIsChosen()
{
    std::vector<SweepRow> rows{row(1, 0.9), row(2, 0.4), row(3, 0.5)};
    rows[0].leaveOneOut = 0.8;
    rows[1].leaveOneOut = 0.6;
    rows[2].leaveOneOut = 0.55;
    rows[0].mallowsCp = 0.1; // another estimate chooses for itself
    const auto chosen = chosenExperts(rows, &SweepRow::leaveOneOut);
    QVERIFY(chosen.has_value());
    QCOMPARE(chosen->experts, 3);
    QCOMPARE(chosen->estimate, 0.55);
    QCOMPARE(chosen->test, 0.5);
    QCOMPARE(chosen->regret, 0.5 - 0.4);
    QCOMPARE(chosenExperts(rows, &SweepRow::mallowsCp)->experts, 1);
    QCOMPARE(chosenExperts(rows, &SweepRow::mallowsCp)->regret, 0.9 - 0.4);
}

void TestSweep::amongEqualEstimatesTheFewestExpertsAreChosen()
{
    std::vector<SweepRow> rows{row(1, 0.9), row(2, 0.6), row(5, 0.4)};
    rows[0].leaveOneOut = 0.7;
    rows[1].leaveOneOut = 0.5;
    rows[2].leaveOneOut = 0.5;
    const auto chosen = chosenExperts(rows, &SweepRow::leaveOneOut);
    QCOMPARE(chosen->experts, 2);
    QCOMPARE(chosen->regret, 0.6 - 0.4);
}

void TestSweep::rowsWithoutAnEstimateAreNotChosen()
{
    std::vector<SweepRow> rows{row(1, 0.1), row(2, 0.6), row(3, 0.7)};
    QVERIFY(!chosenExperts(rows, &SweepRow::leaveOneOut));
    QVERIFY(!chosenExperts({}, &SweepRow::leaveOneOut));
    rows[2].leaveOneOut = 0.8;
    const auto chosen = chosenExperts(rows, &SweepRow::leaveOneOut);
    QCOMPARE(chosen->experts, 3);
    QCOMPARE(chosen->regret, 0.7 - 0.1); // against all rows, with an estimate or without
}

void TestSweep::choosingTheBestCostsNothing()
{
    std::vector<SweepRow> rows{row(4, 0.3), row(8, 0.2)};
    rows[0].mallowsCp = 3;
    rows[1].mallowsCp = 2;
    QCOMPARE(chosenExperts(rows, &SweepRow::mallowsCp)->regret, 0.0);
}

QTEST_APPLESS_MAIN(TestSweep)
#include "test_sweep.moc"
