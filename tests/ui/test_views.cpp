// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/power_map.h"
#include "core/segmentation.h"
#include "core/segmentation_comparison.h"
#include "tests/ui/window_fixture.h"
#include "ui/plot_tabs.h"
#include "ui/presets.h"
#include "ui/segmentation_table_view.h"

#include <QClipboard>
#include <QTabBar>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <stdexcept>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

PlotTabs& tabs(const WindowFixture& fixture)
{
    return fixture.window->board().tabs();
}

/// All kinds but those that somebody must give numbers for: manual and power.
std::size_t comparedKinds()
{
    return segmentationTable().size() - 2;
}

/// Clicks a tab and waits for what it shows.
bool show(const WindowFixture& fixture, const char* title)
{
    QTabBar* bar = tabs(fixture).tabBar();
    for (int i = 0; i < bar->count(); ++i) {
        if (bar->tabText(i) == QLatin1String(title)) {
            QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(i).center());
        }
    }
    return fixture.settle();
}

SegmentationTableView& table(const WindowFixture& fixture)
{
    return *fixture.window->findChild<SegmentationTableView*>();
}

int rowOf(const SegmentationTableView& table, const QString& kind)
{
    for (int row = 0; row < table.rowCount(); ++row) {
        if (table.item(row, 0)->text() == kind) {
            return row;
        }
    }
    throw std::logic_error("no row " + kind.toStdString());
}

void clickRow(SegmentationTableView& table, const QString& kind,
              Qt::KeyboardModifiers modifiers = {})
{
    const QTableWidgetItem* cell = table.item(rowOf(table, kind), 2);
    table.scrollToItem(cell);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, modifiers,
                      table.visualItemRect(cell).center());
}

QPoint pixel(const FigurePlot& plot, double x, double y)
{
    return plot.toPixel(x, y).toPoint();
}

} // namespace

class TestViews : public QObject {
    Q_OBJECT

private slots:
    void tradeoffIsInFrontAtFirst();
    void arrowKeysChangeTheTab();
    void partsAreAskedForInFrontAlone();
    void aTabBeforeTheFirstResultIsFilled();
    void aClickInTheMapSetsTheExponents();
    void aClickOnAMarkMeansTheMark();
    void aDragInTheMapFollowsLiveAndIsOneStep();
    void theTableShowsWhatComputeAnswers();
    void aClickOnARowSwitchesTheKind();
    void enterOnARowSwitchesTheKind();
    void clicksWithModifiersOnlySelect();
    void headersSortByNumber();
    void rowsAreCopiedWithTabs();
    void theMapFollowsTheNumberOfExperts();
    void theTabIsSaved();
    void hiddenTabsComeBackInFront();
};

void TestViews::tradeoffIsInFrontAtFirst()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    QCOMPARE(tabs(fixture).tabText(0), QStringLiteral("Tradeoff"));
    QCOMPARE(tabs(fixture).tabText(1), QStringLiteral("Segmentations"));
    QCOMPARE(tabs(fixture).tabText(2), QStringLiteral("Power map"));
    QCOMPARE(tabs(fixture).tabText(3), QStringLiteral("Laws"));
    QCOMPARE(tabs(fixture).tabText(4), QStringLiteral("Sweep"));
    QCOMPARE(tabs(fixture).front(), std::string_view("tradeoff"));
}

void TestViews::arrowKeysChangeTheTab()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    QTabBar* bar = tabs(fixture).tabBar();
    QVERIFY(bar->focusPolicy() & Qt::TabFocus);
    bar->setFocus();
    QTest::keyClick(bar, Qt::Key_Right);
    QCOMPARE(tabs(fixture).front(), std::string_view("segmentations"));
    QTest::keyClick(bar, Qt::Key_Right);
    QCOMPARE(tabs(fixture).front(), std::string_view("power-map"));
}

void TestViews::partsAreAskedForInFrontAlone()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    QVERIFY(tabs(fixture).wantedParts().empty());
    QCOMPARE(table(fixture).rowCount(), 0);
    QVERIFY(show(fixture, "Segmentations"));
    QVERIFY(tabs(fixture).wantedParts() == ResultParts{ResultPart::SegmentationComparison});
    QCOMPARE(fixture.plot("segmentations").figure().curves.size(), comparedKinds());
    QVERIFY(show(fixture, "Power map"));
    QVERIFY(tabs(fixture).wantedParts() == ResultParts{ResultPart::PowerMap});
    QCOMPARE(fixture.plot("power-map").figure().fields.size(), std::size_t{1});
    // The menu fetches a tab from behind; in front, it puts it away.
    QAction& segmentations = fixture.action(ActionId::SegmentationsPlot);
    segmentations.trigger();
    QVERIFY(tabs(fixture).wantedParts() == ResultParts{ResultPart::SegmentationComparison});
    QVERIFY(segmentations.isChecked());
    segmentations.trigger();
    QVERIFY(!segmentations.isChecked());
    QVERIFY(tabs(fixture).front() != std::string_view("segmentations"));
    QVERIFY(show(fixture, "Tradeoff"));
    QVERIFY(tabs(fixture).wantedParts().empty());
}

