// SPDX-License-Identifier: GPL-3.0-or-later
// The built program as a black box, with scenarios of several dimensions.
#include "tests/command_line/program.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace tradeoff::tests;

namespace {

/// A scenario's file with some keys.
QByteArray scenarioWith(const QByteArray& keys)
{
    return R"({"format": "tradeoff-lab/scenario", "version": 1, )" + keys + "}";
}

/// What a preset answers, without its simulation.
QJsonObject answerOf(const QString& preset, const QStringList& options = {})
{
    const QStringList compute{"compute", "preset:" + preset, "--set", "monteCarlo.trainingSets=0"};
    return jsonOf(runProgram(compute + options).output);
}

/// The sweep's row of a number of experts.
QJsonObject rowOf(const QJsonObject& result, int experts)
{
    for (const QJsonValue row : result["sweep"].toArray()) {
        if (row["experts"].toInt() == experts) {
            return row.toObject();
        }
    }
    return {};
}

} // namespace

class TestSpaceCommands : public QObject {
    Q_OBJECT

private slots:
    void computes_data();
    void computes();
    void presetShowsTheBoundAgainstTheError();
    void presetShowsCellsThatLose();
    void presetShowsThatDimensionsHurt();
    void refusedInputNamesFileAndPlace_data();
    void refusedInputNamesFileAndPlace();

private:
    /// Writes a file of the folder; returns its path.
    [[nodiscard]] QString write(const QByteArray& text) const
    {
        QFile file(m_folder.filePath("scenario.json"));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                                  : QString();
    }

    QTemporaryDir m_folder;
};

void TestSpaceCommands::computes_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("dimensions");
    QTest::newRow("from a file") << QStringList() << 2;
    QTest::newRow("set") << QStringList{"--set", "domain=[[0,1],[0,1],[0,1]]"} << 3;
}

void TestSpaceCommands::computes()
{
    QFETCH(QStringList, options);
    QFETCH(int, dimensions);
    const QString file = write(scenarioWith(R"("domain": [[0, 1], [0, 1]],
        "sweep": {"experts": [1, 4]}, "monteCarlo": {"trainingSets": 10})"));
    const Finished run = runProgram(QStringList{"compute", file} + options);
    QVERIFY2(run.succeededSilently(), run.errors);
    const QJsonObject result = jsonOf(run.output);
    QCOMPARE(result["scenario"]["domain"].toArray().size(), dimensions);
    QCOMPARE(result["regions"].toArray().size(), 16);
    const QJsonObject region = result["regions"][0].toObject();
    QCOMPARE(region["centroid"].toArray().size(), dimensions);
    QCOMPARE(region["polygon"].isNull(), dimensions == 3);
    const double error = numberOf(result, "errors", "approximation");
    QVERIFY(error > 0 && numberOf(result, "errors", "approximationBound") > error);
}

void TestSpaceCommands::presetShowsTheBoundAgainstTheError()
{
    const QJsonObject result = answerOf("bound-against-exact");
    QVERIFY(std::abs(numberOf(result, "errors", "approximation") - 0.25) < 1e-12);
    const double atCenters = numberOf(result, "errors", "approximationBoundAtCenters");
    QVERIFY(0 <= atCenters && atCenters < 1e-20);
    QVERIFY(result["notes"][0].toString().contains("bounds nothing"));
    const QJsonObject last = rowOf(result, 100);
    const double ratio = last["approximationBound"].toDouble() / last["approximation"].toDouble();
    QVERIFY(2 < ratio && ratio < 2.1);
}

/// The numbers of the grid are exact, and those of the cells within what Lloyd's method ends at.
void TestSpaceCommands::presetShowsCellsThatLose()
{
    const QString preset = "voronoi-loses-at-small-m";
    const QJsonObject cells = answerOf(preset);
    const QJsonObject grid = answerOf(preset, {"--set", "segmentation.kind=grid"});
    QVERIFY(std::abs(numberOf(grid, "errors", "approximation") - 0.08574428393) < 1e-9);
    QVERIFY(std::abs(numberOf(cells, "errors", "approximation") - 0.154487) < 0.04 * 0.154487);
    for (const int experts : {16, 100}) {
        QVERIFY(rowOf(cells, experts)["approximation"].toDouble() >
                rowOf(grid, experts)["approximation"].toDouble());
    }
}

/// A sum of d coordinates in cubes with sides h has the approximation error d h²/12.
void TestSpaceCommands::presetShowsThatDimensionsHurt()
{
    const QJsonObject result = answerOf("dimensions-hurt");
    for (const int side : {1, 2, 3, 4, 5}) {
        const QJsonObject row = rowOf(result, side * side * side * side);
        const double exact = 4.0 / 12 / (side * side);
        QVERIFY(std::abs(row["approximation"].toDouble() - exact) <=
                4 * row["approximationStandardError"].toDouble());
    }
}

void TestSpaceCommands::refusedInputNamesFileAndPlace_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QByteArray>("message");
    const QByteArray plane = R"("domain": [[0, 1], [0, 1]], )";
    QTest::newRow("side") << QByteArray(R"("domain": [[0, 1], [1, 0]])") << QByteArray("/domain/1");
    QTest::newRow("kind of one dimension")
        << plane + R"("segmentation": {"kind": "equal-probability"})"
        << QByteArray("/segmentation/kind: ");
    QTest::newRow("kind of two dimensions")
        << QByteArray(
               R"("domain": [[0, 1], [0, 1], [0, 1]], "segmentation": {"kind": "hexagonal"})")
        << QByteArray("/segmentation/kind: ");
    QTest::newRow("center too far away")
        << plane + R"("segmentation": {"kind": "manual", "centers": [[0.5, 0.5], [1e12, 0.5]]})"
        << QByteArray("/segmentation/centers/1/0: ");
    QTest::newRow("center outside")
        << plane + R"("segmentation": {"kind": "manual", "centers": [[0.5, 1.5]]})"
        << QByteArray("/segmentation/centers/0/1: must lie in the domain, from 0 to 1, not 1.5");
    QTest::newRow("center with a coordinate too many")
        << plane + R"("segmentation": {"kind": "manual", "centers": [[0.5, 0.5, 0.5]]})"
        << QByteArray("/segmentation/centers");
    QTest::newRow("coordinate that is not there")
        << plane + R"("target": {"kind": "expression", "expression": "x1 + x3"})"
        << QByteArray("/target/expression: ");
}

void TestSpaceCommands::refusedInputNamesFileAndPlace()
{
    QFETCH(QByteArray, keys);
    QFETCH(QByteArray, message);
    const QString file = write(scenarioWith(keys));
    for (const QStringList& command :
         {QStringList{"compute", file},
          QStringList{"render", file, "--plot", "plane", "-o", m_folder.filePath("a.png")}}) {
        const Finished run = runProgram(command);
        QVERIFY2(run.refusedInOneLine(), run.errors);
        const QByteArray beginning = "tradeoff-lab: " + file.toUtf8() + ": " + message;
        QVERIFY2(run.errors.startsWith(beginning), run.errors);
    }
    QVERIFY(!QFile::exists(m_folder.filePath("a.png")));
}

QTEST_GUILESS_MAIN(TestSpaceCommands)
#include "test_space_commands.moc"
