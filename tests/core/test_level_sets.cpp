// SPDX-License-Identifier: GPL-3.0-or-later
// Before Qt, whose macro "emit" is a function there.
#include <tbb/parallel_for.h>

#include "core/level_sets.h"
#include "tests/core/direct_quadrature.h"
#include "tests/core/experiments.h"
#include "tests/core/table_pairs.h"

#include <QTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <numbers>
#include <numeric>
#include <set>
#include <stdexcept>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

using List = std::vector<double>;

double errorOf(const Problem& problem, const LevelCells& cells)
{
    return approximationError(levelMoments(problem, cells));
}

/// What a reference's scenario says about its problem.
std::shared_ptr<const Problem> readProblem(const QJsonObject& scenario)
{
    const auto chosenFrom = [](const Option& option, const QJsonObject& object) {
        Values values;
        for (const Parameter& parameter : option.parameters) {
            const QString name = QString::fromStdString(std::string(parameter.name));
            if (object.contains(name)) {
                values[name.toStdString()] = object[name].toDouble();
            }
        }
        return chosen(option, values);
    };
    const QJsonArray ends = scenario["domain"].toArray();
    const QJsonObject target = scenario["target"].toObject();
    const QJsonObject density = scenario["density"].toObject();
    return problem(chosenFrom(targetRow(target["kind"].toString().toStdString()).option, target),
                   chosenFrom(densityRow(density["kind"].toString().toStdString()).option, density),
                   {ends[0].toDouble(), ends[1].toDouble()});
}

/// The least error of a quantiser of cos U, U uniform in [0, π], by Lloyd's steps in the angle: on
/// an arc from a to b the mean of cos is (sin b − sin a)/(b − a), that of cos² as plain.
double arcsineError(int regions)
{
    List angles;
    for (int i = 0; i <= regions; ++i) {
        angles.push_back(std::numbers::pi * i / regions);
    }
    const auto mean = [&](std::size_t i) {
        return (std::sin(angles[i + 1]) - std::sin(angles[i])) / (angles[i + 1] - angles[i]);
    };
    for (int round = 0; round < 20'000; ++round) {
        for (std::size_t i = 1; i < std::size_t(regions); ++i) {
            angles[i] = std::acos((mean(i - 1) + mean(i)) / 2);
        }
    }
    double error = 0.5;
    for (std::size_t i = 0; i < std::size_t(regions); ++i) {
        error -= (angles[i + 1] - angles[i]) / std::numbers::pi * mean(i) * mean(i);
    }
    return error;
}

/// Everything that cells promise about themselves, whatever the target.
void verifyCells(const Problem& problem, const LevelCells& cells, const List& thresholds,
                 int experts)
{
    QVERIFY(cells.regions >= 1 && cells.regions <= experts);
    QCOMPARE(cells.boundaries.size(), cells.owners.size() + 1);
    QCOMPARE(thresholds.size(), std::size_t(cells.regions - 1));
    QCOMPARE(cells.boundaries.front(), problem.domain().low);
    QCOMPARE(cells.boundaries.back(), problem.domain().high);
    QVERIFY(std::is_sorted(cells.boundaries.begin(), cells.boundaries.end(),
                           std::less_equal<double>()));
    QVERIFY(std::adjacent_find(cells.owners.begin(), cells.owners.end()) == cells.owners.end());
    std::set<int> owners(cells.owners.begin(), cells.owners.end());
    QCOMPARE(int(owners.size()), cells.regions);
    QCOMPARE(*owners.begin(), 0);
    QCOMPARE(*owners.rbegin(), cells.regions - 1);
    double total = 0;
    for (const Moments& region : levelMoments(problem, cells)) {
        QVERIFY(region.probability > 0);
        total += region.probability;
    }
    QVERIFY(std::abs(total - 1) < 1e-12);
    for (std::size_t i = 0; i < cells.owners.size(); ++i) {
        const auto owner = std::size_t(cells.owners[i]);
        for (const double share : {0.01, 0.3, 0.5, 0.77, 0.99}) {
            const double x =
                cells.boundaries[i] + share * (cells.boundaries[i + 1] - cells.boundaries[i]);
            const double value = problem.target().value(x);
            // x is right to its last bit only: β is right to the slope times that.
            const double slack = 1e-14 * (1 + std::abs(value)) +
                                 1e-15 * std::max(std::abs(x), problem.domain().length()) *
                                     std::abs(problem.target().slope(x));
            QVERIFY(owner == 0 || value >= thresholds[owner - 1] - slack);
            QVERIFY(owner == thresholds.size() || value < thresholds[owner] + slack);
        }
    }
}

} // namespace

class TestLevelSets : public QObject {
    Q_OBJECT

private slots:
    void errorsAreThoseOfTheReference();
    void lineIsCutEvenly();
    void cosineIsTheArcsineLaw();
    void noSegmentationIsBetter_data() { addTablePairs({{-3, 5}}); }
    void noSegmentationIsBetter();
    void thresholdsAreHalfWayBetweenConstants();
    void flatStretchBelongsToOneRegion();
    void fewerValuesThanExpertsAreFewerRegions();
    void fastCosineGainsTheSquareOfItsPeriods();
    void moreCellsThanAllowedAreSaid();
    void manyExpertsFollowTheHighRateLaw();
    void threadsDoNotChangeABit();
    void checkpointMayCancel();
};

