// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window_fixture.h"

#include "core/scenario_json.h"
#include "ui/message_bar.h"
#include "ui/plot_tabs.h"
#include "ui/presets.h"
#include "ui/readouts.h"
#include "ui/view_commands.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <utility>

using namespace tradeoff;
using namespace tradeoff::ui;

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void startsWithThePaper();
    void showsExactNumbersInWords();

    void spaceDrawsANewSampleAndKeepsTheRest();
    void spaceWorksOnSlidersButtonsAndNumbers();
    void enterPressesTheCheckBoxInFocus();
    void bracketsChangeTheNumberOfExperts();
    void bestExpertsGoesToTheLeastTestError();

    void lineAtExpertsIsDraggedInOneUndoStep();
    void boundaryDragTurnsManualInOneUndoStep();
    void sliderMovesTheLineAtOnce();
    void axesHoldDuringADrag();
    void simulatedNumbersShowTheDigitsTheySupport();
    void simulationsThatDisagreeSayByHowMuch();
    void longReadOutKeepsTheWindowsSize();

    void undoRedoAndResetBringBackWholeScenarios();
    void presetsCanBeUndone();
    void wrongFormulaLeavesTheLastGoodPicture();
};

namespace {

/// The scenario with the parts that a new sample may change made equal to another's.
Scenario withSeedOf(Scenario scenario, const Scenario& other)
{
    scenario.seed = other.seed;
    return scenario;
}

const Rule& currentExpertsRule(const FigurePlot& plot)
{
    for (const Rule& rule : plot.figure().rules) {
        if (rule.role == Role::CurrentExperts) {
            return rule;
        }
    }
    throw std::logic_error("the tradeoff has no line at the current number of experts");
}

QPointF middleAt(const FigurePlot& plot, double x)
{
    return {plot.toPixel(x, plot.figure().y.range.middle()).x(), plot.height() / 2.0};
}

} // namespace

void TestMainWindow::startsWithThePaper()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.scenario(), startScenario());
    QCOMPARE(fixture.scenario().samples, 200);
    QCOMPARE(fixture.scenario().segmentation.kind, std::string("optimal"));
    QCOMPARE(fixture.window->windowTitle(), QStringLiteral("Tradeoff Lab — paper[*]"));
    QVERIFY(!fixture.window->isWindowModified());
    const PlotTabs& tabs = fixture.window->board().tabs();
    for (const PlotPanel* panel : fixture.window->board().panels()) {
        const bool isBehind = tabs.holds(*panel) && tabs.front() != panel->row().name;
        const bool isShown = !isBehind && panel->row().isFor(1);
        QVERIFY2(panel->isVisible() == isShown, qPrintable(panel->objectName()));
        if (isShown)
            QCOMPARE(panel->plot().figure().name, std::string(panel->row().name));
    }
}

void TestMainWindow::showsExactNumbersInWords()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    const auto text = [&](const char* name) {
        return fixture.window->findChild<QLabel*>(QString::fromLatin1(name))->text();
    };
    QVERIFY(text("decompositionText").contains(QStringLiteral("<b>0.1000</b>")));
    QVERIFY(text("decompositionText").contains(QStringLiteral("<b>0.1093</b>")));
    QVERIFY(text("comparisonText").contains(QStringLiteral("best m 10: 0.1093")));
    QVERIFY(text("statusText").contains(QStringLiteral("n = 200, seed 1")));
    QVERIFY(!text("comparisonText").contains(QStringLiteral("regret")));
    // The exact 0.1093 lies within two standard errors.
    QVERIFY2(
        text("comparisonText")
            .contains(QStringLiteral("simulation of 1000 samples: 0.10937 ± 0.00010 ✓ agrees")),
        qPrintable(text("comparisonText")));
    auto uniform = fixture.scenario();
    uniform.segmentation = presetScenario(QStringLiteral("paper-uniform")).segmentation;
    QVERIFY(!fixture.store().apply(uniform, {}, {}));
    QVERIFY(fixture.settle());
    QVERIFY(text("comparisonText").contains(QStringLiteral("regret against λ*: +")));
}

