// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/plane_figures.h"
#include "tests/ui/plot_fixture.h"

#include "ui/plots/axis_ticks.h"

#include "ui/plots/export.h"
#include "ui/plots/regions.h"

#include <QSignalSpy>
#include <QXmlStreamReader>

#include <cmath>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

Figure handleFigure()
{
    Figure figure = voronoiFigure(9);
    const Points centers = scatteredCenters(9);
    for (int i = 0; i < 9; ++i)
        figure.handles.points.push_back({centers(i, 0), centers(i, 1)});
    figure.handles.draggable = true;
    figure.rules = {{Role::Cut, "x2 = 0.3", 0.3, true, Rule::Direction::Level}};
    return figure;
}

/// With all that can be dragged on the screen, or the same where nothing can.
Figure figureWithHandles(bool draggable)
{
    Figure figure = fitFigure();
    figure.boundaries.draggable = draggable;
    figure.rules = {{Role::CurrentExperts, "m = 16", 0.4, draggable},
                    {Role::Cut, "cut", 0.2, draggable, Rule::Direction::Level}};
    figure.handles = {Role::Centers, {{0.3, 0.1}, {0.6, 0.4}}, draggable};
    return figure;
}

} // namespace

class TestPlotHandles : public QObject {
    Q_OBJECT

private slots:
    void boundaryDragReportsIndexAndGrowingX();
    void boundaryStaysBetweenItsNeighbours();
    void ruleDragReportsItsRoleAlongALogAxis();
    void ruleIsDraggedByItsTag();
    void draggingAHandleDoesNotPan();
    void fixedHandlesPan();
    void cursorTellsWhatCanBeDragged();
    void hoverReadsOutValuesAndRegion();
    void readoutFollowsTheFigure();
    void wholeNumbersAreReadOutWhole();
    void bandsAreReadOut();
    void leavingEmptiesTheReadout();
    void readoutNamesTheBoxBelow();
    void hoverReadsOutTheRegion();
    void draggedCenterReportsWhereTo();
    void centerStaysInTheDomain();
    void centersTooCloseToBeSeenAreNoHandles();
    void levelRuleIsDraggedUpwards();
    void exportsShowNoHandles_data();
    void exportsShowNoHandles();
    void levelRuleHasAPlainLabelInExports();
};

void TestPlotHandles::boundaryDragReportsIndexAndGrowingX()
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

void TestPlotHandles::boundaryStaysBetweenItsNeighbours()
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

void TestPlotHandles::ruleDragReportsItsRoleAlongALogAxis()
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

void TestPlotHandles::ruleIsDraggedByItsTag()
{
    Shown s(tradeoffFigure());
    const QSignalSpy dragged(&s.plot, &FigurePlot::ruleDragged);
    const QPoint tag = s.at(10.0, 1.0) + QPoint(12, -12);
    s.drag(tag, tag + QPoint(50, 0), 5);
    QCOMPARE(dragged.count(), 5);
    QVERIFY(dragged.last()[1].toDouble() > 12.0);
}

void TestPlotHandles::draggingAHandleDoesNotPan()
{
    Shown s(fitFigure());
    s.drag(s.at(0.5, 0.5), s.at(0.6, 0.5), 5);
    QCOMPARE(s.plot.visibleX(), (Interval{0.0, 1.0}));
}

void TestPlotHandles::fixedHandlesPan()
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

void TestPlotHandles::cursorTellsWhatCanBeDragged()
{
    Shown s(fitFigure());
    s.move(s.at(0.4, 0.5));
    QCOMPARE(s.plot.cursor().shape(), Qt::ArrowCursor);
    s.move(s.at(0.5, 0.5) + QPoint(5, 0));
    QCOMPARE(s.plot.cursor().shape(), Qt::SizeHorCursor);
    s.move(s.at(0.5, 0.5) + QPoint(12, 0));
    QCOMPARE(s.plot.cursor().shape(), Qt::ArrowCursor);
}

void TestPlotHandles::hoverReadsOutValuesAndRegion()
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

