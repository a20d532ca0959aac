// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/density.h"
#include "core/input_error.h"
#include "core/scenario_json.h"
#include "core/segmentation.h"
#include "core/target.h"

#include <QTest>

#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace tradeoff;

namespace {

/// A scenario file with some keys besides the header.
std::string file(const std::string& keys)
{
    return R"({"format": "tradeoff-lab/scenario", "version": 1)" +
           (keys.empty() ? std::string() : ", " + keys) + "}";
}

/// "place: message" of the refusal; empty when the text is accepted.
std::string refusalOf(const std::string& text)
{
    try {
        static_cast<void>(readScenario(text));
    } catch (const InputError& error) {
        return error.line();
    }
    return {};
}

Scenario read(const std::string& keys)
{
    return readScenario(file(keys));
}

/// The name of a test row; QTest keeps no pointer to it.
QTestData& row(const std::string& name)
{
    return QTest::newRow(name.c_str());
}

} // namespace

class TestScenarioJson : public QObject {
    Q_OBJECT

private slots:
    void headerAloneIsTheDefaultScenario();
    void everyOptionComesBackAsWritten_data();
    void everyOptionComesBackAsWritten();
    void everyNumberComesBackToTheLastBit();
    void writingIsTheSameAgain();
    void defaultIsWrittenAsInTheManual();
    void everySeedComesBack_data();
    void everySeedComesBack();
    void sweepIsARangeOrAList();
    void wholeNumbersMayBeWrittenAsDecimals();
    void parametersTakeTheDefaultsOfTheirKind();
    void missingRecordFieldsTakeTheirDefaults();
    void expertsFollowManualBoundaries();
    void byteOrderMarkIsSkipped();
    void badFilesAreRefusedAtTheirPlace_data();
    void badFilesAreRefusedAtTheirPlace();
    void messagesAreOneLineOfText_data();
    void messagesAreOneLineOfText();
    void endlessInputIsRefusedQuickly();
};

void TestScenarioJson::headerAloneIsTheDefaultScenario()
{
    QVERIFY(read("") == defaultScenario());
}

void TestScenarioJson::everyOptionComesBackAsWritten_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("kind");
    for (const TargetRow& target : targetTable()) {
        row("target " + target.option.kind)
            << "target" << QString::fromStdString(target.option.kind);
    }
    for (const DensityRow& density : densityTable()) {
        row("density " + density.option.kind)
            << "density" << QString::fromStdString(density.option.kind);
    }
    for (const SegmentationRow& segmentation : segmentationTable()) {
        row("segmentation " + segmentation.option.kind)
            << "segmentation" << QString::fromStdString(segmentation.option.kind);
    }
}

void TestScenarioJson::everyOptionComesBackAsWritten()
{
    QFETCH(QString, part);
    QFETCH(QString, kind);
    Scenario scenario = defaultScenario();
    if (part == "target") {
        scenario.target = defaultChoice(targetRow(kind.toStdString()).option);
    } else if (part == "density") {
        scenario.density = defaultChoice(densityRow(kind.toStdString()).option);
    } else {
        scenario.segmentation = defaultChoice(segmentationRow(kind.toStdString()).option);
        scenario = normalized(scenario);
    }
    const std::string text = writeScenario(scenario);
    QVERIFY2(readScenario(text) == scenario, text.c_str());
    // The kind alone stands for the same choice.
    const std::string path = part.toStdString() + ".kind";
    QVERIFY(withField(defaultScenario(), path, kind.toStdString()) == scenario);
}

