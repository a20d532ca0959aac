// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cosines.h"
#include "core/input_error.h"
#include "core/target.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <vector>

using namespace tradeoff;

namespace {

constexpr double pi = std::numbers::pi;

/// The default choice of a kind with some values replaced.
Choice choose(std::string_view kind, const std::map<std::string, ParameterValue>& values = {})
{
    Choice choice = defaultChoice(targetRow(kind).option);
    for (const auto& [name, value] : values)
        choice.values.insert_or_assign(name, value);
    return choice;
}

/// Choices beyond the defaults that tell branches of the formulas apart.
std::vector<Choice> moreChoices()
{
    using List = std::vector<double>;
    return {choose("ramp", {{"from", 0.7}, {"to", 0.2}}),
            choose("tanh", {{"steepness", -50.0}}),
            choose("sigmoid", {{"steepness", -30.0}}),
            choose("absolute", {{"center", 7.0}}),
            choose("cosine", {{"phase", 0.4}, {"amplitude", -2.0}, {"offset", 3.0}}),
            choose("steps", {{"jumps", List{}}, {"levels", List{4}}}),
            choose("polynomial", {{"coefficients", List{2}}}),
            choose("exponential", {{"rate", -2.0}}),
            choose("doppler", {{"epsilon", 0.0731}})};
}

/// Every row's default and `moreChoices`, on each of several domains.
void addEveryTarget()
{
    QTest::addColumn<Choice>("choice");
    QTest::addColumn<Interval>("domain");
    std::vector<Choice> choices = moreChoices();
    for (const TargetRow& row : targetTable())
        choices.push_back(defaultChoice(row.option));
    const std::vector<Interval> domains = {{0, 1}, {-1, 1}, {-3, 5}, {10, 10.5}};
    int number = 0;
    for (const Choice& choice : choices) {
        for (const Interval& domain : domains) {
            QTest::addRow("%d %s on [%g, %g]", number++, choice.kind.c_str(), domain.low,
                          domain.high)
                << choice << domain;
        }
    }
}

std::vector<double> block(const Target::Block& function, const std::vector<double>& x)
{
    std::vector<double> result(x.size());
    function(x, result);
    return result;
}

/// The ends of the pieces between the breakpoints, with 1 % of the domain left out at its ends,
/// where slopes may be infinite.
std::vector<double> pieceEnds(const Target& target, const Interval& domain)
{
    const double margin = 0.01 * domain.length();
    std::vector<double> ends = {domain.low + margin};
    for (const double x : target.breakpoints) {
        if (x > ends.front() && x < domain.high - margin)
            ends.push_back(x);
    }
    ends.push_back(domain.high - margin);
    return ends;
}

double greatest(const std::vector<double>& values)
{
    double result = 0.0;
    for (const double value : values)
        result = std::max(result, std::abs(value));
    return result;
}

/// The point of [low, high] at a share of its length.
double between(double low, double high, double share)
{
    return low + share * (high - low);
}

/// How far the values of one smooth piece are from the integral of its slopes, over a step.
void verifySmooth(const Target& target, const Interval& piece)
{
    constexpr std::size_t cells = 40'000;
    std::vector<double> x;
    for (std::size_t i = 0; i <= cells; ++i) {
        // Just inside: the breakpoints themselves belong to one side only.
        const double share = 1e-9 + (1 - 2e-9) * static_cast<double>(i) / cells;
        x.push_back(between(piece.low, piece.high, share));
    }
    const auto values = block(target.values, x);
    const auto slopes = block(target.slopes, x);
    const double steepest = std::max(greatest(slopes), 1e-9);
    const double rounding = 1e-14 * greatest(values);
    for (std::size_t i = 1; i <= cells; ++i) {
        const double step = x[i] - x[i - 1];
        const double rise = step * (slopes[i] + slopes[i - 1]) / 2;
        const double miss = std::abs(values[i] - values[i - 1] - rise);
        if (miss > 0.01 * step * steepest + rounding)
            QFAIL(qPrintable(QString("kink or jump near %1, miss %2").arg(x[i]).arg(miss)));
    }
}

} // namespace

Q_DECLARE_METATYPE(tradeoff::Choice)
Q_DECLARE_METATYPE(tradeoff::Interval)

