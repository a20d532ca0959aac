// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_plot.h"

#include "ui/plots/axis_ticks.h"
#include "ui/plots/curves.h"
#include "ui/plots/end_labels.h"
#include "ui/plots/figure_canvas.h"
#include "ui/plots/regions.h"

#include <QImage>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

PointCloud cloud(std::size_t count)
{
    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t i = 0; i < count; ++i) {
        x.push_back(std::fmod(static_cast<double>(i) * 0.618033988749895, 1.0));
        y.push_back(std::fmod(static_cast<double>(i) * 0.754877666246693, 1.0));
    }
    return {Role::Samples, "samples", std::make_shared<const std::vector<double>>(std::move(x)),
            std::make_shared<const std::vector<double>>(std::move(y))};
}

Figure fitFigure()
{
    Figure figure;
    figure.title = "Fit";
    figure.summary = "A line and four regions.";
    figure.x = {"x", AxisScale::Linear, {0.0, 1.0}};
    figure.y = {"y", AxisScale::Linear, {0.0, 1.0}};
    figure.clouds = {cloud(50)};
    figure.curves = {{Role::Target, "target", CurveShape::Line, {0.0, 1.0}, {0.0, 1.0}},
                     {Role::LearnedFit,
                      "learned fit",
                      CurveShape::Treads,
                      {0.0, 0.25, 0.5, 0.75, 1.0},
                      {0.1, 0.4, 0.6, 0.9}}};
    figure.boundaries = {{0.25, 0.5, 0.75}, true};
    return figure;
}

Figure tradeoffFigure()
{
    Figure figure;
    figure.title = "Tradeoff";
    figure.x = {"number of experts m", AxisScale::Logarithmic, {1.0, 100.0}};
    figure.y = {"error", AxisScale::Logarithmic, {0.01, 1.0}};
    Curve curve{Role::TestError, "test error", CurveShape::Line, {}, {}};
    for (int m = 1; m <= 100; ++m) {
        curve.x.push_back(m);
        curve.y.push_back(1.0 / m);
    }
    figure.curves = {curve};
    figure.rules = {{Role::CurrentExperts, "m = 10", 10.0, true}};
    figure.marks = {{Role::BestExperts, "best m = 30", 30.0, 0.033}};
    return figure;
}

/// A plot that is shown, 600 × 400.
struct Shown {
    explicit Shown(Figure figure)
    {
        plot.resize(600, 400);
        plot.setFigure(std::move(figure));
        plot.show();
        shown = QTest::qWaitForWindowExposed(&plot);
    }

    [[nodiscard]] QPoint at(double x, double y) const { return plot.toPixel(x, y).toPoint(); }

    void move(const QPoint& to, Qt::MouseButtons buttons = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, to, plot.mapToGlobal(to), Qt::NoButton, buttons,
                          Qt::NoModifier);
        QApplication::sendEvent(&plot, &event);
    }

    void drag(const QPoint& from, const QPoint& to, int steps)
    {
        QTest::mousePress(&plot, Qt::LeftButton, {}, from);
        for (int i = 1; i <= steps; ++i)
            move(from + (to - from) * i / steps, Qt::LeftButton);
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, to);
    }

    void wheel(const QPoint& position, int delta, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(position, plot.mapToGlobal(position), {}, {0, delta}, Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&plot, &event);
    }

    FigurePlot plot;
    bool shown = false;
};

/// Colours that differ from the background, in a part of the widget's picture.
int inkIn(QWidget& widget, const QRect& part)
{
    const QImage image = widget.grab().toImage();
    const QRgb background = image.pixel(1, 1);
    int count = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x)
            count += image.pixel(x, y) != background ? 1 : 0;
    }
    return count;
}

