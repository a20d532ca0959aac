// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression.h"
#include "tests/core/random_formula.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

using namespace tradeoff;

Q_DECLARE_METATYPE(std::vector<double>)

namespace {

double valueAt(const Expression& formula, double x)
{
    double result = 0.0;
    formula.values({&x, 1}, {&result, 1});
    return result;
}

/// offset + step k inside the unit interval, all k.
std::vector<double> evenly(double offset, double step)
{
    std::vector<double> places;
    for (double place = offset; place < 1; place += step)
        places.push_back(place);
    return places;
}

QString describe(const std::vector<double>& places)
{
    QString text;
    for (const double place : places)
        text += QString::number(place, 'g', 17) + " ";
    return text;
}

} // namespace

class TestExpressionPlaces : public QObject {
    Q_OBJECT

private slots:
    void breakpointsAreFound_data();
    void breakpointsAreFound();
    void jumpsOfComparisonsAreExact();
    void noSignChangeOfRandomFormulasIsMissed();
    void missingValuesAreFound_data();
    void missingValuesAreFound();
    void soundFormulasPass_data();
    void soundFormulasPass();
    void missingValuesOfRandomFormulasAreFound();
    void negativeValuesAreFound();
    void ordinaryFormulasAreQuick();
};

void TestExpressionPlaces::breakpointsAreFound_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<std::vector<double>>("places");
    const auto row = [](const char* formula, const std::vector<double>& places) {
        QTest::newRow(formula) << QString(formula) << places;
    };
    constexpr double pi = std::numbers::pi;
    row("cos(2*pi*x) + 0.3*x^2", {});
    row("abs(sin(40*x))", evenly(pi / 40, pi / 40));
    row("abs(cos(300*x))", evenly(pi / 600, pi / 300));
    row("min(x, 1 - x)", {0.5});
    row("max(x, 0.25, 1 - x)", {0.25, 0.5});
    row("abs(x - 0.3)*step(x - 0.7)", {0.3, 0.7});
    row("abs(abs(x - 0.5) - 0.2)", {0.3, 0.5, 0.7});
    row("x < 0.3 ? 1 : x^2", {0.3});
    row("(x > 0.1)*(x <= 0.9)", {0.1, 0.9});
    row("abs(x - 0.5) + abs(x - 0.5 - 1e-9)", {0.5, 0.500000001});
    row("abs((x - 0.5)*(x - 0.5 - 1e-9))", {0.5, 0.500000001});
    row("abs(x^2)", {});
    row("abs(x - x)", {});
    row("abs((x - 0.31)^3)", {0.31});
    row("abs(step(x - 0.3) - 0.5)", {0.3});
    row("step(step(x - 0.3) - 0.5)", {0.3});
    row("sign(max(x - 0.6, 0) + min(x - 0.4, 0))", {0.4, 0.6});
    row("sqrt(abs(x - 0.5))", {0.5});
    row("abs(x - 0.3)^0.5", {0.3});
    row("sqrt((x - 0.3)^2)", {0.3});
    row("acos(cos(20*x))", evenly(pi / 20, pi / 20));
    row("asin(sin(20*x))", evenly(pi / 40, pi / 20));
    row("atan(1/(x - 0.4))", {0.4});
    row("atan(tan(10*x))", evenly(pi / 20, pi / 10));
    row("sign(sin(1/(x + 0.01)))", [] {
        std::vector<double> places;
        for (int k = 31; k > 0; --k)
            places.push_back(1 / (k * std::numbers::pi) - 0.01);
        return places;
    }());
}

void TestExpressionPlaces::breakpointsAreFound()
{
    QFETCH(QString, formula);
    QFETCH(std::vector<double>, places);
    const auto found = Expression::parse(formula.toStdString()).breakpoints({0, 1});
    QVERIFY2(found.size() == places.size(), qPrintable(describe(found)));
    for (std::size_t i = 0; i < found.size(); ++i)
        QVERIFY2(std::abs(found[i] - places[i]) < 4e-16 * (1 + static_cast<double>(i)),
                 qPrintable(describe(found)));
}

void TestExpressionPlaces::jumpsOfComparisonsAreExact()
{
    for (const char* text : {"x < 0.3", "x <= 0.3", "x > 0.3", "0.3 >= x", "step(x - 0.3)",
                             "x <= 0.3 ? 1 : 2", "sign(0.3 - x)", "(x <= 0.3) > 0.5 ? 1 : 2"}) {
        const auto found = Expression::parse(text).breakpoints({0, 1});
        QVERIFY2(found == std::vector<double>{0.3}, text);
    }
    QCOMPARE(Expression::parse("abs(x^3)").breakpoints({-1, 1}), std::vector<double>{0.0});
    QCOMPARE(Expression::parse("sign(x^3 - x/4)").breakpoints({-1, 1}),
             (std::vector<double>{-0.5, 0.0, 0.5}));
    // Ends do not count.
    QCOMPARE(Expression::parse("abs(x)").breakpoints({0, 1}), std::vector<double>{});
}

