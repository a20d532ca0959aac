// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/panel_fixture.h"

#include <QLineEdit>
#include <QSignalSpy>

#include <optional>

using namespace tradeoff;
using namespace tradeoff::ui;

class TestPanelMessages : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void wrongTextShowsAMessageAndKeepsTheScenario_data();
    void wrongTextShowsAMessageAndKeepsTheScenario();
    void rightTextTakesTheMessageAway();
    void halfTypedTextStaysWhileOtherFieldsChange();
    void errorFromElsewhereIsShownAtItsField();

private:
    std::optional<PanelFixture> m_fixture;
};

void TestPanelMessages::init()
{
    m_fixture.emplace();
    QVERIFY(m_fixture->isActive());
}

void TestPanelMessages::cleanup()
{
    m_fixture.reset();
}

void TestPanelMessages::wrongTextShowsAMessageAndKeepsTheScenario_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("no number") << "noiseVariance"
                               << "abc"
                               << "Must be a number from 0 to 1000000";
    QTest::newRow("negative") << "noiseVariance"
                              << "-1"
                              << "Must be a number from 0 to 1000000";
    QTest::newRow("infinite") << "noiseVariance"
                              << "inf"
                              << "Must be a number from 0 to 1000000";
    QTest::newRow("too large") << "experts"
                               << "100001"
                               << "Must be a whole number from 1 to 100000";
    QTest::newRow("ambiguous") << "samples"
                               << "1,000"
                               << "Must be a whole number from 1 to 10000000";
    QTest::newRow("empty") << "density.sd"
                           << ""
                           << "Must be a number";
    QTest::newRow("seed") << "seed"
                          << "-1"
                          << "Must be a whole number from 0 to";
    QTest::newRow("formula") << "target.expression"
                             << "cos(2*pi*x"
                             << "Column";
    QTest::newRow("not finite") << "target.expression"
                                << "1/x"
                                << "inite";
    QTest::newRow("domain backwards") << "domain.0"
                                      << "2"
                                      << "Must increase";
    QTest::newRow("list") << "segmentation.boundaries"
                          << "0.2, x"
                          << "Must be numbers";
    QTest::newRow("not increasing") << "segmentation.boundaries"
                                    << "0.5, 0.2"
                                    << "";
}

void TestPanelMessages::wrongTextShowsAMessageAndKeepsTheScenario()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, message);
    if (path == "target.expression") {
        m_fixture->choose("target", "expression");
    }
    if (path == "segmentation.boundaries") {
        m_fixture->choose("segmentation", "manual");
    }
    auto* editor = m_fixture->find(path);
    auto* line = qobject_cast<QLineEdit*>(editor);
    line = line != nullptr ? line : editor->findChild<QLineEdit*>();
    const QString shown = line->text();
    editor->setFocus();
    const Scenario before = m_fixture->store.scenario();
    // Pasted at once: what is typed letter by letter may be right on its way.
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QSignalSpy changed(&m_fixture->store, &ScenarioStore::scenarioChanged);
    line->insert(text);
    emit line->textEdited(line->text());

    QTRY_VERIFY2(m_fixture->messageAt(path).contains(message) &&
                     !m_fixture->messageAt(path).isEmpty(),
                 qPrintable(m_fixture->messageAt(path)));
    QVERIFY(m_fixture->store.scenario() == before);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(line->text(), text);

    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(line->text(), shown);
    QCOMPARE(m_fixture->messageAt(path), QString());
}

void TestPanelMessages::rightTextTakesTheMessageAway()
{
    auto* editor = m_fixture->find("noiseVariance");
    typeInto(editor, "x");
    QTRY_VERIFY(!m_fixture->messageAt("noiseVariance").isEmpty());
    typeInto(editor, "0.5");
    QCOMPARE(m_fixture->messageAt("noiseVariance"), QString());
    QCOMPARE(m_fixture->store.scenario().noiseVariance, 0.5);
}

void TestPanelMessages::halfTypedTextStaysWhileOtherFieldsChange()
{
    auto* editor = m_fixture->find("noiseVariance");
    typeInto(editor, "wrong");
    Scenario scenario = m_fixture->store.scenario();
    scenario.experts = 40;
    m_fixture->store.apply(scenario, "experts", "Change");
    QCOMPARE(editor->findChild<QLineEdit*>()->text(), "wrong");
    scenario.noiseVariance = 0.75;
    m_fixture->store.apply(scenario, "noiseVariance", "Change");
    QCOMPARE(editor->findChild<QLineEdit*>()->text(), "0.75");
    QCOMPARE(m_fixture->messageAt("noiseVariance"), QString());
}

void TestPanelMessages::errorFromElsewhereIsShownAtItsField()
{
    for (auto* group : m_fixture->panel.findChildren<FoldGroup*>()) {
        group->setOpen(false);
    }
    m_fixture->panel.showError(InputError("/domain/1", "must be a number"));
    QCOMPARE(m_fixture->messageAt("domain.1"), "Must be a number");
    m_fixture->panel.showError(InputError("/domain", "must increase"));
    QCOMPARE(m_fixture->messageAt("domain.0"), "Must increase");
    m_fixture->panel.showError(InputError("/target/nowhere/3", "is wrong"));
    QCOMPARE(m_fixture->messageAt("target.kind"), "Is wrong");
    m_fixture->panel.showError(InputError("", "is nowhere")); // must not crash
}

QTEST_MAIN(TestPanelMessages)
#include "test_panel_messages.moc"
