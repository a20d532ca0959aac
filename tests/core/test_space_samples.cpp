// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/random.h"
#include "core/space/hilbert_curve.h"
#include "core/space/lloyd_method.h"
#include "core/space/low_discrepancy.h"
#include "core/space/plane_regions.h"
#include "core/space/space_level_sets.h"
#include "core/space/space_samples.h"
#include "core/space/upper_bound.h"
#include "tests/core/space_problems.h"
#include "tests/core/threads.h"

#include <QTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <numbers>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

/// Four standard errors, and what is left of rounding where there is no other error.
bool agrees(const SampledNumber& number, double expected)
{
    return std::abs(number.value - expected) <=
           4 * number.standardError + 1e-12 * std::abs(expected);
}

BoxDomain unitCube(std::size_t dimensions)
{
    return BoxDomain(dimensions, Interval{0, 1});
}

Points centersOf(int count, Eigen::Index dimensions)
{
    Points centers(count, dimensions);
    for (Eigen::Index i = 0; i < centers.size(); ++i) {
        centers(i) = drawBoundary(5, static_cast<std::uint64_t>(i));
    }
    return centers;
}

/// Centres at points, each with a chance in proportion to its weight.
Points drawCenters(const WeightedPoints& density, int count, std::uint64_t seed)
{
    Points centers(count, density.points.cols());
    for (Eigen::Index i = 0; i < centers.rows(); ++i) {
        double left = drawBoundary(seed, static_cast<std::uint64_t>(i)) * density.weights.sum();
        Eigen::Index point = 0;
        while (point + 1 < density.weights.size() && left >= density.weights(point)) {
            left -= density.weights(point++);
        }
        centers.row(i) = density.points.row(point);
    }
    return centers;
}

SpaceProblem referenceProblem(const QJsonObject& reference)
{
    const QJsonObject scenario = reference["scenario"].toObject();
    const bool isProduct = scenario["density"].toObject()["kind"].toString() == "product";
    return {unitSquare,
            formulaTarget(scenario["target"].toObject()["expression"].toString().toStdString(),
                          unitSquare),
            isProduct
                ? productDensity({gaussianFactor(0.4, 0.2), gaussianFactor(0.6, 0.2)}, unitSquare)
                : uniformDensity(unitSquare)};
}

} // namespace

class TestSpaceSamples : public QObject {
    Q_OBJECT

private slots:
    void linearTargetsOnGridsHaveTheirClosedForm_data();
    void linearTargetsOnGridsHaveTheirClosedForm();
    void productsOfCosinesHaveTheirClosedForm();
    void planeAgreesWithItsPolygons();
    void fewPointsOfARegionGiveNoBias();
    void sameBitsForAnyThreads();
    void lloydStepsAreThoseOfTheNearestCenters_data();
    void lloydStepsAreThoseOfTheNearestCenters();
    void lloydStepsDescendToCentroids();
    void centroidalVoronoiMatchesTheReference_data();
    void centroidalVoronoiMatchesTheReference();
    void levelSetsMatchTheReference_data() { centroidalVoronoiMatchesTheReference_data(); }
    void levelSetsMatchTheReference();
    void levelSetsFallWithTheSquareInAnyDimension();
};

void TestSpaceSamples::linearTargetsOnGridsHaveTheirClosedForm_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<int>("parts");
    QTest::newRow("2") << 2 << 5;
    QTest::newRow("3") << 3 << 4;
    QTest::newRow("5") << 5 << 2;
    QTest::newRow("10") << 10 << 2;
}

/// β = Σ x_k on k^d cubes under the uniform density: approximation error d/(12 k²), and the bound,
/// with M = 1/12 and ‖∇β‖² = d, is d times it.
void TestSpaceSamples::linearTargetsOnGridsHaveTheirClosedForm()
{
    QFETCH(int, dimensions);
    QFETCH(int, parts);
    const BoxDomain domain = unitCube(static_cast<std::size_t>(dimensions));
    const auto problem = std::make_shared<const SpaceProblem>(
        domain, makeSpaceTarget(defaultChoice(spaceTargetRow("linear").option), domain),
        uniformDensity(domain));
    const auto count = static_cast<std::size_t>(std::pow(parts, dimensions));
    const SampledRegions sampled =
        SpaceSamples(problem, 1 << 13)
            .regions(gridRegionsOfPoints(domain, std::vector<int>(domain.size(), parts)), count,
                     {});
    const double exact = dimensions / (12.0 * parts * parts);
    QVERIFY(agrees(sampled.approximation, exact));
    QVERIFY(sampled.approximation.standardError < 0.01 * exact);
    QVERIFY(std::abs(sampled.boundIntegral.value - dimensions * exact) < 0.02 * dimensions * exact);
    double probability = 0;
    for (const SampledRegion& region : sampled.regions) {
        probability += region.moments.probability;
        QVERIFY(std::abs(region.shape.secondMoment - 1.0 / 12) < 0.02);
    }
    QVERIFY(std::abs(probability - 1) < 1e-9);
}

