// SPDX-License-Identifier: GPL-3.0-or-later
// What the View menu and the settings do to the window.
#include "core/dimensions.h"
#include "tests/ui/window_fixture.h"

#include "ui/fit_spread_view.h"
#include "ui/palette.h"
#include "ui/view_commands.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QMimeData>
#include <QScreen>
#include <QTest>
#include <QToolButton>

using namespace tradeoff;
using namespace tradeoff::ui;

class TestViewCommands : public QObject {
    Q_OBJECT

private slots:
    void everyPlotCanBeHiddenAndShown();
    void columnZoomsTogether();
    void logarithmicSwitchesAndMenuAgree();
    void rangeOverSamplesIsSwitchedByBoxAndMenu();
    void themeSwitchesAtOnce();
    void projectorEnlargesLetters();
    void windowForTheClassFitsOnTheScreen_data();
    void windowForTheClassFitsOnTheScreen();
    void ladderShowsTrainingSets();
    void tenMoreFitsAtAStroke();
    void ladderFollowsTheSimulation();
    void fitsStayUntilTheNextAreThere();
    void viewSurvivesTheSession();
    void junkSettingsAreIgnored();
    void copyPutsPictureAndDrawingOnTheClipboard();
};

void TestViewCommands::everyPlotCanBeHiddenAndShown()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    const std::vector<std::pair<ActionId, const char*>> toggles = {
        {ActionId::FitPlot, "fit"},
        {ActionId::ExpertsDensityPlot, "experts-density"},
        {ActionId::RegionErrorsPlot, "region-errors"},
        {ActionId::TradeoffPlot, "tradeoff"},
        {ActionId::DecompositionPlot, "decomposition"},
    };
    for (const auto& [id, name] : toggles) {
        fixture.action(id).trigger();
        QVERIFY2(!fixture.window->board().panel(name).isVisible(), name);
    }
    QTest::keyClick(fixture.window.get(), Qt::Key_BracketRight);
    QVERIFY(fixture.settle());
    for (const auto& [id, name] : toggles) {
        fixture.action(id).trigger();
        QVERIFY2(fixture.window->board().panel(name).isVisible(), name);
    }
    QCOMPARE(fixture.plot("fit").figure().boundaries.positions.size(), std::size_t{10});
    QTest::keyClick(fixture.window.get(), Qt::Key_F9);
    QVERIFY(!fixture.window->controls().isVisible());
}

void TestViewCommands::columnZoomsTogether()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    FigurePlot& fit = fixture.plot("fit");
    FigurePlot& density = fixture.plot("experts-density");
    FigurePlot& errors = fixture.plot("region-errors");
    QCOMPARE(fit.toPixel(0.3, 0).x(), density.toPixel(0.3, 0).x());
    const Interval everything = fit.visibleX();
    fit.setFocus();
    QTest::keyClick(&fit, Qt::Key_Plus);
    QVERIFY(fit.visibleX().length() < everything.length());
    QCOMPARE(density.visibleX(), fit.visibleX());
    QCOMPARE(errors.visibleX(), fit.visibleX());
    QCOMPARE(fit.toPixel(0.3, 0).x(), errors.toPixel(0.3, 0).x());
    QTest::keyClick(&errors, Qt::Key_Home);
    QCOMPARE(fit.visibleX(), everything);
    QTest::keyClick(&density, Qt::Key_Plus);
    QVERIFY(fit.visibleX() != everything);
    fixture.action(ActionId::FitAxes).trigger();
    QCOMPARE(fit.visibleX(), everything);
    QCOMPARE(density.visibleX(), everything);
}

void TestViewCommands::logarithmicSwitchesAndMenuAgree()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    auto* box = fixture.window->findChild<QCheckBox*>(QStringLiteral("tradeoff.logarithmicX"));
    QAction& action = fixture.action(ActionId::LogarithmicX);
    QCOMPARE(action.isChecked(), box->isChecked());
    const bool before = box->isChecked();
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    QCOMPARE(action.isChecked(), !before);
    const AxisScale expected = before ? AxisScale::Linear : AxisScale::Logarithmic;
    QCOMPARE(fixture.plot("tradeoff").figure().x.scale, expected);
    action.trigger();
    QCOMPARE(box->isChecked(), before);
    QVERIFY(fixture.plot("tradeoff").figure().x.scale != expected);
    QVERIFY(!fixture.store().history()->canUndo()); // view, not scenario
}

void TestViewCommands::rangeOverSamplesIsSwitchedByBoxAndMenu()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    const auto bands = [&] { return fixture.plot("tradeoff").figure().bands.size(); };
    auto* box = fixture.window->findChild<QCheckBox*>(QStringLiteral("tradeoff.testErrorBand"));
    QCOMPARE(bands(), std::size_t{0});
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    QVERIFY(fixture.action(ActionId::TestErrorBand).isChecked());
    QCOMPARE(bands(), std::size_t{1});
    fixture.action(ActionId::TestErrorBand).trigger();
    QVERIFY(!box->isChecked());
    QCOMPARE(bands(), std::size_t{0});
}

