// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment_density.h"
#include "tests/core/direct_quadrature.h"
#include "tests/core/experiments.h"
#include "tests/core/table_pairs.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

struct Law {
    const char* name;
    PowerExponents exponents;
};

constexpr Law laws[] = {{"uniform", {0, 0}},
                        {"equal probability", {0, 1}},
                        {"Panter and Dite", {0, 1.0 / 3}},
                        {"optimal", {2.0 / 3, 1.0 / 3}},
                        {"total variation", {1, 0}},
                        {"power", {1.2, 0.4}}};

void verifyClose(const QString& what, double actual, double expected, double tolerance)
{
    QVERIFY2(std::abs(actual - expected) <= tolerance, qPrintable(QStringLiteral("%1: %2, not %3")
                                                                      .arg(what)
                                                                      .arg(actual, 0, 'g', 17)
                                                                      .arg(expected, 0, 'g', 17)));
}

void verifyStrictlyIncreasing(const std::vector<double>& boundaries, const Interval& domain)
{
    QCOMPARE(boundaries.front(), domain.low);
    QCOMPARE(boundaries.back(), domain.high);
    for (std::size_t i = 1; i < boundaries.size(); ++i) {
        QVERIFY2(boundaries[i - 1] < boundaries[i], qPrintable(QString::number(i)));
    }
}

Choice gaps()
{
    return density("histogram", {{"edges", std::vector<double>{0, 0.25, 0.5, 1}},
                                 {"weights", std::vector<double>{1, 0, 1}}});
}

} // namespace

class TestSegmentDensity : public QObject {
    Q_OBJECT

private slots:
    void cumulativeOfTheQuantileIsItsArgument_data() { addTablePairs(); }
    void cumulativeOfTheQuantileIsItsArgument();
    void highRateConstantMatchesDirectQuadrature_data() { addTablePairs({{0, 1}}); }
    void highRateConstantMatchesDirectQuadrature();
    void extremaAreFound_data() { addTablePairs(); }
    void extremaAreFound();
    void densityIntegratesToOne();
    void highRateConstantHasItsClosedForms();
    void optimalConstantIsTheLeast();
    void highRateConstantIsMissingWhereItDiverges();
    void quantileTakesTheLeftMostInverseOverGaps();
    void quantileKeepsTheEndsOfTheDomain();
    void boundariesIncreaseForMostExperts_data();
    void boundariesIncreaseForMostExperts();
    void flatTargetHasNoOptimalDensity();
    void extremaOfACosineAreEveryHalfWave();
    void kinksAreNoExtrema();
};

void TestSegmentDensity::cumulativeOfTheQuantileIsItsArgument()
{
    const auto [domain, target, density] = fetchTablePair();
    const auto problem = std::make_shared<const Problem>(domain, target, density);
    const DirectQuadrature direct(domain, target, density);
    constexpr int parts = 23;
    for (const Law& law : laws) {
        const auto [s, t] = law.exponents;
        const auto lambda = SegmentDensity::make(problem, law.exponents);
        if (lambda == nullptr) {
            QVERIFY(s > 0 && (target.kind == "constant" || target.kind == "steps"));
            continue;
        }
        const std::vector<double> boundaries = lambda->boundaries(parts);
        std::vector<double> masses;
        double total = 0;
        for (std::size_t i = 0; i < parts; ++i) {
            const Interval part{boundaries[i], boundaries[i + 1]};
            QVERIFY(part.high >= part.low);
            masses.push_back(part.high > part.low ? direct.power(part, s, t) : 0);
            total += masses.back();
            // One by one the same, but where λ is so small that x hardly matters.
            const double alone = lambda->quantile(static_cast<double>(i) / parts);
            QVERIFY(i == 0 || std::abs(alone - part.low) <= 1e-9 * domain.length());
        }
        // Rounding of x where λ is steep, and of the places where β has its extrema.
        for (std::size_t i = 0; i < parts; ++i) {
            verifyClose(QStringLiteral("%1, part %2").arg(law.name).arg(i),
                        masses[i] / total * parts, 1, 1e-9);
        }
    }
}

