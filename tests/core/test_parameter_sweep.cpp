// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/figure.h"
#include "core/input_error.h"
#include "core/parameter_sweep.h"
#include "core/scenario_json.h"
#include "tests/core/experiments.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <stop_token>
#include <string>
#include <vector>

using namespace tradeoff;

namespace {

const ResultParts wanted{ResultPart::ParameterSweep};

Scenario paper()
{
    Scenario scenario = defaultScenario();
    scenario.density = test::density("truncated-gaussian", {{"mean", 0.4}, {"sd", 0.1}});
    scenario.sweep.last = 40;
    scenario.trainingSets = 0;
    return scenario;
}

Scenario over(Scenario scenario, const std::string& path, std::optional<Interval> range = {})
{
    scenario.swept = {path, range};
    return scenario;
}

ParameterSweep sweepOf(const Scenario& scenario)
{
    return *compute(scenario, {}, wanted).parameterSweep;
}

std::string refusal(const std::string& field, const std::string& value)
{
    try {
        static_cast<void>(withField(paper(), field, value));
        return "accepted";
    } catch (const InputError& error) {
        return error.line();
    }
}

} // namespace

class TestParameterSweep : public QObject {
    Q_OBJECT

private slots:
    void isMadeOnlyForWhoAsks();
    void rowsAreThoseOfCompute_data();
    void rowsAreThoseOfCompute();
    void overExpertsItIsTheTradeoff();
    void valuesAreSpacedAsTheParameterGoes();
    void refusedValuesAreGaps();
    void anotherKindMayLackTheParameter();
    void parametersAreThoseWithSliders();
    void scenarioRoundTrips();
    void refusesWhatNoScenarioHas();
    void comesFromCoarseToFine();
    void isKeptWhileTheParameterMoves();
    void isCancelled();
    void figureHasTheTradeoffsRoles();
};

void TestParameterSweep::isMadeOnlyForWhoAsks()
{
    QVERIFY(compute(paper()).parameterSweep == nullptr);
    const ParameterSweep sweep = sweepOf(paper());
    QVERIFY(sweep.isComplete && sweep.note.empty());
    QCOMPARE(sweep.parameter.path, std::string("samples"));
    QCOMPARE(sweep.rows.front().value, 1.0);
    QCOMPARE(sweep.rows.back().value, 1e6);
}

void TestParameterSweep::rowsAreThoseOfCompute_data()
{
    QTest::addColumn<Scenario>("scenario");
    QTest::newRow("samples") << over(paper(), "samples", Interval{1, 2000});
    QTest::newRow("noise") << over(paper(), "noiseVariance");
    QTest::newRow("target") << over(paper(), "target.frequency", Interval{0, 10});
    QTest::newRow("density") << over(paper(), "density.sd", Interval{0.05, 1});
    Scenario scenario = paper();
    scenario.segmentation = test::segmentation("power");
    scenario.emptyRegion = EmptyRegionRule::Mean;
    QTest::newRow("segmentation") << over(scenario, "segmentation.targetExponent");
    scenario = paper();
    scenario.segmentation = test::segmentation("learned-tree");
    QTest::newRow("learned, samples") << over(scenario, "samples", Interval{10, 1000});
    QTest::newRow("learned, noise") << over(scenario, "noiseVariance");
    scenario.segmentation = test::segmentation("best");
    QTest::newRow("best, experts") << over(scenario, "experts", Interval{1, 90});
}

void TestParameterSweep::rowsAreThoseOfCompute()
{
    QFETCH(Scenario, scenario);
    const ParameterSweep sweep = sweepOf(scenario);
    QVERIFY(sweep.rows.size() > 30);
    for (std::size_t i = 0; i < sweep.rows.size(); i += 13) {
        const ParameterSweep::Row& row = sweep.rows[i];
        const auto there = withParameter(scenario, scenario.swept.path, row.value);
        QVERIFY(there.has_value());
        QCOMPARE(scenarioParameter(*there, scenario.swept.path)->value, row.value);
        QVERIFY(row.errors == compute(*there).errors);
    }
}

void TestParameterSweep::overExpertsItIsTheTradeoff()
{
    for (const char* kind : {"optimal", "uniform", "level-set", "learned-exact"}) {
        Scenario scenario = over(paper(), "experts", Interval{1, 40});
        scenario.segmentation = test::segmentation(kind);
        const Result result = compute(scenario, {}, wanted);
        std::size_t compared = 0;
        for (const ParameterSweep::Row& row : result.parameterSweep->rows) {
            const auto index = static_cast<std::size_t>(row.value) - 1;
            QCOMPARE(result.sweep[index].experts, static_cast<int>(row.value));
            QVERIFY(row.errors == result.sweep[index].errors);
            ++compared;
        }
        QVERIFY(compared > 25);
    }
}