/// β = Π cos(2π x_k) on 3^d cubes under the uniform density: 2^{-d} − (Σ c²/3)^d, where c are the
/// means of the cosine over thirds.
void TestSpaceSamples::productsOfCosinesHaveTheirClosedForm()
{
    const BoxDomain domain = unitCube(3);
    const auto problem = std::make_shared<const SpaceProblem>(
        domain, makeSpaceTarget(defaultChoice(spaceTargetRow("cosine-product").option), domain),
        uniformDensity(domain));
    const SampledRegions sampled =
        SpaceSamples(problem, 1 << 14).regions(gridRegionsOfPoints(domain, {3, 3, 3}), 27, {});
    const double tau = 2 * std::numbers::pi;
    double squares = 0;
    for (int i = 0; i < 3; ++i) {
        const double mean = 3 * (std::sin(tau * (i + 1) / 3) - std::sin(tau * i / 3)) / tau;
        squares += mean * mean / 3;
    }
    const double exact = 0.125 - squares * squares * squares;
    QVERIFY(agrees(sampled.approximation, exact));
    QVERIFY(sampled.approximation.standardError < 1e-3 * exact);
}

void TestSpaceSamples::planeAgreesWithItsPolygons()
{
    const auto problem = std::make_shared<const SpaceProblem>(
        unitSquare, formulaTarget("exp(x1)*sin(4*x2)", unitSquare),
        productDensity({gaussianFactor(0.4, 0.2), gaussianFactor(0.6, 0.2)}, unitSquare));
    const Points centers = centersOf(20, 2);
    const PlaneRegions regions = voronoiRegions(unitSquare, centers);
    const SampledRegions sampled =
        SpaceSamples(problem, 1 << 14).regions(voronoiRegionsOfPoints(centers), 20, {});
    const std::vector<RegionIntegral> exact = problem->integrals(regions.polygons);
    const std::vector<RegionBound> bounds = upperBounds(*problem, regions.polygons);
    QVERIFY(agrees(sampled.approximation, approximationOf(exact)));
    double bound = 0;
    for (std::size_t i = 0; i < exact.size(); ++i) {
        const SampledRegion& region = sampled.regions[i];
        const PolygonShape shape = shapeOf(regions.polygons[i]);
        const Moments& moments = exact[i].moments;
        // About a standard error of as many independent points, with a density of up to 4: even
        // ones do better.
        const auto few = [](double share) { return 2 * std::sqrt(share / (1 << 18)); };
        QVERIFY(std::abs(region.moments.probability - moments.probability) <
                few(moments.probability));
        QVERIFY(std::abs(region.moments.mean - moments.mean) <
                few(moments.variance / moments.probability));
        QVERIFY(std::abs(region.shape.volume - shape.area) < few(shape.area));
        QVERIFY(std::abs(region.shape.secondMoment / shape.secondMoment - 1) < 1e-2);
        QVERIFY(std::abs(region.boundAtCenter - bounds[i].atCenter) < 1e-2 * bounds[i].atCenter);
        bound += bounds[i].integral;
    }
    QVERIFY(std::abs(sampled.boundIntegral.value / bound - 1) < 1e-3);
}

void TestSpaceSamples::fewPointsOfARegionGiveNoBias()
{
    // Four points of each replicate in a region: a plain variance would be a quarter too small.
    const BoxDomain domain = unitCube(2);
    const auto problem = std::make_shared<const SpaceProblem>(
        domain, makeSpaceTarget(defaultChoice(spaceTargetRow("linear").option), domain),
        uniformDensity(domain));
    constexpr int parts = 17; // no power of two, which the points would fill too evenly
    const SampledRegions sampled =
        SpaceSamples(problem, 1 << 10)
            .regions(gridRegionsOfPoints(domain, {parts, parts}), parts * parts, {});
    QVERIFY(agrees(sampled.approximation, 2.0 / (12 * parts * parts)));
}

