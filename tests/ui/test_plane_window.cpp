// SPDX-License-Identifier: GPL-3.0-or-later
// The window in several dimensions.
#include "core/scenario_json.h"
#include "tests/ui/window_fixture.h"
#include "ui/plane_view.h"
#include "ui/plot_tabs.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace tradeoff;
using namespace tradeoff::ui;

class TestPlaneWindow : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }

    void dimensionsChooseThePlots();
    void undoBringsThePlotsBack();
    void centerDragTurnsManualInOneUndoStep();
    void cutIsDraggedAndNoEdit();
    void headingsSayWhatIsShown();
    void listChoosesTheColours();
    void mouseReadsARegion();
    void shownPlotsAreRememberedForEachSpace();

private:
    void askForLittle() const;
    /// Presses a key in the field of the number of dimensions.
    void step(Qt::Key key) const;
    [[nodiscard]] bool isShown(std::string_view name) const
    {
        return !m_fixture->window->board().panel(name).isHidden();
    }
    /// Whether there is a tab, in front or behind.
    [[nodiscard]] bool hasTab(std::string_view name) const
    {
        const PlotTabs& tabs = m_fixture->window->board().tabs();
        return tabs.isBehind(name) || tabs.front() == name;
    }
    [[nodiscard]] QStringList shownPlots() const;
    std::optional<WindowFixture> m_fixture;
};

void TestPlaneWindow::init()
{
    m_fixture.emplace();
    askForLittle();
}

/// So that a busy machine answers soon.
void TestPlaneWindow::askForLittle() const
{
    const std::vector<FieldEdit> littleToDo{{"monteCarlo.trainingSets", "0"},
                                            {"sweep.experts", "[1, 12]"}};
    m_fixture->store().apply(withFields(m_fixture->scenario(), littleToDo), {}, {});
    QVERIFY(m_fixture->settle());
}

void TestPlaneWindow::step(Qt::Key key) const
{
    auto* field = m_fixture->window->findChild<QWidget*>(QStringLiteral("dimensions"));
    field->setFocus();
    QTest::keyClick(field, key);
    QVERIFY(m_fixture->settle());
}

QStringList TestPlaneWindow::shownPlots() const
{
    QStringList names;
    for (const char* name : {"plane", "fit", "experts-density", "region-errors"}) {
        if (isShown(name))
            names << name;
    }
    for (const char* name :
         {"tradeoff", "segmentations", "power-map", "laws", "parameter-sweep", "bound"}) {
        if (hasTab(name))
            names << name;
    }
    return names;
}

void TestPlaneWindow::dimensionsChooseThePlots()
{
    const QStringList line = shownPlots();
    QVERIFY(line.contains("experts-density") && !line.contains("plane"));
    step(Qt::Key_Up);
    QCOMPARE(m_fixture->scenario().dimensions(), std::size_t{2});
    QCOMPARE(shownPlots(), (QStringList{"plane", "fit", "tradeoff", "parameter-sweep", "bound"}));
    QVERIFY(m_fixture->action(ActionId::BoundPlot).isEnabled());
    QVERIFY(!m_fixture->action(ActionId::PowerMapPlot).isEnabled());
    step(Qt::Key_Up);
    QCOMPARE(shownPlots(), (QStringList{"fit", "experts-density", "region-errors", "tradeoff",
                                        "parameter-sweep", "bound"}));
    step(Qt::Key_Down);
    step(Qt::Key_Down);
    QCOMPARE(shownPlots(), line);
}

void TestPlaneWindow::undoBringsThePlotsBack()
{
    const QStringList line = shownPlots();
    step(Qt::Key_Up);
    const QStringList plane = shownPlots();
    m_fixture->action(ActionId::Undo).trigger();
    QCOMPARE(shownPlots(), line);
    m_fixture->action(ActionId::Redo).trigger();
    QCOMPARE(shownPlots(), plane);
    QVERIFY(m_fixture->settle());
    QVERIFY(m_fixture->plot("plane").figure().tilings.size() == 1);
}

