// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios of several dimensions through `compute`.
#include "core/compute.h"
#include "core/parameter_sweep.h"
#include "core/result_json.h"
#include "tests/core/experiments.h"
#include "tests/core/space_scenarios.h"

#include <QTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

/// Approximation error of the grid of k^d boxes for β = Π cos 2πf x_k under the uniform density.
///
/// All factorises. The mean of cos 2πfx over an interval of length 1/k around z is
/// cos 2πfz · sinc(f/k), sinc u = sin πu / πu. The mean of cos² 2πfz over the k middles is 1/2,
/// but for k | 2f, where all boxes have the constant 0 or all those of one sign: sin² or 1.
double cosineGridError(std::size_t dimensions, int frequency, int k)
{
    const double u = std::numbers::pi * frequency / k;
    const bool isResonant = 2 * frequency % k == 0;
    const double sinc = std::sin(u) / u;
    const double meanSquare = isResonant ? 0 : sinc * sinc;
    return (1 - std::pow(meanSquare, dimensions)) / std::pow(2.0, dimensions);
}

bool hasNote(const Result& result, const std::string& words)
{
    return std::any_of(result.notes.begin(), result.notes.end(), [&](const std::string& note) {
        return note.find(words) != std::string::npos;
    });
}

QJsonObject jsonOf(const Result& result)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(writeResult(result))).object();
}

double sumOf(const QJsonArray& regions, const QString& key)
{
    return std::accumulate(
        regions.begin(), regions.end(), 0.0,
        [&](double sum, const QJsonValue& region) { return sum + region[key].toDouble(); });
}

/// By the shoelace formula.
double areaOf(const QJsonArray& corners)
{
    double twice = 0;
    for (qsizetype i = 0; i < corners.size(); ++i) {
        const QJsonArray a = corners[i].toArray();
        const QJsonArray b = corners[(i + 1) % corners.size()].toArray();
        twice += a[0].toDouble() * b[1].toDouble() - b[0].toDouble() * a[1].toDouble();
    }
    return twice / 2;
}

std::vector<QJsonObject> references()
{
    QFile file(QStringLiteral(TRADEOFF_SOURCE_DIR "/tests/data/plane.json"));
    std::vector<QJsonObject> list;
    if (file.open(QIODevice::ReadOnly)) {
        for (const QJsonValue reference : QJsonDocument::fromJson(file.readAll()).array()) {
            list.push_back(reference.toObject());
        }
    }
    return list;
}

void addSpaceCases()
{
    QTest::addColumn<SpaceCase>("spaceCase");
    for (const SpaceCase& each : spaceCases()) {
        QTest::newRow(each.name.c_str()) << each;
    }
}

} // namespace

class TestSpaceCompute : public QObject {
    Q_OBJECT

private slots:
    void cosinesOnGridsHaveTheirClosedForm();
    void referencesAreMatched();
    void boundHoldsAndThatOfCentersMayNot();
    void rowsOfTheSweepAreThatManyExperts();
    void rowsOfTheParameterSweepAreThatScenario_data();
    void rowsOfTheParameterSweepAreThatScenario();
    void fileOfAResultAddsUp_data() { addSpaceCases(); }
    void fileOfAResultAddsUp();
    void sampleErrorsAreThoseOfTheDrawnSet();
    void simulationAgrees_data();
    void simulationAgrees();
};

void TestSpaceCompute::cosinesOnGridsHaveTheirClosedForm()
{
    ComputeCache cache; // keeps the problem
    for (const int frequency : {1, 3}) {
        for (const int k : {2, 3, 6, 9}) {
            const Result result = compute(cosineGrid(2, frequency, k * k), {}, cache);
            QCOMPARE(result.regions.size(), static_cast<std::size_t>(k * k));
            QVERIFY(isClose(result.errors.approximation, cosineGridError(2, frequency, k), 1e-9));
        }
    }
    for (const int k : {2, 3, 5}) {
        const Errors errors = compute(cosineGrid(3, 1, k * k * k), {}, cache).errors;
        QVERIFY(*errors.approximationStandardError > 0);
        QVERIFY(*errors.approximationStandardError < 0.01 * errors.approximation);
        QVERIFY(std::abs(errors.approximation - cosineGridError(3, 1, k)) <=
                4 * *errors.approximationStandardError);
    }
}

