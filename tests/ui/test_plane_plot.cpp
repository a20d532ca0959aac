// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/plane_figures.h"
#include "tests/ui/plot_fixture.h"

#include "ui/plots/colour_map.h"
#include "ui/plots/export.h"
#include "ui/plots/figure_canvas.h"
#include "ui/plots/tile_below.h"

#include <QImage>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
const QColor magenta(255, 0, 255); ///< no map has it

/// A figure's picture and where things are in it.
struct Picture {
    explicit Picture(Figure figure, const QSize& size = {500, 400}, double ratio = 1.0)
        : image((QSizeF(size) * ratio).toSize(), QImage::Format_RGB32)
    {
        image.setDevicePixelRatio(ratio);
        canvas.setRanges(figure.x.range, figure.y.range);
        canvas.setFigure(std::move(figure));
        canvas.draw(image, {size, ratio, Medium::Pixels}, magenta);
    }

    [[nodiscard]] QColor at(double x, double y) const
    {
        const Scene scene = canvas.scene();
        const QPointF pixel = QPointF(scene.x.position(x), scene.y.position(y)) * scene.pixelRatio;
        return image.pixelColor(int(std::floor(pixel.x())), int(std::floor(pixel.y())));
    }

    /// The pixels wholly between the axes.
    [[nodiscard]] QRect area() const
    {
        const Scene scene = canvas.scene();
        const QRectF wide(scene.area.topLeft() * scene.pixelRatio,
                          scene.area.size() * scene.pixelRatio);
        return wide.toRect().adjusted(2, 2, -3, -3);
    }

    FigureCanvas canvas;
    QImage image;
};

QColor colourOf(const Tiling& tiling, std::size_t region)
{
    return scaleColour(tiling.colours, tiling.values[region]);
}

bool isNear(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) <= 2 && std::abs(a.green() - b.green()) <= 2 &&
           std::abs(a.blue() - b.blue()) <= 2;
}

/// Segmentations with corners between pixels, on them, and shared by many cells.
std::vector<PlaneRegions> manyRegions()
{
    std::vector<PlaneRegions> all;
    for (const int count : {1, 4, 64, 1024, 4096}) {
        all.push_back(voronoiRegions(unitSquare, scatteredCenters(count)));
        all.push_back(hexagonalRegions(unitSquare, count));
    }
    all.push_back(gridRegions(unitSquare, 7, 5));
    all.push_back(gridRegions(unitSquare, 64, 64));
    return all;
}

/// Pixels of the area that are neither the brightest colour of the sequential map nor that colour
/// darkened by a border.
int gapsIn(const Picture& picture)
{
    const QColor fill = mapColour(1);
    const QRect area = picture.area();
    int gaps = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            const QColor c = picture.image.pixelColor(x, y);
            const double share = c.redF() / fill.redF();
            const bool darkened = std::abs(c.greenF() - share * fill.greenF()) < 0.02 &&
                                  std::abs(c.blueF() - share * fill.blueF()) < 0.02;
            gaps += darkened ? 0 : 1;
        }
    }
    return gaps;
}

double meanBrightness(const Picture& picture)
{
    const QRect area = picture.area();
    double sum = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x)
            sum += qGray(picture.image.pixel(x, y));
    }
    return sum / (double(area.width()) * area.height());
}

/// All regions in the brightest colour.
Figure brightFigure(const PlaneRegions& regions)
{
    Figure figure = squareFigure();
    Tiling tiling = waveTiling(regions);
    tiling.colours = {"count", AxisScale::Linear, {0, 1}, ColourMap::Sequential};
    tiling.values.assign(regions.polygons.size(), 1.0);
    figure.tilings = {tiling};
    return figure;
}

} // namespace

class TestPlanePlot : public QObject {
    Q_OBJECT

private slots:
    void cellsHaveTheColourOfTheirValue();
    void noPixelIsLeftOutBetweenCells();
    void cellsNotFilledShowWhatIsBelow();
    void bordersFadeWhereCellsAreSmall();
    void bordersAreSeenOnDarkAndBright();
    void levelRegionsEndAtTheirLevels();
    void smoothFieldIsInterpolated();
    void pointsAreSeenOnAllColours();
    void coloursAreSeenBetweenManyPoints();
    void regionBelowIsTheOneOfTheNearestCenter();
    void filesHoldTheMapAsOneSmallImage();
};

