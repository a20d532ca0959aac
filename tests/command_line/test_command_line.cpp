// SPDX-License-Identifier: GPL-3.0-or-later
// The built program as a black box: what it prints, writes and returns.
#include "tests/command_line/program.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tradeoff::tests;

namespace {

const QByteArray emptyScenario = R"({"format": "tradeoff-lab/scenario", "version": 1})";

} // namespace

class TestCommandLine : public QObject {
    Q_OBJECT

private slots:
    void init();
    void computeWritesTheWholeResult();
    void computeReadsStandardInput();
    void computeWritesAFileWholeOrNotAtAll();
    void computeWritesIntoADevice();
    void everyPresetComputes_data();
    void everyPresetComputes();
    void setReplacesValues();
    void setsMayOnlyFitTogetherAtTheEnd();
    void sameBytesForAnyNumberOfThreads();
    void numbersDoNotFollowTheLocale();
    void worksWithoutHomeAndDisplay();
    void listsNameWhatThereIs_data();
    void listsNameWhatThereIs();
    void listsSayInHowManyDimensions_data();
    void listsSayInHowManyDimensions();
    void helpAndVersionArePrinted();
    void badUsageIsOneLineAndStatusTwo_data();
    void badUsageIsOneLineAndStatusTwo();
    void refusedInputNamesFileAndPlace_data();
    void refusedInputNamesFileAndPlace();
    void failedOutputIsStatusOne_data();
    void failedOutputIsStatusOne();
    void windowWithoutDisplaySaysSo();
    void windowRefusesABadFileBeforeItOpens();

private:
    [[nodiscard]] QString pathOf(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] QString write(const QString& name, const QByteArray& text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCommandLine::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString TestCommandLine::write(const QString& name, const QByteArray& text) const
{
    QFile file(pathOf(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
        qFatal("cannot write a test's own file");
    }
    return file.fileName();
}

void TestCommandLine::computeWritesTheWholeResult()
{
    const Finished run = runProgram({"compute", write("a.tradeoff.json", emptyScenario)});
    QVERIFY2(run.succeededSilently(), run.errors);
    const QJsonObject result = jsonOf(run.output);
    QCOMPARE(result.keys(), QStringList({"bestExperts", "chosenExperts", "errors", "format",
                                         "monteCarlo", "notes", "optimalApproximation", "regions",
                                         "sample", "scenario", "sweep", "version"}));
    QCOMPARE(result["format"].toString(), QStringLiteral("tradeoff-lab/result"));
    QCOMPARE(result["regions"].toArray().size(), 16);
    QCOMPARE(result["sweep"].toArray().size(), 100);
    QCOMPARE(numberOf(result, "errors", "noise"), 0.1);
    QVERIFY(numberOf(result, "errors", "test") > 0.1);
    QVERIFY(run.output.endsWith("}\n"));
}

void TestCommandLine::computeReadsStandardInput()
{
    const Finished piped = runProgram({"compute", "-"}, {.input = emptyScenario});
    QVERIFY2(piped.succeededSilently(), piped.errors);
    QCOMPARE(piped.output, runProgram({"compute", write("a.json", emptyScenario)}).output);
}

void TestCommandLine::computeWritesAFileWholeOrNotAtAll()
{
    const QString result = write("result.json", "old");
    const Finished refused =
        runProgram({"compute", "preset:paper", "--set", "experts=0", "-o", result});
    QCOMPARE(refused.status, 2);
    QCOMPARE(readFile(result), QByteArray("old"));
    const Finished run = runProgram({"compute", "preset:paper", "-o", result});
    QVERIFY2(run.succeededSilently(), run.errors);
    QVERIFY(run.output.isEmpty());
    QCOMPARE(readFile(result), runProgram({"compute", "preset:paper"}).output);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{"result.json"});
}

void TestCommandLine::computeWritesIntoADevice()
{
    QVERIFY(runProgram({"compute", "preset:paper", "-o", "/dev/null"}).succeededSilently());
    QVERIFY(!QFileInfo("/dev/null").isFile());
}

void TestCommandLine::everyPresetComputes_data()
{
    QTest::addColumn<QString>("name");
    const QByteArray list = runProgram({"list", "presets"}).output;
    for (const QByteArray& line : list.trimmed().split('\n')) {
        QTest::newRow(line.split('\t').front()) << QString::fromUtf8(line.split('\t').front());
    }
}

void TestCommandLine::everyPresetComputes()
{
    QFETCH(QString, name);
    const Finished run = runProgram({"compute", "preset:" + name});
    QVERIFY2(run.succeededSilently(), run.errors);
    QVERIFY(numberOf(jsonOf(run.output), "errors", "test") > 0);
}

void TestCommandLine::setReplacesValues()
{
    const Finished run =
        runProgram({"compute", "preset:paper", "--set", "density.sd=0.2", "--set=target.kind=tanh",
                    "--set", "target.steepness=3", "--set", "sweep.experts=[1,5]"});
    QVERIFY2(run.succeededSilently(), run.errors);
    const QJsonObject result = jsonOf(run.output);
    const QJsonObject scenario = result["scenario"].toObject();
    QCOMPARE(scenario["target"].toObject()["kind"].toString(), QStringLiteral("tanh"));
    QCOMPARE(scenario["target"].toObject()["steepness"].toDouble(), 3.0);
    QCOMPARE(scenario["density"].toObject()["sd"].toDouble(), 0.2);
    QCOMPARE(result["sweep"].toArray().size(), 5);
}

void TestCommandLine::setsMayOnlyFitTogetherAtTheEnd()
{
    const Finished run = runProgram({"compute", "preset:jumps", "--set", "target.jumps=[4, 5]",
                                     "--set", "target.levels=[1, 2, 3]", "--set", "domain=[3, 7]"});
    QVERIFY2(run.succeededSilently(), run.errors);
}

void TestCommandLine::sameBytesForAnyNumberOfThreads()
{
    const QStringList compute = {"compute", "preset:paper", "--set", "experts=64"};
    const Finished all = runProgram(compute);
    QVERIFY2(all.succeededSilently(), all.errors);
    const Finished one = runProgram(compute, {.wrapper = {"taskset", "--cpu-list", "0"}});
    QVERIFY2(one.succeededSilently(), one.errors);
    QCOMPARE(one.output, all.output);
}

void TestCommandLine::numbersDoNotFollowTheLocale()
{
    const CommaLocale comma(m_folder->path());
    QVERIFY2(comma.isMade(), "the package locales makes the locale that this test needs");
    const QStringList compute = {"compute", "preset:paper", "--set", "density.sd=0.15"};
    const Finished run = runProgram(compute, {.environment = comma.environment()});
    QVERIFY2(run.succeededSilently(), run.errors);
    QCOMPARE(run.output, runProgram(compute).output);
    const QString plain = pathOf("plain.svg");
    const QString german = pathOf("german.svg");
    const auto render = [](const QString& file) {
        return QStringList{"render", "preset:paper", "--plot", "tradeoff", "-o", file};
    };
    QVERIFY(runProgram(render(plain)).succeededSilently());
    QVERIFY(runProgram(render(german), {.environment = comma.environment()}).succeededSilently());
    QCOMPARE(readFile(german), readFile(plain));
}

void TestCommandLine::worksWithoutHomeAndDisplay()
{
    const Surroundings bare{.wrapper = {"env", "--ignore-environment"}};
    QVERIFY(runProgram({"compute", "preset:paper"}, bare).succeededSilently());
    const QStringList render = {"render", "preset:paper", "--plot", "fit", "-o", pathOf("fit.png")};
    const Finished run = runProgram(render, bare);
    QVERIFY2(run.succeededSilently(), run.errors);
}

void TestCommandLine::listsNameWhatThereIs_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<int>("columns");
    QTest::newRow("targets") << "targets" << QByteArray("cosine") << 4;
    QTest::newRow("densities") << "densities" << QByteArray("truncated-gaussian") << 4;
    QTest::newRow("segmentations") << "segmentations" << QByteArray("equal-probability") << 4;
    QTest::newRow("plots") << "plots" << QByteArray("tradeoff") << 3;
    QTest::newRow("presets") << "presets" << QByteArray("paper") << 3;
}

void TestCommandLine::listsNameWhatThereIs()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, row);
    QFETCH(int, columns);
    const Finished run = runProgram({"list", what});
    QVERIFY2(run.succeededSilently(), run.errors);
    bool isThere = false;
    for (const QByteArray& line : run.output.trimmed().split('\n')) {
        QCOMPARE(line.split('\t').size(), columns);
        isThere = isThere || line.startsWith(row + '\t');
    }
    QVERIFY(isThere);
}