class TestTargets : public QObject {
    Q_OBJECT

private slots:
    void rowsAreWellFormed()
    {
        std::set<std::string> kinds;
        for (const TargetRow& row : targetTable()) {
            const Option& option = row.option;
            QVERIFY2(kinds.insert(option.kind).second, option.kind.c_str());
            QVERIFY(!option.label.empty());
            QVERIFY2(option.formula.starts_with("β(x) = "), option.formula.c_str());
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
    }

    void everyKindOfTheFileFormatIsThere()
    {
        const std::set<std::string> expected = {
            "cosine",    "sines",    "linear",      "quadratic", "polynomial", "tanh",
            "sigmoid",   "absolute", "ramp",        "steps",     "doppler",    "chirp",
            "heavisine", "runge",    "exponential", "bumps",     "constant",   "expression"};
        std::set<std::string> kinds;
        for (const TargetRow& row : targetTable())
            kinds.insert(row.option.kind);
        QCOMPARE(kinds, expected);
    }

    void defaultsAreAcceptedAndGiveThemselvesBack()
    {
        for (const TargetRow& row : targetTable()) {
            const Choice choice = defaultChoice(row.option);
            checkChoice(row.option, choice, "/target");
            static_cast<void>(makeTarget(choice, {0, 1}));
            QVERIFY(choice == defaultChoice(targetRow(choice.kind).option));
        }
    }

    void formulasGiveTheirValues_data()
    {
        QTest::addColumn<Choice>("choice");
        QTest::addColumn<Interval>("domain");
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("expected");
        const auto add = [](const Choice& choice, const Interval& domain, double x,
                            double expected) {
            QTest::addRow("%s at %g", choice.kind.c_str(), x) << choice << domain << x << expected;
        };
        const Interval unit{0, 1};
        const Interval wide{-3, 5};
        using List = std::vector<double>;
        add(choose("cosine", {{"phase", 0.4}, {"amplitude", -2.0}, {"offset", 3.0}}), unit, 0.3,
            3 - 2 * std::cos(2 * pi * 1.5 * 0.3 + 0.4));
        add(choose("sines", {{"terms", std::vector<Record>{{2, 3, 0.5}, {1, 1, 0}}}}), unit, 0.2,
            2 * std::sin(6 * pi * 0.2 + 0.5) + std::sin(2 * pi * 0.2));
        add(choose("linear", {{"slope", 2.0}, {"intercept", -1.0}}), wide, 4, 7);
        add(choose("quadratic", {{"curvature", 4.0}, {"center", 1.0}}), wide, -1, 16);
        add(choose("polynomial", {{"coefficients", List{1, 2, 3}}}), wide, 2, 17);
        add(choose("tanh", {{"steepness", 3.0}, {"center", 0.25}}), unit, 0.5, std::tanh(0.75));
        add(choose("sigmoid", {{"steepness", 3.0}, {"center", 1.0}}), wide, 2,
            1 / (1 + std::exp(-3.0)));
        add(choose("sigmoid", {{"steepness", 1e4}}), wide, -3, 0);
        add(choose("absolute", {{"center", 0.5}}), unit, 0.25, 0.25);
        add(choose("ramp", {{"from", 0.25}, {"to", 0.75}}), unit, 0.375, 0.25);
        add(choose("ramp", {{"from", 0.75}, {"to", 0.25}}), unit, 0.375, 0.75);
        add(choose("ramp", {{"from", 0.75}, {"to", 0.25}}), unit, 0.125, 1);
        add(choose("ramp", {{"from", 0.75}, {"to", 0.25}}), unit, 0.875, 0);
        const Choice steps =
            choose("steps", {{"jumps", List{0.25, 0.5}}, {"levels", List{1, 2, 4}}});
        add(steps, unit, 0.125, 1);
        add(steps, unit, 0.25, 2); // right-continuous
        add(steps, unit, std::nextafter(0.25, 0), 1);
        add(steps, unit, 0.5, 4);
        add(choose("doppler", {{"epsilon", 0.1}}), wide, 1,
            0.5 * std::sin(2 * pi * 1.1 / (0.5 + 0.1)));
        add(choose("chirp", {{"cycles", 2.0}, {"epsilon", 0.25}}), wide, 1,
            std::sin(2 * pi * 2 / 0.75));
        add(choose("heavisine"), wide, -2.6, 4 * std::sin(4 * pi * 0.05) + 1 - 1);
        add(choose("heavisine"), wide, 1, 4 * std::sin(4 * pi * 0.5) - 1 - 1);
        add(choose("heavisine"), wide, 4.6, 4 * std::sin(4 * pi * 0.95) - 1 + 1);
        add(choose("runge", {{"steepness", 25.0}}), wide, 0.4, 0.2);
        add(choose("exponential", {{"rate", 3.0}}), wide, -1, std::exp(-3.0));
        add(choose("bumps", {{"bumps", std::vector<Record>{{2, 0.5, 0.25}}}}), unit, 0.75,
            2 * std::exp(-0.5));
        add(choose("constant", {{"value", 0.7}}), unit, 0.1, 0.7);
        add(choose("expression"), unit, 0.5, -1 + 0.3 * 0.25);
    }

    void formulasGiveTheirValues()
    {
        QFETCH(Choice, choice);
        QFETCH(Interval, domain);
        QFETCH(double, x);
        QFETCH(double, expected);
        const double value = makeTarget(choice, domain).value(x);
        QVERIFY2(std::abs(value - expected) < 1e-13 * (1 + std::abs(expected)),
                 qPrintable(QString("%1, not %2").arg(value).arg(expected)));
    }

    void slopesAreDerivatives_data() { addEveryTarget(); }

    void slopesAreDerivatives()
    {
        QFETCH(Choice, choice);
        QFETCH(Interval, domain);
        const Target target = makeTarget(choice, domain);
        const double step = 1e-6 * domain.length();
        const auto ends = pieceEnds(target, domain);
        const auto quotient = [&](double x, double h) {
            return (target.value(x + h) - target.value(x - h)) / ((x + h) - (x - h));
        };
        std::vector<double> misses, slopes, values;
        for (std::size_t piece = 1; piece < ends.size(); ++piece) {
            for (int i = 1; i < 100; ++i) {
                const double x = between(ends[piece - 1], ends[piece], i / 100.0);
                const double estimate = (4 * quotient(x, step / 2) - quotient(x, step)) / 3;
                slopes.push_back(target.slope(x));
                values.push_back(target.value(x));
                misses.push_back(slopes.back() - estimate);
            }
        }
        const double rounding = 1e-9 * greatest(values) / domain.length();
        QVERIFY2(greatest(misses) <= 1e-7 * greatest(slopes) + rounding,
                 qPrintable(QString::number(greatest(misses))));
    }

    void breakpointsAreTheOnlyKinksAndJumps_data() { addEveryTarget(); }

    void breakpointsAreTheOnlyKinksAndJumps()
    {
        QFETCH(Choice, choice);
        QFETCH(Interval, domain);
        const Target target = makeTarget(choice, domain);
        const auto ends = pieceEnds(target, domain);
        for (std::size_t piece = 1; piece < ends.size(); ++piece)
            verifySmooth(target, {ends[piece - 1], ends[piece]});
    }

    void breakpointsAreKinksOrJumpsInsideTheDomain_data() { addEveryTarget(); }

    void breakpointsAreKinksOrJumpsInsideTheDomain()
    {
        QFETCH(Choice, choice);
        QFETCH(Interval, domain);
        const Target target = makeTarget(choice, domain);
        double before = domain.low;
        for (const double x : target.breakpoints) {
            QVERIFY(x > before && x < domain.high);
            before = x;
            const double left = std::nextafter(x, domain.low);
            const double right = std::nextafter(x, domain.high);
            const double jump = target.value(right) - target.value(left);
            const double kink = target.slope(right) - target.slope(left);
            QVERIFY(std::abs(jump) > 0.1 || std::abs(kink) > 0.1);
        }
    }

    void breakpointsAreWhereTheFormulaSays()
    {
        const Interval domain{-2, 8};
        QCOMPARE(makeTarget(choose("absolute"), domain).breakpoints, std::vector<double>{0.5});
        QCOMPARE(makeTarget(choose("ramp", {{"from", 3.0}, {"to", 1.0}}), domain).breakpoints,
                 (std::vector<double>{1, 3}));
        QCOMPARE(makeTarget(choose("ramp", {{"from", 3.0}, {"to", 9.0}}), domain).breakpoints,
                 std::vector<double>{3});
        QCOMPARE(makeTarget(choose("steps"), domain).breakpoints,
                 (std::vector<double>{0.25, 0.5, 0.8}));
        QCOMPARE(makeTarget(choose("heavisine"), domain).breakpoints.size(), std::size_t{2});
        const Choice kinked = choose("expression", {{"expression", std::string("abs(x - 3)")}});
        QCOMPARE(makeTarget(kinked, domain).breakpoints, std::vector<double>{3});
    }

    void blocksEqualSinglePoints_data() { addEveryTarget(); }

    void blocksEqualSinglePoints()
    {
        QFETCH(Choice, choice);
        QFETCH(Interval, domain);
        const Target target = makeTarget(choice, domain);
        std::vector<double> x;
        for (int i = 0; i <= 1000; ++i)
            x.push_back(i == 1000 ? domain.high : between(domain.low, domain.high, i / 1000.0));
        const auto values = block(target.values, x);
        const auto slopes = block(target.slopes, x);
        for (std::size_t i = 0; i < x.size(); ++i) {
            QVERIFY(values[i] == target.value(x[i]));
            QVERIFY(slopes[i] == target.slope(x[i]));
        }
    }

    void dopplerHasASlopeEverywhere()
    {
        for (const double epsilon : {1e-3, 0.05, 0.0731, 0.1, 1.0, 10.0}) {
            for (const Interval& domain : {Interval{0, 1}, Interval{-3, 5}}) {
                const Target target = makeTarget(choose("doppler", {{"epsilon", epsilon}}), domain);
                for (const double x : {domain.low, std::nextafter(domain.low, domain.high),
                                       std::nextafter(domain.high, domain.low), domain.high}) {
                    QVERIFY(!std::isnan(target.slope(x)));
                    QVERIFY(std::abs(target.value(x)) < 1e-6);
                }
                // β behaves as (1 - t)^1.5 at the upper end.
                QCOMPARE(target.slope(domain.high), 0.0);
                QVERIFY(std::abs(target.slope(std::nextafter(domain.high, domain.low))) < 1e-4);
            }
        }
        // sin(2 pi/epsilon) is not 0 here: the root makes the slope infinite.
        const Target steep = makeTarget(choose("doppler", {{"epsilon", 0.0731}}), {0, 1});
        QVERIFY(std::abs(steep.slope(0)) > 1e6);
    }
    void cosinesAreRightToTheLastBits();
};

void TestTargets::cosinesAreRightToTheLastBits()
{
    std::vector<double> angles;
    for (const double size : {1e-300, 1e-9, 1.0, 30.0, 1e4, 1e6}) {
        for (int i = -1000; i <= 1000; ++i) {
            angles.push_back(size * std::sin(i) * i / 1000);
        }
    }
    for (int quarter = -2000; quarter <= 2000; ++quarter) { // where cos and sin change places
        angles.push_back(quarter * (pi / 4));
    }
    std::vector<double> found = angles;
    cosines(found);
    for (std::size_t i = 0; i < angles.size(); ++i) {
        const double expected = static_cast<double>(std::cos(static_cast<long double>(angles[i])));
        QVERIFY2(std::abs(found[i] - expected) <= 2e-16, qPrintable(QString::number(angles[i])));
        QVERIFY(std::abs(found[i]) <= 1);
        std::vector<double> alone{angles[i]};
        cosines(alone);
        QCOMPARE(alone.front(), found[i]);
    }
    // Beyond, and where far and near ones share a block.
    std::vector<double> far{1e15, 0.5, -3e9};
    cosines(far);
    QCOMPARE(far[0], std::cos(1e15));
    QVERIFY(std::abs(far[1] - std::cos(0.5)) <= 2e-16);
    QCOMPARE(far[2], std::cos(-3e9));
}

QTEST_APPLESS_MAIN(TestTargets)
#include "test_targets.moc"