void TestViewCommands::themeSwitchesAtOnce()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    const auto corner = [&] { return fixture.plot("fit").grab().toImage().pixelColor(2, 2); };
    fixture.action(ActionId::ThemeDark).trigger();
    QVERIFY(QApplication::palette().color(QPalette::Window).lightnessF() < 0.3);
    QVERIFY(corner().lightnessF() < 0.3);
    fixture.action(ActionId::ThemeLight).trigger();
    QVERIFY(QApplication::palette().color(QPalette::Window).lightnessF() > 0.7);
    QVERIFY(corner().lightnessF() > 0.7);
}

void TestViewCommands::projectorEnlargesLetters()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    const double before = QApplication::font().pointSizeF();
    QTest::keyClick(fixture.window.get(), Qt::Key_F5);
    const QSize screen = fixture.window->screen()->availableSize();
    QCOMPARE(QApplication::font().pointSizeF(), before * projectorEnlargement(screen));
    QVERIFY(!fixture.window->board().panel("region-errors").isVisible());
    QTest::keyClick(fixture.window.get(), Qt::Key_F5);
    QCOMPARE(QApplication::font().pointSizeF(), before);
    QVERIFY(fixture.window->board().panel("region-errors").isVisible());
}

void TestViewCommands::windowForTheClassFitsOnTheScreen_data()
{
    QTest::addColumn<QSize>("screen");
    for (const QSize& size :
         {QSize(1920, 1080), QSize(1366, 768), QSize(1280, 720), QSize(1024, 768)})
        QTest::addRow("%d x %d", size.width(), size.height()) << size;
}

/// In one dimension and in the plane, under a title bar and a panel of the desktop.
void TestViewCommands::windowForTheClassFitsOnTheScreen()
{
    QFETCH(QSize, screen);
    const WindowFixture fixture;
    const QSize room = screen - QSize(2, 24);
    fixture.window->resize(room);
    fixture.window->view().setDistance(ViewingDistance::Projector, screen);
    for (const std::size_t dimensions : {1, 2}) {
        Scenario scenario = withDimensions(fixture.scenario(), dimensions);
        scenario.trainingSets = 0;
        scenario.sweep = {1, 4, {}};
        fixture.store().apply(scenario, {}, {});
        QVERIFY(fixture.settle());
        const QSize least = fixture.window->minimumSizeHint();
        QVERIFY2(least.width() <= room.width() && least.height() <= room.height(),
                 qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
    }
    const double enlargement = projectorEnlargement(screen);
    QVERIFY(enlargement > (screen.height() >= 1080 ? 1.5 : 1.02));
    QCOMPARE(QApplication::font().pointSizeF(), 10 * enlargement);
}

namespace {

QToolButton* step(const WindowFixture& fixture, int number)
{
    return fixture.window->findChild<QToolButton*>(QStringLiteral("fits%1").arg(number));
}

std::size_t fitsDrawn(const WindowFixture& fixture)
{
    const std::vector<StepBundle>& bundles = fixture.plot("fit").figure().bundles;
    return bundles.empty() ? 0 : bundles.front().steps.size();
}

} // namespace

void TestViewCommands::ladderShowsTrainingSets()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    QVERIFY(fixture.window->board().wantedParts().empty());
    QVERIFY(step(fixture, 0)->isChecked());
    QCOMPARE(step(fixture, 3)->text(), QStringLiteral("1000"));
    const QList<std::pair<int, std::size_t>> steps{{1, 10}, {2, 100}, {3, 100}, {0, 0}};
    for (const auto& [number, drawn] : steps) {
        step(fixture, number)->click();
        QVERIFY(fixture.settle());
        QCOMPARE(fitsDrawn(fixture), drawn);
        for (int i = 0; i < 4; ++i)
            QCOMPARE(step(fixture, i)->isChecked(), i == number);
    }
    QVERIFY(fixture.window->board().wantedParts().empty());
    QVERIFY(!fixture.store().history()->canUndo()); // view, not scenario
    // What is exported is what is seen.
    step(fixture, 1)->click();
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.window->board().panel("fit").currentFigure()->name, std::string("spread"));
    // A plot that is not there asks for nothing; when it is back it is filled.
    fixture.action(ActionId::FitPlot).trigger();
    QVERIFY(fixture.window->board().wantedParts().empty());
    QTest::keyClick(fixture.window.get(), Qt::Key_BracketRight);
    QVERIFY(fixture.settle());
    fixture.action(ActionId::FitPlot).trigger();
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.plot("fit").figure().bundles.front().steps.front().constants->size(),
             std::size_t(fixture.scenario().experts));
}

