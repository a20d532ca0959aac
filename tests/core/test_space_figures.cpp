// SPDX-License-Identifier: GPL-3.0-or-later
// What the figures of several dimensions show.
#include "core/figure.h"
#include "core/figure_parts.h"
#include "core/level_set_errors.h"
#include "core/space/space_cut.h"
#include "tests/core/figure_results.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

const Curve* curveOf(const Figure& figure, Role role)
{
    const auto found = std::find_if(figure.curves.begin(), figure.curves.end(),
                                    [&](const Curve& curve) { return curve.role == role; });
    return found == figure.curves.end() ? nullptr : &*found;
}

Figure figure(std::string_view name, const Result& result)
{
    const FigureRow& row = figureRow(name);
    return row.make(result, row.view);
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

/// The region of one point of the plane.
std::size_t regionOf(const Result& result, double x, double y)
{
    Points point(1, 2);
    point << x, y;
    std::uint32_t region = 0;
    result.space->regionsOf(point, {&region, 1});
    return region;
}

const ColourField* fieldOf(const Figure& figure)
{
    return figure.fields.empty() ? nullptr : &figure.fields.front();
}

/// β = cos 2πx1 cos 2πx2 with a grid of 4 × 4 squares.
Shared squares()
{
    static const Shared result = std::make_shared<const Result>(
        compute(withField(cosineGrid(2, 1, 16), "sweep.experts", "[1, 40]"), {},
                {ResultPart::LevelSetErrors}));
    return result;
}

/// Slopes in the logarithms of all lines of laws.
std::vector<double> slopesOf(const Figure& figure)
{
    std::vector<double> slopes;
    for (const Curve& curve : figure.curves) {
        if (curve.role == Role::Law) {
            slopes.push_back(std::log(curve.y.back() / curve.y.front()) /
                             std::log(curve.x.back() / curve.x.front()));
        }
    }
    return slopes;
}

} // namespace

class TestSpaceFigures : public QObject {
    Q_OBJECT

private slots:
    void everyFigureIsMadeOrSaysWhyNot_data() { addSpaceResults(); }
    void everyFigureIsMadeOrSaysWhyNot();
    void treadsAreTheConstantsAlongTheCut_data() { addSpaceResults(); }
    void treadsAreTheConstantsAlongTheCut();
    void bordersOfAGridAreExact();
    void planeShowsTheFunctions();
    void planeShowsTheNumbersOfItsRegions_data();
    void planeShowsTheNumbersOfItsRegions();
    void planeTellsItsRegions_data() { addSpaceResults(); }
    void planeTellsItsRegions();
    void roundingIsToldAsZero();
    void boundsAreThoseOfTheSweep_data() { addSpaceResults(); }
    void boundsAreThoseOfTheSweep();
    void lawsHaveTheirSlopes();
};

void TestSpaceFigures::everyFigureIsMadeOrSaysWhyNot()
{
    QFETCH(Shared, result);
    const std::size_t dimensions = result->scenario.dimensions();
    for (const FigureRow& row : figureTable()) {
        const Figure made = row.make(*result, row.view);
        if (row.isFor(dimensions)) {
            QVERIFY2(made.message.empty() || result->levelSets == nullptr, made.message.c_str());
        } else {
            QVERIFY(contains(made.message, "This plot is for "));
            QVERIFY(made.curves.empty() && made.fields.empty());
        }
    }
    QCOMPARE(figureRow("plane").isFor(dimensions), dimensions == 2);
    QVERIFY(figureRow("bound").isFor(dimensions));
}