void TestSegmentDensity::highRateConstantMatchesDirectQuadrature()
{
    const auto [domain, target, density] = fetchTablePair();
    const auto problem = std::make_shared<const Problem>(domain, target, density);
    const DirectQuadrature direct(domain, target, density);
    for (const Law& law : laws) {
        const auto lambda = SegmentDensity::make(problem, law.exponents);
        const auto constant = lambda ? lambda->highRateConstant() : std::nullopt;
        if (constant) {
            const auto [s, t] = law.exponents;
            const double expected = direct.highRateConstant(s, t);
            // Where β' is raised to −0.4 the rounding of an extremum's place shows in both.
            const double relative = s > 1 ? 1e-7 : 1e-9;
            verifyClose(law.name, *constant, expected, relative * expected);
        } else {
            // Without p and 1/β' it is infinite where the slope is alone.
            const bool mayDiverge = law.exponents.density != 0 || target.kind == "doppler";
            QVERIFY2(!lambda || mayDiverge, law.name);
        }
    }
}

void TestSegmentDensity::extremaAreFound()
{
    const auto [domain, target, density] = fetchTablePair();
    const Problem problem(domain, target, density);
    const DirectQuadrature direct(domain, target, density);
    const auto isAmong = [](double x, const std::vector<double>& places, double distance) {
        return std::any_of(places.begin(), places.end(),
                           [&](double place) { return std::abs(x - place) <= distance; });
    };
    // Both are good to the rounding of the slope, about ε/|β''|.
    const double rounding = 1e-9 * domain.length();
    for (const double x : direct.extrema()) {
        // One beside a place where the domain is cut anyway need not be told apart from it; far out
        // in the tails of the density nothing depends on them.
        const bool counts = problem.density(x) > 1e-30;
        QVERIFY2(!counts || isAmong(x, problem.extrema(), rounding) ||
                     isAmong(x, problem.breakpoints(), rounding),
                 qPrintable(QString::number(x, 'g', 17)));
    }
    for (const double x : problem.extrema()) {
        QVERIFY2(isAmong(x, direct.extrema(), rounding), qPrintable(QString::number(x, 'g', 17)));
    }
}

void TestSegmentDensity::densityIntegratesToOne()
{
    // λ is |β'|^s p^t over an integral that quadrature knows, wherever it is looked at.
    for (const char* kind : {"cosine", "doppler", "absolute", "heavisine"}) {
        const Choice law = density("truncated-gaussian");
        const auto gaussian = problem(target(kind), law);
        const DirectQuadrature direct({0, 1}, target(kind), law);
        for (const Law& lambdaLaw : laws) {
            const auto [s, t] = lambdaLaw.exponents;
            const auto lambda = SegmentDensity::make(gaussian, lambdaLaw.exponents);
            const double total = direct.power({0, 1}, s, t);
            for (const double x : {0.01, 0.12, 0.37, 0.52, 0.77, 0.99}) {
                const double expected = std::pow(std::abs(gaussian->target().slope(x)), s) *
                                        std::pow(gaussian->density(x), t) / total;
                verifyClose(QStringLiteral("%1, %2").arg(kind, lambdaLaw.name), lambda->value(x),
                            expected, 1e-9 * expected);
            }
            QCOMPARE(lambda->value(-0.1), 0.0);
            QCOMPARE(lambda->value(1.1), 0.0);
        }
    }
}

