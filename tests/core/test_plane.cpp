// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/random.h"
#include "core/space/hilbert_curve.h"
#include "core/space/low_discrepancy.h"
#include "core/space/plane_regions.h"
#include "core/space/upper_bound.h"
#include "core/space/voronoi.h"
#include "tests/core/space_problems.h"

#include <QTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <numbers>
#include <numeric>
#include <set>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

/// The references have 10 digits.
constexpr double promised = 1e-9;

const double squareMoment = 1.0 / 12;
const double hexagonMoment = 5 / (36 * std::numbers::sqrt3);

bool isClose(double actual, double expected, double relative)
{
    return std::abs(actual - expected) <= relative * std::abs(expected);
}

QJsonArray references()
{
    QFile file(QStringLiteral(TRADEOFF_SOURCE_DIR "/tests/data/plane.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array()
                                          : QJsonArray();
}

SpaceProblem problemOf(const QJsonObject& scenario)
{
    const QJsonObject density = scenario["density"].toObject();
    std::vector<Choice> factors;
    for (const QJsonValue factor : density["factors"].toArray()) {
        factors.push_back(gaussianFactor(factor["mean"].toDouble(), factor["sd"].toDouble()));
    }
    return {unitSquare,
            formulaTarget(scenario["target"]["expression"].toString().toStdString(), unitSquare),
            factors.empty() ? uniformDensity(unitSquare) : productDensity(factors, unitSquare)};
}

void addReferences()
{
    QTest::addColumn<QJsonObject>("reference");
    for (const QJsonValue reference : references()) {
        QTest::newRow(qPrintable(reference["id"].toString())) << reference.toObject();
    }
}

/// A Gaussian with correlation 0.6.
SpaceProblem correlatedProblem()
{
    return {unitSquare, formulaTarget("x1 + 2*x2", unitSquare),
            gaussianDensity({{0.4, 0.6}, {{0.04, 0.024}, {0.024, 0.04}}}, unitSquare)};
}

} // namespace

class TestPlane : public QObject {
    Q_OBJECT

private slots:
    void shapesHaveTheirMoments();
    void clippingKeepsOneSide();
    void gridsMatchTheReference_data() { addReferences(); }
    void gridsMatchTheReference();
    void optimalBoundsMatchTheReference_data() { addReferences(); }
    void optimalBoundsMatchTheReference();
    void randomVoronoiMatchesTheReference_data() { addReferences(); }
    void randomVoronoiMatchesTheReference();
    void voronoiCellsHoldWhatIsNearest();
    void nearestIsNearestInEveryWayOfSearching();
    void equalCentersShareOneCell();
    void hilbertOrderGoesFromPointToCloseOnes();
    void hexagonsAreNearlyRegular();
    void regionsAddUpToTheWhole();
    void kinksAndJumpsStateTheirError();
    void centersAreNoBoundButIntegralsAre();
};

void TestPlane::shapesHaveTheirMoments()
{
    const PolygonShape square = shapeOf(rectangle({3, 5}, {-2, 0}));
    QVERIFY(isClose(square.area, 4, 1e-15));
    QCOMPARE(square.centroid, (PlanePoint{4, -1}));
    QVERIFY(isClose(square.secondMoment, squareMoment, 1e-14));

    Polygon hexagon;
    Polygon disc;
    for (int i = 0; i < 6; ++i) {
        hexagon.push_back({std::cos(i * std::numbers::pi / 3), std::sin(i * std::numbers::pi / 3)});
    }
    constexpr int corners = 20000;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        disc.push_back({1000 + std::cos(angle), std::sin(angle)});
    }
    QVERIFY(isClose(shapeOf(hexagon).secondMoment, hexagonMoment, 1e-14));
    QVERIFY(isClose(shapeOf(disc).secondMoment, 1 / (4 * std::numbers::pi), 1e-7));
    QCOMPARE(shapeOf({}).area, 0.0);
}