void TestMainWindow::spaceDrawsANewSampleAndKeepsTheRest()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    const Scenario before = fixture.scenario();
    const auto cloudBefore = fixture.plot("fit").figure().clouds.at(0).y;
    QTest::keyClick(fixture.window.get(), Qt::Key_Space);
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.scenario().seed, before.seed + 1);
    QCOMPARE(withSeedOf(fixture.scenario(), before), before);
    QVERIFY(*fixture.plot("fit").figure().clouds.at(0).y != *cloudBefore);
}

void TestMainWindow::spaceWorksOnSlidersButtonsAndNumbers()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    QList<QWidget*> stops;
    for (auto* slider : fixture.window->findChildren<QSlider*>()) {
        stops << slider;
    }
    for (auto* box : fixture.window->findChildren<QAbstractSpinBox*>()) {
        stops << box;
    }
    for (auto* button : fixture.window->findChildren<QPushButton*>()) {
        stops << button;
    }
    for (auto* button : fixture.window->findChildren<QCheckBox*>()) {
        stops << button;
    }
    QVERIFY(stops.size() >= 8);
    Scenario expected = fixture.scenario();
    for (QWidget* stop : stops) {
        if (!stop->isVisible() || !stop->isEnabled()) {
            continue;
        }
        stop->setFocus();
        QTest::keyClick(stop, Qt::Key_Space);
        ++expected.seed;
        QVERIFY2(fixture.scenario() == expected, qPrintable(stop->objectName()));
    }
    QVERIFY(expected.seed > 8);
}

void TestMainWindow::enterPressesTheCheckBoxInFocus()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    auto* box = fixture.window->findChild<QCheckBox*>(QStringLiteral("tradeoff.logarithmicX"));
    const bool before = box->isChecked();
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(box->isChecked(), !before);
}

void TestMainWindow::bracketsChangeTheNumberOfExperts()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    const int before = fixture.scenario().experts;
    QTest::keyClick(fixture.window.get(), Qt::Key_BracketRight);
    QTest::keyClick(fixture.window.get(), Qt::Key_BracketRight);
    QCOMPARE(fixture.scenario().experts, before + 2);
    QTest::keyClick(fixture.window.get(), Qt::Key_BracketLeft);
    QCOMPARE(fixture.scenario().experts, before + 1);
    QCOMPARE(fixture.store().history()->count(), 3); // each key is a step of its own
    Scenario one = fixture.scenario();
    one.experts = 1;
    QVERIFY(!fixture.store().apply(one, {}, {}));
    QTest::keyClick(fixture.window.get(), Qt::Key_BracketLeft);
    QCOMPARE(fixture.scenario().experts, 1);
}

void TestMainWindow::bestExpertsGoesToTheLeastTestError()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    Scenario many = fixture.scenario();
    many.experts = 60;
    QVERIFY(!fixture.store().apply(many, {}, {}));
    QVERIFY(fixture.settle());
    fixture.action(ActionId::BestExperts).trigger();
    QCOMPARE(fixture.scenario().experts, 10);
}

void TestMainWindow::lineAtExpertsIsDraggedInOneUndoStep()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    FigurePlot& plot = fixture.plot("tradeoff");
    const Scenario before = fixture.scenario();
    QCOMPARE(currentExpertsRule(plot).at, 10.0);
    drag(plot, middleAt(plot, 10), middleAt(plot, 40));
    QVERIFY2(std::abs(fixture.scenario().experts - 40) <= 1,
             qPrintable(QString::number(fixture.scenario().experts)));
    QVERIFY(fixture.settle());
    QCOMPARE(currentExpertsRule(plot).at, fixture.scenario().experts);
    QCOMPARE(fixture.store().history()->count(), 1);
    fixture.action(ActionId::Undo).trigger();
    QCOMPARE(fixture.scenario(), before);
}