void TestExpressionPlaces::noSignChangeOfRandomFormulasIsMissed()
{
    constexpr int count = 4000;
    RandomFormulas formulas(4);
    int changes = 0;
    for (int i = 0; i < 500; ++i) {
        const std::string text = formulas.smooth(2 + i % 3);
        const Expression formula = Expression::parse(text);
        const auto found = Expression::parse("abs(" + text + ")").breakpoints({0, 1});
        double before = valueAt(formula, 0);
        for (int k = 1; k <= count; ++k) {
            const double x = static_cast<double>(k) / count;
            const double value = valueAt(formula, x);
            if (before * value < 0 && std::abs(before) + std::abs(value) > 1e-13) {
                ++changes;
                const auto next = std::ranges::lower_bound(found, x - 1.0 / count - 1e-12);
                QVERIFY2(next != found.end() && *next <= x + 1e-12,
                         qPrintable(QString("%1 near %2").arg(text.c_str()).arg(x)));
            }
            before = value;
        }
    }
    QVERIFY(changes > 500);
}

void TestExpressionPlaces::missingValuesAreFound_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    const auto row = [](const char* formula, double low, double from, double to) {
        QTest::addRow("%s from %g", formula, low) << QString(formula) << low << from << to;
    };
    constexpr double ulp = 2e-16;
    row("1/(x - 0.3123)", 0, 0.3123, 0.3123);
    row("log(x - 0.5)", 0, 0, 0.5);
    row("sqrt(x - 0.2)", 0, 0, 0.2);
    row("tan(pi*x)", 0, 0.5, 0.5);
    row("asin(2*x)", 0, 0.5, 1);
    row("exp(1000*x)", 0, 0.7, 1);
    row("exp(800*exp(-1e4*(x - 0.31)^2))", 0, 0.3, 0.32);
    row("x^0.5", -1, -1, 0);
    row("1/0", 0, 0, 1);
    row("sin(x)/x", -1, 0, 0);
    row("1/x^2", -1, 0, 0);
    row("x*log(x)", 0, 0, 0);
    row("1/(x^2 - 0.5)", 0, std::sqrt(0.5) - ulp, std::sqrt(0.5) + ulp);
    row("1/(x^2 - 0.6*x + 0.09)", 0, 0.3 - 1e-8, 0.3 + 1e-8);
    row("1/(x - 1/3)^2", 0, 1.0 / 3, 1.0 / 3);
    row("1/(cos(x) - x)", 0, 0.739085133215160, 0.739085133215161);
    row("1/abs(x - 0.123456789)", 0, 0.123456789, 0.123456789);
    row("abs(x - 0.3)^-0.5", 0, 0.3, 0.3);
    row("log(abs(x^2 - 0.5))", 0, std::sqrt(0.5) - ulp, std::sqrt(0.5) + ulp);
    row("sqrt((x - 0.3)^2 - 1e-14)", 0, 0.3 - 1e-7, 0.3 + 1e-7);
    row("(x - 0.5)/(x - 0.5)", 0, 0.5, 0.5);
    row("x > 0 ? 1/x : 10", 0, 0, 1e-30);
    row("x > 0.3 ? 1/(x - 0.3) : 10", 0, 0.3, 0.3 + ulp);
    row("x > 0.3 ? log(0.4 - x) : 10", 0, 0.4, 1);
    row("atan(1/x) + 1/(x - 0.7)", -1, 0.7, 0.7);
}

void TestExpressionPlaces::missingValuesAreFound()
{
    QFETCH(QString, formula);
    QFETCH(double, low);
    QFETCH(double, from);
    QFETCH(double, to);
    const auto place = Expression::parse(formula.toStdString()).firstNonFinite({low, 1});
    QVERIFY(place.has_value());
    QVERIFY2(from <= *place && *place <= to, qPrintable(QString::number(*place, 'g', 17)));
}

