// SPDX-License-Identifier: GPL-3.0-or-later
// What the View menu and the settings do to the window.
#include "tests/ui/window_fixture.h"

#include "ui/view_commands.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QMimeData>
#include <QTest>

using namespace tradeoff;
using namespace tradeoff::ui;

class TestViewCommands : public QObject {
    Q_OBJECT

private slots:
    void everyPlotCanBeHiddenAndShown();
    void columnZoomsTogether();
    void logarithmicSwitchesAndMenuAgree();
    void themeSwitchesAtOnce();
    void projectorEnlargesLetters();
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
    QVERIFY(QApplication::font().pointSizeF() > 1.3 * before);
    QVERIFY(!fixture.window->board().panel("region-errors").isVisible());
    QTest::keyClick(fixture.window.get(), Qt::Key_F5);
    QCOMPARE(QApplication::font().pointSizeF(), before);
    QVERIFY(fixture.window->board().panel("region-errors").isVisible());
}

void TestViewCommands::viewSurvivesTheSession()
{
    WindowFixture fixture;
    QVERIFY(fixture.settle());
    fixture.window->resize(1100, 720);
    fixture.action(ActionId::ThemeDark).trigger();
    fixture.action(ActionId::RegionErrorsPlot).trigger();
    fixture.action(ActionId::LogarithmicY).trigger();
    const bool logarithmic = fixture.action(ActionId::LogarithmicY).isChecked();
    fixture.window->close();
    fixture.open();
    QVERIFY(fixture.settle());
    QVERIFY(fixture.action(ActionId::ThemeDark).isChecked());
    QVERIFY(!fixture.window->board().panel("region-errors").isVisible());
    QCOMPARE(fixture.action(ActionId::LogarithmicY).isChecked(), logarithmic);
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
