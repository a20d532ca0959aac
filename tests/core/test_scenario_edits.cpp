// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input_error.h"
#include "core/scenario_json.h"

#include <QTest>

#include <string>
#include <vector>

using namespace tradeoff;

namespace {

/// A scenario file with some keys besides the header.
std::string file(const std::string& keys)
{
    return R"({"format": "tradeoff-lab/scenario", "version": 1, )" + keys + "}";
}

/// "place: message" of the refusal; empty when the edits are accepted.
std::string refusalOf(const std::vector<FieldEdit>& edits)
{
    try {
        static_cast<void>(withFields(defaultScenario(), edits));
    } catch (const InputError& error) {
        return error.line();
    }
    return {};
}

} // namespace

class TestScenarioEdits : public QObject {
    Q_OBJECT

private slots:
    void editsReplaceOneValue_data();
    void editsReplaceOneValue();
    void domainEditsSwitchTheDimensions();
    void editsReachIntoTablesAndFactors();
    void columnsAndRowsAreCounts();
    void editsMayOnlyFitTogetherAtTheEnd();
    void badEditsAreRefusedAtTheirPlace_data();
    void badEditsAreRefusedAtTheirPlace();
    void brokenBytesAreRefused();
};

void TestScenarioEdits::editsReplaceOneValue_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("keys");
    const auto add = [](const char* path, const char* value, const char* keys) {
        QTest::newRow(path) << path << value << keys;
    };
    add("experts", "32", R"("experts": 32)");
    add("noiseVariance", "0.25", R"("noiseVariance": 0.25)");
    add("emptyRegion", "nearest", R"("emptyRegion": "nearest")");
    add("domain", "[-1, 2]", R"("domain": [-1, 2])");
    add("domain.1", "2", R"("domain": [0, 2])");
    add("density.mean", "0.25", R"("density": {"kind": "truncated-gaussian", "mean": 0.25})");
    add("target.kind", "runge", R"("target": {"kind": "runge"})");
    add("target", R"({"kind": "linear"})", R"("target": {"kind": "linear"})");
    add("sweep.experts", "[1, 10, 100]", R"("sweep": {"experts": [1, 10, 100]})");
    add("monteCarlo.trainingSets", "0", R"("monteCarlo": {"trainingSets": 0})");
    add("segmentation.kind", "\"uniform\"", R"("segmentation": {"kind": "uniform"})");
}

void TestScenarioEdits::editsReplaceOneValue()
{
    QFETCH(QString, path);
    QFETCH(QString, value);
    QFETCH(QString, keys);
    const Scenario edited = withField(defaultScenario(), path.toStdString(), value.toStdString());
    QVERIFY(edited == readScenario(file(keys.toStdString())));
}

void TestScenarioEdits::domainEditsSwitchTheDimensions()
{
    const std::vector<FieldEdit> edits{{"experts", "25"},
                                       {"density.mean", "0.3"},
                                       {"domain", "[[0,1],[0,2]]"},
                                       {"density.factors.0.sd", "0.1"}};
    const Scenario plane = withFields(defaultScenario(), edits);
    QCOMPARE(plane.dimensions(), std::size_t{2});
    QCOMPARE(plane.furtherSides.front().high, 2.0);
    QCOMPARE(plane.experts, 25);
    const Choice& factor = plane.density.choices("factors").front();
    QCOMPARE(factor.number("mean"), 0.3);
    QCOMPARE(factor.number("sd"), 0.1);
    QCOMPARE(withField(plane, "domain", "[0, 3]").density.number("mean"), 0.3);
    QCOMPARE(withField(plane, "domain.1.1", "4").furtherSides.front().high, 4.0);
}

void TestScenarioEdits::editsReachIntoTablesAndFactors()
{
    const Scenario plane = withField(defaultScenario(), "domain", "[[0,1],[0,1]]");
    const std::vector<FieldEdit> edits{{"density.kind", "gaussian"},
                                       {"density.covariance", "[[0.09, 0.01], [0.01, 0.04]]"},
                                       {"density.covariance.1.1", "0.05"},
                                       {"segmentation.kind", "manual"},
                                       {"segmentation.centers.0.1", "0.3"}};
    const Scenario scenario = withFields(plane, edits);
    const std::vector<Record> covariance{{0.09, 0.01}, {0.01, 0.05}};
    QVERIFY(scenario.density.records("covariance") == covariance);
    QCOMPARE(scenario.segmentation.records("centers")[0][1], 0.3);
    const Scenario beta = withField(plane, "density.factors.0.kind", "beta");
    QCOMPARE(beta.density.choices("factors").front().kind, std::string("beta"));
    QCOMPARE(withField(beta, "density.factors.0.alpha", "3")
                 .density.choices("factors")[0]
                 .number("alpha"),
             3.0);
}