void TestScenarioJson::everyNumberComesBackToTheLastBit()
{
    std::mt19937_64 random(1);
    Scenario scenario = defaultScenario();
    for (int i = 0; i < 2000; ++i) {
        const double fraction = static_cast<double>(random() >> 11U) * 0x1p-53;
        scenario.noiseVariance = std::ldexp(fraction, static_cast<int>(random() % 60) - 50);
        scenario.density.values["mean"] = fraction - 0.5;
        QVERIFY(readScenario(writeScenario(scenario)) == scenario);
    }
    for (const double number : {0.1, 0.30000000000000004, 1e-300, 5e-324, 1e6, 0.0}) {
        scenario.noiseVariance = number;
        QCOMPARE(readScenario(writeScenario(scenario)).noiseVariance, number);
    }
}

void TestScenarioJson::writingIsTheSameAgain()
{
    const std::string text = writeScenario(defaultScenario());
    QCOMPARE(writeScenario(readScenario(text)), text);
}

void TestScenarioJson::defaultIsWrittenAsInTheManual()
{
    const std::string expected = R"({
  "format": "tradeoff-lab/scenario",
  "version": 1,
  "domain": [0, 1],
  "target": {"kind": "cosine", "frequency": 2, "amplitude": 0.5, "phase": 0, "offset": 0},
  "density": {"kind": "uniform"},
  "noiseVariance": 0.1,
  "segmentation": {"kind": "optimal"},
  "experts": 16,
  "emptyRegion": "zero",
  "samples": 200,
  "seed": 1,
  "sweep": {"experts": [1, 100]},
  "monteCarlo": {"trainingSets": 1000}
}
)";
    const Scenario scenario =
        read(R"("target": {"kind": "cosine", "frequency": 2, "amplitude": 0.5, "phase": 0,
                           "offset": 0}, "density": {"kind": "uniform"})");
    QCOMPARE(writeScenario(scenario), expected);
}

void TestScenarioJson::everySeedComesBack_data()
{
    QTest::addColumn<quint64>("seed");
    row("zero") << quint64{0};
    row("beyond exact doubles") << quint64{9007199254740993};
    row("beyond signed") << quint64{9223372036854775809U};
    row("largest") << std::numeric_limits<quint64>::max();
}

void TestScenarioJson::everySeedComesBack()
{
    QFETCH(quint64, seed);
    const Scenario scenario = read("\"seed\": " + std::to_string(seed));
    QCOMPARE(quint64{scenario.seed}, seed);
    QCOMPARE(quint64{readScenario(writeScenario(scenario)).seed}, seed);
    QCOMPARE(quint64{withField(defaultScenario(), "seed", std::to_string(seed)).seed}, seed);
}

void TestScenarioJson::sweepIsARangeOrAList()
{
    const ExpertsSweep range = read(R"("sweep": {"experts": [3, 7]})").sweep;
    QCOMPARE(range.values(), (std::vector<int>{3, 4, 5, 6, 7}));
    const ExpertsSweep list = read(R"("sweep": {"experts": [1, 10, 100]})").sweep;
    QCOMPARE(list.values(), (std::vector<int>{1, 10, 100}));
    const ExpertsSweep single = read(R"("sweep": {"experts": [5]})").sweep;
    QCOMPARE(single.values(), std::vector<int>{5});
    for (const ExpertsSweep& sweep : {range, list, single}) {
        Scenario scenario = defaultScenario();
        scenario.sweep = sweep;
        QVERIFY(readScenario(writeScenario(scenario)) == scenario);
    }
}

void TestScenarioJson::wholeNumbersMayBeWrittenAsDecimals()
{
    const Scenario scenario = read(R"("experts": 3.0, "samples": 1e6, "seed": 2.0)");
    QCOMPARE(scenario.experts, 3);
    QCOMPARE(qint64{scenario.samples}, qint64{1000000});
    QCOMPARE(quint64{scenario.seed}, quint64{2});
}

void TestScenarioJson::parametersTakeTheDefaultsOfTheirKind()
{
    const Scenario scenario = read(R"("target": {"kind": "tanh", "center": 0.25})");
    Choice expected = defaultChoice(targetRow("tanh").option);
    expected.values["center"] = 0.25;
    QVERIFY(scenario.target == expected);
    QVERIFY(read(R"("density": {"mean": 0.3})").density.kind == defaultScenario().density.kind);
}