int reddishIn(const QImage& image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            count += c.red() > 180 && c.green() < 130 && c.blue() < 60 ? 1 : 0;
        }
    }
    return count;
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
    void boundaryDragReportsIndexAndGrowingX();
    void boundaryStaysBetweenItsNeighbours();
    void ruleDragReportsItsRoleAlongALogAxis();
    void ruleIsDraggedByItsTag();
    void draggingAHandleDoesNotPan();
    void fixedHandlesPan();
    void cursorTellsWhatCanBeDragged();
    void hoverReadsOutValuesAndRegion();
    void leavingEmptiesTheReadout();
    void readoutNamesTheBoxBelow();
    void keysPanZoomAndFit();
    void tabReachesThePlotAndShowsIt();
    void titleAndSummaryAreReadAloud();
    void leftMarginLinesUpPlots();
    void nonPositiveValuesAreGapsOnLogAxes();
    void valuesFarAwayAreDrawnAtOnce();
    void pictureFollowsTheFigure();
    void sameCloudIsNotDrawnAgain();
    void pictureHasTheScreensPixels();
    void manyRegionsAreDrawn();
    void emptyFigureIsACalmAxis();
    void brokenRangesAreMended();
    void boxLabelIsWrittenWhereItFits();
    void logAxisNumbersArePlain();
    void linearAxisNumbersAreRound();
    void curveIsCutAtTheRectangleAndAtGaps();
    void labelsAreSpreadApart();
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

void TestFigurePlot::boundaryDragReportsIndexAndGrowingX()
{
    Shown s(fitFigure());
    const QSignalSpy dragged(&s.plot, &FigurePlot::boundaryDragged);
    const QSignalSpy finished(&s.plot, &FigurePlot::dragFinished);
    s.drag(s.at(0.5, 0.02), s.at(0.6, 0.02), 10);
    QCOMPARE(dragged.count(), 10);
    double last = 0.5;
    for (const QList<QVariant>& arguments : dragged) {
        QCOMPARE(arguments[0].toInt(), 1);
        QVERIFY(arguments[1].toDouble() > last);
        last = arguments[1].toDouble();
    }
    QVERIFY(std::abs(last - 0.6) < 0.004);
    QCOMPARE(finished.count(), 1);
    // It reports and does not write.
    QCOMPARE(s.plot.figure().boundaries.positions[1], 0.5);
}

void TestFigurePlot::boundaryStaysBetweenItsNeighbours()
{
    Shown s(fitFigure());
    const QSignalSpy dragged(&s.plot, &FigurePlot::boundaryDragged);
    s.drag(s.at(0.25, 0.5), s.at(0.9, 0.5), 5);
    QVERIFY(dragged.count() > 0);
    const double x = dragged.last()[1].toDouble();
    QVERIFY(x < 0.5);
    QVERIFY(x > 0.48);
    s.drag(s.at(0.25, 0.5), QPoint(2, 200), 5);
    QVERIFY(dragged.last()[1].toDouble() > 0.0);
}

void TestFigurePlot::ruleDragReportsItsRoleAlongALogAxis()
{
    Shown s(tradeoffFigure());
    const QSignalSpy dragged(&s.plot, &FigurePlot::ruleDragged);
    const QSignalSpy finished(&s.plot, &FigurePlot::dragFinished);
    // Grabbed beside its line, it does not jump.
    s.drag(s.at(10.0, 0.05) + QPoint(3, 0), s.at(40.0, 0.05) + QPoint(3, 0), 8);
    QCOMPARE(dragged.count(), 8);
    double last = 10.0;
    for (const QList<QVariant>& arguments : dragged) {
        QCOMPARE(arguments[0].value<Role>(), Role::CurrentExperts);
        QVERIFY(arguments[1].toDouble() > last);
        last = arguments[1].toDouble();
    }
    QVERIFY(std::abs(last - 40.0) < 0.7);
    QCOMPARE(finished.count(), 1);
}

void TestFigurePlot::ruleIsDraggedByItsTag()
{
    Shown s(tradeoffFigure());
    const QSignalSpy dragged(&s.plot, &FigurePlot::ruleDragged);
    const QPoint tag = s.at(10.0, 1.0) + QPoint(12, -12);
    s.drag(tag, tag + QPoint(50, 0), 5);
    QCOMPARE(dragged.count(), 5);
    QVERIFY(dragged.last()[1].toDouble() > 12.0);
}

void TestFigurePlot::draggingAHandleDoesNotPan()
{
    Shown s(fitFigure());
    s.drag(s.at(0.5, 0.5), s.at(0.6, 0.5), 5);
    QCOMPARE(s.plot.visibleX(), (Interval{0.0, 1.0}));
}

