// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/laws.h"
#include "core/parameter_sweep.h"
#include "tests/ui/window_fixture.h"
#include "ui/laws_view.h"
#include "ui/message_bar.h"
#include "ui/plot_tabs.h"
#include "ui/sweep_controls.h"

#include <QComboBox>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

PlotTabs& tabs(const WindowFixture& fixture)
{
    return fixture.window->board().tabs();
}

/// Brings a view to the front and waits for what it shows.
bool show(const WindowFixture& fixture, ActionId view)
{
    fixture.action(view).trigger();
    return fixture.settle();
}

template <class Widget>
Widget& child(const WindowFixture& fixture, const char* name)
{
    return *fixture.window->findChild<Widget*>(QLatin1String(name));
}

QComboBox& parameters(const WindowFixture& fixture)
{
    return child<QComboBox>(fixture, "sweep.parameter");
}

/// Chooses a parameter as a person does.
void choose(const WindowFixture& fixture, const QString& path)
{
    QComboBox& box = parameters(fixture);
    const int index = box.findData(path);
    QVERIFY(index >= 0);
    box.setCurrentIndex(index);
    emit box.activated(index);
}

} // namespace

/// The tabs with the laws and with the sweep over any parameter.
class TestSweepViews : public QObject {
    Q_OBJECT

private slots:
    void partsAreAskedForInFrontAlone();
    void aClickInTheMapIsOneStep();
    void aDragInTheMapIsOneStep();
    void allPlotsWhereThereIsRoom();
    void aParameterIsChosenFromThoseThereAre();
    void theRangeIsTyped();
    void theLineIsDragged();
    void anotherKindKeepsTheChoice();
    void theTabIsSaved();
};

void TestSweepViews::partsAreAskedForInFrontAlone()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, ActionId::LawsPlot));
    QCOMPARE(tabs(fixture).front(), std::string_view("laws"));
    QVERIFY(tabs(fixture).wantedParts() == ResultParts{ResultPart::Laws});
    const Result expected = compute(fixture.scenario(), {}, {ResultPart::Laws});
    QVERIFY(fixture.plot("excess-map").figure().fields.at(0).values == expected.laws->map.excess);
    QVERIFY(show(fixture, ActionId::SweepPlot));
    QVERIFY(tabs(fixture).wantedParts() == ResultParts{ResultPart::ParameterSweep});
    QCOMPARE(fixture.plot("parameter-sweep").figure().curves.size(), std::size_t{7});
    fixture.action(ActionId::SweepPlot).trigger(); // in front, it puts the tab away
    QVERIFY(tabs(fixture).front() != std::string_view("parameter-sweep"));
}

void TestSweepViews::aClickInTheMapIsOneStep()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, ActionId::LawsPlot));
    const Scenario before = fixture.scenario();
    FigurePlot& map = fixture.plot("excess-map");
    QTest::mouseClick(&map, Qt::LeftButton, {}, map.toPixel(20'000, 30).toPoint());
    const Scenario after = fixture.scenario();
    QVERIFY(std::abs(std::log(double(after.samples) / 20'000)) < 0.1);
    QVERIFY(std::abs(std::log(after.experts / 30.0)) < 0.1);
    QVERIFY(fixture.settle());
    const Mark& current = map.figure().marks.back();
    QCOMPARE(current.x, static_cast<double>(after.samples));
    QCOMPARE(current.y, static_cast<double>(after.experts));
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.scenario() == before);
    QVERIFY(!fixture.store().history()->canUndo());
}

void TestSweepViews::aDragInTheMapIsOneStep()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, ActionId::LawsPlot));
    const Scenario before = fixture.scenario();
    FigurePlot& map = fixture.plot("excess-map");
    drag(map, map.toPixel(100, 100), map.toPixel(3000, 9), 5);
    QVERIFY(std::abs(std::log(double(fixture.scenario().samples) / 3000)) < 0.1);
    drag(map, map.toPixel(50, 9), map.toPixel(60, 20), 3);
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(std::abs(std::log(double(fixture.scenario().samples) / 3000)) < 0.1);
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.scenario() == before);
}

void TestSweepViews::allPlotsWhereThereIsRoom()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, ActionId::LawsPlot));
    const PlotBoard& board = fixture.window->board();
    const auto seen = [&board](const char* name) { return board.panel(name).isVisible(); };
    QVERIFY(seen("excess-map") && !seen("best-experts-law") && !seen("excess-law"));
    auto& button = child<QToolButton>(fixture, "law.best-experts-law");
    QTest::mouseClick(&button, Qt::LeftButton);
    QVERIFY(!seen("excess-map") && seen("best-experts-law") && !seen("excess-law"));
    QCOMPARE(fixture.plot("best-experts-law").figure().curves.size(), std::size_t{2});
    fixture.window->resize(1920, 1080);
    QTRY_VERIFY(seen("excess-map") && seen("best-experts-law") && seen("excess-law"));
    QVERIFY(!button.isVisible());
    fixture.window->resize(1024, 700);
    QTRY_VERIFY(!seen("excess-map") && seen("best-experts-law") && !seen("excess-law"));
}