void TestLevelSets::errorsAreThoseOfTheReference()
{
    QFile file(QStringLiteral(TRADEOFF_SOURCE_DIR "/tests/data/best-segmentation.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray all = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(all.size(), 4);
    for (const QJsonValue entry : all) {
        const QByteArray id = entry["id"].toString().toUtf8();
        const auto given = readProblem(entry["scenario"].toObject());
        const LevelSets sets(given, 64, {});
        const bool isMonotone = id == "exp3_uniform";
        const QJsonArray numbers = entry["m"].toArray();
        QCOMPARE(numbers.size(), 64);
        for (int i = 0; i < numbers.size(); ++i) {
            const int experts = numbers[i].toInt();
            const double expected = entry["levelSet"][i].toDouble();
            const double actual = errorOf(*given, sets.cells(experts));
            const QByteArray what = id + ", " + QByteArray::number(experts) + ": " +
                                    QByteArray::number(actual, 'g', 17) + ", not " +
                                    QByteArray::number(expected, 'g', 17);
            // The reference of the oscillating targets is uncertain by 2e-4 of itself.
            QVERIFY2(isClose(actual, expected, isMonotone ? 1e-9 : 2e-4), what.constData());
            const double best = entry["best"][i].toDouble();
            QVERIFY2(actual <= best * (1 + 1e-9), what.constData());
            QVERIFY2(!isMonotone || isClose(actual, best, 1e-9), what.constData());
        }
    }
}

void TestLevelSets::lineIsCutEvenly()
{
    const auto line = problem(target("linear"), density("uniform"), {-3, 5});
    const LevelSets sets(line, 1000, {});
    for (const int experts : {1, 2, 3, 7, 64, 256, 257, 1000}) {
        const LevelCells cells = sets.cells(experts);
        QCOMPARE(cells.regions, experts);
        QVERIFY(!cells.limited);
        const double expected = 64.0 * 4 / 12 / experts / experts; // L² slope²/(12 m²)
        QVERIFY(isClose(errorOf(*line, cells), expected, 1e-12));
        for (int i = 0; i <= experts; ++i) {
            const double place = -3 + 8.0 * i / experts;
            QVERIFY(std::abs(cells.boundaries[std::size_t(i)] - place) < 1e-6 / experts);
        }
    }
}

void TestLevelSets::cosineIsTheArcsineLaw()
{
    for (const double frequency : {1.0, 4.0}) {
        const auto cosine =
            problem(target("cosine", {{"frequency", frequency}}), density("uniform"));
        const LevelSets sets(cosine, 24, {});
        for (const int experts : {1, 2, 3, 5, 8, 24}) {
            QVERIFY(isClose(errorOf(*cosine, sets.cells(experts)), arcsineError(experts), 1e-10));
        }
    }
}

void TestLevelSets::noSegmentationIsBetter()
{
    const TablePair pair = fetchTablePair();
    const auto given = problem(pair.target, pair.density, pair.domain);
    const LevelSets sets(given, 33, {});
    const double variance = given->moments().variance;
    const double rounding = 1e-15 * variance;
    double before = variance * (1 + 1e-12) + rounding;
    for (const int experts : {1, 2, 3, 5, 8, 16, 33}) {
        const LevelCells cells = sets.cells(experts);
        QVERIFY(!cells.limited);
        if (experts <= 8) {
            verifyCells(*given, cells, sets.thresholds(experts), experts);
        }
        const double error = errorOf(*given, cells);
        QVERIFY2(error <= before, qPrintable(QString::number(experts)));
        before = error * (1 + 1e-12) + rounding;
        for (const char* kind : {"uniform", "optimal", "equal-probability"}) {
            const List boundaries =
                prepareSegmenter({given}, segmentation(kind)).boundaries(experts);
            const double other = approximationError(given->regionMoments(boundaries));
            QVERIFY2(error <= other * (1 + 1e-12) + rounding,
                     qPrintable(QStringLiteral("%1 %2: %3 > %4")
                                    .arg(QLatin1String(kind))
                                    .arg(experts)
                                    .arg(error, 0, 'g', 17)
                                    .arg(other, 0, 'g', 17)));
        }
    }
}

void TestLevelSets::thresholdsAreHalfWayBetweenConstants()
{
    for (const char* kind : {"cosine", "bumps", "exponential", "sines", "runge"}) {
        const auto given = problem(target(kind), density("truncated-gaussian"), {-1, 1});
        const LevelSets sets(given, 20, {});
        const List thresholds = sets.thresholds(20);
        const std::vector<Moments> regions = levelMoments(*given, sets.cells(20));
        QCOMPARE(regions.size(), thresholds.size() + 1);
        for (std::size_t i = 0; i < thresholds.size(); ++i) {
            const double width = regions[i + 1].mean - regions[i].mean;
            const double middle = (regions[i].mean + regions[i + 1].mean) / 2;
            QVERIFY2(std::abs(thresholds[i] - middle) <= 1e-5 * width, kind);
        }
    }
}

void TestLevelSets::flatStretchBelongsToOneRegion()
{
    const auto ramp = problem(target("ramp"), density("uniform"));
    const LevelSets sets(ramp, 300, {});
    for (const int experts : {2, 3, 10, 50, 300}) {
        const LevelCells cells = sets.cells(experts);
        QCOMPARE(cells.regions, experts);
        QCOMPARE(int(cells.owners.size()), experts);
        // The flat ends at 0.3 and 0.6 lie within the first and last cell.
        QVERIFY(cells.boundaries[1] > 0.3);
        QVERIFY(cells.boundaries[cells.boundaries.size() - 2] <= 0.6);
    }
}

void TestLevelSets::fewerValuesThanExpertsAreFewerRegions()
{
    const auto constant = problem(target("constant"), density("truncated-gaussian"));
    QCOMPARE(LevelSets(constant, 100, {}).cells(100).boundaries, (List{0, 1}));
    const auto steps = problem(target("steps"), density("uniform"));
    const LevelSets sets(steps, 1000, {});
    for (const int experts : {4, 5, 300, 1000}) {
        const LevelCells cells = sets.cells(experts);
        QCOMPARE(cells.regions, 4);
        QCOMPARE(cells.boundaries, (List{0, 0.25, 0.5, 0.8, 1}));
        QCOMPARE(cells.owners, (std::vector<int>{1, 3, 0, 2})); // levels 0, 1, −0.5, 0.5
        QCOMPARE(errorOf(*steps, cells), 0.0);
        QVERIFY(!cells.limited);
    }
    // Two stretches of one value are one region.
    const auto signs = problem(targetFormula("sign(sin(6*pi*x))"), density("uniform"));
    const LevelCells two = LevelSets(signs, 9, {}).cells(9);
    QCOMPARE(two.regions, 2);
    QCOMPARE(two.owners, (std::vector<int>{1, 0, 1, 0, 1, 0}));
}

void TestLevelSets::fastCosineGainsTheSquareOfItsPeriods()
{
    const auto fast = problem(target("cosine", {{"frequency", 50.0}}), density("uniform"));
    const LevelSets sets(fast, 8, {});
    const LevelCells cells = sets.cells(8);
    QVERIFY(!cells.limited);
    QVERIFY(isClose(errorOf(*fast, cells), arcsineError(8), 1e-10));
    QCOMPARE(int(cells.owners.size()), 100 * 7 + 1);
}

void TestLevelSets::moreCellsThanAllowedAreSaid()
{
    const auto fast = problem(target("cosine", {{"frequency", 1000.0}}), density("uniform"));
    const LevelSets sets(fast, 200, {});
    QVERIFY(!sets.cells(5).limited);
    const LevelCells cells = sets.cells(200);
    QVERIFY(cells.limited);
    QVERIFY(cells.owners.size() <= LevelSets::mostCells);
    QVERIFY(cells.regions > 100 && cells.regions < 200);
}

void TestLevelSets::manyExpertsFollowTheHighRateLaw()
{
    // Monotone: (1/(12 m²)) (∫ (β'² p)^{1/3})³, approached from the optimal segmentation's side.
    const auto monotone = problem(target("exponential"), density("truncated-gaussian"));
    const LevelSets sets(monotone, 5000, {});
    const Segmenter optimal = prepareSegmenter({monotone}, segmentation("optimal"));
    double before = 1;
    for (const int experts : {200, 256, 257, 1000, 5000}) {
        const double error = errorOf(*monotone, sets.cells(experts));
        const double law = optimal.highRateError(experts).value_or(0);
        QVERIFY(isClose(error, law, 30.0 / experts / std::sqrt(experts)));
        QVERIFY(error < before);
        QVERIFY(error <= approximationError(monotone->regionMoments(optimal.boundaries(experts))));
        before = error;
    }
}

void TestLevelSets::threadsDoNotChangeABit()
{
    const auto bumps = problem(target("bumps"), density("truncated-gaussian"));
    const LevelSets sets(bumps, 40, {});
    std::vector<LevelCells> together(41);
    tbb::parallel_for(1, 41, [&](int m) { together[std::size_t(m)] = sets.cells(m); });
    const LevelSets again(bumps, 40, {});
    for (int m = 1; m <= 40; ++m) {
        const LevelCells alone = again.cells(m);
        QCOMPARE(together[std::size_t(m)].boundaries, alone.boundaries);
        QCOMPARE(together[std::size_t(m)].owners, alone.owners);
    }
}

void TestLevelSets::checkpointMayCancel()
{
    const auto cosine = problem(target("cosine"), density("uniform"));
    const auto cancel = [](double) { throw std::runtime_error("cancelled"); };
    QVERIFY_EXCEPTION_THROWN(LevelSets(cosine, 100, cancel), std::runtime_error);
}

QTEST_APPLESS_MAIN(TestLevelSets)
#include "test_level_sets.moc"
