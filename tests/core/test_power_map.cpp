// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/figure.h"
#include "core/power_map.h"
#include "tests/core/experiments.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <stop_token>
#include <string>
#include <vector>

using namespace tradeoff;

namespace {

const ResultParts wanted{ResultPart::PowerMap};

Scenario paper()
{
    Scenario scenario = defaultScenario();
    scenario.target = test::target("cosine", {{"frequency", 1.0}});
    scenario.density = test::density("truncated-gaussian", {{"mean", 0.4}, {"sd", 0.1}});
    scenario.experts = 10;
    scenario.sweep.last = 12;
    scenario.trainingSets = 0;
    return scenario;
}

double errorWith(Scenario scenario, const Choice& segmentation)
{
    scenario.segmentation = segmentation;
    return compute(scenario).errors.approximation;
}

Choice power(double target, double density)
{
    return test::segmentation("power", {{"targetExponent", target}, {"densityExponent", density}});
}

} // namespace

class TestPowerMap : public QObject {
    Q_OBJECT

private slots:
    void isMadeOnlyForWhoAsks();
    void entriesAreThoseOfCompute_data();
    void entriesAreThoseOfCompute();
    void namedPointsAreTheirKinds();
    void theLeastIsLeast();
    void comesFromCoarseToFine();
    void isKeptUntilProblemOrExpertsChange();
    void isCancelledBetweenEntries();
    void exponentsOfKinds();
    void figureHoldsFieldAndMarks();
};

void TestPowerMap::isMadeOnlyForWhoAsks()
{
    QVERIFY(compute(paper()).powerMap == nullptr);
    const Result result = compute(paper(), {}, wanted);
    QVERIFY(result.powerMap != nullptr && result.powerMap->isComplete);
    QVERIFY(result.comparison == nullptr);
    QCOMPARE(result.powerMap->experts, 10);
    QCOMPARE(result.powerMap->approximation.size(), std::size_t{33 * 33});
    QCOMPARE(result.powerMap->targetExponents.front(), 0.0);
    QCOMPARE(result.powerMap->targetExponents.back(), 2.0);
}

void TestPowerMap::entriesAreThoseOfCompute_data()
{
    QTest::addColumn<Choice>("target");
    QTest::newRow("cosine") << paper().target;
    QTest::newRow("steps") << test::target("steps");
    QTest::newRow("constant") << test::target("constant");
    QTest::newRow("absolute") << test::target("absolute");
}

void TestPowerMap::entriesAreThoseOfCompute()
{
    QFETCH(Choice, target);
    Scenario scenario = paper();
    scenario.target = target;
    const Result result = compute(scenario, {}, wanted);
    const PowerMap& map = *result.powerMap;
    for (std::size_t row = 0; row < 33; row += 8) {
        for (std::size_t column = 0; column < 33; column += 4) {
            const Choice choice = power(map.targetExponents[column], map.densityExponents[row]);
            QCOMPARE(map.at(column, row), errorWith(scenario, choice));
        }
    }
}

void TestPowerMap::namedPointsAreTheirKinds()
{
    const Result result = compute(paper(), {}, wanted);
    const std::vector<NamedPower>& names = namedPowers();
    QCOMPARE(result.powerMap->named.size(), names.size());
    QCOMPARE(names.size(), std::size_t{4});
    for (std::size_t i = 0; i < names.size(); ++i) {
        const PowerMap::Point& point = result.powerMap->named[i];
        QVERIFY(point.exponents == names[i].exponents);
        const Choice choice = names[i].kind.empty()
                                  ? power(0, 1.0 / 3)
                                  : test::segmentation(std::string(names[i].kind));
        const double expected = errorWith(paper(), choice);
        if (names[i].kind == "uniform") { // cut by its definition, not by a cumulative
            QVERIFY(test::isClose(point.approximation, expected, 1e-12));
        } else {
            QCOMPARE(point.approximation, expected);
        }
    }
    QCOMPARE(result.powerMap->at(0, 0), result.powerMap->named[0].approximation);
    QCOMPARE(result.powerMap->at(0, 16), result.powerMap->named[1].approximation);
}

void TestPowerMap::theLeastIsLeast()
{
    const PowerMap map = *compute(paper(), {}, wanted).powerMap;
    for (const double error : map.approximation) {
        QVERIFY(map.least.approximation <= error);
    }
    QCOMPARE(map.least.approximation,
             errorWith(paper(), power(map.least.exponents.target, map.least.exponents.density)));
    // No member of the family is better than the best segmentation.
    QVERIFY(map.least.approximation >= errorWith(paper(), test::segmentation("best")));
}

