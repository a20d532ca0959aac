// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/training_set.h"
#include "tests/core/scenario_walk.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

using namespace tradeoff;
using test::Change;
using test::scenario;
using test::walk;

namespace {

double sumOf(const Result& result, double Region::*part)
{
    return std::accumulate(result.regions.begin(), result.regions.end(), 0.0,
                           [=](double sum, const Region& region) { return sum + region.*part; });
}

bool hasNote(const Result& result, const std::string& words)
{
    return std::any_of(result.notes.begin(), result.notes.end(), [&](const std::string& note) {
        return note.find(words) != std::string::npos;
    });
}

} // namespace

class TestComputeAnswers : public QObject {
    Q_OBJECT

private slots:
    void testErrorIsTheSumOfItsParts();
    void regionsSumUpToTheErrors();
    void regionsTellTheDrawnSample();
    void parametersMoveAndTheLuckStays();
    void noiseDrawsStayWhenTheNoiseMoves();
    void regretIsMeasuredAgainstTheOptimalSegmentation();
    void bestExpertsComeFromTheSweep();
    void undefinedSegmentDensityIsSaid();
    void bestAtTheEndOfTheSweepIsSaid();
    void noTrainingSetsMeanNoSimulation();
    void aSingleSampleHasNoLeaveOneOut();
    void manualBoundariesFixTheNumberOfExperts();
    void manyExpertsWork();
    void manySamplesWork();
};

void TestComputeAnswers::testErrorIsTheSumOfItsParts()
{
    for (const Scenario& step : walk()) {
        const Result result = compute(step);
        const Errors& errors = result.errors;
        QCOMPARE(errors.noise, step.noiseVariance);
        QVERIFY(test::isClose(errors.test, errors.noise + errors.approximation + errors.estimation,
                              1e-15));
        QVERIFY(test::isClose(
            result.sample->test,
            step.noiseVariance + result.sample->approximation + result.sample->estimation, 1e-15));
        QVERIFY(test::isClose(result.sample->approximation, errors.approximation, 1e-13));
        QVERIFY(errors.approximation >= 0 && errors.estimation >= 0 && errors.training >= 0);
    }
}

void TestComputeAnswers::regionsSumUpToTheErrors()
{
    for (const Scenario& step : walk()) {
        const Result result = compute(step);
        QCOMPARE(result.regions.size(), static_cast<std::size_t>(result.scenario.experts));
        QVERIFY(test::isClose(sumOf(result, &Region::probability), 1, 1e-12));
        QVERIFY(test::isClose(sumOf(result, &Region::approximation), result.errors.approximation,
                              1e-13));
        QVERIFY(test::isClose(sumOf(result, &Region::estimation), result.errors.estimation, 1e-13));
        for (const Region& region : result.regions) {
            QCOMPARE(region.approximation, region.probability * region.targetVariance);
        }
    }
}

void TestComputeAnswers::regionsTellTheDrawnSample()
{
    for (const Scenario& step : walk()) {
        const Result result = compute(step);
        double estimation = 0;
        std::int64_t samples = 0;
        double end = step.domain.low;
        for (const Region& region : result.regions) {
            QCOMPARE(region.intervals.size(), std::size_t{1});
            QCOMPARE(region.intervals.front().low, end);
            end = region.intervals.front().high;
            const double gap = region.learnedConstant - region.constant;
            estimation += region.probability * gap * gap;
            samples += region.samples;
        }
        QCOMPARE(end, step.domain.high);
        QCOMPARE(samples, step.samples);
        QVERIFY(test::isClose(result.sample->estimation, estimation, 1e-13));
    }
}

void TestComputeAnswers::parametersMoveAndTheLuckStays()
{
    const Result before = compute(scenario());
    for (const Change& change : std::vector<Change>{
             [](Scenario& s) { s.experts = 3; },
             [](Scenario& s) { s.segmentation = test::segmentation("uniform"); },
             [](Scenario& s) { s.noiseVariance = 1; },
             [](Scenario& s) { s.target = test::target("steps"); },
             [](Scenario& s) { s.emptyRegion = EmptyRegionRule::Mean; },
         }) {
        QVERIFY(*compute(scenario(change)).trainingSet->x == *before.trainingSet->x);
    }
    QVERIFY(*compute(scenario([](Scenario& s) { s.seed = 2; })).trainingSet->x !=
            *before.trainingSet->x);
}

void TestComputeAnswers::noiseDrawsStayWhenTheNoiseMoves()
{
    const auto noiseDraws = [](double variance, const Choice& target) {
        const Result result = compute(scenario([&](Scenario& s) {
            s.noiseVariance = variance;
            s.target = target;
        }));
        std::vector<double> draws;
        for (std::size_t i = 0; i < result.trainingSet->x->size(); ++i) {
            const double clean = result.problem->target().value((*result.trainingSet->x)[i]);
            draws.push_back(((*result.trainingSet->y)[i] - clean) / std::sqrt(variance));
        }
        return draws;
    };
    const std::vector<double> before = noiseDraws(0.1, test::target("cosine"));
    for (const double variance : {0.01, 4.0}) {
        const std::vector<double> after = noiseDraws(variance, test::target("exponential"));
        for (std::size_t i = 0; i < before.size(); ++i) {
            // β up to e³ was added and taken away again, at a noise of 0.1.
            QVERIFY(std::abs(after[i] - before[i]) < 1e-13);
        }
    }
}

void TestComputeAnswers::regretIsMeasuredAgainstTheOptimalSegmentation()
{
    const Result optimal = compute(scenario());
    QCOMPARE(optimal.optimalApproximation.value(), optimal.errors.approximation);
    const Result uniform =
        compute(scenario([](Scenario& s) { s.segmentation = test::segmentation("uniform"); }));
    QCOMPARE(uniform.optimalApproximation.value(), optimal.errors.approximation);
    QVERIFY(uniform.errors.approximation > optimal.errors.approximation);
}