void TestSegmentDensity::highRateConstantHasItsClosedForms()
{
    const double slopes = 2 * std::numbers::pi * std::numbers::pi; // ∫ (2π sin 2πx)² dx
    for (const double frequency : {0.5, 1.0, 3.0, 20.0}) {
        const auto cosine =
            problem(target("cosine", {{"frequency", frequency}}), density("uniform"));
        const double expected = frequency * frequency * slopes / 12;
        verifyClose("uniform", *SegmentDensity::make(cosine, {0, 0})->highRateConstant(), expected,
                    1e-11 * expected);
        // ∫ |sin|^{2/3} over a period is B(5/6, 1/2)/π.
        const double mean = std::beta(5.0 / 6, 0.5) / std::numbers::pi;
        const double optimal =
            std::pow(2 * std::numbers::pi * frequency, 2) * std::pow(mean, 3) / 12;
        verifyClose("optimal",
                    *SegmentDensity::make(cosine, {2.0 / 3, 1.0 / 3})->highRateConstant(), optimal,
                    1e-11 * optimal);
    }
    const auto line = problem(target("linear"), density("uniform"), {-3, 5});
    for (const Law& law : laws) {
        const double constant = *SegmentDensity::make(line, law.exponents)->highRateConstant();
        verifyClose(law.name, constant, 4 * 64 / 12.0, 1e-11 * constant);
    }
}

void TestSegmentDensity::optimalConstantIsTheLeast()
{
    for (const TargetRow& row : targetTable()) {
        const auto gaussian = problem(defaultChoice(row.option), density("truncated-gaussian"));
        const auto optimal = SegmentDensity::make(gaussian, {2.0 / 3, 1.0 / 3});
        for (const Law& law : laws) {
            const auto lambda = SegmentDensity::make(gaussian, law.exponents);
            const auto constant = lambda ? lambda->highRateConstant() : std::nullopt;
            if (optimal && constant) {
                QVERIFY(*optimal->highRateConstant() <= *constant * (1 + 1e-12));
            }
        }
    }
}

void TestSegmentDensity::highRateConstantIsMissingWhereItDiverges()
{
    const auto far = [](double mean, double sd) {
        return problem(target("linear"),
                       density("truncated-gaussian", {{"mean", mean}, {"sd", sd}}));
    };
    // ∫ 1/p is beyond every number.
    const auto overflowing = SegmentDensity::make(far(0.2, 0.005), {0, 1});
    QVERIFY(!overflowing->highRateConstant().has_value());
    // ∫ |β'|^{−2} diverges at every extremum of β, |β'|^{−1} just so.
    const auto cosine = problem(target("cosine"), density("uniform"));
    QVERIFY(!SegmentDensity::make(cosine, {2, 0})->highRateConstant().has_value());
    QVERIFY(!SegmentDensity::make(cosine, {1.5, 0})->highRateConstant().has_value());
    QVERIFY(SegmentDensity::make(cosine, {1, 0})->highRateConstant().has_value());
    // p^{−1} of a parabola that vanishes at the ends.
    const auto beta = problem(target("linear"), density("beta", {{"alpha", 2.0}, {"beta", 2.0}}));
    QVERIFY(!SegmentDensity::make(beta, {0, 1})->highRateConstant().has_value());
    QVERIFY(SegmentDensity::make(beta, {0, 0.5})->highRateConstant().has_value());
}

void TestSegmentDensity::quantileTakesTheLeftMostInverseOverGaps()
{
    const auto line = problem(target("linear"), gaps());
    for (const Law& law : laws) {
        const auto [s, t] = law.exponents;
        if (t == 0) {
            continue; // does not feel the gap
        }
        const auto lambda = SegmentDensity::make(line, law.exponents);
        // λ is 1 : 2^{−t} on lengths 1/4 and 1/2.
        const double share = 1 / (1 + 2 * std::pow(0.5, t));
        verifyClose(law.name, lambda->quantile(share), 0.25, 1e-14);
        verifyClose(law.name, lambda->quantile(share * (1 - 1e-9)), 0.25, 1e-9);
        const double after = lambda->quantile(share * (1 + 1e-9));
        QVERIFY(after > 0.5 && after < 0.5 + 1e-8);
    }
    const auto ramp = problem(target("ramp"), density("uniform"));
    const auto optimal = SegmentDensity::make(ramp, {2.0 / 3, 1.0 / 3});
    verifyClose("first point with a slope", optimal->quantile(1e-9), 0.3, 1e-9);
    verifyClose("last point with a slope", optimal->quantile(1), 0.6, 1e-14);
}