void TestPlaneWindow::centerDragTurnsManualInOneUndoStep()
{
    step(Qt::Key_Up);
    FigurePlot& plane = m_fixture->plot("plane");
    const std::vector<PlanePoint> centers = plane.figure().handles.points;
    const Scenario before = m_fixture->scenario();
    QCOMPARE(centers.size(), static_cast<std::size_t>(before.experts));
    const int steps = m_fixture->store().history()->count();
    const PlanePoint goal{0.9, 0.08};
    drag(plane, plane.toPixel(centers[2].x, centers[2].y), plane.toPixel(goal.x, goal.y));
    const Scenario after = m_fixture->scenario();
    QCOMPARE(after.segmentation.kind, std::string("manual"));
    QCOMPARE(after.experts, before.experts);
    const auto& moved = std::get<std::vector<Record>>(after.segmentation.values.at("centers"));
    for (std::size_t i = 0; i < centers.size(); ++i) {
        const PlanePoint expected = i == 2 ? goal : centers[i];
        const double near = i == 2 ? 0.01 : 1e-3; // a pixel; digits that a person reads
        QVERIFY(std::abs(moved[i][0] - expected.x) < near);
        QVERIFY(std::abs(moved[i][1] - expected.y) < near);
    }
    QCOMPARE(m_fixture->store().history()->count(), steps + 1);
    m_fixture->action(ActionId::Undo).trigger();
    QVERIFY(m_fixture->scenario() == before);
}

void TestPlaneWindow::cutIsDraggedAndNoEdit()
{
    step(Qt::Key_Up);
    FigurePlot& plane = m_fixture->plot("plane");
    const Scenario before = m_fixture->scenario();
    const Figure fit = m_fixture->plot("fit").figure();
    const double at = plane.figure().rules.front().at;
    const QPointF from = plane.toPixel(0.985, at);
    drag(plane, from, QPointF(from.x(), plane.toPixel(0, 0.8).y()));
    QVERIFY(std::abs(plane.figure().rules.front().at - 0.8) < 0.01);
    const Figure moved = *m_fixture->window->board().panel("fit").currentFigure();
    QVERIFY(moved.x.label != fit.x.label);
    QVERIFY(moved.x.label.find("x2 = 0.8") != std::string::npos ||
            moved.x.label.find("x2 = 0.79") != std::string::npos);
    QVERIFY(moved.curves.front().y != fit.curves.front().y);
    QVERIFY(m_fixture->scenario() == before);
}

void TestPlaneWindow::headingsSayWhatIsShown()
{
    const auto heads = [this](const QString& title) {
        const auto labels = m_fixture->window->board().panel("fit").findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text() == title;
        });
    };
    QVERIFY(heads("Fit"));
    step(Qt::Key_Up);
    QVERIFY(!heads("Fit"));
    QVERIFY(heads("Fit along the cut"));
    step(Qt::Key_Down);
    QVERIFY(heads("Fit"));
}

void TestPlaneWindow::listChoosesTheColours()
{
    step(Qt::Key_Up);
    auto* list = m_fixture->window->findChild<QComboBox*>(QStringLiteral("planeColours"));
    FigurePlot& plane = m_fixture->plot("plane");
    QCOMPARE(plane.figure().fields.size(), std::size_t{1});
    const QImage target = plane.grab().toImage();
    list->setFocus();
    for (int i = 1; i < list->count(); ++i) {
        QTest::keyClick(list, Qt::Key_Down);
        const auto colours = static_cast<PlaneColours>(list->currentData().toInt());
        QVERIFY(m_fixture->window->board().plane().colours() == colours);
        const bool isOfRegions = colours >= PlaneColours::Constants;
        QCOMPARE(plane.figure().fields.empty(), isOfRegions);
        QCOMPARE(plane.figure().tilings.front().values.empty(), !isOfRegions);
        QVERIFY(plane.grab().toImage() != target);
    }
    QCOMPARE(list->currentIndex(), 7);
}

void TestPlaneWindow::mouseReadsARegion()
{
    step(Qt::Key_Up);
    FigurePlot& plane = m_fixture->plot("plane");
    QSignalSpy hovered(&m_fixture->window->board(), &PlotBoard::hovered);
    QTest::mouseMove(&plane, plane.toPixel(0.03, 0.97).toPoint());
    QTRY_VERIFY(!hovered.isEmpty());
    const QString text = hovered.last().front().toString();
    QVERIFY2(text.contains("region ") && text.contains(", P "), qPrintable(text));
}

void TestPlaneWindow::shownPlotsAreRememberedForEachSpace()
{
    step(Qt::Key_Up);
    m_fixture->action(ActionId::ExpertsDensityPlot).trigger();
    m_fixture->window->board().tabs().setFront("tradeoff");
    QVERIFY(isShown("experts-density"));
    QStringList plane = shownPlots();
    step(Qt::Key_Down);
    m_fixture->action(ActionId::RegionErrorsPlot).trigger();
    const QStringList line = shownPlots();
    QVERIFY(!line.contains("region-errors") && line.contains("experts-density"));
    QVERIFY(m_fixture->window->close());
    m_fixture->open();
    askForLittle();
    QCOMPARE(shownPlots(), line);
    step(Qt::Key_Up);
    QCOMPARE(shownPlots(), plane);
}

QTEST_MAIN(TestPlaneWindow)
#include "test_plane_window.moc"
