// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/best_segmentation.h"
#include "core/scenario_json.h"
#include "tests/core/experiments.h"
#include "tests/core/table_pairs.h"

#include <QTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

double approximationError(const Problem& problem, const std::vector<double>& boundaries)
{
    double sum = 0;
    for (const Moments& region : problem.regionMoments(boundaries)) {
        sum += region.probability * region.variance;
    }
    return sum;
}

void verifyRegions(const Problem& problem, const std::vector<double>& boundaries, int experts)
{
    QCOMPARE(int(boundaries.size()), experts + 1);
    QCOMPARE(boundaries.front(), problem.domain().low);
    QCOMPARE(boundaries.back(), problem.domain().high);
    QVERIFY(std::is_sorted(boundaries.begin(), boundaries.end(), std::less_equal<double>()));
}

/// Not above the classical segmentations, but for rounding.
void verifyNeverWorse(const std::shared_ptr<const Problem>& problem, const BestSegmentation& best,
                      const std::vector<int>& numbers)
{
    const double rounding = 1e-15 * problem->moments().variance;
    for (const char* kind : {"uniform", "optimal", "equal-probability"}) {
        const Segmenter classical = prepareSegmenter({problem}, segmentation(kind));
        for (const int experts : numbers) {
            const std::vector<double> boundaries = best.boundaries(experts);
            verifyRegions(*problem, boundaries, experts);
            const double error = approximationError(*problem, boundaries);
            const double other = approximationError(*problem, classical.boundaries(experts));
            QVERIFY2(error <= other * (1 + 1e-12) + rounding,
                     qPrintable(QStringLiteral("%1, m = %2: %3, not %4")
                                    .arg(QLatin1String(kind))
                                    .arg(experts)
                                    .arg(error, 0, 'g', 17)
                                    .arg(other, 0, 'g', 17)));
        }
    }
}

} // namespace

class TestBestSegmentation : public QObject {
    Q_OBJECT

private slots:
    void meetsTheReference_data();
    void meetsTheReference();
    void neverWorseThanTheClassicalOnes_data();
    void neverWorseThanTheClassicalOnes();
    void boundariesMeetTheOptimalityCondition();
    void jumpsBecomeBoundaries();
    void constantTargetGivesRegions();
    void emptyPartsOfTheDensityGiveRegions();
    void absoluteValueHasItsClosedForm();
    void manyExpertsAreNeverWorseAndSaidToBeUnproven();
    void checkpointMayCancel();
};