void TestFigurePlot::fixedHandlesPan()
{
    Figure figure = fitFigure();
    figure.boundaries.draggable = false;
    Shown s(figure);
    const QSignalSpy dragged(&s.plot, &FigurePlot::boundaryDragged);
    const QSignalSpy finished(&s.plot, &FigurePlot::dragFinished);
    s.drag(s.at(0.5, 0.5), s.at(0.6, 0.5), 5);
    QCOMPARE(dragged.count(), 0);
    QCOMPARE(finished.count(), 0);
    QVERIFY(s.plot.visibleX().low < 0.0);
}

void TestFigurePlot::cursorTellsWhatCanBeDragged()
{
    Shown s(fitFigure());
    s.move(s.at(0.4, 0.5));
    QCOMPARE(s.plot.cursor().shape(), Qt::ArrowCursor);
    s.move(s.at(0.5, 0.5) + QPoint(5, 0));
    QCOMPARE(s.plot.cursor().shape(), Qt::SizeHorCursor);
    s.move(s.at(0.5, 0.5) + QPoint(12, 0));
    QCOMPARE(s.plot.cursor().shape(), Qt::ArrowCursor);
}

void TestFigurePlot::hoverReadsOutValuesAndRegion()
{
    Shown s(fitFigure());
    QSignalSpy hovered(&s.plot, &FigurePlot::hovered);
    const QPoint mouse = s.at(0.6, 0.3);
    s.move(mouse);
    QCOMPARE(hovered.count(), 1);
    const QString text = hovered.last()[0].toString();
    const double x = s.plot.fromPixel(mouse).x();
    QVERIFY2(text.startsWith("x = " + readableNumber(x)), qPrintable(text));
    QVERIFY2(text.contains("target " + readableNumber(x)), qPrintable(text));
    QVERIFY2(text.contains("learned fit 0.6"), qPrintable(text));
    QVERIFY2(text.contains("region 3 of 4"), qPrintable(text));
}

void TestFigurePlot::leavingEmptiesTheReadout()
{
    Shown s(fitFigure());
    s.move(s.at(0.6, 0.3));
    QSignalSpy hovered(&s.plot, &FigurePlot::hovered);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&s.plot, &leave);
    QCOMPARE(hovered.count(), 1);
    QVERIFY(hovered.last()[0].toString().isEmpty());
}

