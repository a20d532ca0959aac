// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning.h"
#include "core/nearest_errors.h"
#include "core/neighbor_errors.h"
#include "core/random.h"
#include "core/space/space_simulation.h"
#include "core/sweep.h"
#include "tests/core/experiments.h"
#include "tests/core/space_experiments.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

constexpr std::array<EmptyRegionRule, 3> rules{EmptyRegionRule::Zero, EmptyRegionRule::Mean,
                                               EmptyRegionRule::Nearest};

double uniform(std::uint64_t seed, Eigen::Index i)
{
    return drawBoundary(seed, static_cast<std::uint64_t>(i));
}

/// The inputs of a problem of one coordinate beside one that does not matter.
Problem lineProblem(const std::string& formula, const Choice& density)
{
    return {{0, 1}, targetFormula(formula), density};
}

/// Samples on a lattice, so that many coordinates are equal, or anywhere.
Points samplesOf(std::uint64_t seed, Eigen::Index count, Eigen::Index dimensions, int steps)
{
    Points x(count, dimensions);
    for (Eigen::Index i = 0; i < x.size(); ++i) {
        const double u = uniform(seed, i);
        x(i) = steps > 0 ? std::floor(u * steps) / steps : u;
    }
    return x;
}

} // namespace

class TestSpaceLearning : public QObject {
    Q_OBJECT

private slots:
    void inputsDependOnTheirNumberAlone();
    void neighborsAreInTheirOrder();
    void neighborErrorsAreThoseOfIntervals();
    void oneCoordinateAloneGivesItsOwnErrors_data();
    void oneCoordinateAloneGivesItsOwnErrors();
    void expectedErrorsAreMeansOverTrainingSets_data();
    void expectedErrorsAreMeansOverTrainingSets();
    void emptyRegionsHaveAPlaceAndAConstant();
    void learnedRegionsHaveTheErrorsOfTheirSample();
    void leaveOneOutLeavesOneOut();
    void simulatedTreesHaveTheErrorsOfTheirSamples();
};