void TestPlane::clippingKeepsOneSide()
{
    Polygon scratch;
    Polygon cut = rectangle({0, 1}, {0, 1});
    clip(cut, nearerTo({0.25, 0.25}, {0.75, 0.75}), scratch);
    QCOMPARE(cut.size(), std::size_t{3});
    QVERIFY(isClose(shapeOf(cut).area, 0.5, 1e-15));
    QVERIFY(contains(cut, {0.1, 0.2}) && !contains(cut, {0.9, 0.8}));
    clip(cut, nearerTo({5, 5}, {0, 0}), scratch);
    QVERIFY(cut.empty());
}

void TestPlane::gridsMatchTheReference()
{
    QFETCH(QJsonObject, reference);
    const SpaceProblem problem = problemOf(reference["scenario"].toObject());
    const QJsonObject expect = reference["expect"].toObject();
    QVERIFY(isClose(problem.moments().variance, expect["var_beta"].toDouble(), promised));
    const QJsonObject grid = expect["grid"].toObject();
    for (int row = 0; row < grid["k"].toArray().size(); ++row) {
        const int k = grid["k"][row].toInt();
        if (k > 6 && k != 13 && k != 32) {
            continue;
        }
        const PlaneRegions regions = gridRegions(unitSquare, k, k);
        const std::vector<RegionIntegral> integrals = problem.integrals(regions.polygons);
        QVERIFY2(isClose(approximationOf(integrals), grid["approx"][row].toDouble(), promised),
                 qPrintable(QString::number(k)));
        RegionBound bound;
        for (const RegionBound& each : upperBounds(problem, regions.polygons)) {
            bound.atCenter += each.atCenter;
            bound.integral += each.integral;
        }
        QVERIFY(isClose(bound.integral, grid["bound_integral"][row].toDouble(), promised));
        constexpr double zero = 1e-25; // where the slope vanishes at every centre
        QVERIFY(std::abs(bound.atCenter - grid["bound_at_centres"][row].toDouble()) <=
                promised * bound.atCenter + zero);
    }
}

void TestPlane::optimalBoundsMatchTheReference()
{
    QFETCH(QJsonObject, reference);
    const SpaceProblem problem = problemOf(reference["scenario"].toObject());
    const QJsonObject expect = reference["expect"].toObject();
    const double mass = optimalDensityMass(problem);
    QVERIFY(isClose(mass, expect["int_sqrt_p_grad"].toDouble(), promised));
    const QJsonObject timesExperts = expect["bound_optimal_times_m"].toObject();
    constexpr int experts = 25;
    QVERIFY(isClose(optimalUpperBound(mass, squareMoment, 2, experts) * experts,
                    timesExperts["square"].toDouble(), promised));
    QVERIFY(isClose(optimalUpperBound(mass, hexagonMoment, 2, experts) * experts,
                    timesExperts["hex"].toDouble(), promised));
}

void TestPlane::randomVoronoiMatchesTheReference()
{
    QFETCH(QJsonObject, reference);
    const SpaceProblem problem = problemOf(reference["scenario"].toObject());
    constexpr int experts = 64;
    constexpr int runs = 12;
    std::vector<double> errors(runs);
    for (int run = 0; run < runs; ++run) {
        Points centers(experts, 2);
        for (Eigen::Index i = 0; i < centers.size(); ++i) {
            centers(i) =
                drawBoundary(static_cast<std::uint64_t>(run), static_cast<std::uint64_t>(i));
        }
        errors[static_cast<std::size_t>(run)] =
            approximationOf(problem.integrals(voronoiRegions(unitSquare, centers).polygons));
    }
    const double mean = std::accumulate(errors.begin(), errors.end(), 0.0) / runs;
    double squares = 0;
    for (const double error : errors) {
        squares += (error - mean) * (error - mean);
    }
    const double variance = squares / (runs - 1) / runs;
    const QJsonValue expected = reference["expect"].toObject()["voronoi"].toObject()["64"];
    const double standardError = std::hypot(std::sqrt(variance), expected["se"].toDouble());
    QVERIFY2(std::abs(mean - expected["mean"].toDouble()) <= 4 * standardError,
             qPrintable(QString::number(mean)));
}