void TestExpressionPlaces::soundFormulasPass_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<double>("low");
    for (const char* text : {"1/(1 + 25*x^2)",
                             "sqrt(x)",
                             "sqrt(x*(1 - x))",
                             "log(x + 1e-6)",
                             "1/(abs(x - 0.5) + 0.01)",
                             "x^0.5",
                             "x^x",
                             "x > 0.1 ? 1/x : 10",
                             "x > 0 ? x*log(x) : 0",
                             "sqrt(1 - x^2)",
                             "1/(x^2 - x + 0.26)",
                             "sqrt(x^2 - x + 1)",
                             "log(x^3 - x + 2)",
                             "sqrt(x^2 - 2*x + 1)",
                             "1/(1 + exp(-1000*(x - 0.5)))",
                             "atan(1/(x - 0.3))",
                             "exp(-1/x^2)",
                             "1/(1/x + 1/(1 - x))",
                             "1/(1 + 1/x^2)",
                             "sqrt(x*(1 - x))*sin(2*pi*1.05/(x + 0.05))",
                             "acos(x)",
                             "asin(sin(9*x))",
                             "sqrt(sin(pi*x))",
                             "1/(x - x + 1e-30)",
                             "x >= 0.5 ? sqrt(x - 0.5) : 0",
                             "log(1 + exp(50*x))",
                             "1/((x - 0.3)^2 + 1e-10)",
                             "sqrt(1 - sin(x)^2)"})
        QTest::newRow(text) << QString(text) << 0.0;
    for (const char* text :
         {"x == 0 ? 1 : sin(x)/x", "x > 0 ? sin(x)/x : 1", "x >= 0 ? sqrt(x) : 0",
          "x != 0 ? x^2*sin(1/x) : 0", "x != 0 ? x^4*sin(1/x^2) : 0", "sqrt(1 - x^2)", "abs(x)^0.5",
          "x^3", "x != 0 ? exp(-1/abs(x)) : 0"})
        QTest::addRow("%s from -1", text) << QString(text) << -1.0;
}

void TestExpressionPlaces::soundFormulasPass()
{
    QFETCH(QString, formula);
    QFETCH(double, low);
    const auto place = Expression::parse(formula.toStdString()).firstNonFinite({low, 1});
    QVERIFY2(!place, qPrintable(QString::number(place.value_or(0), 'g', 17)));
}

void TestExpressionPlaces::missingValuesOfRandomFormulasAreFound()
{
    RandomFormulas formulas(5);
    int refused = 0;
    for (int i = 0; i < 1500; ++i) {
        const std::string text = formulas.any(1 + i % 3);
        const Expression formula = Expression::parse(text);
        const auto place = formula.firstNonFinite({-1, 1});
        refused += place ? 1 : 0;
        for (int k = 0; k < 500 && !place; ++k) {
            const double x = 2 * formulas.uniform() - 1;
            QVERIFY2(std::isfinite(valueAt(formula, x)),
                     qPrintable(QString("%1 at %2").arg(text.c_str()).arg(x, 0, 'g', 17)));
        }
    }
    QVERIFY(refused > 300 && refused < 1200);
}

void TestExpressionPlaces::negativeValuesAreFound()
{
    const auto negative = [](const char* text) {
        return Expression::parse(text).firstNegative({0, 1});
    };
    for (const char* text : {"x", "x^2 - x + 0.25", "1 - sin(30*x)", "x^2 - 0.6*x + 0.09",
                             "1 - sin(x)^2 - cos(x)^2 + 0*x", "exp(-50*x)", "abs(x - 0.2) - 0"})
        QVERIFY2(!negative(text).has_value(), text);
    for (const char* text : {"x - 1e-3", "x^2 - x + 0.2499", "1.00001 - 2*exp(-1e6*(x - 0.31)^2)",
                             "0.999999 - sin(30*x)", "x < 0.4123 ? 1 : -1", "-1"}) {
        const auto place = negative(text);
        QVERIFY2(place.has_value(), text);
        QVERIFY2(valueAt(Expression::parse(text), *place) < 0, text);
    }
}

void TestExpressionPlaces::ordinaryFormulasAreQuick()
{
    for (const char* text : {"cos(2*pi*x) + 0.3*x^2", "abs(sin(40*x))", "1/(1 + 25*x^2)",
                             "x < 0.3 ? 1 : x^2", "sqrt(x*(1 - x))*sin(2*pi*1.05/(x + 0.05))"}) {
        const Expression formula = Expression::parse(text);
        double best = 1e9;
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            (void)formula.breakpoints({0, 1});
            (void)formula.firstNonFinite({0, 1});
            best = std::min(best, static_cast<double>(timer.nsecsElapsed()));
        }
        // They run at every keystroke; generous for sanitizers.
        QVERIFY2(best < 10e6, qPrintable(QString("%1: %2 ns").arg(text).arg(best)));
    }
}

QTEST_APPLESS_MAIN(TestExpressionPlaces)
#include "test_expression_places.moc"
