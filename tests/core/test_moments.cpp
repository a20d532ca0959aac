// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/moments.h"
#include "tests/core/direct_quadrature.h"
#include "tests/core/experiments.h"
#include "tests/core/table_pairs.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

/// What the program promises, relative to the approximation error.
constexpr double promised = 1e-9;

double uniformApproximation(const Problem& problem, int experts)
{
    return approximationError(problem.regionMoments(uniformBoundaries(problem.domain(), experts)));
}

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

/// 1 − sinc²(u), sinc u = sin πu/(πu), without cancellation for small u.
double oneLessSquaredSinc(double u)
{
    const double x = std::numbers::pi * u;
    if (x > 0.3) {
        return 1 - std::pow(std::sin(x) / x, 2);
    }
    // sinc² = (1 − cos 2x)/(2x²): the series of the cosine with two terms less.
    double sum = 0;
    double term = 1;
    for (int k = 1; k < 15; ++k) {
        term *= -4 * x * x / ((2 * k + 1) * (2 * k + 2));
        sum -= term;
    }
    return sum;
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

/// Two problems that are the same thing in other words have the same moments.
void verifySameProblem(const Problem& actual, const Problem& expected)
{
    for (const int experts : {1, 7, 64}) {
        const std::vector<double> boundaries = uniformBoundaries(actual.domain(), experts);
        const std::vector<Moments> regions = expected.regionMoments(boundaries);
        verifyRelative("approximation", approximationError(actual.regionMoments(boundaries)),
                       approximationError(regions), 1e-11);
        const std::vector<Moments> found = actual.regionMoments(boundaries);
        for (std::size_t i = 0; i < regions.size(); ++i) {
            verifyRelative("probability", found[i].probability, regions[i].probability, 1e-11);
            verifyClose("mean", found[i].mean, regions[i].mean,
                        1e-11 * (std::abs(regions[i].mean) + std::sqrt(regions[i].variance)) +
                            1e-15);
        }
    }
}

Choice densityFormula(const std::string& text)
{
    return density("expression", {{"expression", text}});
}

} // namespace

class TestMoments : public QObject {
    Q_OBJECT

private slots:
    void everyTargetUnderEveryDensityMatchesDirectQuadrature_data() { addTablePairs(); }
    void everyTargetUnderEveryDensityMatchesDirectQuadrature();
    void cosineResonates();
    void tentFollowsItsLawForOddNumbers();
    void lineUnderUniformInputsIsAsEasyEverywhere();
    void lineUnderExponentialInputsHasItsClosedForm();
    void parabolaHasItsClosedForm();
    void jumpsInsideAndOnBoundariesAreExact();
    void mostExpertsMatchDirectQuadrature();
    void probabilitiesSumToOneForMostExperts();
    void formulasWithKinksAreTheBuiltInTargets();
    void formulasAreTheBuiltInDensities();
    void unionsHaveTheMomentsOfTheWhole();
    void mergingKeepsTheAccuracyOfSmallVariances();
};

void TestMoments::everyTargetUnderEveryDensityMatchesDirectQuadrature()
{
    const auto [domain, target, density] = fetchTablePair();
    const Problem problem(domain, target, density);
    QVERIFY(problem.relativeError() < promised);
    const DirectQuadrature direct(domain, target, density);
    const Moments whole = direct.moments(domain);
    const double scale = std::abs(whole.mean) + std::sqrt(whole.variance);
    for (const int experts : {1, 7, 64}) {
        const std::vector<double> boundaries = uniformBoundaries(domain, experts);
        const std::vector<Moments> regions = problem.regionMoments(boundaries);
        double sum = 0;
        double approximation = 0;
        for (std::size_t i = 0; i < regions.size(); ++i) {
            const Moments expected = direct.moments({boundaries[i], boundaries[i + 1]});
            const QString place = QStringLiteral(" of region %1 of %2").arg(i).arg(experts);
            sum += regions[i].probability;
            approximation += expected.probability * expected.variance;
            verifyRelative("probability" + place, regions[i].probability, expected.probability,
                           promised);
            verifyClose("constant" + place, regions[i].mean, expected.mean, promised * scale);
        }
        verifyClose("sum of probabilities", sum, 1, 1e-13);
        // The floor is the rounding of β itself: a constant's variance is not quite zero.
        verifyClose(QStringLiteral("approximation for m = %1").arg(experts),
                    approximationError(regions), approximation, promised * approximation + 1e-30);
    }
}