void TestViewCommands::tenMoreFitsAtAStroke()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    const auto more = [&] {
        QTest::keyClick(fixture.window.get(), Qt::Key_Space, Qt::ShiftModifier);
        return fixture.settle();
    };
    const Scenario before = fixture.scenario();
    for (const std::size_t wanted : {10, 20, 30}) {
        QVERIFY(more());
        QCOMPARE(fitsDrawn(fixture), wanted);
    }
    QVERIFY(!step(fixture, 1)->isChecked());
    step(fixture, 2)->click();
    QVERIFY(more()); // no more than a hundred are drawn: all are in the statistics
    QVERIFY(step(fixture, 3)->isChecked());
    QCOMPARE(fixture.plot("fit").figure().bundles.front().label, std::string("100 of 1000 fits"));
    QCOMPARE(fixture.scenario(), before);
}

void TestViewCommands::ladderFollowsTheSimulation()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    step(fixture, 3)->click();
    const auto simulate = [&](int sets) {
        Scenario scenario = fixture.scenario();
        scenario.trainingSets = sets;
        fixture.store().apply(scenario, {}, {});
        return fixture.settle();
    };
    QVERIFY(simulate(50));
    QVERIFY(step(fixture, 1)->isVisible() && !step(fixture, 2)->isVisible());
    QCOMPARE(step(fixture, 3)->text(), QStringLiteral("50"));
    QCOMPARE(fitsDrawn(fixture), std::size_t{50});
    QVERIFY(simulate(0));
    QVERIFY(!step(fixture, 0)->isVisible());
    QVERIFY(!fixture.action(ActionId::MoreFits).isEnabled());
    QCOMPARE(fixture.plot("fit").figure().name, std::string("fit"));
    QVERIFY(simulate(20));
    QCOMPARE(fitsDrawn(fixture), std::size_t{20});
}

void TestViewCommands::fitsStayUntilTheNextAreThere()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    step(fixture, 1)->click();
    QVERIFY(fixture.settle());
    // An early stage of the next answer.
    auto early = std::make_shared<Result>(compute(fixture.scenario()));
    QVERIFY(early->fitSpread == nullptr);
    fixture.window->board().showResult(early);
    QCOMPARE(fitsDrawn(fixture), std::size_t{10});
}

void TestViewCommands::viewSurvivesTheSession()
{
    WindowFixture fixture;
    QVERIFY(fixture.settle());
    fixture.window->resize(1100, 720);
    fixture.action(ActionId::ThemeDark).trigger();
    fixture.action(ActionId::RegionErrorsPlot).trigger();
    fixture.action(ActionId::LogarithmicY).trigger();
    fixture.action(ActionId::TestErrorBand).trigger();
    step(fixture, 2)->click();
    const bool logarithmic = fixture.action(ActionId::LogarithmicY).isChecked();
    fixture.window->close();
    fixture.open();
    QVERIFY(fixture.settle());
    QVERIFY(fixture.action(ActionId::ThemeDark).isChecked());
    QVERIFY(step(fixture, 2)->isChecked());
    QCOMPARE(fitsDrawn(fixture), std::size_t{100});
    QVERIFY(!fixture.window->board().panel("region-errors").isVisible());
    QCOMPARE(fixture.action(ActionId::LogarithmicY).isChecked(), logarithmic);
    QVERIFY(fixture.action(ActionId::TestErrorBand).isChecked());
    QVERIFY(fixture.plot("tradeoff").figure().bands.size() == 1);
    QCOMPARE(fixture.plot("tradeoff").figure().y.scale,
             logarithmic ? AxisScale::Logarithmic : AxisScale::Linear);
    fixture.action(ActionId::ThemeLight).trigger();
}

void TestViewCommands::junkSettingsAreIgnored()
{
    WindowFixture fixture;
    fixture.window->close();
    for (const QString& key : fixture.settings->allKeys()) {
        fixture.settings->setValue(key, QStringLiteral("junk"));
    }
    fixture.open();
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.scenario(), startScenario());
    QVERIFY(fixture.window->isVisible());
}

void TestViewCommands::copyPutsPictureAndDrawingOnTheClipboard()
{
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    fixture.plot("tradeoff").setFocus();
    fixture.action(ActionId::CopyPlot).trigger();
    const QMimeData* data = QApplication::clipboard()->mimeData();
    QVERIFY(data->hasImage());
    QVERIFY(!qvariant_cast<QImage>(data->imageData()).isNull());
    QVERIFY(data->data(QStringLiteral("image/svg+xml")).contains("<svg"));
    QVERIFY(data->data(QStringLiteral("image/png")).startsWith("\x89PNG"));
    QCOMPARE(fixture.window->board().currentPanel().row().name, std::string_view("tradeoff"));
}

QTEST_MAIN(TestViewCommands)
#include "test_view_commands.moc"