void TestParameterSweep::valuesAreSpacedAsTheParameterGoes()
{
    const Scenario scenario = paper();
    const auto values = [&](const char* path, const Interval& range) {
        return sweptValues(*scenarioParameter(scenario, path), range);
    };
    const std::vector<double> noise = values("noiseVariance", {0.01, 1});
    QCOMPARE(noise.size(), std::size_t{65});
    for (std::size_t i = 1; i < noise.size(); ++i) {
        QVERIFY(test::isClose(noise[i] / noise[i - 1], std::pow(100.0, 1.0 / 64), 1e-12));
    }
    const std::vector<double> fromZero = values("noiseVariance", {0, 1});
    QCOMPARE(fromZero[32], 0.5);
    const std::vector<double> samples = values("samples", {1, 20});
    QCOMPARE(samples.size(), std::size_t{20});
    for (std::size_t i = 0; i < samples.size(); ++i) {
        QCOMPARE(samples[i], double(i + 1));
    }
    QCOMPARE(values("target.frequency", {0, 6.4})[1], 0.1);
}

void TestParameterSweep::refusedValuesAreGaps()
{
    const ParameterSweep sweep = sweepOf(over(paper(), "noiseVariance", Interval{-1, 1}));
    for (const ParameterSweep::Row& row : sweep.rows) {
        QCOMPARE(row.errors.has_value(), row.value >= 0);
    }
    // Boundaries by hand have their own number of experts alone.
    Scenario manual = over(paper(), "experts", Interval{1, 9});
    manual.segmentation = test::segmentation("manual"); // three boundaries
    for (const ParameterSweep::Row& row : sweepOf(manual).rows) {
        QCOMPARE(row.errors.has_value(), row.value == 4);
    }
}

void TestParameterSweep::anotherKindMayLackTheParameter()
{
    Scenario scenario = over(paper(), "target.frequency");
    scenario.target = test::target("tanh");
    const Result result = compute(scenario, {}, wanted);
    QVERIFY(result.parameterSweep->rows.empty() && result.parameterSweep->isComplete);
    const Figure figure = figureRow("parameter-sweep").make(result, {});
    QCOMPARE(figure.message, result.parameterSweep->note);
    QVERIFY(figure.message.find("target.frequency") != std::string::npos);
}

void TestParameterSweep::parametersAreThoseWithSliders()
{
    std::vector<std::string> paths;
    for (const ScenarioParameter& parameter : scenarioParameters(paper())) {
        QVERIFY(parameter.slider.length() > 0 && !parameter.label.empty());
        paths.push_back(parameter.path);
    }
    QVERIFY(paths ==
            (std::vector<std::string>{"samples", "noiseVariance", "experts", "target.frequency",
                                      "target.amplitude", "target.phase", "target.offset",
                                      "density.mean", "density.sd"}));
    QCOMPARE(scenarioParameter(paper(), "density.mean")->value, 0.4);
    QVERIFY(!scenarioParameter(paper(), "target.steepness"));
    QVERIFY(!scenarioParameter(paper(), "seed"));
}

void TestParameterSweep::scenarioRoundTrips()
{
    for (const Scenario& scenario :
         {paper(), over(paper(), "density.sd"), over(paper(), "samples", Interval{0.1, 1e-300 + 7}),
          over(paper(), "target.steepness", Interval{-3, 0})}) {
        QVERIFY(readScenario(writeScenario(scenario)) == scenario);
    }
    const Scenario edited =
        withFields(paper(), std::vector<FieldEdit>{{"sweep.parameter", "noiseVariance"},
                                                   {"sweep.range", "[0.01, 2]"},
                                                   {"sweep.experts", "[2, 9]"}});
    QCOMPARE(edited.swept.path, std::string("noiseVariance"));
    QVERIFY(edited.swept.range == (Interval{0.01, 2}));
    QCOMPARE(edited.sweep.last, 9);
    QVERIFY(!withField(edited, "sweep.range", "null").swept.range);
}