void TestSweepViews::aParameterIsChosenFromThoseThereAre()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, ActionId::SweepPlot));
    const Scenario before = fixture.scenario();
    const QComboBox& box = parameters(fixture);
    const std::vector<ScenarioParameter> all = scenarioParameters(before);
    QCOMPARE(box.count(), static_cast<int>(all.size()));
    for (int i = 0; i < box.count(); ++i)
        QCOMPARE(box.itemText(i), QString::fromStdString(all[std::size_t(i)].label));
    QCOMPARE(box.currentData().toString(), QStringLiteral("samples"));
    choose(fixture, QStringLiteral("density.sd"));
    QCOMPARE(fixture.scenario().swept.path, std::string("density.sd"));
    QVERIFY(fixture.settle());
    const Figure& figure = fixture.plot("parameter-sweep").figure();
    QCOMPARE(figure.x.label, std::string("density: standard deviation"));
    const Result expected = compute(fixture.scenario(), {}, {ResultPart::ParameterSweep});
    QCOMPARE(figure.curves.back().y.at(30), expected.parameterSweep->rows[30].errors->test);
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.scenario() == before);
    QCOMPARE(box.currentData().toString(), QStringLiteral("samples"));
}

void TestSweepViews::theRangeIsTyped()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, ActionId::SweepPlot));
    const auto type = [&](const char* name, const QString& text) {
        auto& box = child<QWidget>(fixture, name);
        box.setFocus();
        QTest::keyClick(&box, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(&box, text);
        QTest::keyClick(&box, Qt::Key_Return);
    };
    type("sweep.range.1", QStringLiteral("5000"));
    QVERIFY(fixture.scenario().swept.range == (Interval{1, 5000}));
    type("sweep.range.0", QStringLiteral("20"));
    QVERIFY(fixture.scenario().swept.range == (Interval{20, 5000}));
    QVERIFY(fixture.settle());
    QVERIFY(fixture.plot("parameter-sweep").figure().x.range == (Interval{20, 5000}));
    QVERIFY(fixture.window->messages().isHidden());
    type("sweep.range.0", QStringLiteral("6000")); // the last digit would run backwards
    QVERIFY(fixture.scenario().swept.range == (Interval{600, 5000}));
    QVERIFY(fixture.window->messages().isVisible());
    choose(fixture, QStringLiteral("noiseVariance")); // whose range is another
    QVERIFY(!fixture.scenario().swept.range);
}

void TestSweepViews::theLineIsDragged()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, ActionId::SweepPlot));
    choose(fixture, QStringLiteral("target.frequency"));
    QVERIFY(fixture.settle());
    const Scenario before = fixture.scenario();
    FigurePlot& plot = fixture.plot("parameter-sweep");
    const double y = plot.figure().y.range.high / 2;
    drag(plot, plot.toPixel(1, y), plot.toPixel(2.5, y));
    const double dragged = fixture.scenario().target.number("frequency");
    QVERIFY(std::abs(dragged - 2.5) < 0.1);
    QVERIFY(std::abs(1000 * dragged - std::round(1000 * dragged)) < 1e-9);
    QVERIFY(fixture.settle());
    QCOMPARE(plot.figure().rules.front().at, dragged);
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.scenario() == before);
}

void TestSweepViews::anotherKindKeepsTheChoice()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, ActionId::SweepPlot));
    choose(fixture, QStringLiteral("target.frequency"));
    Scenario scenario = fixture.scenario();
    scenario.target = defaultScenario().target;
    scenario.target.kind = "tanh";
    scenario.target.values = {{"steepness", 5.0}, {"center", 0.5}};
    QVERIFY(!fixture.store().apply(scenario, {}, {}));
    QVERIFY(fixture.settle());
    QVERIFY(!fixture.plot("parameter-sweep").figure().message.empty());
    QCOMPARE(parameters(fixture).currentText(), QStringLiteral("target.frequency"));
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.settle());
    QVERIFY(fixture.plot("parameter-sweep").figure().message.empty());
    QVERIFY(!fixture.plot("parameter-sweep").figure().curves.empty());
}

void TestSweepViews::theTabIsSaved()
{
    WindowFixture fixture;
    QVERIFY(show(fixture, ActionId::LawsPlot));
    fixture.window->close();
    fixture.open();
    QCOMPARE(tabs(fixture).front(), std::string_view("laws"));
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.plot("excess-map").figure().fields.size(), std::size_t{1});
}

QTEST_MAIN(TestSweepViews)
#include "test_sweep_views.moc"
