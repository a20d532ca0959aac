// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression.h"

#include "core/input_error.h"
#include "tests/core/random_formula.h"

#include <muParser.h>

#include <QTest>

#include <clocale>
#include <cmath>
#include <limits>
#include <locale>
#include <numbers>
#include <string>
#include <thread>
#include <vector>

using namespace tradeoff;

namespace {

double valueAt(const Expression& formula, double x)
{
    double result = 0.0;
    formula.values({&x, 1}, {&result, 1});
    return result;
}

double slopeAt(const Expression& formula, double x)
{
    double result = 0.0;
    formula.slopes({&x, 1}, {&result, 1});
    return result;
}

double valueAt(std::string_view formula, double x)
{
    return valueAt(Expression::parse(formula), x);
}

double slopeAt(std::string_view formula, double x)
{
    return slopeAt(Expression::parse(formula), x);
}

double signOf(double x)
{
    return x > 0 ? 1 : (x < 0 ? -1 : 0);
}

double stepOf(double x)
{
    return x >= 0 ? 1 : 0;
}

void prepare(mu::Parser& parser, double& x)
{
    parser.DefineVar("x", &x);
    parser.DefineConst("pi", std::numbers::pi);
    parser.DefineConst("e", std::numbers::e);
    parser.DefineFun("sign", signOf);
    parser.DefineFun("step", stepOf);
}

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * (1 + std::abs(b));
}

struct CommaDecimals : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
};

} // namespace

class TestExpression : public QObject {
    Q_OBJECT

private slots:
    void valuesFollowTheGrammar_data();
    void valuesFollowTheGrammar();
    void valuesAgreeWithMuParser();
    void slopesAreExact_data();
    void slopesAreExact();
    void slopesAgreeWithDifferences();
    void untakenBranchDoesNotMatter();
    void missingValuesSpread();
    void numbersHavePointsInEveryLocale();
    void everyBlockLengthAndThreadGivesTheSameBits();
};

void TestExpression::valuesFollowTheGrammar_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("value");
    const auto row = [](const char* formula, double x, double value) {
        QTest::newRow(formula) << QString(formula) << x << value;
    };
    row("-x^2", 3, -9);
    row("2^-x", 3, 0.125);
    row("2^3^2", 0, 512);
    row("2^-x^2", 2, 0.0625);
    row("-2^2", 0, -4);
    row("--x", 3, 3);
    row("+x - -x", 3, 6);
    row("6/3*2", 0, 4);
    row("1 - 2 - 3", 0, -4);
    row("2 + 3*4", 0, 14);
    row(".5 + 1e-3 + 2.5E2 + 1.", 0, 251.501);
    row("log(e)", 0, 1);
    row("log10(1000)", 0, 3);
    row("min(3, x, 2)", 1, 1);
    row("max(3, x, 2, 7, 1)", 1, 7);
    row("step(x)", 0, 1);
    row("step(x)", -1e-300, 0);
    row("sign(x)", -2, -1);
    row("sign(x)", 0, 0);
    row("(1 < 2) + (2 <= 2) + (1 > 2) + (2 >= 3) + (1 == 1) + (1 != 1)", 0, 3);
    row("x < 0 ? 1 : x < 1 ? 2 : 3", -1, 1);
    row("x < 0 ? 1 : x < 1 ? 2 : 3", 0.5, 2);
    row("x < 0 ? 1 : x < 1 ? 2 : 3", 2, 3);
    row("x < 1 ? x < 0 ? 5 : 6 : 7", 0.5, 6);
    row("0^0", 0, 1);
    row("x^0.5", 4, 2);
    row("x^3", -2, -8);
    row("x^-2", -2, 0.25);
    row(" \t(x)\n", 5, 5);
}

void TestExpression::valuesFollowTheGrammar()
{
    QFETCH(QString, formula);
    QFETCH(double, x);
    QFETCH(double, value);
    QCOMPARE(valueAt(formula.toStdString(), x), value);
}

void TestExpression::valuesAgreeWithMuParser()
{
    RandomFormulas formulas(1);
    int compared = 0;
    for (int i = 0; i < 4000; ++i) {
        const std::string text = formulas.any(1 + i % 4);
        const Expression formula = Expression::parse(text);
        double x = 0.0;
        mu::Parser parser;
        prepare(parser, x);
        parser.SetExpr(text);
        for (int k = 0; k < 5; ++k) {
            x = 4 * formulas.uniform() - 2;
            const double value = valueAt(formula, x);
            // What is not a number spreads here and is mostly lost there.
            if (!std::isfinite(value) || std::abs(value) > 1e12)
                continue;
            ++compared;
            const double expected = parser.Eval();
            QVERIFY2(near(value, expected, 1e-9), qPrintable(QString("%1 at %2: %3, muParser %4")
                                                                 .arg(QString::fromStdString(text))
                                                                 .arg(x, 0, 'g', 17)
                                                                 .arg(value, 0, 'g', 17)
                                                                 .arg(expected, 0, 'g', 17)));
        }
    }
    QVERIFY(compared > 10000);
}