void TestSpaceFigures::treadsAreTheConstantsAlongTheCut()
{
    QFETCH(Shared, result);
    for (const double second : {0.1, 0.77}) {
        FigureView view;
        view.cut = second;
        const Figure fit = figureRow("fit").make(*result, view);
        const SpaceCut cut = spaceCut(result->scenario, second);
        QCOMPARE(cut.others.front(), second);
        for (const Role role : {Role::BestConstants, Role::LearnedFit}) {
            const Curve& treads = *curveOf(fit, role);
            for (std::size_t i = 0; i < treads.y.size(); ++i) {
                const double middle = (treads.x[i] + treads.x[i + 1]) / 2;
                std::uint32_t region = 0;
                result->space->regionsOf(cut.points({&middle, 1}), {&region, 1});
                const Region& there = result->regions[region];
                QCOMPARE(treads.y[i],
                         role == Role::BestConstants ? there.constant : there.learnedConstant);
            }
            QCOMPARE(treads.x.front(), 0.0);
            QCOMPARE(treads.x.back(), 1.0);
        }
        const Curve& target = *curveOf(fit, Role::Target);
        Eigen::ArrayXd values(static_cast<Eigen::Index>(target.x.size()));
        result->space->problem->target().values(cut.points(target.x), values);
        for (std::size_t i = 0; i < target.x.size(); ++i) {
            QCOMPARE(target.y[i], values[static_cast<Eigen::Index>(i)]);
        }
        QVERIFY(contains(fit.x.label, "x2 = " + shortNumber(second)));
    }
}

void TestSpaceFigures::bordersOfAGridAreExact()
{
    const std::vector<double> borders = figure("fit", *squares()).boundaries.positions;
    QCOMPARE(borders.size(), std::size_t{3});
    for (std::size_t i = 0; i < borders.size(); ++i) {
        QVERIFY(std::abs(borders[i] - 0.25 * static_cast<double>(i + 1)) < 2e-9);
    }
}

void TestSpaceFigures::planeShowsTheFunctions()
{
    const Figure plane = figure("plane", *squares());
    const ColourField& field = *fieldOf(plane);
    QCOMPARE(field.values.size(), (field.x.size() - 1) * (field.y.size() - 1));
    for (std::size_t row = 0; row + 1 < field.y.size(); row += 13) {
        for (std::size_t column = 0; column + 1 < field.x.size(); column += 7) {
            const double x = (field.x[column] + field.x[column + 1]) / 2;
            const double y = (field.y[row] + field.y[row + 1]) / 2;
            const double expected =
                std::cos(2 * std::numbers::pi * x) * std::cos(2 * std::numbers::pi * y);
            QVERIFY(std::abs(field.values[row * (field.x.size() - 1) + column] - expected) < 1e-12);
        }
    }
    // Densities have the integral 1.
    for (const PlaneColours colours : {PlaneColours::InputDensity, PlaneColours::SegmentDensity}) {
        FigureView view;
        view.colours = colours;
        const Figure density = figureRow("plane").make(*squares(), view);
        const std::vector<double>& values = fieldOf(density)->values;
        double mean = 0;
        for (const double value : values) {
            mean += value / static_cast<double>(values.size());
        }
        QVERIFY(std::abs(mean - 1) < 1e-3);
    }
}

void TestSpaceFigures::planeShowsTheNumbersOfItsRegions_data()
{
    QTest::addColumn<PlaneColours>("colours");
    QTest::newRow("constants") << PlaneColours::Constants;
    QTest::newRow("learned") << PlaneColours::LearnedFit;
    QTest::newRow("approximation") << PlaneColours::Approximation;
    QTest::newRow("estimation") << PlaneColours::Estimation;
    QTest::newRow("samples") << PlaneColours::Samples;
}

void TestSpaceFigures::planeShowsTheNumbersOfItsRegions()
{
    QFETCH(PlaneColours, colours);
    FigureView view;
    view.colours = colours;
    const Figure plane = figureRow("plane").make(*squares(), view);
    const Tiling& tiling = plane.tilings.front();
    QVERIFY(plane.fields.empty() && !tiling.colours.label.empty());
    QCOMPARE(tiling.values.size(), squares()->regions.size());
    for (std::size_t i = 0; i < tiling.values.size(); ++i) {
        const Region& region = squares()->regions[i];
        const double numbers[]{region.constant, region.learnedConstant, region.approximation,
                               region.estimation, static_cast<double>(region.samples)};
        const auto first = static_cast<std::size_t>(PlaneColours::Constants);
        QCOMPARE(tiling.values[i], numbers[static_cast<std::size_t>(colours) - first]);
        QVERIFY(tiling.colours.range.low <= tiling.values[i]);
        QVERIFY(tiling.values[i] <= tiling.colours.range.high ||
                colours == PlaneColours::LearnedFit);
    }
}