void TestViews::aTabBeforeTheFirstResultIsFilled()
{
    const WindowFixture fixture;
    tabs(fixture).setFront("power-map"); // at once, as in a restored session
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.plot("power-map").figure().fields.size(), std::size_t{1});
}

void TestViews::aClickInTheMapSetsTheExponents()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, "Power map"));
    const Scenario before = fixture.scenario();
    FigurePlot& map = fixture.plot("power-map");
    QTest::mouseClick(&map, Qt::LeftButton, {}, pixel(map, 1.4, 1.7));
    const Choice& found = fixture.scenario().segmentation;
    QCOMPARE(found.kind, std::string("power"));
    const QPointF perPixel = map.fromPixel(QPointF(1, 0)) - map.fromPixel(QPointF(0, 1));
    QVERIFY(std::abs(found.number("targetExponent") - 1.4) < 1.5 * std::abs(perPixel.x()));
    QVERIFY(std::abs(found.number("densityExponent") - 1.7) < 1.5 * std::abs(perPixel.y()));
    // No long tails of digits.
    const double hundredths = 100 * found.number("targetExponent");
    QVERIFY(std::abs(hundredths - std::round(hundredths)) < 1e-9);
    QVERIFY(fixture.settle());
    const Mark& current = map.figure().marks.back();
    QCOMPARE(current.x, found.number("targetExponent"));
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.scenario() == before);
    QVERIFY(!fixture.store().history()->canUndo());
}

void TestViews::aClickOnAMarkMeansTheMark()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, "Power map"));
    FigurePlot& map = fixture.plot("power-map");
    QTest::mouseClick(&map, Qt::LeftButton, {}, pixel(map, 0, 1.0 / 3) + QPoint(3, 2));
    const Choice& found = fixture.scenario().segmentation;
    QCOMPARE(found.number("targetExponent"), 0.0);
    QCOMPARE(found.number("densityExponent"), 1.0 / 3);
}

void TestViews::aDragInTheMapFollowsLiveAndIsOneStep()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, "Power map"));
    const Scenario before = fixture.scenario();
    FigurePlot& map = fixture.plot("power-map");
    std::vector<double> seen;
    QObject::connect(&fixture.store(), &ScenarioStore::scenarioChanged, &map,
                     [&](const Scenario& scenario) {
                         if (scenario.segmentation.kind == "power") { // not so when undone
                             seen.push_back(scenario.segmentation.number("targetExponent"));
                         }
                     });
    drag(map, map.toPixel(0.3, 1.5), map.toPixel(1.8, 1.2), 6);
    QVERIFY(seen.size() >= 6 && std::is_sorted(seen.begin(), seen.end()));
    QVERIFY(std::abs(seen.back() - 1.8) < 0.02);
    QCOMPARE(map.visibleX().low, map.figure().x.range.low); // no panning
    drag(map, map.toPixel(1.0, 1.5), map.toPixel(1.2, 1.5), 3);
    fixture.action(ActionId::Undo).trigger();
    QCOMPARE(fixture.scenario().segmentation.number("targetExponent"), seen.at(6));
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.scenario() == before);
}

void TestViews::theTableShowsWhatComputeAnswers()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, "Segmentations"));
    SegmentationTableView& view = table(fixture);
    QCOMPARE(view.rowCount(), static_cast<int>(comparedKinds()));
    Scenario scenario = fixture.scenario();
    scenario.segmentation = presetScenario(QStringLiteral("paper-uniform")).segmentation;
    const Result result = compute(scenario);
    const QStringList cells =
        view.selectedText().split('\n').at(1 + rowOf(view, QStringLiteral("uniform"))).split('\t');
    QCOMPARE(cells.size(), 7);
    QCOMPARE(cells.at(1).toDouble(), result.errors.approximation);
    QCOMPARE(cells.at(2).toDouble(), result.errors.estimation);
    QCOMPARE(cells.at(3).toDouble(), result.errors.test);
    QCOMPARE(cells.at(4).toInt(), result.bestExperts->experts);
    double least = 1;
    double empty = 0;
    for (const Region& region : result.regions) {
        least = std::min(least, region.probability);
        empty += std::pow(1 - region.probability, 200.0);
    }
    QCOMPARE(cells.at(5).toDouble(), least);
    QVERIFY(std::abs(cells.at(6).toDouble() - empty) < 1e-12 * empty);
    QVERIFY(view.item(rowOf(view, QStringLiteral("optimal")), 0)->font().bold());
    QVERIFY(!view.item(rowOf(view, QStringLiteral("uniform")), 0)->font().bold());
}