void TestMainWindow::boundaryDragTurnsManualInOneUndoStep()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    FigurePlot& plot = fixture.plot("fit");
    const Scenario before = fixture.scenario();
    const std::vector<double> boundaries = plot.figure().boundaries.positions;
    QCOMPARE(boundaries.size(), std::size_t{9});
    const double from = boundaries[4];
    const double to = (boundaries[4] + 2 * boundaries[5]) / 3;
    drag(plot, middleAt(plot, from), middleAt(plot, to));
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.scenario().segmentation.kind, std::string("manual"));
    QCOMPARE(fixture.scenario().experts, before.experts);
    const std::vector<double> moved = fixture.scenario().segmentation.numbers("boundaries");
    QCOMPARE(moved.size(), boundaries.size());
    for (std::size_t i = 0; i < moved.size(); ++i) {
        const double wanted = i == 4 ? to : boundaries[i];
        QVERIFY2(std::abs(moved[i] - wanted) < (i == 4 ? 0.005 : 1e-12),
                 qPrintable(QStringLiteral("%1: %2, not %3").arg(i).arg(moved[i]).arg(wanted)));
    }
    QCOMPARE(plot.figure().boundaries.positions, moved);
    QCOMPARE(fixture.store().history()->count(), 1);
    drag(plot, middleAt(plot, moved[4]), middleAt(plot, from));
    QCOMPARE(fixture.store().history()->count(), 2);
    fixture.action(ActionId::Undo).trigger();
    fixture.action(ActionId::Undo).trigger();
    QCOMPARE(fixture.scenario(), before);
}

void TestMainWindow::sliderMovesTheLineAtOnce()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    auto* slider = fixture.window->findChild<QSlider*>(QStringLiteral("experts.slider"));
    QVERIFY(slider != nullptr);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_PageUp);
    const int now = fixture.scenario().experts;
    QVERIFY(now > 10);
    QSignalSpy results(&fixture.window->service(), &ComputeService::resultReady);
    QVERIFY(results.wait(10'000));
    QCOMPARE(currentExpertsRule(fixture.plot("tradeoff")).at, now);
}

void TestMainWindow::axesHoldDuringADrag()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    FigurePlot& errors = fixture.plot("region-errors");
    const Interval own = errors.figure().y.range;
    const QPointF topBefore = errors.toPixel(0, own.high);
    fixture.window->board().holdAxes();
    Scenario two = fixture.scenario();
    two.experts = 2;
    QVERIFY(!fixture.store().apply(two, {}, {}));
    QVERIFY(fixture.settle());
    QVERIFY(errors.figure().y.range != own);
    QVERIFY(std::abs(errors.toPixel(0, own.high).y() - topBefore.y()) < 0.5);
    QTest::mouseRelease(fixture.window.get(), Qt::LeftButton);
    QTRY_VERIFY(std::abs(errors.toPixel(0, own.high).y() - topBefore.y()) > 1);
}

void TestMainWindow::simulatedNumbersShowTheDigitsTheySupport()
{
    QCOMPARE(estimateText({0.109371, 0.00031}), QStringLiteral("0.1094 ± 0.0003"));
    QCOMPARE(estimateText({0.109371, 0.000123}), QStringLiteral("0.10937 ± 0.00012"));
    QCOMPARE(estimateText({12345.6, 27.0}), QStringLiteral("12346 ± 27"));
    QCOMPARE(estimateText({2.0, 0.0}), QStringLiteral("2.000 ± 0"));
}

void TestMainWindow::simulationsThatDisagreeSayByHowMuch()
{
    Result result;
    result.errors.test = 0.5;
    result.monteCarlo = MonteCarloErrors{100, {}, {}, {0.53, 0.01}, {}};
    QVERIFY(comparisonText(result, {})
                .contains(QStringLiteral(
                    "simulation of 100 samples: 0.530 ± 0.010 off by 3.0 standard errors")));
    result.monteCarlo->test.mean = 0.519;
    QVERIFY(comparisonText(result, {}).contains(QStringLiteral("✓ agrees")));
    result.monteCarlo = MonteCarloErrors{1, {}, {}, {0.53, 0}, {}};
    QVERIFY(!comparisonText(result, {}).contains(QStringLiteral("agrees")));
}

