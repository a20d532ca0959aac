// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/direct_quadrature.h"
#include "tests/core/experiments.h"

#include <boost/math/special_functions/beta.hpp>

#include <QTest>

#include <cmath>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

/// What the program promises, for the least probable regions, too.
constexpr double promised = 1e-9;

void verifyClose(const QString& what, double actual, double expected, double tolerance)
{
    QVERIFY2(std::abs(actual - expected) <= tolerance, qPrintable(QStringLiteral("%1: %2, not %3")
                                                                      .arg(what)
                                                                      .arg(actual, 0, 'g', 17)
                                                                      .arg(expected, 0, 'g', 17)));
}

void verifyRelative(const QString& what, double actual, double expected, double relative)
{
    verifyClose(what, actual, expected, relative * std::abs(expected));
}

void verifySameMoments(const std::vector<Moments>& actual, const std::vector<Moments>& expected,
                       double relative)
{
    QCOMPARE(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) {
        const QString place = QStringLiteral(" of region %1").arg(i);
        const double spread = std::abs(expected[i].mean) + std::sqrt(expected[i].variance);
        verifyRelative("probability" + place, actual[i].probability, expected[i].probability,
                       relative);
        verifyClose("mean" + place, actual[i].mean, expected[i].mean, relative * spread);
        verifyRelative("variance" + place, actual[i].variance, expected[i].variance, relative);
    }
}

Choice formula(const std::string& text)
{
    return density("expression", {{"expression", text}});
}

/// Boundaries with some regions as they are among so many equal ones, both ends among them, and
/// what is left between them.
std::vector<double> someBoundaries(int experts)
{
    const std::vector<double> all = uniformBoundaries({0, 1}, experts);
    const std::size_t step = std::size_t(experts) / 8 + 1;
    std::vector<double> result;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i < 3 || i + 3 >= all.size() || i % step < 2) {
            result.push_back(all[i]);
        }
    }
    return result;
}

} // namespace

/// Moments of regions where the density is far below its maximum, zero or infinite.
class TestTailMoments : public QObject {
    Q_OBJECT

private slots:
    void farTailsMatchDirectQuadrature_data();
    void farTailsMatchDirectQuadrature();
    void constantsOfUnderflowingRegionsStayInsideTheTargetsRange();
    void regionsOfAnEmptyBinHoldTheMiddlesValue();
    void infiniteDensitiesAtTheEndsAreExact();
    void firstRegionsOfPowersHaveTheirClosedForm();
    void everyRegionIsExact_data();
    void everyRegionIsExact();
};

void TestTailMoments::farTailsMatchDirectQuadrature_data()
{
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("sd");
    QTest::newRow("narrow") << 0.2 << 0.005;
    QTest::newRow("beyond the domain") << 2.0 << 0.05;
    QTest::newRow("below the domain") << -0.5 << 0.02;
    QTest::newRow("in the middle") << 0.5 << 0.02;
}

void TestTailMoments::farTailsMatchDirectQuadrature()
{
    QFETCH(const double, mean);
    QFETCH(const double, sd);
    const Choice law = density("truncated-gaussian", {{"mean", mean}, {"sd", sd}});
    for (const char* kind : {"cosine", "exponential", "absolute", "doppler"}) {
        const Problem problem({0, 1}, target(kind), law);
        const DirectQuadrature direct({0, 1}, target(kind), law);
        for (const int experts : {7, 64}) {
            const std::vector<double> boundaries = uniformBoundaries({0, 1}, experts);
            const std::vector<Moments> regions = problem.regionMoments(boundaries);
            for (std::size_t i = 0; i < regions.size(); ++i) {
                const Moments expected = direct.moments({boundaries[i], boundaries[i + 1]});
                const QString place =
                    QStringLiteral(" of %1, region %2 of %3").arg(kind).arg(i).arg(experts);
                verifyClose("probability" + place, regions[i].probability, expected.probability,
                            promised * expected.probability + 1e-300);
                verifyClose("constant" + place, regions[i].mean, expected.mean,
                            promised * (std::abs(expected.mean) + std::sqrt(expected.variance)));
                verifyClose("variance" + place, regions[i].variance, expected.variance,
                            1e-8 * expected.variance + 1e-24);
            }
        }
    }
}