void TestComputeAnswers::bestExpertsComeFromTheSweep()
{
    const Result result = compute(scenario());
    QCOMPARE(result.sweep.size(), std::size_t{40});
    double least = result.sweep.front().errors.test;
    for (const SweepRow& row : result.sweep) {
        least = std::min(least, row.errors.test);
        if (row.experts == result.scenario.experts) {
            QVERIFY(row.errors == result.errors);
            QVERIFY(row.leaveOneOut == result.sample->leaveOneOut);
        }
    }
    QCOMPARE(result.bestExperts->test, least);
}

void TestComputeAnswers::undefinedSegmentDensityIsSaid()
{
    const auto withTarget = [](const Choice& target) {
        return compute(scenario([&](Scenario& s) { s.target = target; }));
    };
    QVERIFY(hasNote(withTarget(test::target("constant")), "uniform instead"));
    QVERIFY(hasNote(withTarget(test::target("steps")), "uniform instead"));
    QVERIFY(!hasNote(withTarget(test::target("cosine")), "uniform instead"));
    // Infinite slopes inside or at the end of the domain still leave λ integrable.
    for (const char* formula : {"sqrt(abs(x - 0.3))", "sqrt(x)"}) {
        QVERIFY2(!hasNote(withTarget(test::targetFormula(formula)), "uniform instead"), formula);
    }
}

void TestComputeAnswers::bestAtTheEndOfTheSweepIsSaid()
{
    // Two experts fit a line far better than one, and eight well enough.
    const auto upTo = [](int last) {
        return compute(scenario([=](Scenario& s) {
            s.target = test::target("linear");
            s.sweep.last = last;
        }));
    };
    const Result cut = upTo(2);
    QVERIFY(cut.bestExperts->atEndOfSweep);
    QVERIFY(hasNote(cut, "at the end of the sweep, at 2 experts"));
    const Result whole = upTo(60);
    QVERIFY(!whole.bestExperts->atEndOfSweep);
    QVERIFY(!hasNote(whole, "end of the sweep"));
}

void TestComputeAnswers::noTrainingSetsMeanNoSimulation()
{
    QVERIFY(!compute(scenario([](Scenario& s) { s.trainingSets = 0; })).monteCarlo);
    const Result one = compute(scenario([](Scenario& s) { s.trainingSets = 1; }));
    QCOMPARE(one.monteCarlo->trainingSets, 1);
    QCOMPARE(one.monteCarlo->test.standardError, 0.0);
}

void TestComputeAnswers::aSingleSampleHasNoLeaveOneOut()
{
    const Result result = compute(scenario([](Scenario& s) { s.samples = 1; }));
    QVERIFY(!result.sample->leaveOneOut);
    QVERIFY(!result.sweep.front().leaveOneOut);
    QVERIFY(compute(scenario([](Scenario& s) { s.samples = 2; })).sample->leaveOneOut);
}

void TestComputeAnswers::manualBoundariesFixTheNumberOfExperts()
{
    const std::vector<double> inner{0.1, 0.2, 0.6};
    const Result result = compute(scenario([&](Scenario& s) {
        s.segmentation = test::segmentation("manual", {{"boundaries", inner}});
        s.experts = 99;
    }));
    QCOMPARE(result.scenario.experts, 4);
    QCOMPARE(result.regions.size(), std::size_t{4});
    QCOMPARE(result.regions[2].intervals.front().low, 0.2);
    QCOMPARE(result.regions[2].intervals.front().high, 0.6);
    QCOMPARE(result.sweep.size(), std::size_t{1});
    QVERIFY(result.segmentDensity == nullptr);
}

void TestComputeAnswers::manyExpertsWork()
{
    for (const char* kind : {"uniform", "optimal", "equal-probability"}) {
        for (const EmptyRegionRow& rule : emptyRegionTable()) {
            const Result result = compute(scenario([&](Scenario& s) {
                s.segmentation = test::segmentation(kind);
                s.experts = limits::maximumExperts;
                s.samples = 100'000;
                s.emptyRegion = rule.rule;
                s.trainingSets = 2;
                s.sweep.last = 5;
            }));
            QCOMPARE(result.regions.size(), std::size_t{100'000});
            QVERIFY(test::isClose(sumOf(result, &Region::probability), 1, 1e-11));
            // So many regions approximate as the formula says.
            QVERIFY(test::isClose(result.errors.approximation,
                                  result.errors.approximationHighRate.value(), 1e-3) ||
                    std::string(kind) == "equal-probability");
            QVERIFY(std::isfinite(result.errors.test) && std::isfinite(result.sample->test));
        }
    }
}

void TestComputeAnswers::manySamplesWork()
{
    const Result result = compute(scenario([](Scenario& s) {
        s.samples = 1'000'000;
        s.trainingSets = 2;
    }));
    QCOMPARE(result.trainingSet->x->size(), std::size_t{1'000'000});
    // Sixteen well filled regions: expectation and sample agree to about one part in √m.
    QVERIFY(test::isClose(result.errors.estimation,
                          result.errors.estimationLeadingOrder.value_or(0), 0.01));
    QVERIFY(result.sample->estimation < 4 * result.errors.estimation);
    QVERIFY(test::isClose(result.sample->training, result.errors.training, 0.01));
    QVERIFY(test::isClose(*result.sample->leaveOneOut, result.errors.test, 0.01));
}

QTEST_APPLESS_MAIN(TestComputeAnswers)
#include "test_compute_answers.moc"