void TestMoments::cosineResonates()
{
    for (const double frequency : {0.5, 1.0, 1.5, 3.0, 10.0, 50.0}) {
        const auto cosine =
            problem(target("cosine", {{"frequency", frequency}}), density("uniform"));
        for (const int experts : {1,  2,  3,  4,   5,   6,   7,    8,    10,     12,
                                  20, 50, 99, 100, 101, 200, 1000, 4096, 10'000, 100'000}) {
            // m divides 2f: every region averages whole half waves.
            const bool resonates = std::fmod(2 * frequency, experts) == 0;
            const double expected = resonates ? 0.5 : oneLessSquaredSinc(frequency / experts) / 2;
            verifyRelative(QStringLiteral("f = %1, m = %2").arg(frequency).arg(experts),
                           uniformApproximation(*cosine, experts), expected, promised);
        }
    }
}

void TestMoments::tentFollowsItsLawForOddNumbers()
{
    const auto tent = problem(target("absolute", {{"center", 0.5}}), density("uniform"));
    for (const int experts : {1, 3, 5, 21, 1001, 99'999}) {
        // Equal regions: the middle one is a tent of its own, with a quarter of the variance.
        const double width = 1.0 / experts;
        const double expected =
            width * ((experts - 1) * std::pow(width, 2) / 12 + std::pow(width / 2, 2) / 12);
        verifyRelative(QStringLiteral("uniform, m = %1").arg(experts),
                       uniformApproximation(*tent, experts), expected, promised);

        // The best ones: the middle one twice as wide as the others.
        std::vector<double> boundaries{0};
        for (int i = 1; i < experts; ++i) {
            boundaries.push_back((2 * i <= experts - 1 ? i : i + 1) / (experts + 1.0));
        }
        boundaries.push_back(1);
        verifyRelative(QStringLiteral("best, m = %1").arg(experts),
                       approximationError(tent->regionMoments(boundaries)),
                       1 / (12 * std::pow(experts + 1.0, 2)), promised);
    }
}

void TestMoments::lineUnderUniformInputsIsAsEasyEverywhere()
{
    const auto line = problem(target("linear"), density("uniform"), {-3, 5});
    for (const int experts : {1, 2, 7, 1000, 100'000}) {
        for (const Moments& region : line->regionMoments(uniformBoundaries({-3, 5}, experts))) {
            const double width = 8.0 / experts;
            // A boundary's rounding is 1e-15 of up to 1e-4: 2e-11 of a squared width.
            verifyRelative("variance", region.variance, 4 * width * width / 12, 1e-10);
        }
    }
}

void TestMoments::lineUnderExponentialInputsHasItsClosedForm()
{
    const double rate = 3;
    const auto line = problem(target("linear"), density("truncated-exponential"));
    for (const int experts : {1, 2, 7, 50}) {
        // Variance of an exponential restricted to a width h: 1/r² − h² e^{rh}/(e^{rh} − 1)².
        const long double h = 1.0L / experts;
        const long double growth = std::exp(rate * h);
        const long double variance =
            1 / (rate * rate) - h * h * growth / std::pow(std::expm1(rate * h), 2.0L);
        verifyRelative(QStringLiteral("m = %1").arg(experts), uniformApproximation(*line, experts),
                       static_cast<double>(4 * variance), promised);
    }
}

void TestMoments::parabolaHasItsClosedForm()
{
    const auto parabola = problem(target("quadratic"), density("uniform"));
    for (const int experts : {1, 3, 16, 1000, 100'000}) {
        const std::vector<double> boundaries = uniformBoundaries({0, 1}, experts);
        double expected = 0;
        for (int i = 0; i < experts; ++i) {
            const double h = 1.0 / experts;
            const double offset = (i + 0.5) * h - 0.3;
            expected += 16 * h * (offset * offset * h * h / 3 + std::pow(h, 4) / 180);
        }
        verifyRelative(QStringLiteral("m = %1").arg(experts),
                       approximationError(parabola->regionMoments(boundaries)), expected, promised);
    }
}

void TestMoments::jumpsInsideAndOnBoundariesAreExact()
{
    const Choice steps = target("steps", {{"jumps", std::vector<double>{0.25, 0.6}},
                                          {"levels", std::vector<double>{1, -2, 1e6}}});
    const auto problem = test::problem(steps, density("uniform"));
    const std::vector<double> boundaries{0, 0.125, 0.25, 0.5, 0.625, 1};
    const std::vector<Moments> regions = problem->regionMoments(boundaries);
    const double share = 0.025 / 0.125; // of the fourth region that has the last level
    const double jump = 1e6 + 2;
    const std::vector<Moments> expected{
        {0.125, 1, 0},
        {0.125, 1, 0},
        {0.25, -2, 0},
        {0.125, -2 + share * jump, share * (1 - share) * jump * jump},
        {0.375, 1e6, 0}};
    verifySameMoments(regions, expected, 1e-12);

    // A jump an ulp inside a region is still seen.
    const double near = std::nextafter(0.25, 1);
    const std::vector<double> shifted{0, near, 1};
    const Moments region = problem->regionMoments(shifted).front();
    verifyRelative("an ulp's share", region.variance, 9 * (near - 0.25) / 0.25, 1e-6);
}

void TestMoments::mostExpertsMatchDirectQuadrature()
{
    constexpr int experts = 100'000;
    for (const char* kind : {"cosine", "doppler", "heavisine", "bumps", "tanh"}) {
        for (const char* law : {"truncated-gaussian", "beta", "gaussian-mixture", "histogram"}) {
            const Choice targetChoice = target(kind);
            const Choice densityChoice = density(law);
            const Problem problem({0, 1}, targetChoice, densityChoice);
            const DirectQuadrature direct({0, 1}, targetChoice, densityChoice);
            const std::vector<double> boundaries = uniformBoundaries({0, 1}, experts);
            const std::vector<Moments> regions = problem.regionMoments(boundaries);
            for (std::size_t i = 17; i < regions.size(); i += 4999) {
                const Moments expected = direct.moments({boundaries[i], boundaries[i + 1]});
                const QString place =
                    QStringLiteral(" of %1, %2, region %3").arg(kind).arg(law).arg(i);
                verifyRelative("probability" + place, regions[i].probability, expected.probability,
                               promised);
                verifyClose("constant" + place, regions[i].mean, expected.mean,
                            promised * (std::abs(expected.mean) + std::sqrt(expected.variance)));
                // β's own rounding, 1e-16 of values about 1, against its range in the region.
                const double floor = 1e-15 * std::sqrt(expected.variance) + 1e-30;
                verifyClose("variance" + place, regions[i].variance, expected.variance,
                            promised * expected.variance + floor);
            }
        }
    }
}

void TestMoments::probabilitiesSumToOneForMostExperts()
{
    for (const DensityRow& row : densityTable()) {
        const auto cosine = problem(target("cosine"), defaultChoice(row.option));
        long double sum = 0;
        for (const Moments& region : cosine->regionMoments(uniformBoundaries({0, 1}, 100'000))) {
            QVERIFY(region.probability >= 0);
            QVERIFY(region.variance >= 0);
            sum += region.probability;
        }
        verifyClose(QString::fromStdString(row.option.kind), static_cast<double>(sum), 1, 1e-12);
    }
}

void TestMoments::formulasWithKinksAreTheBuiltInTargets()
{
    struct Pair {
        std::string formula;
        Choice builtIn;
    };
    const std::vector<Pair> pairs{
        {"abs(x - 0.5)", target("absolute")},
        {"max(x - 0.5, 0.5 - x)", target("absolute")},
        {"sqrt((x - 0.5)^2)", target("absolute")},
        {"min(max((x - 0.3)/0.3, 0), 1)", target("ramp")},
        {"x < 0.25 ? 0 : x < 0.5 ? 1 : x < 0.8 ? -0.5 : 0.5", target("steps")},
        {"step(x - 0.25) - 1.5*step(x - 0.5) + step(x - 0.8)", target("steps")},
        {"4*sin(4*pi*x) - sign(x - 0.3) - sign(0.72 - x)", target("heavisine")},
        {"sqrt(x*(1 - x))*sin(2*pi*1.05/(x + 0.05))", target("doppler")},
        {"1/(1 + exp(-12*(x - 0.5)))", target("sigmoid")},
    };
    for (const Pair& pair : pairs) {
        for (const char* law : {"uniform", "truncated-gaussian", "histogram"}) {
            const auto typed = problem(targetFormula(pair.formula), density(law));
            verifySameProblem(*typed, *problem(pair.builtIn, density(law)));
        }
    }
}

void TestMoments::formulasAreTheBuiltInDensities()
{
    struct Pair {
        std::string formula;
        Choice builtIn;
    };
    const Choice bins = density("histogram", {{"edges", std::vector<double>{0, 0.3, 0.7, 1}},
                                              {"weights", std::vector<double>{0.3, 0, 0.7}}});
    const std::vector<Pair> pairs{
        {"7", density("uniform")},
        {"exp(-(x - 0.5)^2/(2*0.2^2))", density("truncated-gaussian")},
        {"x*(1 - x)^4", density("beta")},
        {"exp(-3*x)", density("truncated-exponential")},
        {"x < 0.3 ? 1 : x < 0.7 ? 0 : 7/3", bins},
        {"step(0.3 - x) + 7/3*step(x - 0.7)", bins},
        {"sqrt(x*(1 - x))", density("beta", {{"alpha", 1.5}, {"beta", 1.5}})},
    };
    for (const Pair& pair : pairs) {
        for (const char* kind : {"cosine", "absolute", "heavisine"}) {
            const auto typed = problem(target(kind), densityFormula(pair.formula));
            verifySameProblem(*typed, *problem(target(kind), pair.builtIn));
        }
    }
}

void TestMoments::unionsHaveTheMomentsOfTheWhole()
{
    for (const TargetRow& row : targetTable()) {
        const auto gaussian = problem(defaultChoice(row.option), density("truncated-gaussian"));
        const Moments whole = gaussian->moments();
        verifyRelative("probability of the whole", whole.probability, 1, 1e-14);
        for (const int experts : {2, 5, 100, 100'000}) {
            Moments sum;
            for (const Moments& region :
                 gaussian->regionMoments(uniformBoundaries({0, 1}, experts))) {
                sum = merged(sum, region);
            }
            // Rounding of up to 1e5 steps.
            verifySameMoments({sum}, {{1, whole.mean, whole.variance}}, 1e-11);
        }
    }
}

void TestMoments::mergingKeepsTheAccuracyOfSmallVariances()
{
    const Moments a{0.25, 1e6, 1e-12};
    const Moments b{0.75, 1e6 + 0x1p-20, 4e-12};
    const Moments both = merged(a, b);
    QCOMPARE(both.probability, 1.0);
    verifyRelative("variance", both.variance, 0.25e-12 + 3e-12 + 0.1875 * 0x1p-40, 1e-14);
    QVERIFY(merged({}, a) == a);
    QVERIFY(merged(a, {}) == a);
    QVERIFY(merged(a, Moments{0, 77, 5}) == a);
}

QTEST_APPLESS_MAIN(TestMoments)
#include "test_moments.moc"