void TestTailMoments::constantsOfUnderflowingRegionsStayInsideTheTargetsRange()
{
    struct Law {
        double mean;
        double sd;
    };
    for (const Law& law : {Law{0.2, 0.005}, Law{2, 0.05}, Law{0.3, 1e-6}, Law{-7, 1e-3}}) {
        // A monotone target: its range on a region is that between the ends.
        const auto growing =
            problem(target("exponential"),
                    density("truncated-gaussian", {{"mean", law.mean}, {"sd", law.sd}}));
        for (const int experts : {1, 10, 1000, 100'000}) {
            const std::vector<double> boundaries = uniformBoundaries({0, 1}, experts);
            const std::vector<Moments> regions = growing->regionMoments(boundaries);
            double sum = 0;
            for (std::size_t i = 0; i < regions.size(); ++i) {
                const double low = std::exp(3 * boundaries[i]);
                const double high = std::exp(3 * boundaries[i + 1]);
                // A few units in the last place of exp's argument and result.
                QVERIFY(regions[i].mean >= low * (1 - 1e-14));
                QVERIFY(regions[i].mean <= high * (1 + 1e-14));
                QVERIFY(regions[i].variance >= 0);
                QVERIFY(regions[i].variance <= std::pow(high - low, 2) / 4 * (1 + 1e-9) + 1e-26);
                QVERIFY(regions[i].probability >= 0 && regions[i].probability <= 1 + 1e-13);
                sum += regions[i].probability;
            }
            verifyClose("sum of probabilities", sum, 1, 1e-12);
        }
    }
}

void TestTailMoments::regionsOfAnEmptyBinHoldTheMiddlesValue()
{
    const Choice bins = density("histogram", {{"edges", std::vector<double>{0, 0.3, 0.7, 1}},
                                              {"weights", std::vector<double>{0.5, 0, 0.5}}});
    const auto cosine = problem(target("cosine"), bins);
    const std::vector<double> boundaries{0, 0.2, 0.31, 0.4, 0.7, 1};
    const std::vector<Moments> regions = cosine->regionMoments(boundaries);
    QCOMPARE(regions[2].probability, 0.0);
    QCOMPARE(regions[3].probability, 0.0);
    QCOMPARE(regions[2].variance, 0.0);
    QCOMPARE(regions[2].mean, cosine->target().value(0.355));
    QCOMPARE(regions[3].mean, cosine->target().value(0.55));
    const DirectQuadrature direct({0, 1}, target("cosine"), bins);
    verifySameMoments(
        {regions[0], regions[1], regions[4]},
        {direct.moments({0, 0.2}), direct.moments({0.2, 0.31}), direct.moments({0.7, 1})},
        promised);
}

void TestTailMoments::infiniteDensitiesAtTheEndsAreExact()
{
    struct Shape {
        double alpha;
        double beta;
    };
    for (const Shape& shape : {Shape{0.5, 0.5}, Shape{0.1, 3}, Shape{3, 0.1}, Shape{0.1, 0.1}}) {
        const auto line = problem(target("linear", {{"slope", 1.0}, {"intercept", 0.0}}),
                                  density("beta", {{"alpha", shape.alpha}, {"beta", shape.beta}}));
        const double total = shape.alpha + shape.beta;
        const Moments whole = line->moments();
        verifyRelative("mean", whole.mean, shape.alpha / total, promised);
        verifyRelative("variance", whole.variance,
                       shape.alpha * shape.beta / (total * total * (total + 1)), promised);
        for (const int experts : {2, 7, 64, 1000}) {
            const std::vector<double> boundaries = uniformBoundaries({0, 1}, experts);
            const std::vector<Moments> regions = line->regionMoments(boundaries);
            verifyRelative("first probability", regions.front().probability,
                           boost::math::ibeta(shape.alpha, shape.beta, boundaries[1]), promised);
            verifyRelative(
                "last probability", regions.back().probability,
                boost::math::ibetac(shape.alpha, shape.beta, boundaries[boundaries.size() - 2]),
                promised);
            // E[x | x < a] = mean · I_a(α + 1, β)/I_a(α, β)
            verifyRelative("first constant", regions.front().mean,
                           shape.alpha / total *
                               boost::math::ibeta(shape.alpha + 1, shape.beta, boundaries[1]) /
                               boost::math::ibeta(shape.alpha, shape.beta, boundaries[1]),
                           promised);
        }
    }
}

void TestTailMoments::firstRegionsOfPowersHaveTheirClosedForm()
{
    // For p = (k + 1) x^k and β = x on [0, h].
    const Choice line = target("linear", {{"slope", 1.0}, {"intercept", 0.0}});
    for (const int k : {1, 2, 5, 10, 30}) {
        const Choice beta = density("beta", {{"alpha", k + 1.0}, {"beta", 1.0}});
        for (const Choice& law : {beta, formula("x^" + std::to_string(k))}) {
            const auto power = problem(line, law);
            for (const double h : {0.9, 0.26, 0.1, 1e-3, 1e-5, 1e-8}) {
                const std::vector<double> boundaries{0, h, 1};
                const Moments region = power->regionMoments(boundaries).front();
                const double n = k;
                const QString place = QStringLiteral(" for x^%1 up to %2").arg(k).arg(h);
                verifyRelative("probability" + place, region.probability, std::pow(h, n + 1),
                               1e-12);
                verifyRelative("constant" + place, region.mean, (n + 1) / (n + 2) * h, 1e-12);
                verifyRelative("variance" + place, region.variance,
                               (n + 1) / ((n + 3) * (n + 2) * (n + 2)) * h * h, 1e-11);
            }
        }
    }
}

void TestTailMoments::everyRegionIsExact_data()
{
    QTest::addColumn<Choice>("law");
    const auto exponential = [](double rate) {
        return density("truncated-exponential", {{"rate", rate}});
    };
    const auto beta = [](double alpha, double other) {
        return density("beta", {{"alpha", alpha}, {"beta", other}});
    };
    const auto mixture = [](const std::vector<Record>& components) {
        return density("gaussian-mixture", {{"components", components}});
    };
    QTest::newRow("exponential") << exponential(200);
    QTest::newRow("growing exponential") << exponential(-600);
    QTest::newRow("steep exponential") << exponential(1e4);
    QTest::newRow("beta") << beta(11, 2);
    QTest::newRow("peaked beta") << beta(1000, 1000);
    QTest::newRow("infinite beta") << beta(1000, 0.1);
    QTest::newRow("mixture") << mixture({{0.4, 0.25, 0.01}, {0.6, 0.7, 0.02}});
    QTest::newRow("unequal mixture") << mixture({{1e-9, 0.25, 0.2}, {0.6, 0.7, 0.002}});
    for (const char* text : {"exp(-200*x)", "exp(-x^4*600)", "x^10*(1 - x)", "(x - 0.3)^8",
                             "sin(20*x)^6", "exp(-1/(x + 0.002))", "1/cosh(200*(x - 0.3))"}) {
        QTest::newRow(text) << formula(text);
    }
}

void TestTailMoments::everyRegionIsExact()
{
    QFETCH(const Choice, law);
    for (const Choice& goal :
         {target("quadratic"), target("heavisine"), targetFormula("exp(-200*x)")}) {
        const Problem problem({0, 1}, goal, law);
        const DirectQuadrature direct({0, 1}, goal, law);
        for (const int experts : {15, 1000, 100'000}) {
            const std::vector<double> boundaries = someBoundaries(experts);
            const std::vector<Moments> regions = problem.regionMoments(boundaries);
            for (std::size_t i = 0; i < regions.size(); ++i) {
                const Moments expected = direct.moments({boundaries[i], boundaries[i + 1]});
                if (expected.probability < 1e-300) {
                    continue;
                }
                const QString place = QStringLiteral(" of region %1 of %2").arg(i).arg(experts);
                const double spread = std::sqrt(expected.variance);
                // The rounding of β, a few 1e-16 of its size, is in every value of both.
                const double rounding = 2e-15 * (std::abs(expected.mean) + spread);
                verifyRelative("probability" + place, regions[i].probability, expected.probability,
                               promised);
                verifyClose("constant" + place, regions[i].mean, expected.mean,
                            promised * (std::abs(expected.mean) + spread));
                verifyClose("variance" + place, regions[i].variance, expected.variance,
                            promised * expected.variance + rounding * (spread + rounding));
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestTailMoments)
#include "test_tail_moments.moc"