void TestSegmentDensity::quantileKeepsTheEndsOfTheDomain()
{
    for (const DensityRow& row : densityTable()) {
        const Interval domain{-3, 5};
        const auto line = problem(target("linear"), defaultDensity(row, domain), domain);
        for (const Law& law : laws) {
            const auto lambda = SegmentDensity::make(line, law.exponents);
            double before = lambda->quantile(0);
            QVERIFY(before >= domain.low);
            for (int i = 1; i <= 1000; ++i) {
                const double x = lambda->quantile(i / 1000.0);
                QVERIFY(x >= before && x <= domain.high);
                before = x;
            }
        }
    }
}

void TestSegmentDensity::boundariesIncreaseForMostExperts_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("sd");
    for (const char* kind : {"linear", "cosine", "doppler"}) {
        QTest::addRow("%s, wide", kind) << kind << 0.5 << 0.2;
        QTest::addRow("%s, a millionth", kind) << kind << 0.3 << 1e-6;
        QTest::addRow("%s, beyond the domain", kind) << kind << 1e3 << 1.0;
    }
}

void TestSegmentDensity::boundariesIncreaseForMostExperts()
{
    QFETCH(const QString, kind);
    QFETCH(const double, mean);
    QFETCH(const double, sd);
    const auto narrow = problem(target(kind.toStdString()),
                                density("truncated-gaussian", {{"mean", mean}, {"sd", sd}}));
    for (const Law& law : laws) {
        const auto lambda = SegmentDensity::make(narrow, law.exponents);
        QVERIFY(lambda != nullptr);
        for (const int experts : {1, 2, 1000, 100'000}) {
            const std::vector<double> boundaries = lambda->boundaries(experts);
            QCOMPARE(int(boundaries.size()), experts + 1);
            verifyStrictlyIncreasing(boundaries, {0, 1});
        }
    }
    // On a domain whose numbers are too coarse for the density.
    const Interval far{1e9 - 1, 1e9};
    const auto coarse = problem(target("linear"),
                                density("truncated-gaussian", {{"mean", 1e9}, {"sd", 1e-6}}), far);
    verifyStrictlyIncreasing(SegmentDensity::make(coarse, {0, 1})->boundaries(100'000), far);
}

void TestSegmentDensity::flatTargetHasNoOptimalDensity()
{
    for (const char* kind : {"constant", "steps"}) {
        const auto flat = problem(target(kind), density("truncated-gaussian"));
        QVERIFY(SegmentDensity::make(flat, {2.0 / 3, 1.0 / 3}) == nullptr);
        QCOMPARE(*SegmentDensity::make(flat, {0, 0})->highRateConstant(), 0.0);
    }
    // A slope where there is no density does not help.
    const auto hidden = problem(target("ramp", {{"from", 0.3}, {"to", 0.45}}), gaps());
    QVERIFY(SegmentDensity::make(hidden, {2.0 / 3, 1.0 / 3}) == nullptr);
}

void TestSegmentDensity::extremaOfACosineAreEveryHalfWave()
{
    const auto cosine = problem(target("cosine", {{"frequency", 3.0}}), density("uniform"));
    QCOMPARE(cosine->extrema().size(), std::size_t(5));
    for (int i = 1; i <= 5; ++i) {
        verifyClose("extremum", cosine->extrema()[std::size_t(i) - 1], i / 6.0, 1e-15);
    }
}

void TestSegmentDensity::kinksAreNoExtrema()
{
    QVERIFY(problem(target("absolute"), density("uniform"))->extrema().empty());
    QVERIFY(problem(target("steps"), density("uniform"))->extrema().empty());
    QVERIFY(problem(targetFormula("abs(x - 0.4)"), density("uniform"))->extrema().empty());
    const auto bent = problem(targetFormula("max(cos(4*pi*x), 0.5)"), density("uniform"));
    QCOMPARE(bent->extrema().size(), std::size_t(1)); // the top at 1/2 alone
    verifyClose("top", bent->extrema().front(), 0.5, 1e-15);
}

QTEST_APPLESS_MAIN(TestSegmentDensity)
#include "test_segment_density.moc"