void TestScenarioEdits::columnsAndRowsAreCounts()
{
    const std::string plane = R"("domain": [[0, 1], [0, 1]], )";
    const Scenario scenario =
        readScenario(file(plane + R"("segmentation": {"kind": "grid", "columns": 4, "rows": 3})"));
    const std::vector<double> counts{4, 3};
    QVERIFY(scenario.segmentation.numbers("counts") == counts);
    QCOMPARE(scenario.experts, 12);
    QVERIFY(scenario ==
            readScenario(file(plane + R"("segmentation": {"kind": "grid", "counts": [4, 3]})")));
    QVERIFY(writeScenario(scenario).find("rows") == std::string::npos);
}

void TestScenarioEdits::editsMayOnlyFitTogetherAtTheEnd()
{
    const std::vector<FieldEdit> edits = {{"segmentation.kind", "manual"},
                                          {"segmentation.boundaries", "[4, 6]"},
                                          {"domain", "[3, 7]"},
                                          {"target.kind", "expression"},
                                          {"target.expression", "1"},
                                          {"density.kind", "uniform"}};
    const Scenario scenario = withFields(defaultScenario(), edits);
    QCOMPARE(scenario.experts, 3);
    QCOMPARE(scenario.target.text("expression"), std::string("1"));
    const Scenario nested = withField(withField(defaultScenario(), "target.kind", "sines"),
                                      "target.terms.0.amplitude", "0.5");
    QCOMPARE(nested.target.records("terms")[0][0], 0.5);
}

void TestScenarioEdits::badEditsAreRefusedAtTheirPlace_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("beginning");
    const auto add = [](const char* path, const char* value, const char* beginning) {
        const std::string name = std::string(path) + "=" + value;
        QTest::newRow(name.c_str()) << path << value << beginning;
    };
    add("density.sd", "0", "/density/sd: ");
    add("density.sd", "wide", "/density/sd: must be a number");
    add("density.sd", "NaN", "/density/sd: must be a number");
    add("density.sd", "", "/density/sd: must be a number");
    add("density.width", "1", "/density/width: there is no such field; accepted here: kind, ");
    add("density.sd.x", "1", "/density/sd/x: there is no such field");
    add("", "1", "/: there is no such field");
    add("density..sd", "1", "/density/: there is no such field");
    add("domain.2", "1", "/domain/2: there is no such entry: the list has 2");
    add("domain.-1", "1", "/domain/-1: there is no such entry");
    add("domain", "[0, ", "/domain: line 1, column ");
    add("domain", "[[0,1],[0]]", "/domain/1: must be two numbers [low, high]");
    add("domain", "[[0,1],[0,1],[0,1],[0,1],[0,1],[0,1],[0,1],[0,1],[0,1],[0,1],[0,1]]",
        "/domain: must have at most 10 pairs [low, high], not 11");
    add("target.kind", "cosin", "/target/kind: ");
    add("target.kind", "3", "/target/kind: ");
    add("experts", "2.5", "/experts: must be a whole number");
    add("version", "2", "/version: ");
}

void TestScenarioEdits::badEditsAreRefusedAtTheirPlace()
{
    QFETCH(QString, path);
    QFETCH(QString, value);
    QFETCH(QString, beginning);
    const QString refusal = QString::fromStdString(
        refusalOf(std::vector<FieldEdit>{{path.toStdString(), value.toStdString()}}));
    QVERIFY2(refusal.startsWith(beginning),
             qPrintable(QStringLiteral("refusal: \"%1\"").arg(refusal)));
}

void TestScenarioEdits::brokenBytesAreRefused()
{
    const std::string refusal = refusalOf({{"emptyRegion", "\xFF"}});
    QCOMPARE(refusal, std::string("/emptyRegion: must be UTF-8 text, not ?"));
}

QTEST_GUILESS_MAIN(TestScenarioEdits)
#include "test_scenario_edits.moc"