void TestFigurePlot::readoutNamesTheBoxBelow()
{
    Figure figure = fitFigure();
    figure.curves.clear();
    figure.boxes = {{Role::Approximation, {0.0, 0.5}, {0.0, 0.25}, "approximation"},
                    {Role::Approximation, {0.5, 1.0}, {0.0, 0.5}, "approximation"},
                    {Role::Noise, {0.0, 1.0}, {0.9, 1.0}, "noise 0.1"}};
    Shown s(figure);
    QSignalSpy hovered(&s.plot, &FigurePlot::hovered);
    s.move(s.at(0.6, 0.3));
    const QString text = hovered.last()[0].toString();
    QVERIFY2(text.contains("approximation 0.5"), qPrintable(text));
    QVERIFY2(text.contains("noise 0.1"), qPrintable(text));
    QVERIFY2(!text.contains("0.25"), qPrintable(text));
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

void TestFigurePlot::nonPositiveValuesAreGapsOnLogAxes()
{
    Figure figure = tradeoffFigure();
    figure.rules.clear();
    figure.marks.clear();
    figure.curves = {
        {Role::LearnedFit, {}, CurveShape::Line, {1.0, 10.0, 20.0, 100.0}, {0.1, 0.1, 0.0, -1.0}}};
    Shown s(figure);
    const QPoint gap = s.at(14.0, 0.03);
    // No cliff from the last positive value down to the axis.
    QCOMPARE(reddishIn(s.plot.grab().toImage().copy(QRect(gap, QSize(200, 60)))), 0);
    QVERIFY(reddishIn(s.plot.grab().toImage()) > 50);
    figure.curves[0].y = {0.0, 0.0, 0.0, 0.0};
    s.plot.setFigure(figure);
    QCOMPARE(reddishIn(s.plot.grab().toImage()), 0);
    figure.curves[0].y = {nothing, 0.1, nothing, std::numeric_limits<double>::infinity()};
    s.plot.setFigure(figure);
    // A lonely value is still seen.
    QVERIFY(reddishIn(s.plot.grab().toImage()) > 5);
}

void TestFigurePlot::valuesFarAwayAreDrawnAtOnce()
{
    Figure figure = fitFigure();
    figure.curves = {
        {Role::HighRate, "formula", CurveShape::Line, {0.0, 0.5, 1.0}, {-1e12, 1e12, -1e300}}};
    Shown s(figure);
    QVERIFY(!s.plot.grab().isNull());
}

void TestFigurePlot::pictureFollowsTheFigure()
{
    Shown s(fitFigure());
    const QImage before = s.plot.grab().toImage();
    s.plot.setFigure(fitFigure());
    QVERIFY(s.plot.grab().toImage() == before);
    Figure other = fitFigure();
    other.curves[1].y[2] = 0.2;
    s.plot.setFigure(other);
    QVERIFY(s.plot.grab().toImage() != before);
    s.plot.setFigure(fitFigure());
    s.plot.setTheme(makeTheme(ThemeKind::Dark));
    QCOMPARE(s.plot.grab().toImage().pixelColor(1, 1), makeTheme(ThemeKind::Dark).background);
}

void TestFigurePlot::sameCloudIsNotDrawnAgain()
{
    FigureCanvas canvas;
    QImage image(600, 400, QImage::Format_RGB32);
    const CanvasTarget target{image.size()};
    const Figure figure = fitFigure();
    const auto show = [&](const Figure& shown, const Interval& x) {
        canvas.setFigure(shown);
        canvas.setRanges(x, shown.y.range);
        canvas.draw(image, target, Qt::white);
        return canvas.cloudDrawings();
    };
    QCOMPARE(show(figure, {0.0, 1.0}), 1);
    Figure moved = figure;
    moved.boundaries.positions[1] = 0.55;
    moved.curves[1].x[2] = 0.55;
    QCOMPARE(show(moved, {0.0, 1.0}), 1);
    QCOMPARE(show(moved, {0.0, 0.5}), 2);
    moved.clouds = {cloud(50)};
    QCOMPARE(show(moved, {0.0, 0.5}), 3);
}

void TestFigurePlot::pictureHasTheScreensPixels()
{
    // Twice the pixels on the same size: lines are as thick and places are the same.
    FigureCanvas canvas;
    canvas.setFigure(fitFigure());
    canvas.setRanges({0.0, 1.0}, {0.0, 1.0});
    QImage once(600, 400, QImage::Format_RGB32);
    QImage twice(1200, 800, QImage::Format_RGB32);
    twice.setDevicePixelRatio(2.0);
    canvas.draw(once, CanvasTarget{QSize(600, 400), 1.0}, Qt::white);
    canvas.draw(twice, CanvasTarget{QSize(600, 400), 2.0}, Qt::white);
    const QImage small = twice.scaled(600, 400, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    double difference = 0.0;
    for (int y = 0; y < 400; ++y) {
        for (int x = 0; x < 600; ++x)
            difference += std::abs(qGray(small.pixel(x, y)) - qGray(once.pixel(x, y)));
    }
    QVERIFY2(difference / (600.0 * 400.0) < 6.0, qPrintable(QString::number(difference)));
}

void TestFigurePlot::manyRegionsAreDrawn()
{
    constexpr int regions = 100'000;
    Figure figure = fitFigure();
    Curve treads{Role::LearnedFit, "learned fit", CurveShape::Treads, {0.0}, {}};
    figure.boundaries.positions.clear();
    for (int i = 1; i <= regions; ++i) {
        const double x = static_cast<double>(i) / regions;
        treads.x.push_back(x);
        treads.y.push_back(0.5);
        if (i < regions)
            figure.boundaries.positions.push_back(x);
        figure.boxes.push_back(
            {Role::Estimation, {x - 1.0 / regions, x}, {0.0, 0.2}, "estimation"});
        if (i % 3 == 0)
            figure.shades.push_back({Role::StarvedRegion, "no samples", {x - 1.0 / regions, x}});
    }
    figure.curves = {treads};
    Shown s(figure);
    const QImage image = s.plot.grab().toImage();
    // The treads stand side by side and together are one level line.
    const QPoint on = s.at(0.4, 0.5);
    QVERIFY(image.pixelColor(on).red() > image.pixelColor(on).blue() + 40);
    const QPoint box = s.at(0.4, 0.1);
    QVERIFY(image.pixelColor(box).red() > image.pixelColor(box).blue() + 80);
}

void TestFigurePlot::emptyFigureIsACalmAxis()
{
    Shown s(Figure{});
    const QRect area(s.at(0.05, 0.95), s.at(0.95, 0.05));
    const double share = inkIn(s.plot, area) / static_cast<double>(area.width() * area.height());
    QVERIFY(share < 0.05);
    s.move(area.center());
    s.wheel(area.center(), 120);
    QVERIFY(s.plot.visibleX().length() < 1.0);
}

void TestFigurePlot::brokenRangesAreMended()
{
    Figure figure = tradeoffFigure();
    figure.x.range = {0.0, nothing};
    figure.y.range = {-1.0, 0.0};
    Shown s(figure);
    QVERIFY(s.plot.visibleX().low > 0.0);
    QVERIFY(!s.plot.grab().isNull());
    figure = fitFigure();
    figure.x.range = {2.0, 2.0};
    s.plot.setFigure(figure);
    QVERIFY(s.plot.visibleX().length() > 0.0);
    QVERIFY(!s.plot.grab().isNull());
}

void TestFigurePlot::boxLabelIsWrittenWhereItFits()
{
    Figure figure;
    figure.x.range = {0.0, 1.0};
    figure.y = {"", AxisScale::Linear, {0.0, 1.0}, false};
    figure.boxes = {{Role::Noise, {0.0, 0.8}, {0.0, 1.0}, "noise 0.8000"},
                    {Role::Approximation, {0.8, 0.9}, {0.0, 1.0}, "approximation 0.1000"},
                    {Role::Estimation, {0.9, 0.91}, {0.0, 1.0}, "estimation 0.0100"},
                    {Role::Training, {0.91, 0.95}, {0.0, 1.0}, "shared"},
                    {Role::Training, {0.95, 1.0}, {0.0, 1.0}, "shared"}};
    FigureCanvas canvas;
    canvas.setFigure(figure);
    canvas.setRanges(figure.x.range, figure.y.range);
    canvas.layOut({QSize(700, 120)});
    const Scene scene = canvas.scene();
    QCOMPARE(textInBox(scene, scene.figure.boxes[0]), QStringLiteral("noise 0.8000"));
    QCOMPARE(textInBox(scene, scene.figure.boxes[1]), QStringLiteral("0.1000"));
    QCOMPARE(textInBox(scene, scene.figure.boxes[2]), QString());
    QCOMPARE(textInBox(scene, scene.figure.boxes[3]), QString());
}

void TestFigurePlot::logAxisNumbersArePlain()
{
    const auto labels = [](const Interval& range, double length) {
        const AxisTicks ticks = axisTicks(range, AxisScale::Logarithmic, length, 40.0);
        return QStringList(ticks.labels.begin(), ticks.labels.end());
    };
    QCOMPARE(labels({1.0, 100.0}, 400.0), QStringList({"1", "2", "5", "10", "20", "50", "100"}));
    QCOMPARE(labels({0.001, 10.0}, 400.0), QStringList({"0.001", "0.01", "0.1", "1", "10"}));
    QCOMPARE(labels({1e-6, 1e-3}, 240.0), QStringList({"10⁻⁶", "10⁻⁵", "10⁻⁴", "0.001"}));
    QCOMPARE(labels({1e3, 1e7}, 300.0).last(), QStringLiteral("10⁷"));
    // Less than a decade has round steps.
    QVERIFY(labels({0.3, 0.9}, 300.0).size() >= 3);
    QVERIFY(labels({1e-30, 1e30}, 300.0).size() <= 9);
}

void TestFigurePlot::linearAxisNumbersAreRound()
{
    const AxisTicks ticks = axisTicks({0.0, 1.0}, AxisScale::Linear, 500.0, 60.0);
    QCOMPARE(QStringList(ticks.labels.begin(), ticks.labels.end()),
             QStringList({"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"}));
    const AxisTicks around = axisTicks({-1.0, 1.0}, AxisScale::Linear, 120.0, 40.0);
    QCOMPARE(QStringList(around.labels.begin(), around.labels.end()),
             QStringList({"−1", "0", "1"}));
    // One notation on one axis: that of its largest number.
    const auto labels = [](double high) {
        const AxisTicks made = axisTicks({0.0, high}, AxisScale::Linear, 160.0, 50.0);
        return QStringList(made.labels.begin(), made.labels.end());
    };
    QCOMPARE(labels(0.00125), QStringList({"0", "0.0005", "0.0010"}));
    QCOMPARE(labels(0.0005), QStringList({"0", "2·10⁻⁴", "4·10⁻⁴"}));
    QCOMPARE(labels(4e5), QStringList({"0", "2·10⁵", "4·10⁵"}));
    QVERIFY(axisTicks({1.0, 1.0}, AxisScale::Linear, 100.0, 40.0).major.empty());
    QVERIFY(axisTicks({0.0, nothing}, AxisScale::Linear, 100.0, 40.0).major.empty());
}

void TestFigurePlot::curveIsCutAtTheRectangleAndAtGaps()
{
    const QRectF box(0, 0, 10, 10);
    const QPolygonF straight{QPointF(-5, 5), QPointF(2, 5), QPointF(3, 5), QPointF(20, 5)};
    const auto whole = visiblePieces(straight, box, 0.01);
    QCOMPARE(whole.size(), std::size_t{1});
    // Points on a straight line are left out.
    QCOMPARE(whole[0], QPolygonF({QPointF(0, 5), QPointF(10, 5)}));
    const QPolygonF torn{QPointF(1, 1), QPointF(2, 2),  QPointF(nothing, 3), QPointF(4, 4),
                         QPointF(5, 4), QPointF(6, 99), QPointF(7, 4),       QPointF(8, 4)};
    QCOMPARE(visiblePieces(torn, box, 0.01).size(), std::size_t{3});
    QPolygonF circle;
    for (int i = 0; i <= 720; ++i)
        circle << QPointF(5 + 4 * std::cos(i * 0.00872665), 5 + 4 * std::sin(i * 0.00872665));
    const auto round = visiblePieces(circle, box, 0.05);
    for (const QPointF& point : circle) {
        double nearest = 1e9;
        for (const QPolygonF& piece : round) {
            for (qsizetype i = 1; i < piece.size(); ++i) {
                const QPointF a = piece[i - 1];
                const QPointF d = piece[i] - a;
                const double length = std::max(QPointF::dotProduct(d, d), 1e-12);
                const double t = std::clamp(QPointF::dotProduct(point - a, d) / length, 0.0, 1.0);
                const QPointF off = point - a - t * d;
                nearest = std::min(nearest, std::hypot(off.x(), off.y()));
            }
        }
        QVERIFY(nearest < 0.11);
    }
}

void TestFigurePlot::labelsAreSpreadApart()
{
    QCOMPARE(spreadApart({50.0, 10.0}, 15.0, 0.0, 100.0), std::vector<double>({50.0, 10.0}));
    QCOMPARE(spreadApart({50.0, 50.0}, 20.0, 0.0, 100.0), std::vector<double>({40.0, 60.0}));
    const std::vector<double> crowded = spreadApart({99.0, 98.0, 97.0}, 20.0, 0.0, 100.0);
    QCOMPARE(crowded, std::vector<double>({100.0, 80.0, 60.0}));
    QCOMPARE(spreadApart({}, 20.0, 0.0, 100.0), std::vector<double>());
    QCOMPARE(spreadApart({0.0, 0.0}, 20.0, 0.0, 100.0), std::vector<double>({0.0, 20.0}));
}

QTEST_MAIN(TestFigurePlot)
#include "test_figure_plot.moc"