void TestSpaceCompute::referencesAreMatched()
{
    int compared = 0;
    for (const QJsonObject& reference : references()) {
        const Scenario base =
            readScenario(QJsonDocument(reference["scenario"].toObject()).toJson().toStdString());
        const QJsonObject grid = reference["expect"]["grid"].toObject();
        ComputeCache cache;
        for (const int row : {0, 1, 5}) {
            const int k = grid["k"][row].toInt();
            const Scenario scenario =
                withFields(base, std::vector<FieldEdit>{{"segmentation.kind", "grid"},
                                                        {"experts", std::to_string(k * k)},
                                                        {"sweep.experts", "[1, 1]"},
                                                        {"monteCarlo.trainingSets", "0"}});
            const Errors errors = compute(scenario, {}, cache).errors;
            QVERIFY(isClose(errors.approximation, grid["approx"][row].toDouble(), 1e-9));
            QVERIFY(
                isClose(*errors.approximationBound, grid["bound_integral"][row].toDouble(), 1e-9));
            const double atCenters = grid["bound_at_centres"][row].toDouble();
            QVERIFY(std::abs(*errors.approximationBoundAtCenters - atCenters) <=
                    1e-9 * atCenters + 1e-25);
            const double optimal =
                reference["expect"]["bound_optimal_times_m"]["square"].toDouble();
            QVERIFY(isClose(*errors.approximationBoundOptimal * k * k, optimal, 1e-9));
            ++compared;
        }
    }
    QCOMPARE(compared, 12);
}

void TestSpaceCompute::boundHoldsAndThatOfCentersMayNot()
{
    ComputeCache cache;
    for (const Choice& segmentation : segmentationsIn(2)) {
        Scenario scenario = spaceScenario(2, {{"experts", "9"}, {"sweep.experts", "[9, 9]"}});
        scenario.segmentation = segmentation;
        const Result result = compute(normalized(scenario), {}, cache);
        QVERIFY2(*result.errors.approximationBound >= result.errors.approximation ||
                     segmentation.kind == "level-set", // whose regions are not convex
                 segmentation.kind.c_str());
    }
    const Result squares = compute(cosineGrid(2, 1, 4), {}, cache);
    QVERIFY(isClose(squares.errors.approximation, 0.25, 1e-12));
    QVERIFY(*squares.errors.approximationBoundAtCenters < 1e-20);
    QVERIFY(hasNote(squares, "At the regions' centroids the upper bound is 0, "));
    QVERIFY(hasNote(squares, "less than the approximation error"));
    // (π f)² / 6 k² is the bound in integral form: E ‖∇β‖² times 2 · (1/12) / k².
    QVERIFY(isClose(*squares.errors.approximationBound, std::numbers::pi * std::numbers::pi / 12,
                    1e-9));
    QVERIFY(!hasNote(compute(cosineGrid(2, 1, 64), {}, cache), "centroids"));
}

void TestSpaceCompute::rowsOfTheSweepAreThatManyExperts()
{
    ComputeCache cache;
    for (const char* kind : {"hexagonal", "learned-tree"}) {
        const Scenario scenario = spaceScenario(2, {{"segmentation.kind", kind}});
        const Result result = compute(scenario, {}, cache);
        QCOMPARE(result.sweep.size(), std::size_t{12});
        const SweepRow* best = &result.sweep.front();
        for (const SweepRow& row : result.sweep) {
            best = row.errors.test < best->errors.test ? &row : best;
            if (row.experts % 5 != 0) {
                continue;
            }
            const Result alone =
                compute(withField(scenario, "experts", std::to_string(row.experts)), {}, cache);
            QVERIFY(isClose(row.errors.approximation, alone.errors.approximation, 1e-6));
            QVERIFY(isClose(row.errors.estimation, alone.errors.estimation, 1e-6));
            QVERIFY(isClose(row.errors.test, alone.errors.test, 1e-6));
            QVERIFY(
                isClose(*row.errors.approximationBound, *alone.errors.approximationBound, 1e-6));
            QCOMPARE(*row.leaveOneOut, *alone.sample->leaveOneOut);
        }
        QCOMPARE(result.bestExperts->experts, best->experts);
        QCOMPARE(result.bestExperts->test, best->errors.test);
    }
}