void TestScenarioJson::missingRecordFieldsTakeTheirDefaults()
{
    const Scenario scenario =
        read(R"("target": {"kind": "sines", "terms": [{"amplitude": 2}, {}]})");
    const std::vector<RecordField>& fields = targetRow("sines").option.parameters.front().fields;
    const std::vector<Record>& terms = scenario.target.records("terms");
    QCOMPARE(terms.size(), std::size_t{2});
    QCOMPARE(terms[0], (Record{2, fields[1].fallback, fields[2].fallback}));
    QCOMPARE(terms[1], (Record{fields[0].fallback, fields[1].fallback, fields[2].fallback}));
}

void TestScenarioJson::expertsFollowManualBoundaries()
{
    const Scenario scenario =
        read(R"("experts": 9, "segmentation": {"kind": "manual", "boundaries": [0.2, 0.7]})");
    QCOMPARE(scenario.experts, 3);
}

void TestScenarioJson::byteOrderMarkIsSkipped()
{
    QVERIFY(readScenario("\xEF\xBB\xBF" + file("")) == defaultScenario());
}

void TestScenarioJson::badFilesAreRefusedAtTheirPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("beginning");
    const auto add = [](const std::string& name, const std::string& text, const char* beginning) {
        row(name) << QString::fromStdString(text) << beginning;
    };
    const auto addKeys = [&add](const std::string& keys, const char* beginning) {
        add(keys, file(keys), beginning);
    };
    add("empty", "", "line 1, column 1: not valid JSON");
    add("cut off", "{\n  \"format\": ", "line 2, column 12: not valid JSON");
    add("trailing comma", "{\n\"seed\": 1,\n}", "line 3, column 1: not valid JSON");
    add("text after it", file("") + " 1", "line 1, column ");
    add("comment", "// no\n{}", "line 1, column ");
    add("not a number", "{\"seed\": NaN}", "line 1, column ");
    add("infinity", "{\"seed\": Infinity}", "line 1, column ");
    add("column counts characters", "{\"β\": x}", "line 1, column 7: ");
    add("a list", "[]", "must be a scenario");
    add("no format", "{}", "/format: missing");
    add("other format", R"({"format": "tradeoff-lab/result", "version": 1})", "/format: must be");
    add("no version", R"({"format": "tradeoff-lab/scenario"})", "/version: missing");
    add("newer version", R"({"format": "tradeoff-lab/scenario", "version": 2})",
        "/version: version 2 is newer than this program understands (1)");
    add("version as text", R"({"format": "tradeoff-lab/scenario", "version": "1"})", "/version: ");
    addKeys(R"("seed": 1, "seed": 2)", "/seed: the key is there twice");
    addKeys(R"("target": {"kind": "runge", "kind": "tanh"})", "/target/kind: ");
    addKeys(R"("target": {"kind": "sines", "terms": [{}, {"phase": 1, "phase": 1}]})",
            "/target/terms/1/phase: the key is there twice");
    addKeys(R"("expert": 3)", "/expert: unknown key; accepted here: format, version, domain");
    addKeys(R"("a/b~c": 3)", "/a~1b~0c: unknown key");
    addKeys(R"("noiseVariance": "0.1")", "/noiseVariance: must be a number");
    addKeys(R"("noiseVariance": null)", "/noiseVariance: must be a number");
    addKeys(R"("noiseVariance": true)", "/noiseVariance: must be a number");
    addKeys(R"("noiseVariance": 1e999)", "/noiseVariance: the number 1e999 is too large");
    addKeys(R"("noiseVariance": -0.1)", "/noiseVariance: ");
    addKeys(R"("experts": 2.5)", "/experts: must be a whole number from 1 to 100000");
    addKeys(R"("experts": 0)", "/experts: ");
    addKeys(R"("experts": 100001)", "/experts: ");
    addKeys(R"("experts": 99999999999)", "/experts: ");
    addKeys(R"("samples": 10000001)", "/samples: ");
    addKeys(R"("samples": -1)", "/samples: ");
    addKeys(R"("seed": -1)", "/seed: ");
    addKeys(R"("seed": 18446744073709551616)", "/seed: ");
    addKeys(R"("seed": 9007199254740994.0)", "/seed: ");
    addKeys(R"("domain": [0, 1, 2])", "/domain: must be two numbers");
    addKeys(R"("domain": [1, 0])", "/domain: ");
    addKeys(R"("domain": [0, "1"])", "/domain/1: must be a number");
    addKeys(R"("domain": [[0, 1], [1, 0]])", "/domain/1: must increase");
    addKeys(R"("domain": [[0, 1], 2])", "/domain/1: must be two numbers [low, high]");
    addKeys(R"("domain": [0, [0, 1]])", "/domain/1: must be a number");
    addKeys(R"("domain": [])", "/domain: must be two numbers [low, high], or a list of such");
    const std::string plane = R"("domain": [[0, 1], [0, 1]], )";
    addKeys(plane + R"("target": {"kind": "sines"})", "/target/kind: unknown kind");
    addKeys(plane + R"("density": {"kind": "gaussian", "covariance": [[1, 2]]})",
            "/density/covariance: must be 2 rows of 2");
    addKeys(plane + R"("density": {"kind": "gaussian", "covariance": [[1, "a"], [0, 1]]})",
            "/density/covariance/0/1: must be a number");
    addKeys(plane + R"("density": {"kind": "product", "factors": [{"kind": "beta", "sd": 1}]})",
            "/density/factors/0/sd: not a parameter of \"beta\"");
    addKeys(plane +
                R"("density": {"kind": "product", "factors": [{}, {"kind": "beta", "beta": 0}]})",
            "/density/factors/1/beta: must be");
    addKeys(plane + R"("segmentation": {"kind": "voronoi-centroidal", "density": "dense"})",
            "/segmentation/density: must be one of \"optimal\", \"input\", \"uniform\"");
    addKeys(plane + R"("segmentation": {"kind": "grid", "columns": 4})",
            "/segmentation/rows: missing: a grid has both columns and rows");
    addKeys(plane + R"("segmentation": {"kind": "grid", "columns": 4, "rows": 2.5})",
            "/segmentation/rows: must be a whole number");
    addKeys(plane + R"("segmentation": {"kind": "grid", "columns": 4, "rows": 3, "counts": [4]})",
            "/segmentation/columns: must not stand beside counts");
    addKeys(R"("domain": [[0,1],[0,1],[0,1]], "segmentation": {"kind": "grid", "rows": 3,)"
            R"( "columns": 3})",
            "/segmentation/columns: needs two dimensions; write counts");
    addKeys(plane + R"("segmentation": {"kind": "voronoi-random", "rows": 3})",
            "/segmentation/rows: not a parameter of \"voronoi-random\"");
    addKeys(R"("target": "cosine")", "/target: must be an object");
    addKeys(R"("target": {"kind": "nothing"})", "/target/kind: ");
    addKeys(R"("target": {"kind": 3})", "/target/kind: must be ");
    addKeys(R"("target": {"kind": "cosine", "steepness": 1})",
            "/target/steepness: not a parameter of \"cosine\"; accepted here: kind, frequency");
    addKeys(R"("target": {"kind": "cosine", "frequency": [1]})", "/target/frequency: must be");
    addKeys(R"("target": {"kind": "polynomial", "coefficients": 1})", "/target/coefficients: ");
    addKeys(R"("target": {"kind": "polynomial", "coefficients": [1, "x"]})",
            "/target/coefficients/1: must be a number");
    addKeys(R"("target": {"kind": "sines", "terms": [1]})", "/target/terms/0: must be an object");
    addKeys(R"("target": {"kind": "sines", "terms": [{"width": 1}]})",
            "/target/terms/0/width: unknown key; accepted here: amplitude, frequency, phase");
    addKeys(R"("target": {"kind": "expression", "expression": 3})", "/target/expression: must be");
    addKeys(R"("target": {"kind": "expression", "expression": "1/x"})", "/target/expression: ");
    addKeys(R"("density": {"kind": "truncated-gaussian", "sd": -1})", "/density/sd: ");
    addKeys(R"("segmentation": {"kind": "manual", "boundaries": [0.7, 0.2]})",
            "/segmentation/boundaries");
    addKeys(R"("emptyRegion": "none")", "/emptyRegion: must be one of \"zero\", \"mean\"");
    addKeys(R"("sweep": [1, 100])", "/sweep: must be an object");
    addKeys(R"("sweep": {"experts": []})", "/sweep/experts: ");
    addKeys(R"("sweep": {"experts": [9, 3]})", "/sweep/experts: ");
    addKeys(R"("sweep": {"experts": [1, 5, 4]})", "/sweep/experts/2: ");
    addKeys(R"("sweep": {"experts": [0, 4]})", "/sweep/experts/0: ");
    addKeys(R"("monteCarlo": {"trainingSets": 1000001})", "/monteCarlo/trainingSets: ");
    addKeys(R"("monteCarlo": {"sets": 1})", "/monteCarlo/sets: unknown key");
}

