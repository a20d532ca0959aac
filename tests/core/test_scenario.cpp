// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/density.h"
#include "core/input_error.h"
#include "core/scenario.h"
#include "core/segmentation.h"
#include "core/target.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace tradeoff;

namespace {

using Change = std::function<void(Scenario&)>;

constexpr double infinity = std::numeric_limits<double>::infinity();

void setManual(Scenario& scenario, const std::vector<double>& boundaries)
{
    scenario.segmentation = defaultChoice(segmentationRow("manual").option);
    scenario.segmentation.values["boundaries"] = boundaries;
}

} // namespace

class TestScenario : public QObject {
    Q_OBJECT

private slots:
    void defaultIsTheDocumentedOne()
    {
        const Scenario scenario = defaultScenario();
        validate(scenario);
        QVERIFY(scenario.domain == (Interval{0, 1}));
        QCOMPARE(scenario.target.kind, std::string("cosine"));
        QCOMPARE(scenario.target.number("frequency"), 1.5);
        QCOMPARE(scenario.target.number("phase"), 0.0);
        QCOMPARE(scenario.target.number("amplitude"), 1.0);
        QCOMPARE(scenario.target.number("offset"), 0.0);
        QCOMPARE(scenario.density.kind, std::string("truncated-gaussian"));
        QCOMPARE(scenario.density.number("mean"), 0.5);
        QCOMPARE(scenario.density.number("sd"), 0.2);
        QCOMPARE(scenario.noiseVariance, 0.1);
        QCOMPARE(scenario.segmentation.kind, std::string("optimal"));
        QCOMPARE(scenario.experts, 16);
        QVERIFY(scenario.emptyRegion == EmptyRegionRule::Zero);
        QCOMPARE(scenario.samples, 200);
        QCOMPARE(scenario.seed, std::uint64_t{1});
        QVERIFY(scenario.sweep == (ExpertsSweep{.first = 1, .last = 100, .list = {}}));
        QCOMPARE(scenario.trainingSets, 1000);
    }

    void everyTargetAndDensityMakesAValidScenario()
    {
        for (const TargetRow& row : targetTable()) {
            Scenario scenario = defaultScenario();
            scenario.target = defaultChoice(row.option);
            validate(scenario);
        }
        for (const DensityRow& row : densityTable()) {
            Scenario scenario = defaultScenario();
            scenario.density = defaultChoice(row.option);
            validate(scenario);
        }
    }

    void emptyRegionTableFollowsTheEnumeration()
    {
        const auto& table = emptyRegionTable();
        QCOMPARE(table.size(), std::size_t{3});
        QVERIFY(table[0].rule == EmptyRegionRule::Zero && table[0].kind == "zero");
        QVERIFY(table[1].rule == EmptyRegionRule::Mean && table[1].kind == "mean");
        QVERIFY(table[2].rule == EmptyRegionRule::Nearest && table[2].kind == "nearest");
        for (std::size_t i = 0; i < table.size(); ++i)
            QCOMPARE(static_cast<std::size_t>(table[i].rule), i);
    }

    void sweepGivesItsNumbers()
    {
        QCOMPARE((ExpertsSweep{.first = 3, .last = 6, .list = {}}.values()),
                 (std::vector<int>{3, 4, 5, 6}));
        QCOMPARE((ExpertsSweep{.first = 7, .last = 7, .list = {}}.values()), std::vector<int>{7});
        QCOMPARE((ExpertsSweep{.first = 3, .last = 6, .list = {1, 10, 100}}.values()),
                 (std::vector<int>{1, 10, 100}));
    }

    void manualBoundariesSetTheNumberOfExperts()
    {
        Scenario scenario = defaultScenario();
        QVERIFY(normalized(scenario) == scenario);
        setManual(scenario, {0.2, 0.5, 0.9});
        const Scenario result = normalized(scenario);
        QCOMPARE(result.experts, 4);
        scenario.experts = 4;
        QVERIFY(result == scenario);
    }

    void limitsAreAccepted()
    {
        Scenario scenario = defaultScenario();
        scenario.noiseVariance = 0;
        scenario.experts = 1;
        scenario.samples = 1;
        scenario.trainingSets = 0;
        scenario.sweep = {.first = 1, .last = 1, .list = {}};
        validate(scenario);
        scenario.noiseVariance = limits::maximumNoiseVariance;
        scenario.experts = limits::maximumExperts;
        scenario.samples = limits::maximumSamples;
        scenario.trainingSets = limits::maximumTrainingSets;
        scenario.sweep = {.first = 1, .last = 1, .list = {1, limits::maximumExperts}};
        scenario.domain = {-limits::maximumCoordinate, limits::maximumCoordinate};
        validate(scenario);
    }

