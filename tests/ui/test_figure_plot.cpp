// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/plane_figures.h"
#include "tests/ui/plot_fixture.h"

#include <QImage>
#include <QSignalSpy>

#include <algorithm>
#include <cmath>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

/// How long a unit is along both axes, in pixels.
QSizeF unitOf(const FigurePlot& plot)
{
    const QPointF step = plot.toPixel(1, 1) - plot.toPixel(0, 0);
    return {step.x(), -step.y()};
}

/// Whether a unit is as long along both axes, but for a pixel along the shorter side.
bool isEqual(const FigurePlot& plot)
{
    const QSizeF unit = unitOf(plot);
    const Figure& figure = plot.figure();
    const double wide = plot.visibleX().length();
    const double tall = wide * figure.y.range.length() / figure.x.range.length();
    const double side = std::min(wide * unit.width(), tall * unit.height());
    return std::abs(unit.width() / unit.height() - 1) * side < 1.01;
}

} // namespace

class TestFigurePlot : public QObject {
    Q_OBJECT

private slots:
    void pixelsAndValuesAgreeBothWays();
    void wheelZoomsAboutTheMouse();
    void wheelOverAnAxisZoomsItAlone();
    void dragPansByTheDistanceOfTheMouse();
    void doubleClickShowsTheFiguresOwnRange();
    void zoomStaysWhenTheFigureChanges();
    void ownRangeFollowsWhenNothingWasChosen();
    void heldAxesStandStill();
    void changedScaleShowsItsOwnRange();
    void visibleXSetFromOutsideIsNotReported();
    void zoomEndsBeforeNumbersDo();
    void keysPanZoomAndFit();
    void tabReachesThePlotAndShowsIt();
    void titleAndSummaryAreReadAloud();
    void leftMarginLinesUpPlots();
    void unitIsAsLongAlongBothAxes();
    void zoomKeepsUnitsEqual();
};

void TestFigurePlot::pixelsAndValuesAgreeBothWays()
{
    const Shown s(tradeoffFigure());
    for (const double x : {1.0, 3.0, 100.0}) {
        for (const double y : {0.01, 0.5}) {
            const QPointF back = s.plot.fromPixel(s.plot.toPixel(x, y));
            QVERIFY(std::abs(back.x() / x - 1.0) < 1e-9);
            QVERIFY(std::abs(back.y() / y - 1.0) < 1e-9);
        }
    }
    QVERIFY(s.at(1.0, 0.01).x() < s.at(100.0, 0.01).x());
    QVERIFY(s.at(1.0, 0.01).y() > s.at(1.0, 1.0).y());
}

void TestFigurePlot::wheelZoomsAboutTheMouse()
{
    Shown s(fitFigure());
    const QSignalSpy changed(&s.plot, &FigurePlot::visibleXChanged);
    const QPointF fixed = s.plot.fromPixel(s.at(0.3, 0.6));
    const QPoint mouse = s.at(0.3, 0.6);
    s.wheel(mouse, 120);
    QVERIFY(s.plot.visibleX().length() < 0.95);
    const QPointF now = s.plot.fromPixel(mouse);
    QVERIFY(std::abs(now.x() - fixed.x()) < 1e-3);
    QVERIFY(std::abs(now.y() - fixed.y()) < 1e-3);
    QCOMPARE(changed.count(), 1);
    s.wheel(mouse, -120);
    QVERIFY(std::abs(s.plot.visibleX().length() - 1.0) < 1e-9);
}

void TestFigurePlot::wheelOverAnAxisZoomsItAlone()
{
    Shown s(fitFigure());
    const double height = s.plot.fromPixel({300, 100}).y() - s.plot.fromPixel({300, 300}).y();
    s.wheel({300, s.at(0.5, 0.0).y() + 15}, 120);
    QVERIFY(s.plot.visibleX().length() < 0.95);
    QCOMPARE(s.plot.fromPixel({300, 100}).y() - s.plot.fromPixel({300, 300}).y(), height);
    const Interval x = s.plot.visibleX();
    s.wheel({s.at(x.low, 0.5).x() - 15, 200}, 120);
    QVERIFY(s.plot.fromPixel({300, 100}).y() - s.plot.fromPixel({300, 300}).y() < height);
    QCOMPARE(s.plot.visibleX(), x);
}

void TestFigurePlot::dragPansByTheDistanceOfTheMouse()
{
    Shown s(fitFigure());
    const QPoint from = s.at(0.4, 0.5);
    const QPointF grabbed = s.plot.fromPixel(from);
    const QPoint to = from + QPoint(60, -30);
    s.drag(from, to, 6);
    const QPointF now = s.plot.fromPixel(to);
    QVERIFY(std::abs(now.x() - grabbed.x()) < 1e-9);
    QVERIFY(std::abs(now.y() - grabbed.y()) < 1e-9);
    QVERIFY(s.plot.visibleX().low < -0.05);
}