void TestMainWindow::longReadOutKeepsTheWindowsSize()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    // The last result's lines find their places.
    QSize plotSize;
    const auto holdsStill = [&] {
        const QSize before = std::exchange(plotSize, fixture.plot("tradeoff").size());
        return before == plotSize && !fixture.window->service().isBusy();
    };
    QTRY_VERIFY_WITH_TIMEOUT((QTest::qWait(100), holdsStill()), 10'000);
    const QSize size = fixture.window->size();
    emit fixture.plot("tradeoff").hovered(QString(500, QLatin1Char('m')));
    QCoreApplication::processEvents();
    QTRY_COMPARE(fixture.window->findChild<QLabel*>(QStringLiteral("readout"))->text().size(), 500);
    QCOMPARE(fixture.window->size(), size);
    QCOMPARE(fixture.plot("tradeoff").size(), plotSize);
}

void TestMainWindow::undoRedoAndResetBringBackWholeScenarios()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    const Scenario start = fixture.scenario();
    QVERIFY(!fixture.action(ActionId::Undo).isEnabled());
    QTest::keyClick(fixture.window.get(), Qt::Key_Space);
    QTest::keyClick(fixture.window.get(), Qt::Key_BracketRight);
    const Scenario edited = fixture.scenario();
    QVERIFY(fixture.window->isWindowModified());
    QTest::keyClick(fixture.window.get(), Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(fixture.scenario(), start);
    QTest::keyClick(fixture.window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(fixture.scenario(), edited);
    QTest::keyClick(fixture.window.get(), Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(fixture.window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(fixture.scenario(), start);
    QVERIFY(!fixture.window->isWindowModified());
    QTest::keyClick(fixture.window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(fixture.window.get(), Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(fixture.scenario(), edited);
}

void TestMainWindow::presetsCanBeUndone()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    const Scenario start = fixture.scenario();
    const auto entries = fixture.window->actions().menu(ActionId::PresetsMenu).actions();
    QCOMPARE(entries.size(), static_cast<qsizetype>(presets().size()));
    for (qsizetype i = 1; i < entries.size(); ++i) {
        entries[i]->trigger();
        const QString name = presets()[static_cast<std::size_t>(i)].name;
        QCOMPARE(fixture.scenario(), normalized(presetScenario(name)));
        QVERIFY(fixture.window->windowTitle().contains(name));
        QVERIFY(fixture.settle());
        QVERIFY(fixture.window->messages().message().isEmpty());
    }
    while (fixture.store().history()->canUndo()) {
        fixture.action(ActionId::Undo).trigger();
    }
    QCOMPARE(fixture.scenario(), start);
}

void TestMainWindow::wrongFormulaLeavesTheLastGoodPicture()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    Scenario typed = withField(fixture.scenario(), "target.kind", "expression");
    typed = withField(typed, "target.expression", "\"cos(6*x)\"");
    QVERIFY(!fixture.store().apply(typed, {}, {}));
    QVERIFY(fixture.settle());
    const Scenario good = fixture.scenario();
    const QImage picture = fixture.plot("fit").grab().toImage();
    auto* field = fixture.window->findChild<QLineEdit*>(QStringLiteral("target.expression"));
    QVERIFY(field != nullptr);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("cos(6* + )"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.scenario(), good);
    QCOMPARE(field->text(), QStringLiteral("cos(6* + )")); // spaces are typed, not shortcuts
    QCOMPARE(fixture.plot("fit").grab().toImage(), picture);
    const auto* error =
        fixture.window->findChild<QLabel*>(QStringLiteral("target.expression.error"));
    QVERIFY(error != nullptr);
    QVERIFY(error->isVisible());
}

QTEST_MAIN(TestMainWindow)
#include "test_main_window.moc"