void TestCommandLine::listsSayInHowManyDimensions_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("dimensions");
    const auto add = [](const char* what, const char* kind, const char* dimensions) {
        QTest::addRow("%s in %s", kind, dimensions)
            << what << QByteArray(kind) << QByteArray(dimensions);
    };
    add("targets", "cosine", "1");
    add("targets", "cosine-product", "2-10");
    add("targets", "linear", "1");
    add("targets", "linear", "2-10");
    add("densities", "beta", "1");
    add("densities", "product", "2-10");
    add("densities", "gaussian", "2-10");
    add("segmentations", "optimal", "1");
    add("segmentations", "hexagonal", "2");
    add("segmentations", "voronoi-centroidal", "2-10");
}

void TestCommandLine::listsSayInHowManyDimensions()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, dimensions);
    const QList<QByteArray> lines = runProgram({"list", what}).output.trimmed().split('\n');
    QVERIFY(std::any_of(lines.begin(), lines.end(), [&](const QByteArray& line) {
        return line.startsWith(kind + '\t') && line.endsWith('\t' + dimensions);
    }));
}

void TestCommandLine::helpAndVersionArePrinted()
{
    for (const char* option : {"--help", "-h"}) {
        const Finished help = runProgram({option});
        QVERIFY(help.succeededSilently());
        for (const char* word :
             {"compute", "render", "list", "--set", "truncated-gaussian", "equal-probability",
              "tradeoff", "paper-small-sample", "cosine-product", "voronoi-centroidal"}) {
            QVERIFY2(help.output.contains(word), word);
        }
    }
    QCOMPARE(runProgram({"compute", "--help"}).output, runProgram({"--help"}).output);
    QVERIFY(runProgram({"--version"}).output.startsWith("tradeoff-lab 0."));
    const Finished lessons = runProgram({"list", "lessons"});
    QVERIFY(lessons.succeededSilently());
    QVERIFY(lessons.output.isEmpty());
}