void TestFigurePlot::doubleClickShowsTheFiguresOwnRange()
{
    Shown s(fitFigure());
    s.wheel(s.at(0.3, 0.6), 360);
    const QSignalSpy changed(&s.plot, &FigurePlot::visibleXChanged);
    QTest::mouseDClick(&s.plot, Qt::LeftButton, {}, s.at(0.35, 0.55));
    QCOMPARE(s.plot.visibleX(), (Interval{0.0, 1.0}));
    QCOMPARE(changed.count(), 1);
}

void TestFigurePlot::zoomStaysWhenTheFigureChanges()
{
    Shown s(fitFigure());
    s.wheel(s.at(0.3, 0.6), 240);
    const Interval chosen = s.plot.visibleX();
    Figure other = fitFigure();
    other.x.range = {-1.0, 2.0};
    s.plot.setFigure(other);
    QCOMPARE(s.plot.visibleX(), chosen);
    s.plot.fitAxes();
    QCOMPARE(s.plot.visibleX(), (Interval{-1.0, 2.0}));
}

void TestFigurePlot::ownRangeFollowsWhenNothingWasChosen()
{
    Shown s(fitFigure());
    Figure other = fitFigure();
    other.x.range = {-1.0, 2.0};
    s.plot.setFigure(other);
    QCOMPARE(s.plot.visibleX(), (Interval{-1.0, 2.0}));
}

void TestFigurePlot::heldAxesStandStill()
{
    Shown s(fitFigure());
    s.plot.holdAxes(true);
    Figure other = fitFigure();
    other.x.range = {-1.0, 2.0};
    other.y.range = {-5.0, 5.0};
    const QPoint before = s.at(0.5, 0.5);
    s.plot.setFigure(other);
    QCOMPARE(s.at(0.5, 0.5), before);
    s.plot.holdAxes(false);
    s.plot.setFigure(other);
    QCOMPARE(s.plot.visibleX(), (Interval{-1.0, 2.0}));
}

void TestFigurePlot::changedScaleShowsItsOwnRange()
{
    Shown s(fitFigure());
    s.plot.holdAxes(true);
    s.wheel(s.at(0.3, 0.6), 240);
    s.plot.setFigure(tradeoffFigure());
    QCOMPARE(s.plot.visibleX(), (Interval{1.0, 100.0}));
}

void TestFigurePlot::visibleXSetFromOutsideIsNotReported()
{
    Shown s(fitFigure());
    const QSignalSpy changed(&s.plot, &FigurePlot::visibleXChanged);
    s.plot.setVisibleX({0.25, 0.5});
    QCOMPARE(s.plot.visibleX(), (Interval{0.25, 0.5}));
    QCOMPARE(changed.count(), 0);
    // The figure's own range, told by another plot, is no choice to be kept.
    s.plot.setVisibleX({0.0, 1.0});
    Figure other = fitFigure();
    other.x.range = {-1.0, 2.0};
    s.plot.setFigure(other);
    QCOMPARE(s.plot.visibleX(), (Interval{-1.0, 2.0}));
}

void TestFigurePlot::zoomEndsBeforeNumbersDo()
{
    Shown s(tradeoffFigure());
    const QPoint mouse = s.at(5.0, 0.1);
    for (int i = 0; i < 400; ++i)
        s.wheel(mouse, 1200);
    QVERIFY(s.plot.visibleX().length() > 0.0);
    QVERIFY(std::isfinite(s.plot.toPixel(5.0, 0.1).x()));
    for (int i = 0; i < 400; ++i)
        s.wheel(mouse, -1200);
    QVERIFY(s.plot.visibleX().low > 0.0);
    QVERIFY(std::isfinite(s.plot.visibleX().high));
    QVERIFY(!s.plot.grab().isNull());
}