void TestPlane::voronoiCellsHoldWhatIsNearest()
{
    constexpr int experts = 300;
    Points centers(experts, 2);
    for (Eigen::Index i = 0; i < centers.size(); ++i) {
        // Crowded on one side: near and far neighbours.
        centers(i) = std::pow(drawBoundary(7, static_cast<std::uint64_t>(i)), 3);
    }
    const NearestCenter nearest(centers);
    const std::vector<Polygon> cells = voronoiCells(nearest, rectangle({0, 1}, {0, 1}));
    double area = 0;
    for (const Polygon& cell : cells) {
        area += shapeOf(cell).area;
    }
    QVERIFY(isClose(area, 1, 1e-12));

    constexpr Eigen::Index probes = 2000;
    const Points points = lowDiscrepancyPoints(unitSquare, 0, probes);
    std::vector<std::uint32_t> owners(probes);
    nearest.nearest(points, owners);
    for (Eigen::Index i = 0; i < probes; ++i) {
        const auto owner = static_cast<Eigen::Index>(owners[static_cast<std::size_t>(i)]);
        Eigen::Index brute = 0;
        (centers.rowwise() - points.row(i)).square().rowwise().sum().minCoeff(&brute);
        QCOMPARE(owner, brute);
        QVERIFY(contains(cells[static_cast<std::size_t>(owner)], {points(i, 0), points(i, 1)}));
    }
}

/// By a grid, a tree or a scan; also for points far from all centres, and centres on one line.
void TestPlane::nearestIsNearestInEveryWayOfSearching()
{
    for (const Eigen::Index dimensions : {2, 3, 7}) {
        for (const Eigen::Index count : {1, 2, 40, 130}) {
            for (const bool isLine : {false, true}) {
                Points centers(count, dimensions);
                for (Eigen::Index i = 0; i < centers.size(); ++i) {
                    centers(i) = drawBoundary(3, static_cast<std::uint64_t>(i));
                }
                if (isLine) {
                    centers.col(0) = 0.25;
                }
                constexpr Eigen::Index probes = 200; // no whole blocks of a scan
                const Points points = lowDiscrepancyPoints(
                    BoxDomain(static_cast<std::size_t>(dimensions), {-1, 2}), 0, probes);
                std::vector<std::uint32_t> owners(probes);
                NearestCenter(centers).nearest(points, owners);
                for (Eigen::Index i = 0; i < probes; ++i) {
                    const Eigen::ArrayXd squares =
                        (centers.rowwise() - points.row(i)).square().rowwise().sum();
                    const auto owner =
                        static_cast<Eigen::Index>(owners[static_cast<std::size_t>(i)]);
                    QVERIFY(squares(owner) <= squares.minCoeff() * (1 + 1e-14));
                }
            }
        }
    }
}

/// The steps of a curve through n points that fills the square are about 1/√n; in no order more
/// than 0.52 apart on average (the mean distance of two points of the unit square).
void TestPlane::hilbertOrderGoesFromPointToCloseOnes()
{
    constexpr Eigen::Index count = 4096;
    const Points points = lowDiscrepancyPoints(unitSquare, 0, count);
    const std::vector<Eigen::Index> order = hilbertOrder(unitSquare, points);
    QCOMPARE(std::set<Eigen::Index>(order.begin(), order.end()).size(), std::size_t{count});
    const Points ordered = points(order, Eigen::all);
    const Points steps = ordered.bottomRows(count - 1) - ordered.topRows(count - 1);
    QVERIFY(steps.square().rowwise().sum().sqrt().mean() < 1.2 / std::sqrt(count));
}

void TestPlane::equalCentersShareOneCell()
{
    Points centers(3, 2);
    centers << 0.25, 0.5, 0.75, 0.5, 0.25, 0.5;
    const PlaneRegions regions = voronoiRegions(unitSquare, centers);
    QVERIFY(isClose(shapeOf(regions.polygons[0]).area, 0.5, 1e-15));
    QVERIFY(isClose(shapeOf(regions.polygons[1]).area, 0.5, 1e-15));
    QVERIFY(regions.polygons[2].empty());
}

