// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/plot_fixture.h"

#include "ui/plots/axis_ticks.h"
#include "ui/plots/curves.h"
#include "ui/plots/end_labels.h"
#include "ui/plots/figure_canvas.h"
#include "ui/plots/regions.h"

#include <QImage>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

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

class TestPlotDrawing : public QObject {
    Q_OBJECT

private slots:
    void nonPositiveValuesAreGapsOnLogAxes();
    void valuesFarAwayAreDrawnAtOnce();
    void pictureFollowsTheFigure();
    void sameCloudIsNotDrawnAgain();
    void bandsAndFitsAreDrawn();
    void laterFitsAreStronger();
    void manyBoundariesAreWhereFewAre();
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

void TestPlotDrawing::nonPositiveValuesAreGapsOnLogAxes()
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

void TestPlotDrawing::valuesFarAwayAreDrawnAtOnce()
{
    Figure figure = fitFigure();
    figure.curves = {
        {Role::HighRate, "formula", CurveShape::Line, {0.0, 0.5, 1.0}, {-1e12, 1e12, -1e300}}};
    Shown s(figure);
    QVERIFY(!s.plot.grab().isNull());
}

void TestPlotDrawing::pictureFollowsTheFigure()
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

void TestPlotDrawing::sameCloudIsNotDrawnAgain()
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

namespace {

StepFunction steps(std::vector<double> boundaries, std::vector<double> constants)
{
    return {std::make_shared<const std::vector<double>>(std::move(boundaries)),
            std::make_shared<const std::vector<double>>(std::move(constants))};
}

/// Axes alone.
Figure bareFigure()
{
    Figure figure = fitFigure();
    figure.clouds.clear();
    figure.curves.clear();
    figure.boundaries = {};
    return figure;
}

} // namespace

void TestPlotDrawing::bandsAndFitsAreDrawn()
{
    Figure figure = bareFigure();
    figure.bands = {{Role::MeanFit, "± 1 sd", {0.0, 0.5, 1.0}, {0.1, 0.6}, {0.3, 0.9}}};
    figure.bundles = {{Role::SimulatedFits, "1 fit", {steps({0.0, 0.5, 1.0}, {0.45, 0.35})}}};
    Shown s(figure);
    const QImage image = s.plot.grab().toImage();
    const auto isInk = [&](double x, double y) {
        const QRgb bare = qRgb(255, 255, 255);
        return image.pixel(s.at(x, y)) != bare;
    };
    QVERIFY(isInk(0.33, 0.15) && isInk(0.33, 0.27) && isInk(0.77, 0.65) && isInk(0.77, 0.87));
    QVERIFY(!isInk(0.33, 0.05) && !isInk(0.33, 0.33) && !isInk(0.77, 0.55) && !isInk(0.77, 0.95));
    const auto fitIn = [&](double x, double y) {
        return inkIn(s.plot, QRect(s.at(x, y) - QPoint(1, 3), QSize(2, 7))) > 0;
    };
    QVERIFY(fitIn(0.13, 0.45) && fitIn(0.87, 0.35));
    QVERIFY(!fitIn(0.87, 0.45) && !fitIn(0.13, 0.35));
}

void TestPlotDrawing::laterFitsAreStronger()
{
    Figure figure = bareFigure();
    StepBundle bundle{Role::SimulatedFits, "8 fits", {}};
    for (int i = 1; i <= 8; ++i)
        bundle.steps.push_back(steps({0.0, 1.0}, {i / 9.0}));
    figure.bundles = {bundle};
    Shown s(figure);
    const QImage image = s.plot.grab().toImage();
    int before = 255;
    for (int i = 1; i <= 8; ++i) {
        int darkest = 255;
        for (int dy = -2; dy <= 2; ++dy)
            darkest = std::min(darkest, qBlue(image.pixel(s.at(0.33, i / 9.0) + QPoint(0, dy))));
        QVERIFY(darkest < before);
        before = darkest;
    }
}

void TestPlotDrawing::manyBoundariesAreWhereFewAre()
{
    Figure few = bareFigure();
    for (int i = 1; i < 25; ++i)
        few.boundaries.positions.push_back(i * 0.01);
    Figure many = few;
    for (int i = 76; i < 100; ++i)
        many.boundaries.positions.push_back(i * 0.01);
    Shown s(few);
    const QImage lines = s.plot.grab().toImage();
    s.plot.setFigure(many);
    const QImage copies = s.plot.grab().toImage();
    const QRgb bare = qRgb(255, 255, 255);
    const int row = s.at(0, 0.53).y();
    for (int x = s.at(0.002, 0).x(); x < s.at(0.245, 0).x(); ++x)
        QCOMPARE(copies.pixel(x, row) == bare, lines.pixel(x, row) == bare);
    int inked = 0;
    for (int x = s.at(0.755, 0).x(); x < s.at(0.995, 0).x(); ++x)
        inked += copies.pixel(x, row) != bare ? 1 : 0;
    QVERIFY(inked >= 24);
}

void TestPlotDrawing::pictureHasTheScreensPixels()
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

void TestPlotDrawing::manyRegionsAreDrawn()
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

void TestPlotDrawing::emptyFigureIsACalmAxis()
{
    Shown s(Figure{});
    const QRect area(s.at(0.05, 0.95), s.at(0.95, 0.05));
    const double share = inkIn(s.plot, area) / static_cast<double>(area.width() * area.height());
    QVERIFY(share < 0.05);
    s.move(area.center());
    s.wheel(area.center(), 120);
    QVERIFY(s.plot.visibleX().length() < 1.0);
}

void TestPlotDrawing::brokenRangesAreMended()
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

void TestPlotDrawing::boxLabelIsWrittenWhereItFits()
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

void TestPlotDrawing::logAxisNumbersArePlain()
{
    const auto labels = [](const Interval& range, double length) {
        const AxisTicks ticks = axisTicks(range, AxisScale::Logarithmic, length, 40.0);
        return QStringList(ticks.labels.begin(), ticks.labels.end());
    };
    QCOMPARE(labels({1.0, 100.0}, 400.0), QStringList({"1", "2", "5", "10", "20", "50", "100"}));
    QCOMPARE(labels({0.001, 10.0}, 400.0), QStringList({"0.001", "0.01", "0.1", "1", "10"}));
    // All of an axis in one way.
    QCOMPARE(labels({1e-6, 1e-3}, 240.0), QStringList({"10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³"}));
    QCOMPARE(labels({1e4, 1e6}, 160.0), QStringList({"10⁴", "10⁵", "10⁶"}));
    QCOMPARE(labels({1e-5, 0.5}, 2000.0), QStringList({"10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹"}));
    QCOMPARE(labels({1e3, 1e7}, 300.0).last(), QStringLiteral("10⁷"));
    // Less than a decade has round steps.
    QVERIFY(labels({0.3, 0.9}, 300.0).size() >= 3);
    QVERIFY(labels({1e-30, 1e30}, 300.0).size() <= 9);
}

void TestPlotDrawing::linearAxisNumbersAreRound()
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

void TestPlotDrawing::curveIsCutAtTheRectangleAndAtGaps()
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

void TestPlotDrawing::labelsAreSpreadApart()
{
    QCOMPARE(spreadApart({50.0, 10.0}, 15.0, 0.0, 100.0), std::vector<double>({50.0, 10.0}));
    QCOMPARE(spreadApart({50.0, 50.0}, 20.0, 0.0, 100.0), std::vector<double>({40.0, 60.0}));
    const std::vector<double> crowded = spreadApart({99.0, 98.0, 97.0}, 20.0, 0.0, 100.0);
    QCOMPARE(crowded, std::vector<double>({100.0, 80.0, 60.0}));
    QCOMPARE(spreadApart({}, 20.0, 0.0, 100.0), std::vector<double>());
    QCOMPARE(spreadApart({0.0, 0.0}, 20.0, 0.0, 100.0), std::vector<double>({0.0, 20.0}));
}

QTEST_MAIN(TestPlotDrawing)
#include "test_plot_drawing.moc"
