// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression.h"
#include "core/input_error.h"
#include "tests/core/random_formula.h"

#include <QTest>

#include <string>

using namespace tradeoff;

namespace {

/// What parsing refuses the text with; empty if it accepts it.
QString refusal(std::string_view text)
{
    try {
        (void)Expression::parse(text);
    } catch (const InputError& error) {
        return error.place().empty() ? error.what() : "unexpected place";
    }
    return {};
}

std::string nested(std::size_t levels)
{
    return std::string(levels - 1, '(') + "x" + std::string(levels - 1, ')');
}

} // namespace

class TestExpressionRefusals : public QObject {
    Q_OBJECT

private slots:
    void refusalsNameColumnAndRemedy_data();
    void refusalsNameColumnAndRemedy();
    void lengthAndNestingAreLimited();
    void anyBytesAreAcceptedOrRefused();
};

void TestExpressionRefusals::refusalsNameColumnAndRemedy_data()
{
    QTest::addColumn<QByteArray>("formula");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* formula, const char* message) {
        QTest::newRow(formula) << QByteArray(formula) << QString(message);
    };
    row("", "column 1: the formula is empty; write one in x, such as cos(2*pi*x)");
    row("2x", "column 2: multiplication is written out: 2*x");
    row("1 + 2(x + 1)", "column 6: multiplication is written out: 2*(...)");
    row("(x)(x)", "column 4: multiplication is written out: (...)*(...)");
    row("x(2)", "column 2: multiplication is written out: x*(...)");
    row("2e", "column 2: multiplication is written out: 2*e");
    row("1.2.3", "column 4: an operator is missing before .3; to multiply write 1.2*.3");
    row("sin x", "column 5: sin needs its argument in parentheses: sin(x)");
    row("max", "column 4: max needs its argument in parentheses: max(x, 1)");
    row("sin()", "column 5: sin needs an argument");
    row("min()", "column 5: min needs two arguments or more");
    row("1 + min(x)", "column 5: min needs two arguments or more");
    row("sin(x, 1)",
        "column 6: sin takes one argument; decimals are written with a point, such as 0.5");
    row("1,5", "column 2: ',' only separates the arguments of min and max; decimals are written "
               "with a point, such as 0.5");
    row("cos(x) + foo(x)",
        "column 10: unknown name 'foo'; known are x, pi, e, sin, cos, tan, asin, acos, atan, sinh, "
        "cosh, tanh, exp, log, log10, sqrt, abs, sign, min, max, step");
    row("ln(x)", "column 1: unknown name 'ln'; the natural logarithm is log(...)");
    row("x = 3", "column 3: a single '=' compares nothing; write == for equal, <= or >=");
    row("x +", "column 4: the formula ends too early; expected a number, x, a function or '('");
    row("x + * 2", "column 5: expected a number, x, a function or '(' instead of '*'");
    row("(x", "column 3: missing ')' for the '(' of column 1");
    row("1 + max(1, 2", "column 13: missing ')' for the '(' of column 8");
    row("x)", "column 2: ')' without a '(' before it");
    row("0 < x < 1",
        "column 7: comparisons do not chain; multiply them, such as (0 < x) * (x < 1)");
    row("x ? 1", "column 6: expected ':' and the value where the condition does not hold");
    row("x : 2", "column 3: ':' without a '?' before it; write condition ? a : b");
    row("x**2", "column 2: powers are written ^, such as x^2");
    row("x\u00B2", "column 2: powers are written ^2");
    row("\u03B2 + 1", "column 1: '\u03B2' is not known; expected numbers, x, functions and + - * / "
                      "^ ( )");
    row("2\u00D7x", "column 2: multiplication is written *");
    row("x + 1\u20133", "column 6: minus is written -");
    row("x & 1", "column 3: '&' is not known; multiply conditions, such as (0 < x) * (x < 1)");
    row("1e999",
        "column 1: the number is out of range; magnitudes from 1e-307 to 1e308 are accepted");
    row("\xFF", "column 1: this character is not known; expected numbers, x, functions and + - * / "
                "^ ( )");
}

void TestExpressionRefusals::refusalsNameColumnAndRemedy()
{
    QFETCH(QByteArray, formula);
    QFETCH(QString, message);
    QCOMPARE(refusal(formula.toStdString()), message);
}

void TestExpressionRefusals::lengthAndNestingAreLimited()
{
    const std::string longest(1999, ' ');
    QCOMPARE(refusal(longest + "x"), QString());
    QCOMPARE(refusal(longest + "xx"),
             QString("column 2001: the formula is too long; at most 2000 characters are accepted"));
    QCOMPARE(refusal(nested(200)), QString());
    const QString tooDeep = "nested too deeply; at most 200 levels are accepted";
    QCOMPARE(refusal(nested(201)), "column 201: " + tooDeep);
    QVERIFY(refusal(std::string(1900, '-') + "x").endsWith(tooDeep));
    QVERIFY(refusal(std::string(1900, '(')).endsWith(tooDeep));
    std::string powers = "x";
    std::string choices = "x";
    for (int i = 0; i < 300; ++i) {
        powers += "^x";
        choices += "?x:x";
    }
    QVERIFY(refusal(powers).endsWith(tooDeep));
    QVERIFY(refusal(choices).endsWith(tooDeep));
}

void TestExpressionRefusals::anyBytesAreAcceptedOrRefused()
{
    RandomFormulas random(3);
    const std::string alphabet = "x0123456789.+-*/^()?:<>=!,e pisncotahlgbqrmuwdE\x80\xC3\xFF";
    int accepted = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string text = i % 2 == 0 ? random.any(2) : std::string();
        const std::size_t changes = 1 + random.below(i % 2 == 0 ? 3 : 12);
        for (std::size_t k = 0; k < changes; ++k)
            text.insert(random.below(text.size() + 1), 1, alphabet[random.below(alphabet.size())]);
        const QString message = refusal(text);
        accepted += message.isEmpty() ? 1 : 0;
        if (message.isEmpty()) {
            const Expression formula = Expression::parse(text);
            (void)formula.breakpoints({-1, 1});
            (void)formula.firstNonFinite({-1, 1});
        } else {
            QVERIFY2(message.startsWith("column "), text.c_str());
        }
    }
    QVERIFY(accepted > 100);
}

QTEST_APPLESS_MAIN(TestExpressionRefusals)
#include "test_expression_refusals.moc"