void TestSpaceSamples::sameBitsForAnyThreads()
{
    const auto problem = std::make_shared<const SpaceProblem>(
        unitCube(3), formulaTarget("x1*x2 + x3", unitCube(3)), uniformDensity(unitCube(3)));
    const Points centers = centersOf(50, 3);
    std::vector<double> approximations;
    std::vector<double> squares;
    for (const int threads : threadCounts) {
        withThreads(threads, [&] {
            approximations.push_back(SpaceSamples(problem, 1 << 10)
                                         .regions(voronoiRegionsOfPoints(centers), 50, {})
                                         .approximation.value);
            Points moved = centers;
            const LloydMethod method(
                {lowDiscrepancyPoints(unitCube(3), 0, 10'000), Eigen::ArrayXd::Ones(10'000)});
            squares.push_back(method.step(moved) + moved.sum());
        });
        QCOMPARE(approximations.back(), approximations.front());
        QCOMPARE(squares.back(), squares.front());
    }
}

void TestSpaceSamples::lloydStepsAreThoseOfTheNearestCenters_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<int>("points");
    QTest::addColumn<int>("centers");
    QTest::newRow("plane") << 2 << 5000 << 300;
    QTest::newRow("few points") << 2 << 7 << 3;
    QTest::newRow("one center") << 2 << 1000 << 1;
    QTest::newRow("more centers than points") << 2 << 100 << 150;
    QTest::newRow("three dimensions") << 3 << 2000 << 50;
    QTest::newRow("seven dimensions") << 7 << 1000 << 20;
}

/// Against the plain way: each point's nearest centre by comparing all of them. Some points weigh
/// nothing, and two centres are equal.
void TestSpaceSamples::lloydStepsAreThoseOfTheNearestCenters()
{
    QFETCH(int, dimensions);
    QFETCH(int, points);
    QFETCH(int, centers);
    const BoxDomain domain = unitCube(static_cast<std::size_t>(dimensions));
    WeightedPoints density{lowDiscrepancyPoints(domain, 0, static_cast<std::size_t>(points)), {}};
    density.weights = (density.points.col(0) - 0.3).max(0) + density.points.col(1) * 1e-3;
    density.weights.head(points / 3) = 0;
    Points start = centersOf(centers, dimensions);
    start.row(centers - 1) = start.row(0);

    Points expected = start;
    Points moments = Points::Zero(centers, dimensions);
    Eigen::ArrayXd weights = Eigen::ArrayXd::Zero(centers);
    double squares = 0;
    for (Eigen::Index i = 0; i < points; ++i) {
        Eigen::Index owner = 0;
        squares +=
            density.weights(i) *
            (start.rowwise() - density.points.row(i)).square().rowwise().sum().minCoeff(&owner);
        weights(owner) += density.weights(i);
        moments.row(owner) += density.weights(i) * density.points.row(i);
    }
    for (Eigen::Index i = 0; i < centers; ++i) {
        if (weights(i) > 0) {
            expected.row(i) = moments.row(i) / weights(i);
        }
    }
    const std::vector<Eigen::Index> order = hilbertOrder(domain, density.points);
    const WeightedPoints ordered{density.points(order, Eigen::all), density.weights(order)};
    for (const WeightedPoints& each : {density, ordered}) {
        Points moved = start;
        const double mean = LloydMethod(each).step(moved);
        QVERIFY(std::abs(mean / (squares / density.weights.sum()) - 1) < 1e-12);
        QVERIFY((moved - expected).abs().maxCoeff() < 1e-12);
    }
}

void TestSpaceSamples::lloydStepsDescendToCentroids()
{
    constexpr int points = 1 << 13;
    const LloydMethod method(
        {lowDiscrepancyPoints(unitSquare, 0, points), Eigen::ArrayXd::Ones(points)});
    Points end;
    for (const double relaxation : {1.0, 1.8}) {
        Points centers = centersOf(4, 2);
        double last = method.step(centers, relaxation);
        for (int step = 0; step < 50; ++step) {
            const double now = method.step(centers, relaxation);
            QVERIFY(now <= last * (1 + 1e-12));
            last = now;
        }
        // Four cells of a square: the quarters, with 1/6 of their area as mean squared distance.
        QVERIFY(std::abs(last - 1.0 / 24) < 1e-3);
        end = method.settle(centers, {});
        QVERIFY(((end - 0.5).abs() - 0.25).abs().maxCoeff() < 0.02);
    }
    // Beyond the centroids lies more than the domain: no centre leaves it.
    Points far = Points::Constant(1, 2, 40.0);
    method.step(far, 1.8);
    QVERIFY(far.minCoeff() >= 0 && far.maxCoeff() <= 1);
}

