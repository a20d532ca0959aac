// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input_error.h"
#include "core/scenario.h"
#include "core/segmentation.h"
#include "tests/core/experiments.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

using List = std::vector<double>;

Choice manual(const List& boundaries)
{
    return segmentation("manual", {{"boundaries", boundaries}});
}

/// The error that a choice is refused with; empty where it is accepted.
std::string refusal(const Choice& choice, const Interval& domain = {0, 1})
{
    try {
        checkSegmentation(choice, domain);
    } catch (const InputError& error) {
        return error.line();
    }
    return {};
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestSegmentation : public QObject {
    Q_OBJECT

private slots:
    void tableHoldsEveryKindOnce();
    void unknownKindListsTheKinds();
    void defaultsAreAccepted();
    void everyKindGivesIncreasingBoundaries();
    void uniformBoundariesAreRightToTheLastBit();
    void equalProbabilityGivesEqualProbabilities();
    void powerFamilyHoldsTheClassicalKinds();
    void flatTargetFallsBackToUniformAndSaysSo();
    void highRateErrorFallsAsOneOverTheSquare();
    void boundariesByHandAreKept();
    void noBoundaryByHandIsOneExpert();
    void boundariesByHandUseTheRegionForm();
    void regionFormApproachesTheExactError();
    void boundariesByHandFixTheNumberOfExperts();
    void badBoundariesAreRefusedWithTheirPlace_data();
    void badBoundariesAreRefusedWithTheirPlace();
    void badExponentsAreRefusedWithTheirPlace();
};

void TestSegmentation::tableHoldsEveryKindOnce()
{
    std::set<std::string> kinds;
    for (const SegmentationRow& row : segmentationTable()) {
        QVERIFY(kinds.insert(row.option.kind).second);
        QVERIFY(!row.option.label.empty());
        QVERIFY(!row.option.formula.empty());
        QVERIFY(&segmentationRow(row.option.kind) == &row);
    }
    for (const char* kind : {"uniform", "optimal", "equal-probability", "power", "manual"}) {
        QVERIFY2(kinds.contains(kind), kind);
    }
}

void TestSegmentation::unknownKindListsTheKinds()
{
    try {
        static_cast<void>(segmentationRow("hexagonal-ish"));
        QFAIL("accepted");
    } catch (const InputError& error) {
        QCOMPARE(error.place(), std::string("/segmentation/kind"));
        for (const SegmentationRow& row : segmentationTable()) {
            QVERIFY(contains(error.what(), row.option.kind));
        }
        QVERIFY(contains(error.what(), "hexagonal-ish"));
    }
}

void TestSegmentation::defaultsAreAccepted()
{
    for (const SegmentationRow& row : segmentationTable()) {
        QCOMPARE(refusal(defaultChoice(row.option)), std::string());
    }
}

void TestSegmentation::everyKindGivesIncreasingBoundaries()
{
    for (const TargetRow& targetRow : targetTable()) {
        const auto gaussian =
            problem(defaultChoice(targetRow.option), density("truncated-gaussian"));
        const auto sample = std::make_shared<const TrainingSet>(makeTrainingSet(
            *gaussian,
            drawInputs(InputSampler({0, 1}, density("truncated-gaussian")), {1}, 300, {}), 0.1));
        for (const SegmentationRow& row : segmentationTable()) {
            const Segmenter segmenter =
                prepareSegmenter({gaussian, 500, sample}, defaultChoice(row.option));
            for (const int experts : {1, 2, 9, 500}) {
                const int number = segmenter.onlyExperts.value_or(experts);
                const Partition partition = segmenter.partition(number);
                const List& boundaries = partition.boundaries;
                const auto regions = int(partition.regions);
                const bool mayBeFewer = segmenter.learnedFrom || row.option.kind == "level-set";
                QVERIFY2(mayBeFewer ? regions <= number : regions == number,
                         row.option.kind.c_str());
                QVERIFY(!partition.isOfIntervals() || int(boundaries.size()) == regions + 1);
                QVERIFY(partition.isOfIntervals() ||
                        partition.owners.size() + 1 == boundaries.size());
                QCOMPARE(boundaries.front(), 0.0);
                QCOMPARE(boundaries.back(), 1.0);
                QVERIFY(std::is_sorted(boundaries.begin(), boundaries.end(),
                                       std::less_equal<double>()));
            }
        }
    }
}

void TestSegmentation::uniformBoundariesAreRightToTheLastBit()
{
    const auto line = problem(target("linear"), density("truncated-gaussian"), {-3, 5});
    const Segmenter uniform = prepareSegmenter({line}, segmentation("uniform"));
    for (const int experts : {1, 3, 7, 64, 1000, 100'000}) {
        const List boundaries = uniform.boundaries(experts);
        for (std::size_t i = 0; i < boundaries.size(); ++i) {
            const long double expected = -3 + 8 * static_cast<long double>(i) / experts;
            // Two roundings of numbers up to 8.
            QVERIFY(std::abs(boundaries[i] - expected) <= 8 * 0x1p-52L);
        }
    }
    QCOMPARE(uniform.boundaries(4), (List{-3, -1, 1, 3, 5}));
}

void TestSegmentation::equalProbabilityGivesEqualProbabilities()
{
    for (const DensityRow& row : densityTable()) {
        const auto cosine = problem(target("cosine"), defaultChoice(row.option));
        const Segmenter segmenter = prepareSegmenter({cosine}, segmentation("equal-probability"));
        for (const int experts : {3, 64, 1000}) {
            for (const Moments& region : cosine->regionMoments(segmenter.boundaries(experts))) {
                // A boundary's rounding, 1e-16, times the density over 1/m.
                QVERIFY(isClose(region.probability, 1.0 / experts, 1e-11));
            }
        }
    }
}

void TestSegmentation::powerFamilyHoldsTheClassicalKinds()
{
    struct Pair {
        const char* kind;
        double slope;
        double density;
    };
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    for (const Pair& pair : {Pair{"uniform", 0, 0}, Pair{"equal-probability", 0, 1},
                             Pair{"optimal", 2.0 / 3, 1.0 / 3}}) {
        const Segmenter classical = prepareSegmenter({cosine}, segmentation(pair.kind));
        const Segmenter power =
            prepareSegmenter({cosine}, segmentation("power", {{"targetExponent", pair.slope},
                                                              {"densityExponent", pair.density}}));
        QVERIFY(isClose(*classical.highRateError(10), *power.highRateError(10), 1e-14));
        const List expected = classical.boundaries(50);
        const List actual = power.boundaries(50);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(std::abs(actual[i] - expected[i]) <= 1e-14);
        }
    }
}

void TestSegmentation::flatTargetFallsBackToUniformAndSaysSo()
{
    const auto flat = problem(target("constant"), density("truncated-gaussian"));
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    for (const char* kind : {"optimal", "power"}) {
        const Segmenter segmenter = prepareSegmenter({flat}, segmentation(kind));
        QVERIFY(contains(segmenter.note, "uniform"));
        QCOMPARE(*segmenter.highRateError(7), 0.0);
        const List boundaries = segmenter.boundaries(7);
        for (int i = 0; i <= 7; ++i) {
            QVERIFY(std::abs(boundaries[std::size_t(i)] - i / 7.0) <= 1e-14);
        }
        QVERIFY(prepareSegmenter({cosine}, segmentation(kind)).note.empty());
    }
    QVERIFY(prepareSegmenter({flat}, segmentation("uniform")).note.empty());
    QVERIFY(prepareSegmenter({flat}, segmentation("equal-probability")).note.empty());
}

void TestSegmentation::highRateErrorFallsAsOneOverTheSquare()
{
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    for (const char* kind : {"uniform", "optimal", "equal-probability", "power"}) {
        const Segmenter segmenter = prepareSegmenter({cosine}, segmentation(kind));
        const auto one = segmenter.highRateError(1);
        QVERIFY(one.has_value());
        QVERIFY(isClose(*one, 1e6 * *segmenter.highRateError(1000), 1e-14));
        QVERIFY(isClose(*one, 1e10 * *segmenter.highRateError(100'000), 1e-14));
    }
}

void TestSegmentation::boundariesByHandAreKept()
{
    const auto line = problem(target("linear"), density("uniform"), {-3, 5});
    const Segmenter segmenter = prepareSegmenter({line}, manual({-2.5, 0.1, 4.9}));
    QCOMPARE(segmenter.boundaries(4), (List{-3, -2.5, 0.1, 4.9, 5}));
    QVERIFY(segmenter.density == nullptr);
    QVERIFY(segmenter.note.empty());
}

void TestSegmentation::noBoundaryByHandIsOneExpert()
{
    QCOMPARE(refusal(manual({})), std::string());
    const auto line = problem(target("linear"), density("uniform"));
    const Segmenter segmenter = prepareSegmenter({line}, manual({}));
    QCOMPARE(segmenter.onlyExperts.value_or(0), 1);
    QCOMPARE(segmenter.boundaries(1), (List{0, 1}));
}

void TestSegmentation::boundariesByHandUseTheRegionForm()
{
    // Σ (1/12) β'(x_i)² p(x_i) Δ_i³ with β = 4 (x − 0.3)² and p = 1.
    const auto parabola = problem(target("quadratic"), density("uniform"));
    const List all{0, 0.2, 0.5, 0.6, 1};
    double expected = 0;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        const double slope = 8 * ((all[i] + all[i + 1]) / 2 - 0.3);
        expected += slope * slope * std::pow(all[i + 1] - all[i], 3) / 12;
    }
    const Segmenter segmenter = prepareSegmenter({parabola}, manual({0.2, 0.5, 0.6}));
    QVERIFY(isClose(segmenter.highRateError(4).value_or(0), expected, 1e-14));
}

void TestSegmentation::regionFormApproachesTheExactError()
{
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    double before = 1;
    for (const int experts : {20, 200, 2000}) {
        List inner;
        for (int i = 1; i < experts; ++i) {
            inner.push_back(double(i) / experts);
        }
        const Segmenter segmenter = prepareSegmenter({cosine}, manual(inner));
        double exact = 0;
        for (const Moments& region : cosine->regionMoments(segmenter.boundaries(experts))) {
            exact += region.probability * region.variance;
        }
        const double gap = std::abs(*segmenter.highRateError(experts) / exact - 1);
        QVERIFY(gap < before / 50); // of second order in the width
        before = gap;
    }
}

void TestSegmentation::boundariesByHandFixTheNumberOfExperts()
{
    Scenario scenario = defaultScenario();
    scenario.segmentation = manual({0.1, 0.2, 0.9});
    scenario.experts = 50;
    QCOMPARE(normalized(scenario).experts, 4);
    for (const SegmentationRow& row : segmentationTable()) {
        const auto line = problem(target("linear"), density("uniform"));
        if (row.source == SegmentationSource::TrainingSet) {
            continue;
        }
        const Segmenter segmenter = prepareSegmenter({line, 4}, defaultChoice(row.option));
        QCOMPARE(segmenter.onlyExperts.has_value(), row.option.kind == "manual");
    }
}

void TestSegmentation::badBoundariesAreRefusedWithTheirPlace_data()
{
    QTest::addColumn<QList<double>>("boundaries");
    QTest::addColumn<QByteArray>("place");
    QTest::addColumn<QByteArray>("accepted");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    QTest::newRow("falling") << QList<double>{0.5, 0.4} << QByteArray("/segmentation/boundaries/1")
                             << QByteArray("greater");
    QTest::newRow("equal") << QList<double>{0.2, 0.5, 0.5}
                           << QByteArray("/segmentation/boundaries/2") << QByteArray("greater");
    QTest::newRow("at the low end")
        << QList<double>{0.0, 0.4} << QByteArray("/segmentation/boundaries/0")
        << QByteArray("from 0 to 1");
    QTest::newRow("at the high end")
        << QList<double>{0.4, 1.0} << QByteArray("/segmentation/boundaries/1")
        << QByteArray("from 0 to 1");
    QTest::newRow("outside") << QList<double>{-7, 0.4} << QByteArray("/segmentation/boundaries/0")
                             << QByteArray("from 0 to 1");
    QTest::newRow("not a number") << QList<double>{nan} << QByteArray("/segmentation/boundaries")
                                  << QByteArray("number");
    QTest::newRow("infinite") << QList<double>{infinity} << QByteArray("/segmentation/boundaries")
                              << QByteArray("number");
}

void TestSegmentation::badBoundariesAreRefusedWithTheirPlace()
{
    QFETCH(const QList<double>, boundaries);
    QFETCH(const QByteArray, place);
    QFETCH(const QByteArray, accepted);
    const std::string line = refusal(manual({boundaries.begin(), boundaries.end()}));
    QVERIFY2(line.starts_with(place.toStdString()), line.c_str());
    QVERIFY2(contains(line, accepted.toStdString()), line.c_str());
    QVERIFY(!contains(line, "\n"));
}

void TestSegmentation::badExponentsAreRefusedWithTheirPlace()
{
    for (const double exponent : {-0.1, 1e3, std::numeric_limits<double>::quiet_NaN()}) {
        const std::string slope = refusal(segmentation("power", {{"targetExponent", exponent}}));
        QVERIFY2(slope.starts_with("/segmentation/targetExponent: "), slope.c_str());
        const std::string law = refusal(segmentation("power", {{"densityExponent", exponent}}));
        QVERIFY2(law.starts_with("/segmentation/densityExponent: "), law.c_str());
    }
    QVERIFY(!refusal(segmentation("power", {{"surprise", 1.0}})).empty());
}

QTEST_APPLESS_MAIN(TestSegmentation)
#include "test_segmentation.moc"