void TestViews::aClickOnARowSwitchesTheKind()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, "Segmentations"));
    const Scenario before = fixture.scenario();
    clickRow(table(fixture), QStringLiteral("uniform"));
    Scenario expected = before;
    expected.segmentation = presetScenario(QStringLiteral("paper-uniform")).segmentation;
    QVERIFY(fixture.scenario() == expected);
    QVERIFY(fixture.settle());
    QVERIFY(
        table(fixture).item(rowOf(table(fixture), QStringLiteral("uniform")), 0)->font().bold());
    QCOMPARE(fixture.plot("segmentations").figure().curves.back().label, std::string("uniform"));
    clickRow(table(fixture), QStringLiteral("best"));
    QCOMPARE(fixture.scenario().segmentation.kind, std::string("best"));
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.scenario() == expected);
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.scenario() == before);
}

void TestViews::enterOnARowSwitchesTheKind()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, "Segmentations"));
    SegmentationTableView& view = table(fixture);
    view.setFocus();
    view.setCurrentCell(rowOf(view, QStringLiteral("optimal")), 0);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(fixture.scenario().segmentation.kind, std::string("equal-probability"));
}

void TestViews::clicksWithModifiersOnlySelect()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, "Segmentations"));
    const Scenario before = fixture.scenario();
    clickRow(table(fixture), QStringLiteral("uniform"), Qt::ControlModifier);
    clickRow(table(fixture), QStringLiteral("best"), Qt::ControlModifier);
    QVERIFY(fixture.scenario() == before);
    QCOMPARE(table(fixture).selectionModel()->selectedRows().size(), 2);
}

void TestViews::headersSortByNumber()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, "Segmentations"));
    SegmentationTableView& view = table(fixture);
    view.sortByColumn(1, Qt::AscendingOrder);
    QCOMPARE(view.item(0, 0)->text(), QStringLiteral("level-set"));
    QCOMPARE(view.item(1, 0)->text(), QStringLiteral("best"));
    fixture.action(ActionId::MoreExperts).trigger();
    QVERIFY(fixture.settle());
    QCOMPARE(view.item(0, 0)->text(), QStringLiteral("level-set")); // the order stays
    clickRow(view, QStringLiteral("uniform"));                      // and rows mean what they say
    QCOMPARE(fixture.scenario().segmentation.kind, std::string("uniform"));
}

void TestViews::rowsAreCopiedWithTabs()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, "Segmentations"));
    SegmentationTableView& view = table(fixture);
    view.selectRow(rowOf(view, QStringLiteral("best")));
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split('\n');
    QCOMPARE(lines.size(), 3); // header, row, and nothing after the last line's end
    QCOMPARE(lines.at(0), QStringLiteral("segmentation\tapprox.\testim.\ttest\tbest m\tleast P\t"
                                         "empty"));
    QVERIFY(lines.at(1).startsWith(QStringLiteral("best\t0.0029161375")));
}

void TestViews::theMapFollowsTheNumberOfExperts()
{
    const WindowFixture fixture;
    QVERIFY(show(fixture, "Power map"));
    const std::vector<double> before = fixture.plot("power-map").figure().fields.at(0).values;
    fixture.action(ActionId::MoreExperts).trigger();
    QVERIFY(fixture.settle());
    const std::vector<double>& after = fixture.plot("power-map").figure().fields.at(0).values;
    QVERIFY(after != before);
    QVERIFY(after ==
            compute(fixture.scenario(), {}, {ResultPart::PowerMap}).powerMap->approximation);
}

void TestViews::theTabIsSaved()
{
    WindowFixture fixture;
    QVERIFY(show(fixture, "Power map"));
    fixture.window->close();
    fixture.open();
    QCOMPARE(tabs(fixture).front(), std::string_view("power-map"));
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.plot("power-map").figure().fields.size(), std::size_t{1});
}

void TestViews::hiddenTabsComeBackInFront()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    fixture.action(ActionId::TradeoffPlot).trigger();
    QVERIFY(!tabs(fixture).isTabVisible(0));
    QVERIFY(tabs(fixture).front() != std::string_view("tradeoff"));
    fixture.action(ActionId::SegmentationsPlot).trigger();
    fixture.action(ActionId::PowerMapPlot).trigger();
    fixture.action(ActionId::LawsPlot).trigger();
    fixture.action(ActionId::SweepPlot).trigger();
    QVERIFY(tabs(fixture).isHidden());
    QVERIFY(tabs(fixture).wantedParts().empty());
    fixture.action(ActionId::PowerMapPlot).trigger();
    QVERIFY(tabs(fixture).isVisible());
    QCOMPARE(tabs(fixture).front(), std::string_view("power-map"));
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.plot("power-map").figure().fields.size(), std::size_t{1});
}

QTEST_MAIN(TestViews)
#include "test_views.moc"