void TestPlanePlot::cellsHaveTheColourOfTheirValue()
{
    const Figure figure = voronoiFigure(64);
    const Tiling& tiling = figure.tilings.front();
    const auto& cells = *std::get<SharedPolygons>(tiling.regions);
    for (const double ratio : {1.0, 1.5, 2.0}) {
        const Picture picture(figure, {500, 400}, ratio);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const PlanePoint middle = shapeOf(cells[i]).centroid;
            QVERIFY(isNear(picture.at(middle.x, middle.y), colourOf(tiling, i)));
        }
    }
}

void TestPlanePlot::noPixelIsLeftOutBetweenCells()
{
    for (const PlaneRegions& regions : manyRegions()) {
        const Figure figure = brightFigure(regions);
        QCOMPARE(gapsIn(Picture(figure)), 0);
        Figure near = figure;
        near.x.range = {0.2, 0.33};
        near.y.range = {0.71, 0.84};
        QCOMPARE(gapsIn(Picture(near, {300, 304}, 1.25)), 0);
    }
}

void TestPlanePlot::cellsNotFilledShowWhatIsBelow()
{
    Figure figure = squareFigure();
    Tiling tiling = waveTiling(gridRegions(unitSquare, 2, 1));
    tiling.values = {1.0, nothing};
    figure.tilings = {tiling};
    const Picture bare(figure);
    QVERIFY(isNear(bare.at(0.25, 0.5), colourOf(tiling, 0)));
    QVERIFY(isNear(bare.at(0.75, 0.45), magenta));
    figure.fields = {waveField(50)};
    const Picture over(figure);
    QVERIFY(isNear(over.at(0.25, 0.5), colourOf(tiling, 0)));
    QVERIFY(isNear(over.at(0.75, 0.99), scaleColour(tiling.colours, 1.0)));
}