void TestSpaceFigures::planeTellsItsRegions()
{
    QFETCH(Shared, result);
    if (result->scenario.dimensions() != 2) {
        return;
    }
    const Figure plane = figure("plane", *result);
    const Tiling& tiling = plane.tilings.front();
    if (const auto* polygons = std::get_if<SharedPolygons>(&tiling.regions)) {
        QCOMPARE((*polygons)->size(), result->regions.size());
        for (std::size_t i = 0; i < result->regions.size(); ++i) {
            const PlanePoint middle = shapeOf((**polygons)[i]).centroid;
            QCOMPARE(regionOf(*result, middle.x, middle.y), i);
        }
    } else {
        QCOMPARE(result->scenario.segmentation.kind, std::string("level-set"));
        QCOMPARE(std::get<1>(tiling.regions)->levels, result->space->thresholds);
    }
    for (std::size_t i = 0; i < result->regions.size(); ++i) {
        const std::string text = tiling.text(i);
        const Region& region = result->regions[i];
        QVERIFY(contains(text, "region " + std::to_string(i + 1) + ": c " +
                                   shortNumber(region.constant)));
        QVERIFY(contains(text, "P " + shortNumber(region.probability)));
        QVERIFY(contains(text, "bound " + shortNumber(result->space->regions[i].bound)));
        QVERIFY(contains(text, "M " + shortNumber(result->space->regions[i].shape.secondMoment)));
    }
    QCOMPARE(plane.clouds.front().x->size(), std::size_t{60});
    QCOMPARE(plane.handles.points.size(), static_cast<std::size_t>(result->space->centers.rows()));
}

/// The quarters of two products of cosines have the mean zero.
void TestSpaceFigures::roundingIsToldAsZero()
{
    Scenario scenario = withDimensions(defaultScenario(), 2);
    scenario.target = defaultChoice(spaceTargetRow("cosine-product").option);
    scenario.density = defaultChoice(densityRow("uniform").option);
    scenario.segmentation = defaultChoice(spaceSegmentationRow("grid").option);
    scenario.experts = 4;
    scenario.trainingSets = 0;
    scenario.sweep = {1, 4, {}};
    const Figure plane = figureRow("plane").make(compute(scenario), {});
    QCOMPARE(plane.tilings.size(), std::size_t{1});
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string text = plane.tilings.front().text(i);
        QVERIFY2(text.find(": c 0, ") != std::string::npos, text.c_str());
    }
}

void TestSpaceFigures::boundsAreThoseOfTheSweep()
{
    QFETCH(Shared, result);
    const Figure bound = figure("bound", *result);
    const Figure ratio = figure("bound-ratio", *result);
    const Curve* exact = curveOf(bound, Role::Approximation);
    if (exact == nullptr) {
        QVERIFY(!(result->errors.approximation > 0));
        return;
    }
    const Curve& integral = *curveOf(bound, Role::UpperBound);
    QCOMPARE(exact->x.size(), result->sweep.size());
    for (std::size_t i = 0; i < result->sweep.size(); ++i) {
        const Errors& errors = result->sweep[i].errors;
        QCOMPARE(exact->x[i], static_cast<double>(result->sweep[i].experts));
        QCOMPARE(exact->y[i], errors.approximation);
        QCOMPARE(integral.y[i], *errors.approximationBound);
        QCOMPARE(curveOf(ratio, Role::UpperBound)->y[i],
                 *errors.approximationBound / errors.approximation);
    }
    if (result->levelSets) {
        QCOMPARE(curveOf(bound, Role::LevelSets)->y, result->levelSets->approximation);
    }
}

void TestSpaceFigures::lawsHaveTheirSlopes()
{
    for (const std::size_t dimensions : {2U, 3U, 4U}) {
        const Result result =
            dimensions == 2
                ? *squares()
                : compute(withField(cosineGrid(dimensions, 1, 16), "sweep.experts", "[16, 20]"), {},
                          {ResultPart::LevelSetErrors});
        const std::vector<double> slopes = slopesOf(figure("bound", result));
        QCOMPARE(slopes.size(), std::size_t{2});
        QVERIFY(std::abs(slopes[0] + 2.0 / static_cast<double>(dimensions)) < 1e-9);
        QVERIFY(std::abs(slopes[1] + 2) < 1e-9);
    }
}

QTEST_GUILESS_MAIN(TestSpaceFigures)
#include "test_space_figures.moc"
