// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/density.h"
#include "core/input_error.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace tradeoff;

namespace {

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

} // namespace

Q_DECLARE_METATYPE(tradeoff::Choice)
Q_DECLARE_METATYPE(tradeoff::Interval)

class TestDensityRefusals : public QObject {
    Q_OBJECT

private slots:
    void refusalsNameThePlace_data()
    {
        QTest::addColumn<Choice>("choice");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("part");
        const auto histogram = [](const List& edges, const List& weights) {
            return choose("histogram", {{"edges", edges}, {"weights", weights}});
        };
        QTest::newRow("range") << choose("truncated-gaussian", {{"sd", 0.0}}) << "/density/sd"
                               << "must be a number from 1e-6 to 1000000, not 0";
        QTest::newRow("NaN") << choose("beta", {{"alpha", std::nan("")}}) << "/density/alpha"
                             << "must be a number from 0.1 to 1000";
        QTest::newRow("field") << choose("gaussian-mixture", {{"components", Records{{-1, 0, 1}}}})
                               << "/density/components/0/weight"
                               << "not -1";
        QTest::newRow("no components")
            << choose("gaussian-mixture", {{"components", Records{}}}) << "/density/components"
            << "from 1 to 64 entries, not 0";
        QTest::newRow("no weight")
            << choose("gaussian-mixture", {{"components", Records{{0, 0, 1}}}})
            << "/density/components"
            << "at least one weight above 0";
        QTest::newRow("short histogram") << histogram({0.1, 1}, {1}) << "/density/edges"
                                         << "whole domain, from 0 to 1, not from 0.1 to 1";
        QTest::newRow("long histogram") << histogram({0, 1.5}, {1}) << "/density/edges"
                                        << "from 0 to 1, not from 0 to 1.5";
        QTest::newRow("edges") << histogram({0, 0.5, 0.5, 1}, {1, 1, 1}) << "/density/edges/2"
                               << "greater than the entry before it, 0.5, not 0.5";
        QTest::newRow("one edge") << histogram({0}, {}) << "/density/edges"
                                  << "from 2 to 1001 entries, not 1";
        QTest::newRow("weights") << histogram({0, 1}, {1, 1}) << "/density/weights"
                                 << "one entry fewer than edges: 1, not 2";
        QTest::newRow("empty histogram") << histogram({0, 0.5, 1}, {0, 0}) << "/density/weights"
                                         << "at least one entry above 0";
        QTest::newRow("negative weight") << histogram({0, 1}, {-1}) << "/density/weights/0"
                                         << "not -1";
        QTest::newRow("broken formula") << formula("1 +") << "/density/expression"
                                        << "";
        QTest::newRow("negative formula") << formula("x - 0.5") << "/density/expression"
                                          << "must be 0 or more everywhere from 0 to 1";
        QTest::newRow("infinite formula") << formula("1/x") << "/density/expression"
                                          << "not finite at x = 0;";
        QTest::newRow("zero formula") << formula("0*x") << "/density/expression"
                                      << "zero everywhere";
        QTest::newRow("one point") << formula("x == 0.5 ? 1 : 0") << "/density/expression"
                                   << "zero everywhere";
    }

    void refusalsNameThePlace()
    {
        QFETCH(Choice, choice);
        QFETCH(QString, place);
        QFETCH(QString, part);
        try {
            static_cast<void>(makeDensity(choice, {0, 1}));
        } catch (const InputError& error) {
            QCOMPARE(QString::fromStdString(error.place()), place);
            QVERIFY2(QString::fromUtf8(error.what()).contains(part), error.what());
            return;
        }
        QFAIL("accepted");
    }

    void unknownKindsAreRefusedWithTheList()
    {
        try {
            static_cast<void>(makeDensity({.kind = "normal", .values = {}}, {0, 1}));
            QFAIL("accepted");
        } catch (const InputError& error) {
            QCOMPARE(error.place(), std::string("/density/kind"));
            for (const DensityRow& row : densityTable())
                QVERIFY2(QString(error.what()).contains(row.option.kind.c_str()), error.what());
        }
    }
};

QTEST_APPLESS_MAIN(TestDensityRefusals)
#include "test_density_refusals.moc"
