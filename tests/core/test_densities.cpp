// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/density.h"
#include "core/input_error.h"
#include "core/truncated_gaussian.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <set>
#include <string>
#include <vector>

using namespace tradeoff;

namespace {

using Exact = boost::multiprecision::cpp_bin_float_50;
using List = std::vector<double>;
using Records = std::vector<Record>;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The default choice of a kind with some values replaced.
Choice choose(std::string_view kind, const std::map<std::string, ParameterValue>& values = {})
{
    Choice choice = defaultChoice(densityRow(kind).option);
    for (const auto& [name, value] : values)
        choice.values.insert_or_assign(name, value);
    return choice;
}

Choice formula(const char* text)
{
    return choose("expression", {{"expression", std::string(text)}});
}

DomainPoint pointAt(double x, const Interval& domain)
{
    return {.x = x, .fromLow = x - domain.low, .toHigh = domain.high - x};
}

double logValue(const Density& density, const DomainPoint& point)
{
    double result = 0.0;
    density.logValues({&point, 1}, {&result, 1});
    return result;
}

/// Verifies that the density's logarithm and `expected` differ by one constant over the domain.
void verifyEqualUpToConstant(const Density& density, const Interval& domain,
                             const std::function<double(double)>& expected)
{
    const double middle = domain.middle();
    const double constant = logValue(density, pointAt(middle, domain)) - expected(middle);
    for (int i = 1; i < 200; ++i) {
        const double x = domain.low + i / 200.0 * domain.length();
        const double wanted = expected(x) + constant;
        const double found = logValue(density, pointAt(x, domain));
        QVERIFY2(std::abs(found - wanted) <= 1e-11 * (1 + std::abs(wanted)),
                 qPrintable(QString("at %1: %2, not %3").arg(x).arg(found).arg(wanted)));
    }
}

/// Integral of exp(−((x − mean)² − (anchor − mean)²)/(2 sd²)) over the domain, to 50 digits.
Exact exactMass(double mean, double sd, const Interval& domain)
{
    const Exact low = (Exact(domain.low) - mean) / sd;
    const Exact high = (Exact(domain.high) - mean) / sd;
    const Exact root = sqrt(Exact(2));
    Exact gap = 0;
    Exact difference = boost::math::erf(Exact(high / root)) - boost::math::erf(Exact(low / root));
    if (low > 0) {
        gap = low;
        difference = boost::math::erfc(Exact(low / root)) - boost::math::erfc(Exact(high / root));
    } else if (high < 0) {
        gap = -high;
        difference = boost::math::erfc(Exact(-high / root)) - boost::math::erfc(Exact(-low / root));
    }
    const Exact half = sqrt(boost::math::constants::pi<Exact>() / 2);
    return Exact(sd) * half * exp(gap * gap / 2) * difference;
}

} // namespace

Q_DECLARE_METATYPE(tradeoff::Choice)
Q_DECLARE_METATYPE(tradeoff::Interval)

class TestDensities : public QObject {
    Q_OBJECT

private slots:
    void rowsAreWellFormed()
    {
        std::set<std::string> kinds;
        for (const DensityRow& row : densityTable()) {
            const Option& option = row.option;
            QVERIFY2(kinds.insert(option.kind).second, option.kind.c_str());
            QVERIFY(!option.label.empty());
            QVERIFY2(option.formula.starts_with("p(x) "), option.formula.c_str());
            for (const Parameter& parameter : option.parameters) {
                QVERIFY(!parameter.label.empty());
                if (parameter.type() != ParameterType::Number)
                    continue;
                QVERIFY(parameter.slider.low < parameter.slider.high);
                QVERIFY(parameter.range.contains(parameter.slider.low));
                QVERIFY(parameter.range.contains(parameter.slider.high));
                QVERIFY(parameter.slider.contains(std::get<double>(parameter.fallback)));
            }
        }
        const std::set<std::string> expected = {
            "uniform",          "truncated-gaussian", "beta",      "truncated-exponential",
            "gaussian-mixture", "histogram",          "expression"};
        QCOMPARE(kinds, expected);
    }

    void defaultsAreAcceptedAndGiveThemselvesBack()
    {
        for (const DensityRow& row : densityTable()) {
            const Choice choice = defaultChoice(row.option);
            checkChoice(row.option, choice, "/density");
            static_cast<void>(makeDensity(choice, {0, 1}));
            QVERIFY(choice == defaultChoice(densityRow(choice.kind).option));
        }
    }

    void uniformIsConstant()
    {
        const Interval domain{-3, 5};
        const Density density = makeDensity(choose("uniform"), domain);
        verifyEqualUpToConstant(density, domain, [](double) { return 0.0; });
        QVERIFY(density.breakpoints.empty());
    }

