// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/scenario_json.h"
#include "tests/core/experiments.h"

#include <QTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

/// The references have 12 digits; this is the accuracy that the program promises.
constexpr double promised = 1e-9;

QJsonDocument readData(const QString& name)
{
    QFile file(QStringLiteral(TRADEOFF_SOURCE_DIR "/tests/data/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll())
                                          : QJsonDocument();
}

std::vector<double> numbers(const QJsonValue& list)
{
    std::vector<double> result;
    for (const QJsonValue value : list.toArray()) {
        result.push_back(value.toDouble());
    }
    return result;
}

void verifyClose(const QString& what, double actual, double expected, double tolerance)
{
    QVERIFY2(std::abs(actual - expected) <= tolerance, qPrintable(QStringLiteral("%1: %2, not %3")
                                                                      .arg(what)
                                                                      .arg(actual, 0, 'g', 17)
                                                                      .arg(expected, 0, 'g', 17)));
}

void verifyRelative(const QString& what, double actual, double expected)
{
    verifyClose(what, actual, expected, promised * std::abs(expected));
}

Scenario readExactScenario(const QJsonObject& object)
{
    const QByteArray text = QJsonDocument(object).toJson();
    Scenario scenario = readScenario({text.constData(), static_cast<std::size_t>(text.size())});
    scenario.sweep = {1, 1, {}};
    scenario.trainingSets = 0;
    return scenario;
}

double estimationOf(Scenario scenario, EmptyRegionRule rule)
{
    scenario.emptyRegion = rule;
    return compute(scenario).errors.estimation;
}

void verifyErrors(const Scenario& scenario, const Errors& errors, const QJsonObject& expected)
{
    verifyRelative("approximation", errors.approximation, expected["approximation"].toDouble());
    const QJsonValue highRate = expected["approximationHighRate"];
    QCOMPARE(errors.approximationHighRate.has_value(), !highRate.isNull());
    if (!highRate.isNull()) {
        verifyRelative("high rate", *errors.approximationHighRate, highRate.toDouble());
    }
    const QJsonObject estimation = expected["estimation"].toObject();
    QCOMPARE(estimation.size(), qsizetype(emptyRegionTable().size()));
    for (const EmptyRegionRow& row : emptyRegionTable()) {
        const QString kind = QString::fromUtf8(row.kind.data(), qsizetype(row.kind.size()));
        verifyRelative(kind, estimationOf(scenario, row.rule), estimation[kind].toDouble());
    }
    if (expected.contains("training")) {
        verifyRelative("training", errors.training, expected["training"].toDouble());
    }
}

/// What a region's references hold to.
struct RegionTolerance {
    double boundary;
    double moment;
};

void verifyRegions(const Result& result, const QJsonObject& expected,
                   const RegionTolerance& tolerance)
{
    const std::vector<double> boundaries = numbers(expected["boundaries"]);
    const std::vector<double> probability = numbers(expected["probability"]);
    const std::vector<double> constant = numbers(expected["constant"]);
    const std::vector<double> variance = numbers(expected["targetVariance"]);
    for (std::size_t i = 0; i < result.regions.size(); ++i) {
        const Region& region = result.regions[i];
        const QString place = QStringLiteral(" of region %1").arg(i);
        const double length = result.scenario.domain.length();
        if (!boundaries.empty()) {
            QCOMPARE(boundaries.size(), result.regions.size() + 1);
            const Interval& interval = region.intervals.front();
            verifyClose("low" + place, interval.low, boundaries[i], tolerance.boundary * length);
            verifyClose("high" + place, interval.high, boundaries[i + 1],
                        tolerance.boundary * length);
        }
        if (!probability.empty()) {
            QCOMPARE(probability.size(), result.regions.size());
            const double moment = tolerance.moment;
            verifyClose("probability" + place, region.probability, probability[i],
                        moment * probability[i]);
            // Constants may be zero by symmetry: the target's spread is what they are measured by.
            verifyClose("constant" + place, region.constant, constant[i],
                        moment * (std::abs(constant[i]) + std::sqrt(variance[i])));
            verifyClose("variance" + place, region.targetVariance, variance[i],
                        moment * variance[i]);
        }
    }
}

/// The paper's experiment with its reconstructed parameters, for m = 1…100.
Result paperResult(const char* kind, std::int64_t samples)
{
    Scenario scenario = defaultScenario();
    scenario.domain = {0, 1};
    scenario.target =
        target("cosine", {{"frequency", 1.0}, {"amplitude", 1.0}, {"phase", 0.0}, {"offset", 0.0}});
    scenario.density = density("truncated-gaussian", {{"mean", 0.4}, {"sd", 0.1}});
    scenario.noiseVariance = 0.1;
    scenario.segmentation = segmentation(kind);
    scenario.samples = samples;
    scenario.sweep = {1, 100, {}};
    scenario.trainingSets = 0;
    return compute(scenario);
}

} // namespace

class TestReference : public QObject {
    Q_OBJECT

private slots:
    void everyNumberOfTheReferenceHolds_data();
    void everyNumberOfTheReferenceHolds();
    void referenceBoundariesByHandGiveTheReferenceErrors();
    void boundariesTakeTheLeftMostInverseOverAGap();
    void paperCurvesHold_data();
    void paperCurvesHold();
    void paperApproximationErrorFallsTowardZero();
    void paperHighRateFormulaAgreesWithManyExperts();
    void paperTestErrorsLieBetweenOneAndFourTenths();
    void paperBestTestErrorsAreAsPublished_data();
    void paperBestTestErrorsAreAsPublished();
    void paperManySamplesFallToOneTenth();
    void paperFewSamplesStayAboveAndRise();
    void paperOptimalBeatsUniformWithFewerExperts();
};

void TestReference::everyNumberOfTheReferenceHolds_data()
{
    QTest::addColumn<QJsonObject>("row");
    const QJsonArray rows = readData("one-dimension.json").array();
    QVERIFY(rows.size() >= 73);
    for (const QJsonValue value : rows) {
        const QJsonObject row = value.toObject();
        if (row["id"].toString() != "c69-optimal") { // has the two tests below to itself
            QTest::addRow("%s", qPrintable(row["id"].toString())) << row;
        }
    }
}

void TestReference::everyNumberOfTheReferenceHolds()
{
    QFETCH(const QJsonObject, row);
    const Scenario scenario = readExactScenario(row["scenario"].toObject());
    const Result result = compute(scenario);
    const QJsonObject expected = row["expect"].toObject();
    QCOMPARE(int(result.regions.size()), scenario.experts);
    verifyErrors(scenario, result.errors, expected);

    // λ vanishes at extrema of β: the reference's own boundaries are good to 1e-9 to 1e-10 there,
    // and so are the regions between them. The errors do not feel it.
    const QString kind = row["scenario"]["segmentation"]["kind"].toString();
    const bool vanishes = kind == "optimal";
    verifyRegions(result, expected,
                  vanishes ? RegionTolerance{1e-8, 1e-7} : RegionTolerance{1e-10, promised});
}

void TestReference::referenceBoundariesByHandGiveTheReferenceErrors()
{
    // Where p is zero on a stretch the reference took its right end, 0.7. The errors do not depend
    // on where in the stretch a boundary lies but for the rule "nearest", which looks at middles.
    for (const QJsonValue value : readData("one-dimension.json").array()) {
        if (value["id"].toString() != "c69-optimal") {
            continue;
        }
        Scenario scenario = readExactScenario(value["scenario"].toObject());
        QJsonObject expected = value["expect"].toObject();
        std::vector<double> inner = numbers(expected["boundaries"]);
        inner = {inner.begin() + 1, inner.end() - 1};
        verifyRelative("high rate", *compute(scenario).errors.approximationHighRate,
                       expected["approximationHighRate"].toDouble());

        scenario.segmentation = segmentation("manual", {{"boundaries", inner}});
        const Result result = compute(scenario);
        Errors errors = result.errors;
        errors.approximationHighRate = expected["approximationHighRate"].toDouble();
        verifyErrors(scenario, errors, expected);
        // 12 digits of a boundary leave the small probabilities 1e-11, their variances 1e-10.
        verifyRegions(result, expected, {1e-15, promised});
        return;
    }
    QFAIL("the row c69-optimal is missing");
}

void TestReference::boundariesTakeTheLeftMostInverseOverAGap()
{
    for (const QJsonValue value : readData("one-dimension.json").array()) {
        if (value["id"].toString() == "c69-optimal") {
            const Scenario scenario = readExactScenario(value["scenario"].toObject());
            const Result result = compute(scenario);
            const std::vector<double> expected = numbers(value["expect"]["boundaries"]);
            for (std::size_t i = 1; i < expected.size(); ++i) {
                const double wanted = i == 4 ? 0.3 : expected[i];
                verifyClose(QStringLiteral("boundary %1").arg(i),
                            result.regions[i - 1].intervals.front().high, wanted, 1e-10);
            }
            QCOMPARE(result.regions[4].intervals.front().low, 0.3);
            return;
        }
    }
    QFAIL("the row c69-optimal is missing");
}

void TestReference::paperCurvesHold_data()
{
    QTest::addColumn<QString>("curve");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("samples");
    for (const int samples : {50, 200}) {
        QTest::addRow("uniform, n = %d", samples) << "uniform"
                                                  << "uniform" << samples;
        QTest::addRow("optimal, n = %d", samples) << "lambda"
                                                  << "optimal" << samples;
    }
}

void TestReference::paperCurvesHold()
{
    QFETCH(const QString, curve);
    QFETCH(const QString, kind);
    QFETCH(const int, samples);
    const QJsonObject curves = readData("paper.json")["paper"]["curves"][curve].toObject();
    const std::vector<double> approximation = numbers(curves["approx"]);
    const std::vector<double> highRate = numbers(curves["highrate"]);
    const std::vector<double> test = numbers(curves[QStringLiteral("total_zero_n%1").arg(samples)]);
    const std::vector<double> leading = numbers(curves[QStringLiteral("lead_n%1").arg(samples)]);
    QCOMPARE(test.size(), std::size_t(100));

    const Result result = paperResult(qPrintable(kind), samples);
    QCOMPARE(result.sweep.size(), test.size());
    for (std::size_t i = 0; i < test.size(); ++i) {
        const SweepRow& row = result.sweep[i];
        const QString place = QStringLiteral(" for m = %1").arg(i + 1);
        QCOMPARE(row.experts, int(i) + 1);
        verifyRelative("approximation" + place, row.errors.approximation, approximation[i]);
        verifyRelative("high rate" + place, row.errors.approximationHighRate.value_or(0),
                       highRate[i]);
        verifyRelative("test" + place, row.errors.test, test[i]);
        // Of the estimation error the reference tells as much as its test error does.
        verifyClose("estimation" + place, row.errors.estimation, test[i] - approximation[i] - 0.1,
                    promised * test[i]);
        // The reference's leading order is noise + high-rate approximation + m σ²/n.
        verifyRelative("leading" + place,
                       0.1 + *row.errors.approximationHighRate +
                           row.experts * 0.1 / static_cast<double>(samples),
                       leading[i]);
    }
}

void TestReference::paperApproximationErrorFallsTowardZero()
{
    for (const char* kind : {"uniform", "optimal"}) {
        const Result result = paperResult(kind, 200);
        const double first = result.sweep.front().errors.approximation;
        QVERIFY(first > 0.1 && first < 0.2);
        QVERIFY(result.sweep.back().errors.approximation < 2e-4);
    }
}

void TestReference::paperHighRateFormulaAgreesWithManyExperts()
{
    for (const char* kind : {"uniform", "optimal"}) {
        for (const SweepRow& row : paperResult(kind, 200).sweep) {
            const double exact = row.errors.approximation;
            const double gap = std::abs(exact - *row.errors.approximationHighRate);
            if (row.experts >= 10) {
                QVERIFY(gap <= 2e-3);
            }
            if (row.experts >= 20) {
                QVERIFY(gap <= 0.065 * exact);
            }
            if (row.experts == 100) {
                QVERIFY(gap <= 0.011 * exact);
            }
        }
    }
}

void TestReference::paperTestErrorsLieBetweenOneAndFourTenths()
{
    for (const char* kind : {"uniform", "optimal"}) {
        for (const int samples : {50, 200}) {
            for (const SweepRow& row : paperResult(kind, samples).sweep) {
                QVERIFY(row.errors.test > 0.1 && row.errors.test < 0.4);
            }
        }
    }
}

void TestReference::paperBestTestErrorsAreAsPublished_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("experts");
    QTest::addColumn<double>("best");
    QTest::newRow("uniform, n = 200") << QByteArray("uniform") << 200 << 19 << 0.1123;
    QTest::newRow("optimal, n = 200") << QByteArray("optimal") << 200 << 10 << 0.1093;
    QTest::newRow("uniform, n = 50") << QByteArray("uniform") << 50 << 11 << 0.1307;
    QTest::newRow("optimal, n = 50") << QByteArray("optimal") << 50 << 7 << 0.1253;
}