void TestPlotHandles::readoutFollowsTheFigure()
{
    Shown s(fitFigure());
    s.move(s.at(0.6, 0.3));
    QSignalSpy hovered(&s.plot, &FigurePlot::hovered);
    Figure other = fitFigure();
    other.curves[1].y[2] = 0.2;
    s.plot.setFigure(other); // below a mouse that stands still
    QCOMPARE(hovered.count(), 1);
    QVERIFY(hovered.last()[0].toString().contains("learned fit 0.2"));
    other.curves[1].y[2] = -3.8e-17; // nothing but rounding
    s.plot.setFigure(other);
    QVERIFY(hovered.last()[0].toString().contains("learned fit 0 "));
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&s.plot, &leave);
    hovered.clear();
    s.plot.setFigure(fitFigure());
    QCOMPARE(hovered.count(), 0);
}

void TestPlotHandles::wholeNumbersAreReadOutWhole()
{
    Figure figure = fitFigure();
    figure.x.range = {0, 5};
    figure.x.wholeNumbers = true;
    figure.curves = {{Role::Noise, "below", CurveShape::Line, {0, 1, 2, 3}, {0, 0.5, 0.2, 0.1}, {}},
                     {Role::TestError, "above", CurveShape::Line, {0, 3}, {0.3, 0.6}, {}}};
    Shown s(figure);
    QSignalSpy hovered(&s.plot, &FigurePlot::hovered);
    s.move(s.at(1.7, 0.3));
    const QString text = hovered.last()[0].toString();
    QVERIFY2(text.contains(QStringLiteral("= 2 · above 0.5 · below 0.2")), qPrintable(text));
}

void TestPlotHandles::bandsAreReadOut()
{
    Figure figure = fitFigure();
    figure.bands = {{Role::MeanFit, "± 1 sd", {0.0, 0.5, 1.0}, {0.1, 0.6}, {0.3, 0.9}}};
    Shown s(figure);
    QSignalSpy hovered(&s.plot, &FigurePlot::hovered);
    s.move(s.at(0.3, 0.3));
    QVERIFY(hovered.last()[0].toString().contains("± 1 sd 0.1 to 0.3"));
    s.move(s.at(0.8, 0.3));
    QVERIFY(hovered.last()[0].toString().contains("± 1 sd 0.6 to 0.9"));
}

void TestPlotHandles::leavingEmptiesTheReadout()
{
    Shown s(fitFigure());
    s.move(s.at(0.6, 0.3));
    QSignalSpy hovered(&s.plot, &FigurePlot::hovered);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&s.plot, &leave);
    QCOMPARE(hovered.count(), 1);
    QVERIFY(hovered.last()[0].toString().isEmpty());
}

void TestPlotHandles::readoutNamesTheBoxBelow()
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

void TestPlotHandles::hoverReadsOutTheRegion()
{
    Figure figure = squareFigure();
    figure.tilings = {waveTiling(gridRegions(unitSquare, 4, 2))};
    figure.tilings.front().values[5] = 0.25;
    Shown s(figure);
    QSignalSpy hovered(&s.plot, &FigurePlot::hovered);
    s.move(s.at(0.375, 0.75));
    const QString text = hovered.last()[0].toString();
    QVERIFY2(text.startsWith("x1 = 0.37") && text.contains("x2 = 0.7"), qPrintable(text));
    QVERIFY2(text.endsWith("region 6 of 8 · best constant 0.25"), qPrintable(text));
    figure.tilings.front().text = [](std::size_t i) { return "cell " + std::to_string(i); };
    s.plot.setFigure(figure);
    QVERIFY(hovered.last()[0].toString().endsWith("· cell 5"));
    s.move(QPoint(1, 1));
    QCOMPARE(hovered.last()[0].toString(), QString());
}

