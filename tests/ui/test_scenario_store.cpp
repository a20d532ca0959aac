// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario_store.h"

#include <QSignalSpy>
#include <QTest>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

Scenario withExperts(Scenario scenario, int experts)
{
    scenario.experts = experts;
    return scenario;
}

} // namespace

class TestScenarioStore : public QObject {
    Q_OBJECT

private slots:
    void startsWithTheDefaultScenario();
    void undoAndRedoBringBackWholeScenarios();
    void gestureIsOneUndoStep();
    void endedGestureStartsAnotherStep();
    void anotherFieldIsAnotherStep();
    void emptyFieldNeverMerges();
    void gestureBackAtItsStartLeavesNoStep();
    void editAfterUndoIsNoPartOfTheOldGesture();
    void refusedEditLeavesEverything();
    void sameScenarioIsNoEdit();
    void manualBoundariesDecideTheNumberOfExperts();
    void resetForgetsTheHistory();
    void refusedResetLeavesEverything();
};

void TestScenarioStore::startsWithTheDefaultScenario()
{
    ScenarioStore store;
    QCOMPARE(store.scenario() == defaultScenario(), true);
    QCOMPARE(store.history()->count(), 0);
    QVERIFY(store.history()->isClean());
}

void TestScenarioStore::undoAndRedoBringBackWholeScenarios()
{
    ScenarioStore store;
    const Scenario before = store.scenario();
    const Scenario after = withExperts(before, 32);
    QSignalSpy changed(&store, &ScenarioStore::scenarioChanged);

    QVERIFY(!store.apply(after, "experts", "Change number of experts"));
    QVERIFY(store.scenario() == after);
    QCOMPARE(store.history()->undoText(), "Change number of experts");
    store.history()->undo();
    QVERIFY(store.scenario() == before);
    store.history()->redo();
    QVERIFY(store.scenario() == after);
    QCOMPARE(changed.count(), 3);
}

void TestScenarioStore::gestureIsOneUndoStep()
{
    ScenarioStore store;
    const Scenario before = store.scenario();
    for (int experts = 17; experts < 40; ++experts) {
        QVERIFY(!store.apply(withExperts(before, experts), "experts", "Change"));
    }
    QCOMPARE(store.history()->count(), 1);
    store.history()->undo();
    QVERIFY(store.scenario() == before);
    store.history()->redo();
    QCOMPARE(store.scenario().experts, 39);
}

void TestScenarioStore::endedGestureStartsAnotherStep()
{
    ScenarioStore store;
    store.apply(withExperts(store.scenario(), 20), "experts", "Change");
    store.endGesture();
    store.apply(withExperts(store.scenario(), 30), "experts", "Change");
    QCOMPARE(store.history()->count(), 2);
    store.history()->undo();
    QCOMPARE(store.scenario().experts, 20);
}

void TestScenarioStore::anotherFieldIsAnotherStep()
{
    ScenarioStore store;
    store.apply(withExperts(store.scenario(), 20), "experts", "Change");
    Scenario scenario = store.scenario();
    scenario.samples = 1000;
    store.apply(scenario, "samples", "Change");
    store.apply(withExperts(store.scenario(), 30), "experts", "Change");
    QCOMPARE(store.history()->count(), 3);
}

void TestScenarioStore::emptyFieldNeverMerges()
{
    ScenarioStore store;
    store.apply(withExperts(store.scenario(), 20), {}, "Open preset");
    store.apply(withExperts(store.scenario(), 30), {}, "Open preset");
    QCOMPARE(store.history()->count(), 2);
}

void TestScenarioStore::gestureBackAtItsStartLeavesNoStep()
{
    ScenarioStore store;
    const Scenario before = store.scenario();
    store.apply(withExperts(before, 20), "experts", "Change");
    store.apply(before, "experts", "Change");
    QCOMPARE(store.history()->count(), 0);
    QVERIFY(store.history()->isClean());
    QVERIFY(store.scenario() == before);
}

void TestScenarioStore::editAfterUndoIsNoPartOfTheOldGesture()
{
    ScenarioStore store;
    store.apply(withExperts(store.scenario(), 20), "experts", "Change");
    Scenario scenario = store.scenario();
    scenario.samples = 1000;
    store.apply(scenario, "samples", "Change");
    store.history()->undo();
    store.apply(withExperts(store.scenario(), 30), "experts", "Change");
    QCOMPARE(store.history()->count(), 2);
}

void TestScenarioStore::refusedEditLeavesEverything()
{
    ScenarioStore store;
    const Scenario before = store.scenario();
    QSignalSpy changed(&store, &ScenarioStore::scenarioChanged);
    const auto error = store.apply(withExperts(before, 0), "experts", "Change");
    QVERIFY(error.has_value());
    QCOMPARE(QString::fromStdString(error->place()), "/experts");
    QVERIFY(store.scenario() == before);
    QCOMPARE(store.history()->count(), 0);
    QCOMPARE(changed.count(), 0);
}

void TestScenarioStore::sameScenarioIsNoEdit()
{
    ScenarioStore store;
    QSignalSpy changed(&store, &ScenarioStore::scenarioChanged);
    QVERIFY(!store.apply(store.scenario(), "experts", "Change"));
    QCOMPARE(store.history()->count(), 0);
    QCOMPARE(changed.count(), 0);
}

void TestScenarioStore::manualBoundariesDecideTheNumberOfExperts()
{
    ScenarioStore store;
    Scenario scenario = store.scenario();
    scenario.segmentation = {"manual", {{"boundaries", std::vector{0.2, 0.5}}}};
    QVERIFY(!store.apply(scenario, "segmentation.kind", "Change"));
    QCOMPARE(store.scenario().experts, 3);
}

void TestScenarioStore::resetForgetsTheHistory()
{
    ScenarioStore store;
    store.apply(withExperts(store.scenario(), 20), "experts", "Change");
    QVERIFY(!store.history()->isClean());
    QVERIFY(!store.reset(withExperts(defaultScenario(), 7)));
    QCOMPARE(store.scenario().experts, 7);
    QCOMPARE(store.history()->count(), 0);
    QVERIFY(store.history()->isClean());
}

void TestScenarioStore::refusedResetLeavesEverything()
{
    ScenarioStore store;
    store.apply(withExperts(store.scenario(), 20), "experts", "Change");
    QVERIFY(store.reset(withExperts(defaultScenario(), -1)).has_value());
    QCOMPARE(store.scenario().experts, 20);
    QCOMPARE(store.history()->count(), 1);
}

QTEST_GUILESS_MAIN(TestScenarioStore)
#include "test_scenario_store.moc"
