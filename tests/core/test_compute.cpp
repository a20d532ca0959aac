// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/input_error.h"
#include "core/kept_experiment.h"
#include "core/result_json.h"
#include "core/training_set.h"
#include "tests/core/experiments.h"
#include "tests/core/scenario_walk.h"
#include "tests/core/threads.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <utility>
#include <vector>

using namespace tradeoff;
using test::Change;
using test::scenario;
using test::walk;

namespace {

/// All numbers of a result; the text alone leaves some out.
void verifySame(const Result& a, const Result& b)
{
    QCOMPARE(writeResult(a), writeResult(b));
    QVERIFY(a.errors == b.errors);
    QVERIFY(a.regions == b.regions);
    QVERIFY(a.sample == b.sample);
    QVERIFY(a.sweep == b.sweep);
    QVERIFY(a.bestExperts == b.bestExperts);
    QVERIFY(a.monteCarlo == b.monteCarlo);
    QVERIFY(a.optimalApproximation == b.optimalApproximation);
    QVERIFY(a.notes == b.notes);
    QVERIFY(*a.trainingSet->x == *b.trainingSet->x);
    QVERIFY(*a.trainingSet->y == *b.trainingSet->y);
}

} // namespace

class TestCompute : public QObject {
    Q_OBJECT

private slots:
    void usedCachesGiveTheNumbersOfFreshOnes();
    void simulatedSamplesAreKeptWhileTheyFit();
    void manyThreadsGiveTheSameBits();
    void theAnswerRepeatsItsQuestion();
    void whatValidateRefusesIsRefused_data();
    void whatValidateRefusesIsRefused();
    void refusedScenariosLeaveTheCacheUsable();
};

void TestCompute::usedCachesGiveTheNumbersOfFreshOnes()
{
    const std::vector<Scenario> steps = walk();
    std::vector<Result> fresh;
    for (const Scenario& step : steps) {
        fresh.push_back(compute(step));
    }
    ComputeCache cache;
    // From the default scenario to every other and back, so that each change is seen alone.
    for (std::size_t i = 0; i < steps.size(); ++i) {
        verifySame(compute(steps[i], {}, cache), fresh[i]);
        verifySame(compute(steps[0], {}, cache), fresh[0]);
    }
    for (std::size_t i = steps.size(); i-- > 0;) {
        verifySame(compute(steps[i], {}, cache), fresh[i]);
        verifySame(compute(steps[i], {}, cache), fresh[i]);
    }
}

void TestCompute::simulatedSamplesAreKeptWhileTheyFit()
{
    KeptExperiment kept;
    Scenario asked = scenario();
    asked.trainingSets = 20;
    std::shared_ptr<const SimulatedSamples> last;
    const auto isNew = [&] {
        const auto before = std::exchange(last, kept.simulatedSamples(asked, [](double) {}));
        return last != before;
    };
    QVERIFY(isNew());
    asked.experts += 1;
    asked.segmentation = test::segmentation("optimal");
    asked.emptyRegion = EmptyRegionRule::Nearest;
    QVERIFY(!isNew());
    const std::vector<std::function<void()>> changes{
        [&] { ++asked.seed; },
        [&] { ++asked.samples; },
        [&] { ++asked.trainingSets; },
        [&] { asked.noiseVariance *= 2; },
        [&] {
            asked.target = test::target("cosine", {{"frequency", 3.0}});
        },
        [&] { asked.density = test::density("beta"); },
    };
    for (const auto& change : changes) {
        change();
        QVERIFY(isNew());
        QVERIFY(!isNew());
    }
    asked.trainingSets = static_cast<int>(1'000'000 / asked.samples);
    QVERIFY(isNew() && last);
    ++asked.trainingSets;
    QVERIFY(isNew() && !last);
    asked.trainingSets = 20;
    asked.segmentation = test::segmentation("learned-tree");
    QVERIFY(!isNew() && !last);
}

void TestCompute::manyThreadsGiveTheSameBits()
{
    const Scenario asked = scenario([](Scenario& s) {
        s.samples = 3000;
        s.sweep.last = 300;
        s.trainingSets = 300;
        s.emptyRegion = EmptyRegionRule::Nearest;
    });
    const auto answer = [&] { return compute(asked); };
    const Result alone = test::withThreads(1, answer);
    for (const int threads : test::threadCounts) {
        verifySame(test::withThreads(threads, answer), alone);
    }
}

void TestCompute::theAnswerRepeatsItsQuestion()
{
    for (const Scenario& step : walk()) {
        QVERIFY(compute(step).scenario == normalized(step));
    }
}

void TestCompute::whatValidateRefusesIsRefused_data()
{
    QTest::addColumn<Scenario>("refused");
    QTest::addColumn<QString>("place");
    const auto add = [](const char* place, const Change& change) {
        QTest::newRow(place) << scenario(change) << QString(place);
    };
    add("/domain", [](Scenario& s) { s.domain = {1, 0}; });
    add("/experts", [](Scenario& s) { s.experts = 0; });
    add("/samples", [](Scenario& s) { s.samples = 0; });
    add("/noiseVariance", [](Scenario& s) { s.noiseVariance = std::nan(""); });
    add("/target/kind", [](Scenario& s) { s.target.kind = "nonsense"; });
    add("/target/expression", [](Scenario& s) { s.target = test::targetFormula("1/x"); });
    add("/density/kind", [](Scenario& s) { s.density.kind = "nonsense"; });
    add("/segmentation/kind", [](Scenario& s) { s.segmentation.kind = "nonsense"; });
    add("/segmentation/boundaries/0", [](Scenario& s) {
        s.segmentation = test::segmentation("manual", {{"boundaries", std::vector<double>{1.5}}});
    });
    add("/sweep/experts/0", [](Scenario& s) { s.sweep.first = 0; });
}

void TestCompute::whatValidateRefusesIsRefused()
{
    QFETCH(Scenario, refused);
    QFETCH(QString, place);
    for (const auto& refuse : std::vector<std::function<void()>>{
             [&] { validate(refused); }, [&] { static_cast<void>(compute(refused)); }}) {
        try {
            refuse();
            QFAIL("accepted");
        } catch (const InputError& error) {
            QCOMPARE(QString::fromStdString(error.place()), place);
        }
    }
}

void TestCompute::refusedScenariosLeaveTheCacheUsable()
{
    ComputeCache cache;
    const Result before = compute(scenario(), {}, cache);
    const Scenario refused =
        scenario([](Scenario& s) { s.target = test::targetFormula("log(x - 2)"); });
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(compute(refused, {}, cache)), InputError);
    verifySame(compute(scenario(), {}, cache), before);
}

QTEST_APPLESS_MAIN(TestCompute)
#include "test_compute.moc"