    void refusalsNameThePlace_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("message");
        const auto add = [](const char* name, const Change& change, const char* place,
                            const char* message) {
            QTest::newRow(name) << change << QString(place) << QString(message);
        };
        add(
            "backward domain",
            [](Scenario& s) {
                s.domain = {1, 0};
            },
            "/domain", "must increase, not run from 1 to 0");
        add(
            "empty domain",
            [](Scenario& s) {
                s.domain = {1, 1};
            },
            "/domain", "must increase, not run from 1 to 1");
        add(
            "infinite domain",
            [](Scenario& s) {
                s.domain = {-infinity, 0};
            },
            "/domain/0", "must be a number from -1e9 to 1e9, not -infinity");
        add(
            "domain not a number",
            [](Scenario& s) {
                s.domain = {0, std::nan("")};
            },
            "/domain/1", "must be a number from -1e9 to 1e9, not NaN");
        add(
            "tiny domain",
            [](Scenario& s) {
                s.domain = {1e8, 1e8 + 0.0625};
            },
            "/domain", "must be at least 1e-9 times its greater end long, not 0.0625");
        add(
            "negative noise", [](Scenario& s) { s.noiseVariance = -1; }, "/noiseVariance",
            "must be a number from 0 to 1000000, not -1");
        add(
            "noise not a number", [](Scenario& s) { s.noiseVariance = std::nan(""); },
            "/noiseVariance", "must be a number from 0 to 1000000, not NaN");
        add(
            "no experts", [](Scenario& s) { s.experts = 0; }, "/experts",
            "must be a whole number from 1 to 100000, not 0");
        add(
            "many experts", [](Scenario& s) { s.experts = 100'001; }, "/experts",
            "must be a whole number from 1 to 100000, not 100001");
        add(
            "no samples", [](Scenario& s) { s.samples = 0; }, "/samples",
            "must be a whole number from 1 to 10000000, not 0");
        add(
            "many samples", [](Scenario& s) { s.samples = 10'000'001; }, "/samples",
            "must be a whole number from 1 to 10000000, not 10000001");
        add(
            "sweep from 0", [](Scenario& s) { s.sweep.first = 0; }, "/sweep/experts/0",
            "must be a whole number from 1 to 100000, not 0");
        add(
            "far sweep", [](Scenario& s) { s.sweep.last = 100'001; }, "/sweep/experts/1",
            "must be a whole number from 1 to 100000, not 100001");
        add(
            "backward sweep",
            [](Scenario& s) {
                s.sweep = {9, 5, {}};
            },
            "/sweep/experts", "must not run backwards, from 9 to 5");
        add(
            "sweep's list",
            [](Scenario& s) {
                s.sweep.list = {1, 5, 5};
            },
            "/sweep/experts/2", "must be greater than the entry before it, 5, not 5");
        add(
            "sweep's entry",
            [](Scenario& s) {
                s.sweep.list = {-1, 5};
            },
            "/sweep/experts/0", "must be a whole number from 1 to 100000, not -1");
        add(
            "training sets", [](Scenario& s) { s.trainingSets = -1; }, "/monteCarlo/trainingSets",
            "must be a whole number from 0 to 1000000, not -1");
        add(
            "target", [](Scenario& s) { s.target.values["frequency"] = -1.0; }, "/target/frequency",
            "must be a number from 0 to 1000, not -1");
        add(
            "density", [](Scenario& s) { s.density.values["sd"] = -1.0; }, "/density/sd",
            "must be a number from 1e-6 to 1000000, not -1");
    }

    void refusalsNameThePlace()
    {
        QFETCH(Change, change);
        QFETCH(QString, place);
        QFETCH(QString, message);
        Scenario scenario = defaultScenario();
        change(scenario);
        try {
            validate(scenario);
        } catch (const InputError& error) {
            QCOMPARE(QString::fromStdString(error.place()), place);
            QCOMPARE(QString::fromUtf8(error.what()), message);
            return;
        }
        QFAIL("accepted");
    }

    void segmentationIsChecked()
    {
        Scenario scenario = defaultScenario();
        setManual(scenario, {0.5, 0.2});
        try {
            validate(scenario);
            QFAIL("accepted");
        } catch (const InputError& error) {
            QVERIFY2(error.place().starts_with("/segmentation/boundaries"), error.place().c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestScenario)
#include "test_scenario.moc"