void TestCommandLine::badUsageIsOneLineAndStatusTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("part");
    const auto add = [](const QStringList& arguments, const char* part) {
        QTest::newRow(qPrintable(arguments.join(QLatin1Char(' '))))
            << arguments << QByteArray(part);
    };
    const QStringList render = {"render", "preset:paper"};
    add({"compute"}, "compute needs exactly one SCENARIO");
    add({"compute", "a", "b"}, "compute needs exactly one SCENARIO");
    add({"compute", "preset:paper", "--plot", "fit"}, "there is no option \"--plot\" here");
    add({"compute", "preset:paper", "-o"}, "--output needs a value");
    add({"compute", "preset:paper", "--set", "experts"}, "--set: must be path=value");
    add({"compute", "preset:paper", "--set", "=3"}, "--set: must be path=value");
    add({"compute", "preset:nothing"}, "there is no preset \"nothing\"");
    add({"compute", "preset:"}, "preset:");
    add({"compute", "no-such-file"}, "no-such-file: cannot be read");
    add({"compute", "/"}, "/: is a folder");
    add({"compute", "a\nb"}, "a?b: cannot be read");
    add(render + QStringList{"-o", "a.png"}, "render needs --plot NAME");
    add(render + QStringList{"--plot", "fit"}, "render needs -o FILE");
    add(render + QStringList{"--plot", "fit", "-o", "a.bmp"}, "render needs -o FILE");
    add(render + QStringList{"--plot", "nothing", "-o", "/tmp/a.png"}, "--plot: ");
    for (const char* size : {"85x60", "0x60mm", "85x60cm", "-85x60mm", "1e9x60mm", "8x8px",
                             "20000x20001px", "85,5x60mm", "8.5x60px", "", "85x60mm "}) {
        add(render + QStringList{"--plot", "fit", "-o", "a.png", "--size", size},
            "--size: must be like 85x60mm");
    }
    add(render + QStringList{"--plot", "fit", "-o", "a.png", "--size", "20000x20000px"},
        "--size: the picture would have 400 million pixels");
    add(render + QStringList{"--plot", "fit", "-o", "a.png", "--dpi", "0"}, "--dpi: must be");
    add(render + QStringList{"--plot", "fit", "-o", "a.png", "--dpi", "nan"}, "--dpi: must be");
    add(render + QStringList{"--plot", "fit", "-o", "a.png", "--theme", "red"}, "--theme: must be");
    add(render + QStringList{"--plot", "fit", "-o", "a.png", "--transparent=1"},
        "--transparent takes no value");
    add({"list"}, "list needs exactly one of targets");
    add({"list", "everything"}, "list: must be one of targets");
    add({"--theme", "print"}, "--theme: must be one of light, dark");
    add({"--colour"}, "there is no option \"--colour\" here");
    add({"a.json", "b.json"}, "one argument too many");
}

