// SPDX-License-Identifier: GPL-3.0-or-later
// The built program as a black box, with the user's own data.
#include "tests/command_line/program.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace tradeoff::tests;

class TestDataFiles : public QObject {
    Q_OBJECT

private slots:
    void dataFilesCompute();
};

void TestDataFiles::dataFilesCompute()
{
    QTemporaryDir folder;
    const auto write = [&folder](const QString& name, const QByteArray& text) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QVERIFY(write("d.csv", "t,h\n0,1\n1,3\n2,10\n3,14\nx,1\n"));
    const QByteArray head = R"({"format": "tradeoff-lab/scenario", "version": 1, "experts": 2,
        "segmentation": {"kind": "uniform"}, "data": {"file": "d.csv", "checksum": ")";
    QVERIFY(write("s.json", head + "\"}}"));
    QVERIFY(write("other.json", head + "crc64:0\"}}"));
    // Relative to the scenario's folder, wherever the program runs.
    const Finished named = runProgram({"compute", folder.filePath("s.json")});
    QVERIFY(named.succeededSilently());
    const QJsonObject result = jsonOf(named.output);
    QCOMPARE(numberOf(result, "sample", "training"), 2.5); // residuals −1, 1, −2, 2
    QCOMPARE(numberOf(result, "sample", "leaveOneOut"), 10.0);
    QCOMPARE(numberOf(result, "data", "rows"), 4.0);
    QVERIFY(result.value("regions")[0].toObject().value("probability").isNull());
    // Relative to the current folder for --set; the window's start choice for a bare file.
    Surroundings inside;
    inside.folder = folder.path();
    const Finished set =
        runProgram({"compute", "preset:paper", "--set", "segmentation.kind=uniform", "--set",
                    "experts=2", "--set", "data.file=d.csv"},
                   inside);
    QVERIFY(set.succeededSilently());
    QCOMPARE(numberOf(jsonOf(set.output), "sample", "training"), 2.5);
    QVERIFY(runProgram({"compute", "d.csv"}, inside).succeededSilently());
    for (const char* plot : {"fit", "tradeoff", "decomposition"})
        QVERIFY(runProgram({"render", "s.json", "--plot", plot, "-o", "p.svg"}, inside)
                    .succeededSilently());
    const Finished changed = runProgram({"compute", "other.json"}, inside);
    QVERIFY(changed.refusedInOneLine());
    QVERIFY(changed.errors.contains("/data/checksum"));
    const Finished missing = runProgram({"compute", "s.json", "--set", "data.file=none"}, inside);
    QVERIFY(missing.refusedInOneLine());
    QVERIFY(missing.errors.contains("/data/file"));
    const Finished kind =
        runProgram({"compute", "s.json", "--set", "segmentation.kind=best"}, inside);
    QVERIFY(kind.refusedInOneLine());
    QVERIFY(kind.errors.contains("/segmentation/kind"));
}

QTEST_GUILESS_MAIN(TestDataFiles)
#include "test_data_files.moc"