void TestSpaceCompute::rowsOfTheParameterSweepAreThatScenario_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("range");
    QTest::newRow("samples") << std::string("samples") << std::string("[50, 53]");
    QTest::newRow("experts") << std::string("experts") << std::string("[3, 6]");
}

void TestSpaceCompute::rowsOfTheParameterSweepAreThatScenario()
{
    QFETCH(std::string, path);
    QFETCH(std::string, range);
    const Scenario scenario = spaceScenario(2, {{"segmentation.kind", "hexagonal"},
                                                {"experts", "4"},
                                                {"sweep.parameter", path},
                                                {"sweep.range", range}});
    static ComputeCache cache;
    const auto sweep = compute(scenario, {}, cache, {ResultPart::ParameterSweep}).parameterSweep;
    QVERIFY(sweep->isComplete && sweep->rows.size() >= 4);
    for (const std::size_t i : {std::size_t{0}, sweep->rows.size() / 2, sweep->rows.size() - 1}) {
        const ParameterSweep::Row& row = sweep->rows[i];
        const QByteArray value = QByteArray::number(row.value, 'g', 17);
        const Errors alone =
            compute(withField(scenario, path, value.toStdString()), {}, cache).errors;
        QVERIFY(isClose(row.errors->approximation, alone.approximation, 1e-6));
        QVERIFY(isClose(row.errors->estimation, alone.estimation, 1e-6));
        QVERIFY(isClose(row.errors->test, alone.test, 1e-6));
    }
}

void TestSpaceCompute::fileOfAResultAddsUp()
{
    QFETCH(SpaceCase, spaceCase);
    static ComputeCache cache;
    Scenario scenario = busyScenario(spaceCase.dimensions);
    scenario.segmentation = spaceCase.segmentation;
    const QJsonObject json = jsonOf(compute(normalized(scenario), {}, cache));
    const QJsonArray regions = json["regions"].toArray();
    QVERIFY(isClose(sumOf(regions, "probability"), 1, 1e-9));
    QVERIFY(isClose(sumOf(regions, "volume"), 2, 1e-9));
    // Errors of a learned segmentation are those of the sample alone.
    QVERIFY(
        isClose(sumOf(regions, "approximation"), json["sample"]["approximation"].toDouble(), 1e-9));
    QVERIFY(isClose(sumOf(regions, "approximationBound"),
                    json["errors"]["approximationBound"].toDouble(), 1e-9));
    QVERIFY(isClose(sumOf(regions, "approximationBoundAtCenter"),
                    json["errors"]["approximationBoundAtCenters"].toDouble(), 1e-9));
    QCOMPARE(sumOf(regions, "samples"), 60.0);
    const bool isPlane = spaceCase.dimensions == 2;
    const bool hasPolygons = isPlane && spaceCase.segmentation.kind != "level-set";
    // That of a disc or a ball: no region has less.
    const double roundest = isPlane ? 1 / (4 * std::numbers::pi)
                                    : 1 / (5 * std::pow(4 * std::numbers::pi / 3, 2.0 / 3));
    for (const QJsonValue region : regions) {
        QVERIFY(!region.toObject().contains("intervals"));
        QCOMPARE(region["centroid"].toArray().size(), isPlane ? 2 : 3);
        QVERIFY(region["secondMoment"].toDouble() > 0.99 * roundest);
        QCOMPARE(region["polygon"].isArray(), hasPolygons);
        if (hasPolygons) {
            QVERIFY(
                isClose(areaOf(region["polygon"].toArray()), region["volume"].toDouble(), 1e-9));
        }
    }
    for (const char* key : {"approximationBoundOptimal", "approximationStandardError"}) {
        QVERIFY(json["errors"][key].isDouble());
        QVERIFY(json["sweep"][0][key].isDouble());
    }
}