void TestReference::paperBestTestErrorsAreAsPublished()
{
    QFETCH(const QByteArray, kind);
    QFETCH(const int, samples);
    QFETCH(const int, experts);
    QFETCH(const double, best);
    const Result result = paperResult(kind.constData(), samples);
    QVERIFY(result.bestExperts.has_value());
    QCOMPARE(result.bestExperts->experts, experts);
    QVERIFY(!result.bestExperts->atEndOfSweep);
    verifyClose("best test error", result.bestExperts->test, best, 5e-5); // given with 4 digits
}

void TestReference::paperManySamplesFallToOneTenth()
{
    for (const char* kind : {"uniform", "optimal"}) {
        const double best = paperResult(kind, 200).bestExperts->test;
        QVERIFY(best > 0.10 && best < 0.12);
    }
}

void TestReference::paperFewSamplesStayAboveAndRise()
{
    struct Last {
        const char* kind;
        double test;
    };
    for (const Last& last : {Last{"uniform", 0.294}, Last{"optimal", 0.342}}) {
        const Result few = paperResult(last.kind, 50);
        const Result many = paperResult(last.kind, 200);
        for (std::size_t i = 0; i < few.sweep.size(); ++i) {
            QVERIFY(few.sweep[i].errors.test > many.sweep[i].errors.test);
        }
        QVERIFY(few.bestExperts->test >= many.bestExperts->test + 0.01);
        const double atHundred = few.sweep.back().errors.test;
        QVERIFY(atHundred >= 2 * few.bestExperts->test);
        verifyClose("at m = 100", atHundred, last.test, 5e-4); // given with 3 digits
    }
}

void TestReference::paperOptimalBeatsUniformWithFewerExperts()
{
    for (const int samples : {50, 200}) {
        const BestExperts uniform = *paperResult("uniform", samples).bestExperts;
        const BestExperts optimal = *paperResult("optimal", samples).bestExperts;
        QVERIFY(optimal.test < uniform.test);
        QVERIFY(optimal.experts < uniform.experts);
    }
}

QTEST_APPLESS_MAIN(TestReference)
#include "test_reference.moc"