void TestPowerMap::comesFromCoarseToFine()
{
    std::vector<std::shared_ptr<const PowerMap>> stages;
    std::vector<double> progress;
    Monitor monitor;
    monitor.stage = [&](const Result& result) {
        if (result.powerMap) {
            stages.push_back(result.powerMap);
        }
    };
    monitor.progress = [&](double share) {
        if (!stages.empty()) {
            progress.push_back(share);
        }
    };
    const Result result = compute(paper(), monitor, wanted);
    QCOMPARE(stages.size(), std::size_t{3});
    std::size_t side = 5;
    std::size_t stride = 8;
    for (const auto& stage : stages) {
        QCOMPARE(stage->targetExponents.size(), side);
        QVERIFY(!stage->isComplete);
        for (std::size_t row = 0; row < side; ++row) {
            for (std::size_t column = 0; column < side; ++column) {
                QCOMPARE(stage->at(column, row),
                         result.powerMap->at(column * stride, row * stride));
            }
        }
        side = 2 * side - 1;
        stride /= 2;
    }
    QVERIFY(!progress.empty() && std::is_sorted(progress.begin(), progress.end()));
    QVERIFY(progress.back() < 1);
}

void TestPowerMap::isKeptUntilProblemOrExpertsChange()
{
    ComputeCache cache;
    Scenario scenario = paper();
    const Result first = compute(scenario, {}, cache, wanted);
    scenario.segmentation = power(1, 0.5);
    scenario.samples = 50;
    scenario.noiseVariance = 0.2;
    QVERIFY(compute(scenario, {}, cache, wanted).powerMap == first.powerMap);
    scenario.experts = 11;
    const Result other = compute(scenario, {}, cache, wanted);
    QCOMPARE(other.powerMap->experts, 11);
    QCOMPARE(other.powerMap->at(8, 4), errorWith(scenario, power(0.5, 0.25)));
    scenario.target = test::target("tanh");
    const Result changed = compute(scenario, {}, cache, wanted);
    QCOMPARE(changed.powerMap->at(8, 4), errorWith(scenario, power(0.5, 0.25)));
}

void TestPowerMap::isCancelledBetweenEntries()
{
    std::stop_source source;
    Monitor monitor;
    monitor.stop = source.get_token();
    monitor.stage = [&](const Result& result) {
        if (result.powerMap) {
            source.request_stop();
        }
    };
    ComputeCache cache;
    bool cancelled = false;
    try {
        static_cast<void>(compute(paper(), monitor, cache, wanted));
    } catch (const Cancelled&) {
        cancelled = true;
    }
    QVERIFY(cancelled);
    const Result after = compute(paper(), {}, cache, wanted);
    QVERIFY(after.powerMap->isComplete);
    QVERIFY(after.powerMap->approximation == compute(paper(), {}, wanted).powerMap->approximation);
}

void TestPowerMap::exponentsOfKinds()
{
    QVERIFY(exponentsOf(test::segmentation("uniform")) == (PowerExponents{0, 0}));
    QVERIFY(exponentsOf(test::segmentation("equal-probability")) == (PowerExponents{0, 1}));
    QVERIFY(exponentsOf(test::segmentation("optimal")) == (PowerExponents{2.0 / 3, 1.0 / 3}));
    QVERIFY(exponentsOf(power(0.5, 1.5)) == (PowerExponents{0.5, 1.5}));
    QVERIFY(!exponentsOf(test::segmentation("best")));
    QVERIFY(!exponentsOf(test::segmentation("random")));
}

void TestPowerMap::figureHoldsFieldAndMarks()
{
    Scenario scenario = paper();
    scenario.segmentation = power(0.5, 0.75);
    const Result result = compute(scenario, {}, wanted);
    const Figure figure = figureRow("power-map").make(result, {});
    QCOMPARE(figure.fields.size(), std::size_t{1});
    const ColourField& field = figure.fields.front();
    QVERIFY(field.values == result.powerMap->approximation);
    QCOMPARE(field.x.size(), std::size_t{34});
    QVERIFY(std::is_sorted(field.x.begin(), field.x.end()));
    // Every grid point is inside its own cell.
    for (std::size_t i = 0; i < 33; ++i) {
        QVERIFY(field.x[i] < result.powerMap->targetExponents[i]);
        QVERIFY(result.powerMap->targetExponents[i] < field.x[i + 1]);
    }
    QVERIFY(field.colours.scale == AxisScale::Logarithmic && field.pickable);
    QCOMPARE(field.colours.range.low,
             std::min(result.powerMap->least.approximation,
                      *std::min_element(field.values.begin(), field.values.end())));
    QCOMPARE(field.colours.range.high, *std::max_element(field.values.begin(), field.values.end()));
    std::vector<std::string> labels;
    for (const Mark& mark : figure.marks) {
        labels.push_back(mark.label);
    }
    QVERIFY(labels == (std::vector<std::string>{"uniform", "equal probability", "Panter–Dite",
                                                "optimal", "least", "current"}));
    QCOMPARE(figure.marks[3].x, 2.0 / 3);
    QCOMPARE(figure.marks[3].y, 1.0 / 3);
    QCOMPARE(figure.marks.back().x, 0.5);
    QCOMPARE(figure.marks.back().y, 0.75);
    scenario.segmentation = test::segmentation("best");
    QCOMPARE(figureRow("power-map").make(compute(scenario), {}).marks.size(), std::size_t{0});
}

QTEST_APPLESS_MAIN(TestPowerMap)
#include "test_power_map.moc"