void TestCommandLine::badUsageIsOneLineAndStatusTwo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, part);
    const Finished run = runProgram(arguments, {.folder = m_folder->path()});
    QVERIFY2(run.refusedInOneLine(), run.errors);
    QVERIFY2(run.errors.contains(part), run.errors);
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TestCommandLine::refusedInputNamesFileAndPlace_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("range") << QByteArray(R"("density": {"kind": "truncated-gaussian", "sd": -1})")
                           << QByteArray("/density/sd: must be ");
    QTest::newRow("key") << QByteArray(R"("expert": 3)") << QByteArray("/expert: unknown key");
    QTest::newRow("syntax") << QByteArray(R"("experts": )")
                            << QByteArray("line 1, column 62: not valid JSON");
    QTest::newRow("formula") << QByteArray(
                                    R"("target": {"kind": "expression", "expression": "sin(x"})")
                             << QByteArray("/target/expression: ");
}

void TestCommandLine::refusedInputNamesFileAndPlace()
{
    QFETCH(QByteArray, keys);
    QFETCH(QByteArray, message);
    const QByteArray text = emptyScenario.chopped(1) + ", " + keys + "}";
    const QString file = write("bad.json", text);
    const Finished run = runProgram({"compute", file});
    QVERIFY2(run.refusedInOneLine(), run.errors);
    const QByteArray beginning = "tradeoff-lab: " + file.toUtf8() + ": " + message;
    QVERIFY2(run.errors.startsWith(beginning), run.errors);
    const Finished piped = runProgram({"compute", "-"}, {.input = text});
    QVERIFY2(piped.errors.startsWith("tradeoff-lab: standard input: " + message), piped.errors);
    const Finished set = runProgram({"compute", "preset:paper", "--set", "density.sd=-1"});
    QVERIFY2(set.errors.startsWith("tradeoff-lab: --set: /density/sd: "), set.errors);
}

void TestCommandLine::failedOutputIsStatusOne_data()
{
    QTest::addColumn<QString>("output");
    QTest::newRow("no such folder") << "/no-such-folder/a.json";
    QTest::newRow("a folder") << "/";
    QTest::newRow("full device") << "/dev/full";
}

void TestCommandLine::failedOutputIsStatusOne()
{
    QFETCH(QString, output);
    const Finished run = runProgram({"compute", "preset:paper", "-o", output});
    QCOMPARE(run.status, 1);
    QVERIFY2(run.isOneErrorLine(), run.errors);
    QVERIFY2(run.errors.contains(": cannot be written: "), run.errors);
}

void TestCommandLine::windowWithoutDisplaySaysSo()
{
    const Finished run = runProgram({}, {.wrapper = {"env", "--ignore-environment"}});
    QCOMPARE(run.status, 1);
    QVERIFY2(run.isOneErrorLine() && run.errors.contains("needs a display"), run.errors);
    const Finished unreachable =
        runProgram({}, {.wrapper = {"env", "--ignore-environment", "DISPLAY=:9876"}});
    QCOMPARE(unreachable.status, 1);
    QVERIFY2(unreachable.errors.contains("the window cannot be opened"), unreachable.errors);
}

void TestCommandLine::windowRefusesABadFileBeforeItOpens()
{
    const QString file = write("bad.json", "{}");
    const Finished run = runProgram({file, "--theme", "dark"});
    QVERIFY2(run.refusedInOneLine(), run.errors);
    QVERIFY2(run.errors.contains("/format: missing"), run.errors);
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "test_command_line.moc"