void TestFigurePlot::keysPanZoomAndFit()
{
    Shown s(fitFigure());
    QSignalSpy changed(&s.plot, &FigurePlot::visibleXChanged);
    QTest::keyClick(&s.plot, Qt::Key_Right);
    QVERIFY(std::abs(s.plot.visibleX().low - 0.1) < 1e-12);
    QTest::keyClick(&s.plot, Qt::Key_Left);
    QVERIFY(std::abs(s.plot.visibleX().low) < 1e-12);
    QTest::keyClick(&s.plot, Qt::Key_Plus);
    QVERIFY(std::abs(s.plot.visibleX().length() - 0.8) < 1e-12);
    QTest::keyClick(&s.plot, Qt::Key_Minus);
    QVERIFY(std::abs(s.plot.visibleX().length() - 1.0) < 1e-12);
    QCOMPARE(changed.count(), 4);
    const double bottom = s.plot.fromPixel({300, 300}).y();
    QTest::keyClick(&s.plot, Qt::Key_Up);
    QVERIFY(s.plot.fromPixel({300, 300}).y() > bottom + 0.05);
    QTest::keyClick(&s.plot, Qt::Key_Home);
    QCOMPARE(s.plot.visibleX(), (Interval{0.0, 1.0}));
    QVERIFY(std::abs(s.plot.fromPixel({300, 300}).y() - bottom) < 1e-12);
}

void TestFigurePlot::tabReachesThePlotAndShowsIt()
{
    Shown s(fitFigure());
    QVERIFY(s.plot.focusPolicy() & Qt::TabFocus);
    s.plot.clearFocus();
    const QImage before = s.plot.grab().toImage();
    QFocusEvent in(QEvent::FocusIn, Qt::TabFocusReason);
    QApplication::sendEvent(&s.plot, &in);
    QVERIFY(s.plot.grab().toImage() != before);
    QFocusEvent out(QEvent::FocusOut, Qt::TabFocusReason);
    QApplication::sendEvent(&s.plot, &out);
    QVERIFY(s.plot.grab().toImage() == before);
}

void TestFigurePlot::titleAndSummaryAreReadAloud()
{
    const Shown s(fitFigure());
    QCOMPARE(s.plot.accessibleName(), QStringLiteral("Fit"));
    QCOMPARE(s.plot.accessibleDescription(), QStringLiteral("A line and four regions."));
}

void TestFigurePlot::leftMarginLinesUpPlots()
{
    Figure wide = fitFigure();
    wide.y.range = {0.0, 0.00012};
    Shown a(fitFigure());
    Shown b(wide);
    a.plot.setLeftMargin(70);
    b.plot.setLeftMargin(70);
    QCOMPARE(a.at(0.0, 0.0).x(), b.at(0.0, 0.0).x());
    QCOMPARE(a.at(1.0, 0.0).x(), b.at(1.0, 0.0).x());
    QVERIFY(std::abs(a.at(0.0, 0.0).x() - 70) <= 1);
}

void TestFigurePlot::unitIsAsLongAlongBothAxes()
{
    for (const Interval& x : {Interval{0, 1}, Interval{-1, 3}, Interval{0, 0.2}}) {
        Figure figure = voronoiFigure(16);
        figure.x.range = x;
        Shown s(figure);
        QVERIFY(isEqual(s.plot));
        for (const QSize& size : {QSize(900, 300), QSize(300, 500), QSize(400, 300)}) {
            s.plot.resize(size);
            QVERIFY2(isEqual(s.plot), qPrintable(QString("%1 x %2: %3 to %4")
                                                     .arg(size.width())
                                                     .arg(size.height())
                                                     .arg(x.low)
                                                     .arg(x.high)));
        }
    }
    Figure free = voronoiFigure(16);
    free.equalAspect = false;
    QVERIFY(!isEqual(Shown(free).plot));
}

void TestFigurePlot::zoomKeepsUnitsEqual()
{
    Shown s(voronoiFigure(16));
    const QPoint mouse = s.at(0.3, 0.6);
    for (const Qt::KeyboardModifiers keys :
         {Qt::NoModifier, Qt::ShiftModifier, Qt::ControlModifier}) {
        s.wheel(mouse, 120, keys);
        QVERIFY(isEqual(s.plot));
    }
    QVERIFY(s.plot.visibleX().length() < 0.7);
    s.wheel(s.at(0.3, 0.0) + QPoint(0, 15), 120); // over the axis
    QVERIFY(isEqual(s.plot));
    s.drag(mouse, mouse + QPoint(40, 10), 4);
    QTest::keyClick(&s.plot, Qt::Key_Plus);
    QVERIFY(isEqual(s.plot));
    for (int i = 0; i < 60; ++i)
        s.wheel(mouse, -120); // up to the widest view
    QVERIFY(isEqual(s.plot));
    s.plot.setVisibleX({0.2, 0.4});
    QVERIFY(isEqual(s.plot));
    s.plot.setFigure(voronoiFigure(25));
    QCOMPARE(s.plot.visibleX(), (Interval{0.2, 0.4}));
    QVERIFY(isEqual(s.plot));
}

QTEST_MAIN(TestFigurePlot)
#include "test_figure_plot.moc"