    void gaussianAgreesWithBoost_data()
    {
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("sd");
        QTest::newRow("inside") << 0.5 << 0.7;
        QTest::newRow("below") << -7.0 << 0.6;
        QTest::newRow("above") << 9.0 << 0.8;
        QTest::newRow("at an end") << 5.0 << 2.0;
    }

    void gaussianAgreesWithBoost()
    {
        QFETCH(double, mean);
        QFETCH(double, sd);
        const Interval domain{-3, 5};
        const boost::math::normal normal(mean, sd);
        verifyEqualUpToConstant(
            makeDensity(choose("truncated-gaussian", {{"mean", mean}, {"sd", sd}}), domain), domain,
            [&](double x) { return std::log(boost::math::pdf(normal, x)); });
    }

    void betaAgreesWithBoost_data()
    {
        QTest::addColumn<double>("alpha");
        QTest::addColumn<double>("beta");
        QTest::newRow("arcsine") << 0.5 << 0.5;
        QTest::newRow("skewed") << 2.0 << 5.0;
        QTest::newRow("power") << 3.0 << 1.0;
    }

    void betaAgreesWithBoost()
    {
        QFETCH(double, alpha);
        QFETCH(double, beta);
        const Interval domain{-1, 1};
        const boost::math::beta_distribution<> distribution(alpha, beta);
        verifyEqualUpToConstant(
            makeDensity(choose("beta", {{"alpha", alpha}, {"beta", beta}}), domain), domain,
            [&](double x) { return std::log(boost::math::pdf(distribution, (x + 1) / 2)); });
    }

    void betaAtTheEnds()
    {
        const Interval domain{0, 4};
        const DomainPoint low = pointAt(0, domain);
        const DomainPoint high = pointAt(4, domain);
        const Density flat = makeDensity(choose("beta", {{"alpha", 1.0}, {"beta", 1.0}}), domain);
        QCOMPARE(logValue(flat, low), 0.0);
        QCOMPARE(logValue(flat, high), 0.0);
        const Density mixed = makeDensity(choose("beta", {{"alpha", 0.5}, {"beta", 2.0}}), domain);
        QCOMPARE(logValue(mixed, low), infinity);
        QCOMPARE(logValue(mixed, high), -infinity);
    }

    void exponentialAgreesWithBoost_data()
    {
        QTest::addColumn<double>("rate");
        QTest::newRow("falling") << 6.0;
        QTest::newRow("flat") << 0.0;
        QTest::newRow("rising") << -6.0;
    }

    void exponentialAgreesWithBoost()
    {
        QFETCH(double, rate);
        const Interval domain{-3, 5};
        const auto expected = [&](double x) {
            if (rate == 0.0)
                return 0.0;
            const boost::math::exponential distribution(std::abs(rate));
            return std::log(boost::math::pdf(distribution, rate > 0 ? x + 3 : 5 - x));
        };
        verifyEqualUpToConstant(
            makeDensity(choose("truncated-exponential", {{"rate", rate}}), domain), domain,
            expected);
    }

    void tailsStayExactNextToTheEnds()
    {
        // 10 000 standard deviations above the domain the density lives next to its upper end.
        const Interval domain{0, 1};
        const Density density =
            makeDensity(choose("truncated-gaussian", {{"mean", 11.0}, {"sd", 1e-3}}), domain);
        const DomainPoint end{.x = 1, .fromLow = 1, .toHigh = 0};
        const DomainPoint near{.x = 1, .fromLow = 1, .toHigh = 1e-17};
        const double expected = -1e-17 * (2 * 10 + 1e-17) / (2 * 1e-6);
        const double found = logValue(density, near) - logValue(density, end);
        QVERIFY(std::abs(found / expected - 1) < 1e-14);
        const Density rising =
            makeDensity(choose("truncated-exponential", {{"rate", -1e4}}), domain);
        QVERIFY(std::abs((logValue(rising, near) - logValue(rising, end)) / -1e-13 - 1) < 1e-14);
    }

    void truncatedMassIsExact_data()
    {
        QTest::addColumn<double>("gap"); // from the mean to the domain, in standard deviations
        QTest::addColumn<double>("length");
        const std::vector<double> gaps = {0, 1e-9, 0.1, 1, 5, 13.9, 14.1, 14.2, 25, 40, 300, 3e4};
        for (const double gap : gaps) {
            for (const double length : {1e-6, 1e-3, 0.05, 0.4, 1.0, 3.0, 1e3})
                QTest::addRow("gap %g, length %g", gap, length) << gap << length;
        }
    }