void TestBestSegmentation::meetsTheReference_data()
{
    QTest::addColumn<QJsonObject>("row");
    QFile file(QStringLiteral(TRADEOFF_SOURCE_DIR "/tests/data/best-segmentation.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(rows.size(), 4);
    for (const QJsonValue row : rows) {
        QTest::newRow(qPrintable(row[QStringLiteral("id")].toString())) << row.toObject();
    }
}

void TestBestSegmentation::meetsTheReference()
{
    QFETCH(const QJsonObject, row);
    const QByteArray text = QJsonDocument(row[QStringLiteral("scenario")].toObject()).toJson();
    const Scenario scenario =
        readScenario({text.constData(), static_cast<std::size_t>(text.size())});
    const auto exact =
        std::make_shared<const Problem>(scenario.domain, scenario.target, scenario.density);
    const BestSegmentation best(exact, 64, {});
    const QJsonArray experts = row[QStringLiteral("m")].toArray();
    QCOMPARE(experts.size(), 64);
    QStringList failures;
    for (int i = 0; i < experts.size(); ++i) {
        const double expected = row[QStringLiteral("best")][i].toDouble();
        const int m = experts[i].toInt();
        QVERIFY(best.isProven(m));
        const double actual = approximationError(*exact, best.boundaries(m));
        if (!isClose(actual, expected, 1e-9)) {
            failures << QStringLiteral("m = %1: %2").arg(m).arg(actual / expected - 1);
        }
    }
    QVERIFY2(failures.isEmpty(), qPrintable(failures.join(QStringLiteral("; "))));
}

void TestBestSegmentation::neverWorseThanTheClassicalOnes_data()
{
    addTablePairs();
}

void TestBestSegmentation::neverWorseThanTheClassicalOnes()
{
    const TablePair pair = fetchTablePair();
    const auto exact = problem(pair.target, pair.density, pair.domain);
    const BestSegmentation best(exact, 64, {});
    verifyNeverWorse(exact, best, {1, 2, 3, 5, 8, 16, 33, 64});
}

void TestBestSegmentation::boundariesMeetTheOptimalityCondition()
{
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    const BestSegmentation best(cosine, 100, {});
    for (const int experts : {2, 7, 30, 100}) {
        const std::vector<double> boundaries = best.boundaries(experts);
        const std::vector<Moments> regions = cosine->regionMoments(boundaries);
        for (std::size_t i = 1; i < regions.size(); ++i) {
            const double middle = (regions[i - 1].mean + regions[i].mean) / 2;
            const double step = std::abs(regions[i].mean - regions[i - 1].mean);
            QVERIFY(std::abs(cosine->target().value(boundaries[i]) - middle) <= 1e-7 * step);
        }
    }
}

void TestBestSegmentation::jumpsBecomeBoundaries()
{
    for (const char* shape : {"uniform", "truncated-gaussian"}) {
        const auto steps = problem(targetFormula("(x < 0.3) * 2 + (x > 0.55) * 1"), density(shape));
        const BestSegmentation best(steps, 20, {});
        QVERIFY(approximationError(*steps, best.boundaries(2)) > 1e-3);
        for (const int experts : {3, 4, 20}) {
            const std::vector<double> boundaries = best.boundaries(experts);
            verifyRegions(*steps, boundaries, experts);
            QVERIFY(std::find(boundaries.begin(), boundaries.end(), 0.3) != boundaries.end());
            QVERIFY(std::find(boundaries.begin(), boundaries.end(), 0.55) != boundaries.end());
            QVERIFY(approximationError(*steps, boundaries) <= 1e-28);
        }
    }
}

void TestBestSegmentation::constantTargetGivesRegions()
{
    const auto flat = problem(target("constant"), density("truncated-gaussian"), {-3, 5});
    const BestSegmentation best(flat, 512, {});
    for (const int experts : {1, 2, 100, 512}) {
        verifyRegions(*flat, best.boundaries(experts), experts);
    }
}

void TestBestSegmentation::emptyPartsOfTheDensityGiveRegions()
{
    const auto gaps = problem(target("cosine"),
                              density("histogram", {{"edges", std::vector<double>{0, 0.2, 0.7, 1}},
                                                    {"weights", std::vector<double>{1, 0, 2}}}));
    const BestSegmentation best(gaps, 100, {});
    verifyNeverWorse(gaps, best, {1, 2, 3, 4, 10, 37, 100});
}

void TestBestSegmentation::absoluteValueHasItsClosedForm()
{
    // |x − ½|, uniform density, odd m: 1/(12 (m + 1)²), as one region serves both flanks.
    const auto corner = problem(target("absolute", {{"center", 0.5}}), density("uniform"));
    const BestSegmentation best(corner, 99, {});
    for (int experts = 1; experts <= 99; experts += 2) {
        const double error = approximationError(*corner, best.boundaries(experts));
        QVERIFY(isClose(error, 1 / (12 * std::pow(experts + 1, 2)), 1e-10));
    }
}

void TestBestSegmentation::manyExpertsAreNeverWorseAndSaidToBeUnproven()
{
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    const BestSegmentation best(cosine, 20'000, {});
    QVERIFY(best.isProven(BestSegmentation::mostProvenExperts));
    QVERIFY(!best.isProven(BestSegmentation::mostProvenExperts + 1));
    verifyNeverWorse(cosine, best, {512, 513, 2000, 20'000});
}

void TestBestSegmentation::checkpointMayCancel()
{
    const auto cosine = problem(target("cosine"), density("truncated-gaussian"));
    QVERIFY_EXCEPTION_THROWN(
        BestSegmentation(cosine, 500, [](double) { throw std::runtime_error("end"); }),
        std::runtime_error);
}

QTEST_APPLESS_MAIN(TestBestSegmentation)
#include "test_best_segmentation.moc"