void TestParameterSweep::refusesWhatNoScenarioHas()
{
    const auto names = [](const std::string& line, const char* place, const char* part) {
        return line.rfind(place, 0) == 0 && line.find(part) != std::string::npos;
    };
    for (const char* path : {"seed", "target", "target.", "target.nonsense", "domain.0", "",
                             "segmentation.boundaries", "sweep.experts"}) {
        const std::string line = refusal("sweep.parameter", path);
        QVERIFY2(names(line, "/sweep/parameter: must be samples, ", path), line.c_str());
    }
    QVERIFY(names(refusal("sweep.parameter", "7"), "/sweep/parameter", "\"7\""));
    QVERIFY(names(refusal("sweep.range", "[2, 2]"), "/sweep/range", "must increase"));
    QVERIFY(names(refusal("sweep.range", "[1]"), "/sweep/range", "[from, to]"));
    QVERIFY(names(refusal("sweep.range", "[1, true]"), "/sweep/range/1", "a number"));
    QVERIFY(names(refusal("sweep.nonsense", "1"), "/sweep/nonsense", "parameter, range"));
}

void TestParameterSweep::comesFromCoarseToFine()
{
    std::vector<std::shared_ptr<const ParameterSweep>> stages;
    std::vector<double> progress;
    Monitor monitor;
    monitor.stage = [&](const Result& result) {
        if (result.parameterSweep) {
            stages.push_back(result.parameterSweep);
        }
    };
    monitor.progress = [&](double share) {
        if (!stages.empty()) {
            progress.push_back(share);
        }
    };
    stages.push_back(compute(over(paper(), "density.sd"), monitor, wanted).parameterSweep);
    QCOMPARE(stages.size(), std::size_t{4});
    std::size_t stride = 8;
    for (const auto& stage : stages) {
        QCOMPARE(stage->rows.size(), 64 / stride + 1);
        QCOMPARE(stage->isComplete, stride == 1);
        for (std::size_t i = 0; i < stage->rows.size(); ++i) {
            const ParameterSweep::Row& row = stages.back()->rows[stride * i];
            QCOMPARE(stage->rows[i].value, row.value);
            QVERIFY(stage->rows[i].errors == row.errors);
        }
        stride /= 2;
    }
    QVERIFY(!progress.empty() && std::is_sorted(progress.begin(), progress.end()));
    QVERIFY(progress.back() < 1);
}

void TestParameterSweep::isKeptWhileTheParameterMoves()
{
    ComputeCache cache;
    Scenario scenario = over(paper(), "noiseVariance");
    const auto first = compute(scenario, {}, cache, wanted).parameterSweep;
    scenario.noiseVariance = 0.3; // the swept one itself
    scenario.seed = 9;            // which no expectation depends on
    QVERIFY(compute(scenario, {}, cache, wanted).parameterSweep == first);
    scenario.samples = 100;
    const auto other = compute(scenario, {}, cache, wanted).parameterSweep;
    QVERIFY(other != first);
    QVERIFY(other->rows[20].errors == sweepOf(scenario).rows[20].errors);
    scenario.segmentation = test::segmentation("learned-tree");
    const auto learned = compute(scenario, {}, cache, wanted).parameterSweep;
    scenario.seed = 10;
    QVERIFY(compute(scenario, {}, cache, wanted).parameterSweep != learned);
}

void TestParameterSweep::isCancelled()
{
    std::stop_source source;
    Monitor monitor;
    monitor.stop = source.get_token();
    monitor.stage = [&](const Result& result) {
        if (result.parameterSweep) {
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
    QVERIFY(compute(paper(), {}, cache, wanted).parameterSweep->isComplete);
}

void TestParameterSweep::figureHasTheTradeoffsRoles()
{
    const Result result = compute(over(paper(), "noiseVariance"), {}, wanted);
    const FigureRow& row = figureRow("parameter-sweep");
    const Figure figure = row.make(result, row.view);
    QCOMPARE(figure.x.scale, AxisScale::Linear); // from zero on
    QCOMPARE(figure.x.label, std::string("noise variance σ²"));
    const Figure tradeoff = figureRow("tradeoff").make(result, {});
    std::vector<Role> roles;
    for (const Curve& curve : tradeoff.curves) {
        if (curve.role != Role::LeaveOneOut && curve.role != Role::MallowsCp) {
            roles.push_back(curve.role);
        }
    }
    QCOMPARE(figure.curves.size(), roles.size());
    for (std::size_t i = 0; i < roles.size(); ++i) {
        QCOMPARE(figure.curves[i].role, roles[i]);
    }
    QCOMPARE(figure.curves.back().y[13], result.parameterSweep->rows[13].errors->test);
    QCOMPARE(figure.rules.front().at, 0.1);
    QVERIFY(figure.rules.front().draggable);
    const Result samples = compute(over(paper(), "samples"), {}, wanted);
    QCOMPARE(row.make(samples, row.view).x.scale, AxisScale::Logarithmic);
    QCOMPARE(row.make(samples, {}).x.scale, AxisScale::Linear);
}

QTEST_APPLESS_MAIN(TestParameterSweep)
#include "test_parameter_sweep.moc"
