// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input_error.h"
#include "core/target.h"

#include <QTest>

#include <cmath>
#include <string>
#include <vector>

using namespace tradeoff;

namespace {

/// The default choice of a kind with some values replaced.
Choice choose(std::string_view kind, const std::map<std::string, ParameterValue>& values = {})
{
    Choice choice = defaultChoice(targetRow(kind).option);
    for (const auto& [name, value] : values)
        choice.values.insert_or_assign(name, value);
    return choice;
}

} // namespace

Q_DECLARE_METATYPE(tradeoff::Choice)
Q_DECLARE_METATYPE(tradeoff::Interval)

class TestTargetRefusals : public QObject {
    Q_OBJECT

private slots:
    void refusalsNameThePlace_data()
    {
        QTest::addColumn<Choice>("choice");
        QTest::addColumn<Interval>("domain");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("part");
        using List = std::vector<double>;
        using Records = std::vector<Record>;
        const Interval unit{0, 1};
        QTest::newRow("range") << choose("cosine", {{"frequency", 1001.0}}) << unit
                               << "/target/frequency"
                               << "from 0 to 1000, not 1001";
        QTest::newRow("NaN") << choose("constant", {{"value", std::nan("")}}) << unit
                             << "/target/value"
                             << "must be a number";
        QTest::newRow("field") << choose("sines", {{"terms", Records{{1, 1, 0}, {1, -1, 0}}}})
                               << unit << "/target/terms/1/frequency"
                               << "from 0 to 1000, not -1";
        QTest::newRow("no terms") << choose("sines", {{"terms", Records{}}}) << unit
                                  << "/target/terms"
                                  << "from 1 to 64 entries, not 0";
        QTest::newRow("many bumps")
            << choose("bumps", {{"bumps", Records(65, Record{1, 0, 1})}}) << unit << "/target/bumps"
            << "from 1 to 64 entries, not 65";
        QTest::newRow("no coefficients")
            << choose("polynomial", {{"coefficients", List{}}}) << unit << "/target/coefficients"
            << "entries, not 0";
        QTest::newRow("ramp") << choose("ramp", {{"from", 0.5}, {"to", 0.5}}) << unit
                              << "/target/to"
                              << "must differ from";
        QTest::newRow("levels") << choose("steps", {{"levels", List{1, 2}}}) << unit
                                << "/target/levels"
                                << "one entry more than jumps: 4, not 2";
        QTest::newRow("jumps") << choose("steps", {{"jumps", List{0.2, 0.2, 0.5}}}) << unit
                               << "/target/jumps/1"
                               << "greater than the entry before it, 0.2";
        QTest::newRow("overflow") << choose("exponential", {{"rate", 100.0}}) << Interval{0, 1000}
                                  << "/target"
                                  << "must stay within ±1e100 from 0 to 1000";
        QTest::newRow("broken formula")
            << choose("expression", {{"expression", std::string("cos(")}}) << unit
            << "/target/expression"
            << "";
        QTest::newRow("infinite formula")
            << choose("expression", {{"expression", std::string("1/(x - 0.25)")}}) << unit
            << "/target/expression"
            << "not finite at x = 0.25; must have a finite value";
        QTest::newRow("formula without a value")
            << choose("expression", {{"expression", std::string("log(x)")}}) << Interval{-1, 1}
            << "/target/expression"
            << "everywhere from -1 to 1";
        QTest::newRow("large formula")
            << choose("expression", {{"expression", std::string("1e200*x")}}) << unit << "/target"
            << "±1e100";
    }

    void refusalsNameThePlace()
    {
        QFETCH(Choice, choice);
        QFETCH(Interval, domain);
        QFETCH(QString, place);
        QFETCH(QString, part);
        try {
            static_cast<void>(makeTarget(choice, domain));
        } catch (const InputError& error) {
            QCOMPARE(QString::fromStdString(error.place()), place);
            QVERIFY2(QString::fromUtf8(error.what()).contains(part), error.what());
            return;
        }
        QFAIL("accepted");
    }

    void everyNumberOutOfRangeIsRefused()
    {
        for (const TargetRow& row : targetTable()) {
            for (const Parameter& parameter : row.option.parameters) {
                if (parameter.type() != ParameterType::Number)
                    continue;
                for (const double bad :
                     {std::nextafter(parameter.range.low, -1e300),
                      std::nextafter(parameter.range.high, 1e300), std::nan("")}) {
                    const Choice choice = choose(row.option.kind, {{parameter.name, bad}});
                    QVERIFY_EXCEPTION_THROWN(static_cast<void>(makeTarget(choice, {0, 1})),
                                             InputError);
                }
            }
        }
    }

    void unknownKindsAreRefusedWithTheList()
    {
        try {
            static_cast<void>(makeTarget({.kind = "cosinus", .values = {}}, {0, 1}));
            QFAIL("accepted");
        } catch (const InputError& error) {
            QCOMPARE(error.place(), std::string("/target/kind"));
            const QString message(error.what());
            QVERIFY2(message.contains("\"cosinus\""), error.what());
            for (const TargetRow& row : targetTable())
                QVERIFY2(message.contains(row.option.kind.c_str()), error.what());
        }
    }
};

QTEST_APPLESS_MAIN(TestTargetRefusals)
#include "test_target_refusals.moc"