void TestSpaceLearning::inputsDependOnTheirNumberAlone()
{
    const SpaceFixture gaussian = cosineFixture("product");
    const SpaceProblem& problem = *gaussian.problem;
    const SpaceTrainingInputs all = drawSpaceInputs(problem, {{3, 2}, 0, 70'000}, {});
    const SpaceTrainingInputs part = drawSpaceInputs(problem, {{3, 2}, 60'000, 10'000}, {});
    QVERIFY((all.x->bottomRows(10'000) == *part.x).all());
    QVERIFY((all.noise.tail(10'000) == part.noise).all());
    QCOMPARE(all.noise(7), normalQuantile(drawSample(3, 2, 7).noise));
    QVERIFY((drawSpaceInputs(problem, {{3, 1}, 0, 10}, {}).x->row(0) != all.x->row(0)).any());

    // Another target and other noise: the same places, and y as said.
    const SpaceProblem other(unitSquare, formulaTarget("x1 - x2", unitSquare), problem.density());
    const SpaceTrainingInputs same = drawSpaceInputs(other, {{3, 2}, 0, 70'000}, {});
    QVERIFY((*same.x == *all.x).all());
    const SpaceTrainingSet set = makeSpaceTrainingSet(other, same, 0.25);
    QCOMPARE(set.y(69'999),
             all.x->coeff(69'999, 0) - all.x->coeff(69'999, 1) + 0.5 * all.noise(69'999));
    // Inputs and noise have nothing to do with each other.
    const Eigen::ArrayXd first = all.x->col(0) - all.x->col(0).mean();
    const double correlation = (first * all.noise).mean() / std::sqrt(first.square().mean());
    QVERIFY(std::abs(correlation) < 4 / std::sqrt(70'000.0));
    QVERIFY(std::abs(all.noise.mean()) < 4 / std::sqrt(70'000.0));
}

void TestSpaceLearning::neighborsAreInTheirOrder()
{
    const Points points = samplesOf(3, 200, 2, 12); // on a lattice: many ties
    const SpaceNearness nearness = nearnessOfPoints(points);
    for (const std::size_t region : {0U, 57U, 199U}) {
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < 200; ++i) {
            if (i != region) {
                expected.push_back(i);
            }
        }
        const auto row = static_cast<Eigen::Index>(region);
        std::ranges::stable_sort(expected, {}, [&](std::uint32_t i) {
            const auto other = static_cast<Eigen::Index>(i);
            // In units of the lattice, squared: whole numbers, without rounding.
            return std::llround(144 * (points.row(other) - points.row(row)).square().sum());
        });
        for (const std::size_t count : {1U, 5U, 60U, 500U}) {
            std::vector<std::uint32_t> found = nearness.neighbors(region, count);
            QVERIFY(found.size() >= std::min<std::size_t>(count, 199));
            QVERIFY(std::equal(found.begin(), found.end(), expected.begin()));
        }
    }
}

void TestSpaceLearning::neighborErrorsAreThoseOfIntervals()
{
    constexpr int regions = 60;
    std::vector<double> boundaries{0};
    std::vector<Moments> moments;
    for (int i = 0; i < regions; ++i) {
        boundaries.push_back(boundaries.back() + 0.01 + uniform(1, i));
        moments.push_back({std::pow(uniform(2, i), 4), uniform(3, i) - 0.5, uniform(4, i)});
    }
    double sum = 0;
    for (const Moments& each : moments) {
        sum += each.probability;
    }
    Points middles(regions, 1);
    for (int i = 0; i < regions; ++i) {
        const auto index = static_cast<std::size_t>(i);
        moments[index].probability /= sum;
        middles(i, 0) = (boundaries[index] + boundaries[index + 1]) / 2;
    }
    const SpaceNearness nearness = nearnessOfPoints(middles);
    for (const std::int64_t samples : {2, 10, 200, 100'000}) {
        const LearningSetting setting{0.3, samples, EmptyRegionRule::Nearest};
        const std::vector<double> expected = nearestErrors(moments, boundaries, setting, {});
        const std::vector<double> found = neighborErrors(moments, nearness.neighbors, setting, {});
        for (std::size_t i = 0; i < found.size(); ++i) {
            QVERIFY(isClose(found[i], expected[i], 1e-9) || expected[i] < 1e-250);
        }
    }
}

void TestSpaceLearning::oneCoordinateAloneGivesItsOwnErrors_data()
{
    QTest::addColumn<int>("rule");
    for (const EmptyRegionRule rule : rules) {
        QTest::newRow(qPrintable(QString::number(static_cast<int>(rule))))
            << static_cast<int>(rule);
    }
}

/// β depends on x1 alone and x2 is uniform: a grid of k × 1 is a uniform segmentation of x1.
void TestSpaceLearning::oneCoordinateAloneGivesItsOwnErrors()
{
    QFETCH(int, rule);
    const Choice factor = gaussianFactor(0.3, 0.25);
    SpaceFixture fixture(
        {unitSquare, formulaTarget("exp(x1)*sin(5*x1)", unitSquare),
         productDensity({factor, defaultChoice(densityRow("uniform").option)}, unitSquare)});
    fixture.setting = {0.2, 30, static_cast<EmptyRegionRule>(rule)};
    const auto line = std::make_shared<const Problem>(lineProblem("exp(x)*sin(5*x)", factor));
    const Experiment experiment{
        line, prepareSegmenter({line, 40}, defaultChoice(segmentationRow("uniform").option)),
        fixture.setting};
    for (const int experts : {1, 4, 23}) {
        const Errors expected = tradeoff::segmented(experiment, experts, {}).errors;
        const SpaceExperiment plane = fixture.experiment(gridOf({static_cast<double>(experts), 1}));
        const Errors found =
            segmentedSpace(plane, experts, QuadratureAccuracy{1e-12, 0x1p-7, 0x1p-22}, {}).errors;
        QVERIFY(isClose(found.approximation, expected.approximation, 1e-9));
        QVERIFY(isClose(found.estimation, expected.estimation, 1e-9));
        QVERIFY(isClose(found.training, expected.training, 1e-9));
        QVERIFY(isClose(found.test, expected.test, 1e-9));
        QVERIFY(isClose(*found.estimationLeadingOrder, *expected.estimationLeadingOrder, 1e-9));
    }
}

void TestSpaceLearning::expectedErrorsAreMeansOverTrainingSets_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("dimensions");
    QTest::newRow("grid") << QStringLiteral("grid") << 2;
    QTest::newRow("Voronoi") << QStringLiteral("voronoi-random") << 2;
    QTest::newRow("level sets") << QStringLiteral("level-set") << 2;
    QTest::newRow("Voronoi in three") << QStringLiteral("voronoi-random") << 3;
}

/// Few samples and many regions: most of them are empty, and the rule decides.
void TestSpaceLearning::expectedErrorsAreMeansOverTrainingSets()
{
    QFETCH(QString, kind);
    QFETCH(int, dimensions);
    const auto d = static_cast<std::size_t>(dimensions);
    SpaceFixture fixture({unitCube(d), formulaTarget("1 + x1 + sin(5*x2)", unitCube(d)),
                          productDensity({gaussianFactor(0.4, 0.3)}, unitCube(d))});
    const Choice choice = spaceSegmentation(kind.toStdString(), d);
    for (const EmptyRegionRule rule : rules) {
        fixture.setting = {0.1, 8, rule};
        const SpaceExperiment experiment = fixture.experiment(choice);
        const Errors exact = segmentedSpace(experiment, 12, fullAccuracy, {}).errors;
        const SimulatedRow mean =
            simulateSpace({experiment, choice, {12}, 11, 2000}, {}, [](double) {}).front();
        const auto agrees = [](const SimulatedError& error, double expected) {
            return std::abs(error.estimate.mean - expected) <= 4 * error.estimate.standardError;
        };
        QVERIFY2(agrees(mean.estimation, exact.estimation),
                 qPrintable(QStringLiteral("rule %1: %2 ± %3, not %4")
                                .arg(static_cast<int>(rule))
                                .arg(mean.estimation.estimate.mean)
                                .arg(mean.estimation.estimate.standardError)
                                .arg(exact.estimation)));
        QVERIFY(agrees(mean.training, exact.training));
        QVERIFY(agrees(mean.test, exact.test));
        QCOMPARE(mean.approximation.estimate.mean, exact.approximation);
    }
}

void TestSpaceLearning::emptyRegionsHaveAPlaceAndAConstant()
{
    // All of the probability, to the last bit, in the middle one of nine squares.
    const SpaceFixture narrow({unitSquare, formulaTarget("x1 + 10*x2", unitSquare),
                               productDensity({gaussianFactor(0.5, 0.004)}, unitSquare)});
    const SpaceSegmented grid = narrow.segmented(gridOf({3, 3}), 9);
    QCOMPARE(grid.moments[8].probability, 0.0);
    QVERIFY(isClose(grid.moments[8].mean, 5.0 / 6 + 50.0 / 6, 1e-12));
    QVERIFY(isClose(grid.moments[4].mean, 5.5, 1e-9));
    // Of two centers at one place the second has no cell.
    Choice manual = spaceSegmentation("manual");
    manual.values["centers"] = std::vector<Record>{{0.25, 0.5}, {0.75, 0.5}, {0.75, 0.5}};
    const SpaceSegmented cells = narrow.segmented(manual, 3);
    QCOMPARE(cells.regions[2].shape.volume, 0.0);
    QCOMPARE(cells.regions[2].shape.centroid, (std::vector<double>{0.75, 0.5}));
    QVERIFY(isClose(cells.moments[2].mean, 5.75, 1e-12));
    QCOMPARE(cells.estimation[2], 0.0);
}

void TestSpaceLearning::learnedRegionsHaveTheErrorsOfTheirSample()
{
    const SpaceFixture fixture = cosineFixture("product");
    const SpaceExperiment experiment = fixture.experiment(spaceSegmentation("learned-tree"));
    const SpaceTrainingSet& sample = *experiment.segmenter.learnedFrom;
    const SpaceSegmented segmented = segmentedSpace(experiment, 9, fullAccuracy, {});
    std::vector<std::uint32_t> owners(static_cast<std::size_t>(sample.y.size()));
    segmented.partition.regionsOf(*sample.x, owners);
    std::vector<double> sums(9);
    std::vector<double> counts(9);
    for (std::size_t i = 0; i < owners.size(); ++i) {
        sums[owners[i]] += sample.y(static_cast<Eigen::Index>(i));
        counts[owners[i]] += 1;
    }
    double training = 0;
    for (std::size_t i = 0; i < owners.size(); ++i) {
        const double residual =
            sample.y(static_cast<Eigen::Index>(i)) - sums[owners[i]] / counts[owners[i]];
        training += residual * residual / static_cast<double>(owners.size());
    }
    double estimation = 0;
    for (std::size_t i = 0; i < 9; ++i) {
        const double gap = sums[i] / counts[i] - segmented.moments[i].mean;
        estimation += segmented.moments[i].probability * gap * gap;
    }
    QVERIFY(isClose(segmented.errors.training, training, 1e-12));
    QVERIFY(isClose(segmented.errors.estimation, estimation, 1e-12));
    QVERIFY(!segmented.errors.estimationLeadingOrder);
    QVERIFY(
        isClose(segmented.errors.test, 0.1 + segmented.errors.approximation + estimation, 1e-12));
}

void TestSpaceLearning::leaveOneOutLeavesOneOut()
{
    SpaceFixture fixture = cosineFixture("product");
    const auto sample = fixture.drawn();
    for (const EmptyRegionRule rule : rules) {
        fixture.setting.emptyRegion = rule;
        const SpaceExperiment experiment = fixture.experiment(spaceSegmentation("hexagonal"));
        const SpaceSegmented segmented = segmentedSpace(experiment, 30, quickAccuracy, {});
        std::vector<std::uint32_t> owners(static_cast<std::size_t>(sample->y.size()));
        segmented.partition.regionsOf(*sample->x, owners);
        double sum = 0;
        for (std::size_t left = 0; left < owners.size(); ++left) {
            std::vector<RegionSamples> others(segmented.partition.regions);
            for (std::size_t i = 0; i < owners.size(); ++i) {
                if (i != left) {
                    addSamples(sample->y.segment(static_cast<Eigen::Index>(i), 1),
                               std::span(owners).subspan(i, 1), others);
                }
            }
            const double constant =
                learnedConstants(others, segmented.nearness.view(), rule)[owners[left]];
            const double residual = sample->y(static_cast<Eigen::Index>(left)) - constant;
            sum += residual * residual / static_cast<double>(owners.size());
        }
        const std::vector<SweepRow> rows = sweepSpace(experiment, {30}, *sample, {});
        QVERIFY(isClose(*rows.front().leaveOneOut, sum, 1e-12));
    }
}

void TestSpaceLearning::simulatedTreesHaveTheErrorsOfTheirSamples()
{
    const SpaceFixture fixture = cosineFixture("product");
    const Choice tree = spaceSegmentation("learned-tree");
    const SpaceExperiment experiment = fixture.experiment(tree);
    constexpr int sets = 5;
    // Seed 1, as the fixture's own training sets have it.
    const SimulatedRow row =
        simulateSpace({experiment, tree, {6}, 1, sets}, {}, [](double) {}).front();
    Errors mean;
    for (std::uint32_t set = 1; set <= sets; ++set) {
        SpaceExperiment learned = experiment;
        learned.segmenter = prepareSpaceSegmenter(
            {fixture.problem, fixture.samples, 6, fixture.drawn(set), {}}, tree);
        const Errors errors = segmentedSpace(learned, 6, fullAccuracy, {}).errors;
        mean.approximation += errors.approximation / sets;
        mean.estimation += errors.estimation / sets;
        mean.test += errors.test / sets;
        mean.training += errors.training / sets;
    }
    QVERIFY(isClose(row.approximation.estimate.mean, mean.approximation, 1e-5));
    QVERIFY(isClose(row.estimation.estimate.mean, mean.estimation, 1e-5));
    QVERIFY(isClose(row.test.estimate.mean, mean.test, 1e-5));
    QVERIFY(isClose(row.training.estimate.mean, mean.training, 1e-12));
}

QTEST_GUILESS_MAIN(TestSpaceLearning)
#include "test_space_learning.moc"