void TestSpaceSamples::centroidalVoronoiMatchesTheReference_data()
{
    QTest::addColumn<QJsonObject>("reference");
    QFile file(QStringLiteral(TRADEOFF_SOURCE_DIR "/tests/data/plane.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray references = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue reference : references) {
        QTest::newRow(qPrintable(reference["id"].toString())) << reference.toObject();
    }
}

/// With weights w the cells of Lloyd's method follow w^{d/(d+2)}: p ‖∇β‖² gives λ*. Where it ends
/// depends on the start, by a few hundredths in these errors; so do the references' means.
void TestSpaceSamples::centroidalVoronoiMatchesTheReference()
{
    QFETCH(QJsonObject, reference);
    const SpaceProblem problem = referenceProblem(reference);
    constexpr Eigen::Index points = 1 << 14;
    WeightedPoints density{lowDiscrepancyPoints(unitSquare, 0, points),
                           Eigen::ArrayXd::Ones(points)};
    const auto meanError = [&] {
        constexpr int starts = 4;
        const LloydMethod method(density);
        double sum = 0;
        for (int start = 0; start < starts; ++start) {
            const Points centers =
                method.settle(drawCenters(density, 16, static_cast<std::uint64_t>(start)), {});
            sum += approximationOf(problem.integrals(voronoiRegions(unitSquare, centers).polygons));
        }
        return sum / starts;
    };
    constexpr double spread = 0.04;
    const QJsonObject expect = reference["expect"].toObject();
    const double plain = expect["cvt_unweighted"].toObject()["16"].toObject()["mean"].toDouble();
    QVERIFY(std::abs(meanError() / plain - 1) < spread);
    problem.densities(density.points, density.weights);
    density.weights *= problem.squaredSlopes(density.points);
    const double optimal = expect["cvt"].toObject()["16"].toObject()["mean"].toDouble();
    QVERIFY(std::abs(meanError() / optimal - 1) < spread);
}

/// The references come from samples, good to about 2e-4 of themselves where the target oscillates.
void TestSpaceSamples::levelSetsMatchTheReference()
{
    QFETCH(QJsonObject, reference);
    const auto problem = std::make_shared<const SpaceProblem>(referenceProblem(reference));
    const auto samples = std::make_shared<const SpaceSamples>(problem, 1 << 14);
    const SpaceLevelSets levels(samples, 64, {});
    const QJsonObject level = reference["expect"].toObject()["level"].toObject();
    for (qsizetype row = 0; row < level["m"].toArray().size(); ++row) {
        const int experts = level["m"].toArray()[row].toInt();
        if (experts > 64) {
            continue;
        }
        const double expected = level["sample"].toArray()[row].toDouble();
        const SampledRegions regions = samples->levelRegions(levels.thresholds(experts), {});
        const double off = regions.approximation.value - expected;
        QVERIFY2(std::abs(off) <= 4 * regions.approximation.standardError + 1e-3 * expected,
                 qPrintable(QStringLiteral("m = %1: %2 +- %3, not %4")
                                .arg(experts)
                                .arg(regions.approximation.value)
                                .arg(regions.approximation.standardError)
                                .arg(expected)));
    }
}

/// Whatever the dimension: β = x1 alone has uniform levels, and an error of 1/(12 m²).
void TestSpaceSamples::levelSetsFallWithTheSquareInAnyDimension()
{
    const BoxDomain domain = unitCube(5);
    const auto problem = std::make_shared<const SpaceProblem>(domain, formulaTarget("x1", domain),
                                                              uniformDensity(domain));
    const auto samples = std::make_shared<const SpaceSamples>(problem, 1 << 12);
    const SpaceLevelSets levels(samples, 20, {});
    for (const int experts : {1, 3, 20}) {
        const std::vector<double> thresholds = levels.thresholds(experts);
        QCOMPARE(thresholds.size(), static_cast<std::size_t>(experts - 1));
        for (std::size_t i = 0; i < thresholds.size(); ++i) {
            QVERIFY(std::abs(thresholds[i] - static_cast<double>(i + 1) / experts) < 2e-3);
        }
        const SampledRegions regions = samples->levelRegions(levels.thresholds(experts), {});
        QVERIFY(std::abs(regions.approximation.value * 12 * experts * experts - 1) < 5e-3);
    }
}

QTEST_GUILESS_MAIN(TestSpaceSamples)
#include "test_space_samples.moc"