    void truncatedMassIsExact()
    {
        QFETCH(double, gap);
        QFETCH(double, length);
        const double sd = 0.25; // a power of two: the domain's ends scale exactly
        const Interval above{0, sd * length};
        const Interval below{-sd * length, 0};
        for (const auto& [mean, domain] : {std::pair{-sd * gap, above},
                                           {sd * gap, below},
                                           {sd * gap, above},
                                           {-sd * gap, below}}) {
            const double exact(log(exactMass(mean, sd, domain)));
            const double found = TruncatedGaussian(mean, sd, domain).logMass();
            QVERIFY2(std::abs(found - exact) <= 3e-15 * std::max(1.0, std::abs(exact) / 10),
                     qPrintable(QString::number(found - exact)));
        }
    }

    void mixtureComponentsAreNormalisedBeforeWeighting()
    {
        const Interval domain{-3, 5};
        // The second component lies 40 standard deviations outside, the third has no weight.
        const Records components = {{0.3, -1, 0.5}, {0.7, 13, 0.2}, {0, 1, 0.1}, {2, 40, 100}};
        const Density density =
            makeDensity(choose("gaussian-mixture", {{"components", components}}), domain);
        const auto expected = [&](double x) {
            Exact sum = 0;
            for (const Record& c : components) {
                const Exact nearest = std::clamp(c[1], domain.low, domain.high);
                const Exact z = (Exact(x) - c[1]) / c[2];
                const Exact gap = (nearest - c[1]) / c[2];
                sum += c[0] * exp((gap * gap - z * z) / 2) / exactMass(c[1], c[2], domain);
            }
            return double(log(sum));
        };
        verifyEqualUpToConstant(density, domain, expected);
        QVERIFY(density.breakpoints.empty());
    }

    void histogramWeightsAreProbabilitiesOfBins()
    {
        const Interval domain{-1, 3};
        const Density density = makeDensity(
            choose("histogram", {{"edges", List{-1, 0, 2, 3}}, {"weights", List{1, 6, 0}}}),
            domain);
        QCOMPARE(density.breakpoints, (List{0, 2}));
        const double first = logValue(density, pointAt(-0.5, domain));
        QCOMPARE(logValue(density, pointAt(1, domain)) - first, std::log(3.0));
        QCOMPARE(logValue(density, pointAt(2.5, domain)), -infinity);
        QCOMPARE(logValue(density, pointAt(-1, domain)), first);
        QCOMPARE(logValue(density, pointAt(0, domain)) - first, std::log(3.0));
        QCOMPARE(logValue(density, pointAt(3, domain)), -infinity);
    }

    void formulasAreTheirLogarithm()
    {
        const Interval domain{0, 2};
        const Density density = makeDensity(formula("x > 1 ? x^2 : 0"), domain);
        QCOMPARE(density.breakpoints, List{1});
        QCOMPARE(logValue(density, pointAt(0.5, domain)), -infinity);
        QCOMPARE(logValue(density, pointAt(1.5, domain)), 2 * std::log(1.5));
    }

    void blocksEqualSinglePoints()
    {
        const Interval domain{0, 1};
        for (const DensityRow& row : densityTable()) {
            const Density density = makeDensity(defaultChoice(row.option), domain);
            std::vector<DomainPoint> points;
            for (int i = 0; i <= 1000; ++i)
                points.push_back(pointAt(i / 1000.0, domain));
            std::vector<double> values(points.size());
            density.logValues(points, values);
            for (std::size_t i = 0; i < points.size(); ++i)
                QVERIFY2(values[i] == logValue(density, points[i]), row.option.kind.c_str());
        }
    }

    void defaultsAreFiniteInsideAndSmoothBetweenBreakpoints()
    {
        const Interval domain{0, 1};
        for (const DensityRow& row : densityTable()) {
            const Density density = makeDensity(defaultChoice(row.option), domain);
            std::size_t passed = 0; // breakpoints
            double last = logValue(density, pointAt(0.0505, domain));
            for (int i = 506; i < 9500; ++i) {
                const double x = i / 10000.0;
                const double value = logValue(density, pointAt(x, domain));
                QVERIFY2(std::isfinite(value), row.option.kind.c_str());
                const bool crossed =
                    passed < density.breakpoints.size() && density.breakpoints[passed] <= x;
                passed += crossed ? 1 : 0;
                QVERIFY2(crossed || std::abs(value - last) < 0.02, row.option.kind.c_str());
                last = value;
            }
            QVERIFY2(passed == density.breakpoints.size(), row.option.kind.c_str());
        }
    }

    void narrowFormulasHaveMass()
    {
        const Interval domain{0, 1};
        const Density density =
            makeDensity(formula("x > 0.123456 ? (x < 0.123457 ? 1 : 0) : 0"), domain);
        QCOMPARE(logValue(density, pointAt(0.1234565, domain)), 0.0);
        static_cast<void>(makeDensity(formula("exp(-((x - 0.3)/0.001)^2)"), domain));
    }
};

QTEST_APPLESS_MAIN(TestDensities)
#include "test_densities.moc"
