// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input_error.h"
#include "core/option_table.h"
#include "core/space/space_simulation.h"
#include "tests/core/space_experiments.h"
#include "tests/core/threads.h"

#include <QTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

bool isClose(double actual, double expected, double relative)
{
    return std::abs(actual - expected) <= relative * std::abs(expected);
}

/// Those of cos cos under the uniform density.
QJsonObject reference()
{
    QFile file(QStringLiteral(TRADEOFF_SOURCE_DIR "/tests/data/plane.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll())
                                                .array()
                                                .at(0)
                                                .toObject()["expect"]
                                                .toObject()
                                          : QJsonObject();
}

/// The slope of log error over log m between two numbers of experts.
double slope(const SpaceFixture& fixture, const Choice& segmentation, int few, int many)
{
    const SpaceExperiment experiment = fixture.experiment(segmentation, many);
    const auto error = [&](int experts) {
        return segmentedSpace(experiment, experts, quickAccuracy, {}).errors.approximation;
    };
    return std::log(error(many) / error(few)) / std::log(double{1} * many / few);
}

/// Every kind of the plane, with every density that a centroidal one may follow.
std::vector<Choice> everySegmentation()
{
    std::vector<Choice> choices;
    for (const SpaceSegmentationRow& row : spaceSegmentationTable()) {
        choices.push_back(spaceChoice(row.option, 2));
    }
    choices.push_back(centroidalOf("input"));
    choices.push_back(centroidalOf("uniform"));
    return choices;
}

} // namespace

class TestSpaceExperiment : public QObject {
    Q_OBJECT

private slots:
    void gridsMatchTheReference();
    void voronoiSegmentationsMatchTheReference();
    void errorsAreStatedAndSmall_data();
    void errorsAreStatedAndSmall();
    void jumpsStateTheirErrors();
    void shapesOfBoxesAreExact();
    void gridsHaveNearlyEqualCounts();
    void fixedChoicesHaveTheirOwnNumber();
    void levelSetsAreBest();
    void errorsFallAsTheDimensionSays();
    void integralBoundsHold_data();
    void integralBoundsHold();
    void boundsOfCubesMeetTheOptimalOne();
    void sameBitsForAnyThreads();
    void checkpointsEndTheWork();
};

void TestSpaceExperiment::gridsMatchTheReference()
{
    const SpaceFixture fixture = cosineFixture("uniform");
    const QJsonObject grid = reference()["grid"].toObject();
    const double timesExperts =
        reference()["bound_optimal_times_m"].toObject()["square"].toDouble();
    const SpaceExperiment experiment = fixture.experiment(spaceSegmentation("grid"));
    int compared = 0;
    for (qsizetype i = 0; i < grid["k"].toArray().size(); i += 6) {
        const int experts = grid["k"][i].toInt() * grid["k"][i].toInt();
        const Errors errors = segmentedSpace(experiment, experts, fullAccuracy, {}).errors;
        QVERIFY(isClose(errors.approximation, grid["approx"][i].toDouble(), 1e-9));
        QVERIFY(isClose(*errors.approximationBound, grid["bound_integral"][i].toDouble(), 1e-9));
        QVERIFY(std::abs(*errors.approximationBoundAtCenters -
                         grid["bound_at_centres"][i].toDouble()) < 1e-9);
        QVERIFY(isClose(*errors.approximationBoundOptimal * experts, timesExperts, 1e-9));
        ++compared;
    }
    QCOMPARE(compared, 6);
}

/// Where random centres fall, and where Lloyd's method ends, is left to chance in the references.
void TestSpaceExperiment::voronoiSegmentationsMatchTheReference()
{
    const SpaceFixture fixture = cosineFixture("uniform");
    const auto error = [&](const Choice& segmentation, int experts) {
        return segmentedSpace(fixture.experiment(segmentation), experts, quickAccuracy, {})
            .errors.approximation;
    };
    constexpr int runs = 12;
    double sum = 0;
    for (int seed = 1; seed <= runs; ++seed) {
        sum += error(changed(spaceSegmentation("voronoi-random"), {{"seed", seed}}), 64) / runs;
    }
    const QJsonObject random = reference()["voronoi"].toObject()["64"].toObject();
    QVERIFY(std::abs(sum - random["mean"].toDouble()) <
            4 * std::hypot(random["std"].toDouble() / std::sqrt(runs), random["se"].toDouble()));

    for (const int experts : {16, 64}) {
        const QString m = QString::number(experts);
        for (const auto& [density, name] :
             {std::pair("optimal", "cvt"), std::pair("uniform", "cvt_unweighted")}) {
            const QJsonObject expected = reference()[name].toObject()[m].toObject();
            const double actual = error(centroidalOf(density), experts);
            // At most a few hundredths worse than from random starts on average, or better.
            QVERIFY2(actual < 1.04 * expected["mean"].toDouble() &&
                         actual > 0.9 * expected["best"].toDouble(),
                     qPrintable(QStringLiteral("%1 %2: %3").arg(name, m).arg(actual)));
        }
    }
}

void TestSpaceExperiment::errorsAreStatedAndSmall_data()
{
    QTest::addColumn<QString>("density");
    QTest::newRow("uniform") << QStringLiteral("uniform");
    QTest::newRow("Gaussian") << QStringLiteral("product");
}

void TestSpaceExperiment::errorsAreStatedAndSmall()
{
    QFETCH(QString, density);
    const SpaceFixture fixture = cosineFixture(density.toStdString());
    for (const std::string kind : {"grid", "voronoi-random"}) {
        const SpaceExperiment experiment = fixture.experiment(spaceSegmentation(kind));
        for (const int experts : {7, 40}) {
            const Errors quick = segmentedSpace(experiment, experts, quickAccuracy, {}).errors;
            const Errors full = segmentedSpace(experiment, experts, fullAccuracy, {}).errors;
            const double truth = full.approximation;
            QVERIFY(*full.approximationStandardError <= 1e-9 * truth);
            QVERIFY(*quick.approximationStandardError <= 1e-6 * truth);
            QVERIFY(std::abs(quick.approximation - truth) <=
                    *quick.approximationStandardError + 1e-14);
            QVERIFY(isClose(quick.estimation, full.estimation, 1e-6));
            QVERIFY(isClose(*quick.approximationBound, *full.approximationBound, 1e-6));
        }
    }
}

/// A jump along a slanted line: P v = a (V − a)/V in a cell of area V with a beyond the line.
void TestSpaceExperiment::jumpsStateTheirErrors()
{
    const SpaceFixture fixture({unitSquare, formulaTarget("x1 + x2/4 > 3/4 ? 1 : 0", unitSquare),
                                uniformDensity(unitSquare)});
    const SpaceExperiment experiment = fixture.experiment(spaceSegmentation("hexagonal"));
    for (const int experts : {1, 9, 40}) {
        const SpaceSegmented full = segmentedSpace(experiment, experts, fullAccuracy, {});
        double exact = 0;
        for (const SpaceRegion& region : full.regions) {
            Polygon beyond = region.polygon;
            Polygon scratch;
            clip(beyond, {{-1, -0.25}, -0.75}, scratch);
            const double area = shapeOf(beyond).area;
            exact += area * (region.shape.volume - area) / region.shape.volume;
        }
        const Errors quick = segmentedSpace(experiment, experts, quickAccuracy, {}).errors;
        for (const Errors& errors : {full.errors, quick}) {
            const double error = std::abs(errors.approximation - exact);
            QVERIFY(error <= *errors.approximationStandardError);
            QVERIFY(error > 1e-4 * *errors.approximationStandardError); // no mere caution
            QVERIFY(*errors.approximationStandardError < 0.05 * exact);
        }
    }
}

void TestSpaceExperiment::shapesOfBoxesAreExact()
{
    const RegionShape shape = regionShape(BoxDomain{{0, 1}, {1, 3}, {-4, 0}});
    QCOMPARE(shape.volume, 8.0);
    QCOMPARE(shape.centroid, (std::vector<double>{0.5, 2, -2}));
    QVERIFY(isClose(shape.secondMoment, (1 + 4 + 16) / 12.0 / 3 / 4, 1e-15));

    // The same from points that fall into it.
    const BoxDomain domain{{0, 1}, {0, 4}, {0, 4}};
    const SpaceFixture fixture(
        {domain, formulaTarget("x1 + x2*x3", domain), uniformDensity(domain)});
    const SpacePartition grid = gridPartition(domain, {1, 2, 1});
    QCOMPARE(grid.boxes[1], (BoxDomain{{0, 1}, {2, 4}, {0, 4}}));
    const SampledRegions sampled = fixture.samples->regions(grid.regionsOf, 2, {});
    QVERIFY(isClose(sampled.regions[1].shape.secondMoment, shape.secondMoment, 1e-3));
    const SpaceSegmented exact = fixture.segmented(spaceSegmentation("grid", 3), 2);
    QCOMPARE(exact.regions[1].shape.volume, 8.0);
    QVERIFY(exact.regions[1].polygon.empty());
}

void TestSpaceExperiment::gridsHaveNearlyEqualCounts()
{
    QCOMPARE(evenCounts(1, 3), (std::vector<int>{1, 1, 1}));
    QCOMPARE(evenCounts(7, 2), (std::vector<int>{3, 2}));
    QCOMPARE(evenCounts(9, 2), (std::vector<int>{3, 3}));
    QCOMPARE(evenCounts(100'000, 5), (std::vector<int>{10, 10, 10, 10, 10}));
    QCOMPARE(evenCounts(99'999, 5), (std::vector<int>{10, 10, 10, 10, 9}));
    for (const std::size_t dimensions : {2U, 3U, 10U}) {
        for (int experts = 1; experts < 300; ++experts) {
            const std::vector<int> counts = evenCounts(experts, dimensions);
            int product = 1;
            int next = 1; // with one part more
            bool isMore = false;
            for (std::size_t k = 0; k < dimensions; ++k) {
                const bool steps = !isMore && counts[k] == counts.back();
                next *= counts[k] + (steps ? 1 : 0);
                isMore = isMore || steps;
                product *= counts[k];
                QVERIFY(counts.front() - counts[k] <= 1 && counts[k] >= counts.back());
            }
            QVERIFY(product <= experts && next > experts);
        }
    }
}

void TestSpaceExperiment::fixedChoicesHaveTheirOwnNumber()
{
    const SpaceFixture fixture = cosineFixture("uniform");
    const SpaceExperiment grid = fixture.experiment(gridOf({5, 2}));
    QCOMPARE(*grid.segmenter.onlyExperts, 10);
    const std::vector<SweepRow> rows = sweepSpace(grid, {1, 2, 3}, *fixture.drawn(), {});
    QCOMPARE(rows.size(), std::size_t{1});
    QCOMPARE(rows.front().experts, 10);
    QVERIFY_THROWS_EXCEPTION(InputError, checkSpaceSegmentation(gridOf({2.5, 2}), unitSquare));
    QVERIFY_THROWS_EXCEPTION(InputError, checkSpaceSegmentation(gridOf({2, 2, 2}), unitSquare));
    QVERIFY_THROWS_EXCEPTION(InputError, checkSpaceSegmentation(gridOf({1000}), unitSquare));
    QVERIFY_THROWS_EXCEPTION(InputError,
                             checkSpaceSegmentation(spaceSegmentation("hexagonal"), unitCube(3)));
    const SpaceSegmented manual = fixture.segmented(spaceSegmentation("manual"), 4);
    const SpaceSegmented squares = fixture.segmented(gridOf({2, 2}), 4);
    QVERIFY(isClose(manual.errors.approximation, squares.errors.approximation, 1e-12));
}

void TestSpaceExperiment::levelSetsAreBest()
{
    const SpaceFixture fixture = cosineFixture("product");
    for (const int experts : {4, 25}) {
        const Errors levels = fixture.segmented(spaceSegmentation("level-set"), experts).errors;
        for (const Choice& choice : everySegmentation()) {
            const SpaceExperiment other = fixture.experiment(choice);
            if (other.segmenter.onlyExperts.value_or(experts) != experts) {
                continue;
            }
            const Errors errors = segmentedSpace(other, experts, quickAccuracy, {}).errors;
            QVERIFY2(levels.approximation - 4 * *levels.approximationStandardError <=
                         errors.approximation,
                     choice.kind.c_str());
        }
    }
}

void TestSpaceExperiment::errorsFallAsTheDimensionSays()
{
    const SpaceFixture plane = cosineFixture("product");
    QVERIFY(std::abs(slope(plane, spaceSegmentation("grid"), 15 * 15, 30 * 30) + 1) < 0.03);
    QVERIFY(std::abs(slope(plane, spaceSegmentation("level-set"), 10, 40) + 2) < 0.05);
    const SpaceFixture cube({unitCube(3), formulaTarget("x1 + sin(3*x2) + x2*x3", unitCube(3)),
                             uniformDensity(unitCube(3))});
    QVERIFY(std::abs(slope(cube, spaceSegmentation("grid", 3), 27, 343) + 2.0 / 3) < 0.03);
    QVERIFY(std::abs(slope(cube, spaceSegmentation("level-set", 3), 8, 32) + 2) < 0.05);
}

void TestSpaceExperiment::integralBoundsHold_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("density");
    const auto add = [](const Option& target, const Option& density) {
        QTest::newRow((target.kind + " " + density.kind).c_str())
            << QString::fromStdString(target.kind) << QString::fromStdString(density.kind);
    };
    // Each with another one of the other: all pairs would take minutes under a sanitizer.
    const std::vector<SpaceDensityRow>& densities = spaceDensityTable();
    std::size_t next = 0;
    for (const SpaceTargetRow& target : spaceTargetTable()) {
        add(target.option, densities[next++ % densities.size()].option);
    }
}

void TestSpaceExperiment::integralBoundsHold()
{
    QFETCH(QString, target);
    QFETCH(QString, density);
    const auto& row = rowOfKind(spaceDensityTable(), density.toStdString(), "");
    const SpaceProblem problem{
        unitSquare,
        makeSpaceTarget(spaceChoice(spaceTargetRow(target.toStdString()).option, 2), unitSquare),
        makeSpaceDensity(spaceChoice(row.option, 2), unitSquare)};
    const SpaceFixture fixture(problem);
    int next = 2;
    for (const Choice& choice : everySegmentation()) {
        const SpaceExperiment experiment = fixture.experiment(choice);
        const Errors errors = segmentedSpace(experiment, next, quickAccuracy, {}).errors;
        QVERIFY2(*errors.approximationBound * (1 + 1e-6) >=
                     errors.approximation - 4 * *errors.approximationStandardError,
                 choice.kind.c_str());
        next = next % 11 + 3; // of 2 to 13
    }
}

/// With a slope and a density that are the same everywhere cubes are optimal cells: the three
/// bounds are one number, d times the error.
void TestSpaceExperiment::boundsOfCubesMeetTheOptimalOne()
{
    for (const std::size_t dimensions : {2U, 3U}) {
        const BoxDomain domain = unitCube(dimensions);
        const SpaceFixture fixture(
            {domain,
             makeSpaceTarget(spaceChoice(spaceTargetRow("linear").option, dimensions), domain),
             uniformDensity(domain)});
        const auto d = static_cast<double>(dimensions);
        const int experts = static_cast<int>(std::pow(4, d));
        const Errors errors =
            fixture.segmented(spaceSegmentation("grid", dimensions), experts).errors;
        const double exact = d / 12 / 16;
        QVERIFY(std::abs(errors.approximation - exact) <=
                4 * *errors.approximationStandardError + 1e-12);
        QVERIFY(isClose(*errors.approximationBound, d * exact, 1e-9));
        QVERIFY(isClose(*errors.approximationBoundAtCenters, d * exact, 1e-9));
        QVERIFY(isClose(*errors.approximationBoundOptimal, d * exact, 1e-9));
    }
}

void TestSpaceExperiment::sameBitsForAnyThreads()
{
    const SpaceFixture plane = cosineFixture("product");
    const SpaceFixture cube(
        {unitCube(3), formulaTarget("x1*x2 + x3", unitCube(3)), uniformDensity(unitCube(3))});
    for (const SpaceFixture* fixture : {&plane, &cube}) {
        for (const std::string kind : {"voronoi-centroidal", "learned-tree"}) {
            const Choice choice = spaceSegmentation(kind, fixture->problem->dimensions());
            std::vector<std::vector<SweepRow>> sweeps;
            std::vector<std::vector<SimulatedRow>> simulated;
            for (const int threads : threadCounts) {
                withThreads(threads, [&] {
                    SpaceExperiment experiment = fixture->experiment(choice);
                    experiment.setting.emptyRegion = EmptyRegionRule::Nearest;
                    sweeps.push_back(sweepSpace(experiment, {1, 2, 9, 20}, *fixture->drawn(), {}));
                    simulated.push_back(
                        simulateSpace({experiment, choice, {5}, 3, 8}, {}, [](double) {}));
                });
                QVERIFY(sweeps.back() == sweeps.front());
                QVERIFY(simulated.back() == simulated.front());
            }
        }
    }
}

void TestSpaceExperiment::checkpointsEndTheWork()
{
    struct Stop {};
    const SpaceFixture fixture = cosineFixture("uniform");
    for (const Choice& choice : everySegmentation()) {
        const SpaceExperiment experiment = fixture.experiment(choice);
        std::vector<double> shares;
        const auto stop = [&](double share) {
            shares.push_back(share);
            throw Stop{};
        };
        QVERIFY_THROWS_EXCEPTION(Stop, sweepSpace(experiment, {1, 2, 3}, *fixture.drawn(), stop));
        QCOMPARE(shares.front(), 0.0);
        QVERIFY_THROWS_EXCEPTION(Stop, simulateSpace({experiment, choice, {4}, 1, 100}, {},
                                                     [](double) { throw Stop{}; }));
        QVERIFY_THROWS_EXCEPTION(
            Stop, segmentedSpace(experiment, 4, fullAccuracy, [](double) { throw Stop{}; }));
    }
}

QTEST_GUILESS_MAIN(TestSpaceExperiment)
#include "test_space_experiment.moc"