void TestExpression::slopesAreExact_data()
{
    QTest::addColumn<QString>("formula");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("slope");
    const auto row = [](const char* formula, double x, double slope) {
        QTest::addRow("%s at %g", formula, x) << QString(formula) << x << slope;
    };
    const double infinity = std::numeric_limits<double>::infinity();
    row("x^2", -3, -6);
    row("x^3", -2, 12);
    row("x^0", 0, 0);
    row("x^1", -2, 1);
    row("x^-1", 2, -0.25);
    row("x^1.5", 0, 0);
    row("x^1.5", 4, 3);
    row("x^x", 2, 4 * (std::log(2.0) + 1));
    row("2^x", 3, 8 * std::numbers::ln2);
    row("0^x", 2, 0);
    row("sqrt(x)", 0, infinity);
    row("x^0.5", 0, infinity);
    row("sqrt(x)", 4, 0.25);
    row("x*sqrt(x)", 0, 0);
    row("sqrt(x^2)", 0, 0);
    row("abs(x)", -2, -1);
    row("abs(x)", 0, 1);
    row("abs(-3*x)", 0, 3);
    row("min(x, 1 - x)", 0.2, 1);
    row("min(x, 1 - x)", 0.5, -1);
    row("max(x, 1 - x)", 0.5, 1);
    row("sign(x) + step(x) + (x < 3)", 1, 0);
    row("x < 1 ? x^2 : 5*x", 0.5, 1);
    row("x < 1 ? x^2 : 5*x", 1, 5);
    row("sin(x)", 0.7, std::cos(0.7));
    row("cos(2*pi*x)", 0.3, -2 * std::numbers::pi * std::sin(2 * std::numbers::pi * 0.3));
    row("tan(x)", 0.7, 1 / (std::cos(0.7) * std::cos(0.7)));
    row("asin(x)", 0.6, 1.25);
    row("acos(x)", 0.6, -1.25);
    row("atan(x)", 2, 0.2);
    row("sinh(x)", 1, std::cosh(1.0));
    row("cosh(x)", 1, std::sinh(1.0));
    row("tanh(x)", 1, 1 / (std::cosh(1.0) * std::cosh(1.0)));
    row("exp(-x)", 2, -std::exp(-2.0));
    row("log(x)", 4, 0.25);
    row("log10(x)", 10, 0.1 / std::numbers::ln10);
    row("1/(1 + 25*x^2)", 0.2, -2.5);
    row("3", 1, 0);
}

void TestExpression::slopesAreExact()
{
    QFETCH(QString, formula);
    QFETCH(double, x);
    QFETCH(double, slope);
    const double result = slopeAt(formula.toStdString(), x);
    if (std::isinf(slope))
        QCOMPARE(result, slope);
    else
        QVERIFY2(near(result, slope, 1e-15), qPrintable(QString::number(result, 'g', 17)));
}

void TestExpression::slopesAgreeWithDifferences()
{
    RandomFormulas formulas(2);
    int compared = 0;
    for (int i = 0; i < 3000; ++i) {
        const std::string text = formulas.any(1 + i % 3);
        const Expression formula = Expression::parse(text);
        const double x = 4 * formulas.uniform() - 2;
        const auto difference = [&](double h) {
            return (valueAt(formula, x + h) - valueAt(formula, x - h)) / (2 * h);
        };
        const double wide = difference(2e-5);
        const double narrow = difference(1e-5);
        // Next to a kink or where the value loses its digits differences prove nothing.
        if (!(std::abs(wide - narrow) < 1e-7 * (1 + std::abs(narrow))))
            continue;
        ++compared;
        const double slope = slopeAt(formula, x);
        QVERIFY2(near(slope, narrow, 1e-5), qPrintable(QString("%1 at %2: %3, difference %4")
                                                           .arg(QString::fromStdString(text))
                                                           .arg(x, 0, 'g', 17)
                                                           .arg(slope, 0, 'g', 17)
                                                           .arg(narrow, 0, 'g', 17)));
    }
    QVERIFY(compared > 1500);
}

void TestExpression::untakenBranchDoesNotMatter()
{
    QCOMPARE(valueAt("x > 0 ? log(x) : 0", -1), 0.0);
    QCOMPARE(slopeAt("x > 0 ? log(x) : 2*x", -1), 2.0);
    QCOMPARE(valueAt("x == 0 ? 1 : sin(x)/x", 0), 1.0);
    QCOMPARE(slopeAt("x == 0 ? 1 : sin(x)/x", 0), 0.0);
}

void TestExpression::missingValuesSpread()
{
    for (const char* text : {"min(log(x), 1)", "min(1, log(x))", "max(log(x), 1)", "max(1, log(x))",
                             "sign(log(x))", "step(log(x))", "log(x) < 1", "log(x) ? 1 : 2"})
        QVERIFY2(std::isnan(valueAt(text, -1)), text);
}

void TestExpression::numbersHavePointsInEveryLocale()
{
    const std::string before = std::setlocale(LC_ALL, nullptr);
    if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr)
        qInfo("no comma locale for the C library here");
    const std::locale global = std::locale::global(std::locale(std::locale(), new CommaDecimals));
    QCOMPARE(valueAt("1.5*x + 1e-1", 2), 3.1);
    QVERIFY_THROWS_EXCEPTION(InputError, (void)Expression::parse("1,5"));
    std::locale::global(global);
    std::setlocale(LC_ALL, before.c_str());
}

void TestExpression::everyBlockLengthAndThreadGivesTheSameBits()
{
    const Expression formula = Expression::parse("exp(-x)*sin(20*x) + abs(x - 0.3)^1.5");
    std::vector<double> x(1000);
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = static_cast<double>(i) / 999;
    std::vector<double> values(x.size());
    std::vector<double> slopes(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        values[i] = valueAt(formula, x[i]);
        slopes[i] = slopeAt(formula, x[i]);
    }
    std::vector<char> equal(4, 0);
    {
        std::vector<std::jthread> threads;
        for (char& same : equal) {
            threads.emplace_back([&] {
                std::vector<double> ownValues(x.size());
                std::vector<double> ownSlopes(x.size());
                formula.values(x, ownValues);
                formula.slopes(x, ownSlopes);
                same = ownValues == values && ownSlopes == slopes ? 1 : 0;
            });
        }
    }
    QCOMPARE(equal, std::vector<char>(4, 1));
}

QTEST_APPLESS_MAIN(TestExpression)
#include "test_expression.moc"