void TestScenarioJson::badFilesAreRefusedAtTheirPlace()
{
    QFETCH(QString, text);
    QFETCH(QString, beginning);
    const QString refusal = QString::fromStdString(refusalOf(text.toStdString()));
    QVERIFY2(refusal.startsWith(beginning),
             qPrintable(QStringLiteral("refusal: \"%1\"").arg(refusal)));
}

void TestScenarioJson::messagesAreOneLineOfText_data()
{
    QTest::addColumn<QByteArray>("text");
    const std::string longName(5000, 'x');
    const auto add = [](const char* name, const std::string& text) {
        QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    add("line break in a key", file(R"("a\nb": 1)"));
    add("line break in a kind", file(R"("target": {"kind": "a\nb"})"));
    add("line break in a text", file(R"("emptyRegion": "a\nb")"));
    add("long key", file('"' + longName + "\": 1"));
    add("long kind", file(R"("target": {"kind": ")" + longName + "\"}"));
    add("long number", file("\"seed\": 1e" + longName));
    add("broken bytes", file("\"\xFF\xFE\": 1"));
    add("control bytes", std::string("{\x01\n\x7F}"));
    add("zero byte", std::string("{\0}", 3));
}

void TestScenarioJson::messagesAreOneLineOfText()
{
    QFETCH(QByteArray, text);
    const QByteArray message = QByteArray::fromStdString(refusalOf(text.toStdString()));
    QVERIFY(!message.isEmpty());
    QVERIFY(message.size() < 600);
    QVERIFY(!message.contains('\n'));
    QCOMPARE(QString::fromUtf8(message).toUtf8(), message);
    QVERIFY(!QString::fromUtf8(message).contains(QChar(QChar::ReplacementCharacter)));
}

void TestScenarioJson::endlessInputIsRefusedQuickly()
{
    const std::size_t size = (std::size_t{16} << 20) - 1000;
    QVERIFY(refusalOf(std::string(size, '[')).find("nested deeper") != std::string::npos);
    QVERIFY(refusalOf(std::string(size + 2000, ' ')).find("longer than 16 MB") !=
            std::string::npos);
    std::string keys = "{";
    while (keys.size() < size) {
        keys += "\"k" + std::to_string(keys.size()) + "\": 1, ";
    }
    QVERIFY(refusalOf(keys).find("more than 64 keys") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestScenarioJson)
#include "test_scenario_json.moc"