void TestPlanePlot::bordersFadeWhereCellsAreSmall()
{
    const double full = qGray(mapColour(1).rgb());
    const auto lost = [&](int count) {
        const PlaneRegions regions = voronoiRegions(unitSquare, scatteredCenters(count));
        return 1 - meanBrightness(Picture(brightFigure(regions))) / full;
    };
    // Sixteen cells have borders four times as long as one.
    QVERIFY(lost(16) > 0.01);
    QVERIFY2(lost(4096) < 0.1, qPrintable(QString::number(lost(4096))));
    QCOMPARE(lost(60'000), 0.0);
}

void TestPlanePlot::bordersAreSeenOnDarkAndBright()
{
    Figure figure = squareFigure();
    Tiling tiling = waveTiling(gridRegions(unitSquare, 2, 1));
    tiling.colours.map = ColourMap::Sequential;
    for (const double value : {-1.0, 1.0}) {
        tiling.values = {value, value};
        figure.tilings = {tiling};
        const Picture picture(figure);
        const int y = picture.area().center().y();
        int farthest = 0;
        for (int x = -3; x <= 3; ++x) {
            const int gray = qGray(picture.image.pixel(picture.area().center().x() + x, y));
            farthest = std::max(farthest, std::abs(gray - qGray(colourOf(tiling, 0).rgb())));
        }
        QVERIFY(farthest > 120);
    }
}

void TestPlanePlot::levelRegionsEndAtTheirLevels()
{
    Figure figure = squareFigure();
    figure.tilings = {levelTiling(100, 8)};
    const Tiling& tiling = figure.tilings.front();
    const Picture picture(figure, {600, 600});
    int compared = 0;
    for (int i = 0; i < 400; ++i) {
        const double x = 0.02 + 0.96 * std::fmod(i * 0.618033988749895, 1.0);
        const double y = 0.02 + 0.96 * std::fmod(i * 0.754877666246693, 1.0);
        // 0.02 is about the change over two pixels, where a border may be.
        const auto region = [](double value) { return std::floor((value + 1) * 4); };
        if (region(wave(x, y) - 0.03) != region(wave(x, y) + 0.03))
            continue;
        const auto expected = std::size_t(region(wave(x, y)));
        QVERIFY(isNear(picture.at(x, y), colourOf(tiling, expected)));
        QCOMPARE(tileAt(tiling, {x, y}), std::optional(expected));
        ++compared;
    }
    QVERIFY(compared > 200);
    QVERIFY(!tileAt(tiling, {1.1, 0.5}));
}

void TestPlanePlot::smoothFieldIsInterpolated()
{
    Figure figure = squareFigure();
    ColourField field = waveField(4);
    // A linear function is exact between the outermost middles.
    for (std::size_t i = 0; i < 16; ++i)
        field.values[i] = (double(i % 4) + 0.5) / 4 - (double(i / 4) + 0.5) / 4;
    figure.fields = {field};
    const Picture picture(figure);
    for (const auto& [x, y] : {std::pair(0.3, 0.4), std::pair(0.8, 0.2), std::pair(0.51, 0.87)})
        QVERIFY(isNear(picture.at(x, y), scaleColour(field.colours, x - y)));
    QVERIFY(isNear(picture.at(0.02, 0.98), scaleColour(field.colours, -0.75)));
}

void TestPlanePlot::pointsAreSeenOnAllColours()
{
    for (const double value : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        Figure figure = brightFigure(gridRegions(unitSquare, 1, 1));
        figure.tilings.front().values = {value};
        PointCloud points = cloud(1);
        points.x = std::make_shared<const std::vector<double>>(std::vector{0.5});
        points.y = points.x;
        figure.clouds = {points};
        const Picture picture(figure);
        const int below = qGray(colourOf(figure.tilings.front(), 0).rgb());
        int most = 0;
        for (int x = -6; x <= 6; ++x)
            most = std::max(most, std::abs(qGray(picture.at(0.5 + x / 400.0, 0.5).rgb()) - below));
        QVERIFY2(most > 60, qPrintable(QString("%1 on %2").arg(most).arg(value)));
    }
}

void TestPlanePlot::coloursAreSeenBetweenManyPoints()
{
    Figure figure = brightFigure(gridRegions(unitSquare, 1, 1));
    for (const std::size_t count : {std::size_t{1000}, std::size_t{15'000}}) {
        figure.clouds = {cloud(count)};
        const Picture picture(figure, {400, 300});
        const QRect area = picture.area();
        double dark = 0;
        double seen = 0;
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x) {
                const QColor colour = picture.image.pixelColor(x, y);
                dark += colour.green() < 150 ? 1 : 0;
                seen += isNear(colour, mapColour(1)) ? 1 : 0;
            }
        }
        QVERIFY(dark > 500);
        QVERIFY2(count > 1000 || seen > 0.6 * area.width() * area.height(),
                 qPrintable(QString::number(seen)));
    }
}

void TestPlanePlot::regionBelowIsTheOneOfTheNearestCenter()
{
    const int count = 4096;
    const Tiling tiling = voronoiFigure(count).tilings.front();
    const Points centers = scatteredCenters(count);
    for (int i = 0; i < 50; ++i) {
        const PlanePoint point{std::fmod(0.1 + i * 0.618033988749895, 1.0),
                               std::fmod(0.2 + i * 0.414213562373095, 1.0)};
        Eigen::Index nearest = 0;
        ((centers.col(0) - point.x).square() + (centers.col(1) - point.y).square())
            .minCoeff(&nearest);
        QCOMPARE(tileAt(tiling, point), std::optional(std::size_t(nearest)));
    }
    QVERIFY(!tileAt(tiling, {0.5, -0.01}));
}

void TestPlanePlot::filesHoldTheMapAsOneSmallImage()
{
    ExportOptions options;
    options.format = ExportFormat::Pdf;
    const Figure figure = voronoiFigure(4096);
    QVERIFY(exportFigure(figure, options).size() < 500'000);
    options.format = ExportFormat::Svg;
    const QByteArray svg = exportFigure(figure, options);
    QVERIFY(svg.size() < 1'000'000);
    QCOMPARE(svg.count("<image"), 2); // the map and its scale
    QVERIFY(svg.count("<polygon") + svg.count("<path") < 100);
    const qsizetype start = svg.indexOf("base64,") + 7;
    QImage map =
        QImage::fromData(QByteArray::fromBase64(svg.mid(start, svg.indexOf('"', start) - start)));
    QVERIFY(map.width() > 900 && map.height() > 900);
    // Neither seams nor gaps, but for what is cut off at the domain's edges.
    map = map.copy(map.rect().adjusted(6, 6, -6, -6));
    int gaps = 0;
    for (int y = 0; y < map.height(); ++y) {
        for (int x = 0; x < map.width(); ++x)
            gaps += qAlpha(map.pixel(x, y)) == 255 ? 0 : 1;
    }
    QCOMPARE(gaps, 0);
}

QTEST_MAIN(TestPlanePlot)
#include "test_plane_plot.moc"