void TestSpaceCompute::sampleErrorsAreThoseOfTheDrawnSet()
{
    ComputeCache cache;
    for (const EmptyRegionRow& rule : emptyRegionTable()) {
        const Result result =
            compute(spaceScenario(2, {{"samples", "15"}, {"emptyRegion", std::string(rule.kind)}}),
                    {}, cache);
        const SpaceTrainingSet& drawn = *result.space->trainingSet;
        std::vector<std::uint32_t> owners(15);
        result.space->regionsOf(*drawn.x, owners);
        double training = 0;
        std::vector<double> sums(result.regions.size());
        std::vector<std::int64_t> counts(result.regions.size());
        for (std::size_t j = 0; j < owners.size(); ++j) {
            const double y = drawn.y[static_cast<Eigen::Index>(j)];
            training += std::pow(y - result.regions[owners[j]].learnedConstant, 2) / 15;
            sums[owners[j]] += y;
            ++counts[owners[j]];
        }
        double estimation = 0;
        const double meanOfAll = drawn.y.mean();
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const Region& region = result.regions[i];
            QCOMPARE(region.samples, counts[i]);
            estimation +=
                region.probability * std::pow(region.learnedConstant - region.constant, 2);
            if (counts[i] > 0) {
                QVERIFY(std::abs(region.learnedConstant -
                                 sums[i] / static_cast<double>(counts[i])) < 1e-12);
            } else if (rule.rule != EmptyRegionRule::Nearest) {
                const double expected = rule.rule == EmptyRegionRule::Zero ? 0 : meanOfAll;
                QVERIFY(std::abs(region.learnedConstant - expected) < 1e-12);
            }
        }
        QVERIFY(std::count(counts.begin(), counts.end(), 0) > 0);
        QVERIFY(isClose(result.sample->training, training, 1e-12));
        QVERIFY(isClose(result.sample->estimation, estimation, 1e-12));
        QVERIFY(
            isClose(result.sample->test, 0.1 + result.errors.approximation + estimation, 1e-12));
    }
}

void TestSpaceCompute::simulationAgrees_data()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<std::string>("rule");
    for (const int dimensions : {2, 3}) {
        for (const EmptyRegionRow& row : emptyRegionTable()) {
            const std::string rule(row.kind);
            QTest::addRow("%d, %s", dimensions, rule.c_str()) << dimensions << rule;
        }
    }
}

void TestSpaceCompute::simulationAgrees()
{
    QFETCH(int, dimensions);
    QFETCH(std::string, rule);
    // Few samples: some regions are empty in most of the training sets.
    const Result result = compute(
        spaceScenario(static_cast<std::size_t>(dimensions), {{"samples", "20"},
                                                             {"experts", "9"},
                                                             {"emptyRegion", rule},
                                                             {"sweep.experts", "[9, 9]"},
                                                             {"monteCarlo.trainingSets", "2000"}}));
    const auto agrees = [](const Estimate& estimate, double exact) {
        return estimate.standardError > 0 && estimate.standardError < 0.05 * exact &&
               std::abs(estimate.mean - exact) <= 3 * estimate.standardError;
    };
    QVERIFY(agrees(result.monteCarlo->estimation, result.errors.estimation));
    QVERIFY(agrees(result.monteCarlo->test, result.errors.test));
    QVERIFY(agrees(result.monteCarlo->training, result.errors.training));
}

QTEST_APPLESS_MAIN(TestSpaceCompute)
#include "test_space_compute.moc"