void TestPlotHandles::draggedCenterReportsWhereTo()
{
    Shown s(handleFigure());
    const QSignalSpy dragged(&s.plot, &FigurePlot::pointDragged);
    const QSignalSpy finished(&s.plot, &FigurePlot::dragFinished);
    const PlanePoint from = s.plot.figure().handles.points[3];
    s.move(s.at(from.x, from.y));
    QCOMPARE(s.plot.cursor().shape(), Qt::SizeAllCursor);
    // Grabbed beside its middle, it does not jump.
    const QPoint beside(2, -3);
    s.drag(s.at(from.x, from.y) + beside, s.at(0.6, 0.45) + beside, 5);
    QCOMPARE(dragged.count(), 5);
    QCOMPARE(dragged.last()[0].toInt(), 3);
    QVERIFY(std::abs(dragged.last()[1].toDouble() - 0.6) < 0.005);
    QVERIFY(std::abs(dragged.last()[2].toDouble() - 0.45) < 0.005);
    QCOMPARE(finished.count(), 1);
    QCOMPARE(s.plot.figure().handles.points[3], from);
    QCOMPARE(s.plot.visibleX(), (Interval{0, 1}));
    Figure fixed = handleFigure();
    fixed.handles.draggable = false;
    s.plot.setFigure(fixed);
    s.drag(s.at(from.x, from.y), s.at(0.6, 0.5), 5);
    QCOMPARE(dragged.count(), 5);
}

void TestPlotHandles::centerStaysInTheDomain()
{
    Shown s(handleFigure());
    const QSignalSpy dragged(&s.plot, &FigurePlot::pointDragged);
    const PlanePoint from = s.plot.figure().handles.points[1];
    s.drag(s.at(from.x, from.y), QPoint(599, -5), 3);
    QCOMPARE(dragged.last()[1].toDouble(), 1.0);
    QCOMPARE(dragged.last()[2].toDouble(), 1.0);
}

void TestPlotHandles::centersTooCloseToBeSeenAreNoHandles()
{
    Figure figure = handleFigure();
    figure.rules.clear();
    const PlanePoint first = figure.handles.points.front();
    const Points centers = scatteredCenters(8000);
    for (int i = 0; i < 8000; ++i)
        figure.handles.points.push_back({centers(i, 0), centers(i, 1)});
    Shown s(figure);
    s.move(s.at(first.x, first.y));
    QCOMPARE(s.plot.cursor().shape(), Qt::ArrowCursor);
    for (int i = 0; i < 20; ++i)
        s.wheel(s.at(first.x, first.y), 120);
    s.move(s.at(first.x, first.y));
    QCOMPARE(s.plot.cursor().shape(), Qt::SizeAllCursor);
}

void TestPlotHandles::levelRuleIsDraggedUpwards()
{
    Shown s(handleFigure());
    const QSignalSpy dragged(&s.plot, &FigurePlot::ruleDragged);
    const QPoint line = s.at(0.3, 0.3);
    s.move(line);
    QCOMPARE(s.plot.cursor().shape(), Qt::SizeVerCursor);
    s.drag(line, s.at(0.1, 0.8), 5);
    QCOMPARE(dragged.count(), 5);
    QCOMPARE(dragged.last()[0].value<Role>(), Role::Cut);
    QVERIFY(std::abs(dragged.last()[1].toDouble() - 0.8) < 0.005);
}

void TestPlotHandles::exportsShowNoHandles_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("png") << ExportFormat::Png;
    QTest::newRow("svg") << ExportFormat::Svg;
    QTest::newRow("pdf") << ExportFormat::Pdf;
}

void TestPlotHandles::exportsShowNoHandles()
{
    QFETCH(ExportFormat, format);
    ExportOptions options;
    options.format = format;
    const QByteArray file = exportFigure(figureWithHandles(true), options);
    QVERIFY(file == exportFigure(figureWithHandles(false), options));
    if (format == ExportFormat::Svg)
        QVERIFY(file.contains(">m = 16<"));
    Shown movable(figureWithHandles(true));
    Shown fixed(figureWithHandles(false));
    QVERIFY(movable.plot.grab().toImage() != fixed.plot.grab().toImage());
}

void TestPlotHandles::levelRuleHasAPlainLabelInExports()
{
    ExportOptions options;
    options.format = ExportFormat::Svg;
    QXmlStreamReader reader(exportFigure(figureWithHandles(true), options));
    const QColor colour = roleStyle(Role::Cut, options.theme).pen.color();
    int labels = 0;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement() || reader.name() != QLatin1String("text"))
            continue;
        const QString fill = reader.attributes().value("fill").toString();
        if (reader.readElementText() == QStringLiteral("cut")) {
            QCOMPARE(fill, colour.name()); // and not the background's on a tag
            ++labels;
        }
    }
    QCOMPARE(labels, 1);
}

QTEST_MAIN(TestPlotHandles)
#include "test_plot_handles.moc"