void TestPlane::hexagonsAreNearlyRegular()
{
    for (const int experts : {1, 2, 7, 30, 1000}) {
        const PlaneRegions regions = hexagonalRegions({{-1, 3}, {0, 2}}, experts);
        QCOMPARE(regions.polygons.size(), static_cast<std::size_t>(experts));
        double area = 0;
        double least = 1;
        for (const Polygon& cell : regions.polygons) {
            area += shapeOf(cell).area;
            least = std::min(least, shapeOf(cell).secondMoment);
        }
        QVERIFY(isClose(area, 8, 1e-12));
        if (experts == 1000) {
            QVERIFY(isClose(least, hexagonMoment, 1e-3));
        }
    }
}

void TestPlane::regionsAddUpToTheWhole()
{
    const SpaceProblem problem = correlatedProblem();
    const PlaneRegions regions = hexagonalRegions(unitSquare, 50);
    Moments whole;
    for (const RegionIntegral& region : problem.integrals(regions.polygons)) {
        whole = merged(whole, region.moments);
    }
    QVERIFY(isClose(whole.probability, 1, 1e-11));
    QVERIFY(isClose(whole.mean, problem.moments().mean, 1e-11));
    QVERIFY(isClose(whole.variance, problem.moments().variance, 1e-10));

    // The same by the plainest sum there is.
    constexpr int steps = 1000;
    Points points(steps * steps, 2);
    for (int i = 0; i < steps; ++i) {
        for (int j = 0; j < steps; ++j) {
            points.row(i * steps + j) << (i + 0.5) / steps, (j + 0.5) / steps;
        }
    }
    Eigen::ArrayXd densities(points.rows());
    problem.densities(points, densities);
    const Eigen::ArrayXd values = points.col(0) + 2 * points.col(1);
    const double mean = (densities * values).mean();
    QVERIFY(isClose(densities.mean(), 1, 1e-6));
    QVERIFY(isClose(problem.moments().mean, mean, 1e-6));
    QVERIFY(
        isClose(problem.moments().variance, (densities * (values - mean).square()).mean(), 1e-6));
}

void TestPlane::kinksAndJumpsStateTheirError()
{
    // |x1 + x2 − 1| under the uniform density: E = 1/3, E² = 1/6.
    const SpaceProblem kink(unitSquare, formulaTarget("abs(x1 + x2 - 1)", unitSquare),
                            uniformDensity(unitSquare));
    QVERIFY(isClose(kink.moments().variance, 1.0 / 6 - 1.0 / 9, 1e-6));
    // A jump over a slanted line: probability 3/8 on one side.
    const SpaceProblem jump(unitSquare, formulaTarget("x1 + x2/4 > 3/4 ? 1 : 0", unitSquare),
                            uniformDensity(unitSquare));
    const Polygon square = rectangle({0, 1}, {0, 1});
    const RegionIntegral whole = jump.integrals({&square, 1}).front();
    const double error = std::abs(whole.moments.variance - 15.0 / 64);
    QVERIFY(error <= 1e-3);
    QVERIFY(error <= whole.approximationError);
}

void TestPlane::centersAreNoBoundButIntegralsAre()
{
    const SpaceProblem problem(unitSquare, formulaTarget("cos(2*pi*x1)*cos(2*pi*x2)", unitSquare),
                               uniformDensity(unitSquare));
    const PlaneRegions regions = gridRegions(unitSquare, 2, 2);
    double atCenters = 0;
    double integral = 0;
    for (const RegionBound& bound : upperBounds(problem, regions.polygons)) {
        atCenters += bound.atCenter;
        integral += bound.integral;
    }
    const double exact = approximationOf(problem.integrals(regions.polygons));
    QVERIFY(isClose(exact, 0.25, 1e-12));
    QVERIFY(atCenters < 1e-20 && integral > exact);
}

QTEST_GUILESS_MAIN(TestPlane)
#include "test_plane.moc"
