// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios with data: what files say of them, and what is refused.
#include "core/scenario_json.h"
#include "tests/core/data_scenarios.h"

#include <QTest>

using namespace tradeoff;
using namespace tradeoff::test;

class TestDataScenarios : public QObject {
    Q_OBJECT

private slots:
    void otherKindsAreRefused();
    void everyKindOfATableRowIsDecided();
    void anotherChecksumIsRefused();
    void badFilesAreRefusedAtTheirPlace();
    void manualBoundariesLieInsideTheData();
    void scenarioComesBackFromItsFile();
    void fieldsCanBeSet();
    void pathsFollowTheFolder();
    void decisionsOnTheFormatAreKept();

private:
    Files m_files;
};

void TestDataScenarios::otherKindsAreRefused()
{
    const std::string file = m_files.write("small.csv", smallFile());
    for (const char* kind :
         {"optimal", "equal-probability", "power", "best", "level-set", "random"}) {
        try {
            static_cast<void>(compute(scenarioOf(file, kind)));
            QFAIL(kind);
        } catch (const InputError& error) {
            QCOMPARE(error.place(), std::string("/segmentation/kind"));
            QVERIFY(error.line().find("uniform, manual, offset-uniform, learned-quantile, "
                                      "learned-tree, learned-exact, learned-density") !=
                    std::string::npos);
        }
    }
}

void TestDataScenarios::everyKindOfATableRowIsDecided()
{
    const std::string file = m_files.write("small.csv", smallFile());
    for (const SegmentationRow& row : segmentationTable()) {
        Scenario scenario = scenarioOf(file, row.option.kind);
        if (row.option.kind == "manual") {
            scenario.segmentation.values["boundaries"] = std::vector<double>{2.5};
        }
        QCOMPARE(refusedAt(scenario).empty(), worksWithData(row.source));
    }
}

void TestDataScenarios::anotherChecksumIsRefused()
{
    Scenario scenario = scenarioOf(m_files.write("small.csv", smallFile()));
    const std::string right = compute(scenario).data->source.checksum;
    scenario.data->checksum = right;
    QCOMPARE(refusedAt(scenario), std::string());
    scenario.data->checksum = "crc64:0000000000000000";
    QCOMPARE(refusedAt(scenario), std::string("/data/checksum"));
}

void TestDataScenarios::badFilesAreRefusedAtTheirPlace()
{
    QCOMPARE(refusedAt(scenarioOf(m_files.path() + "/missing.csv")), std::string("/data/file"));
    QCOMPARE(refusedAt(scenarioOf(m_files.path())), std::string("/data/file"));
    QCOMPARE(refusedAt(scenarioOf("")), std::string("/data/file"));
    QCOMPARE(refusedAt(scenarioOf(m_files.write("empty.csv", ""))), std::string("/data/file"));
    QCOMPARE(refusedAt(scenarioOf(m_files.write("text.csv", "a,b\nx,y\nz,w\n"))),
             std::string("/data/file"));
    Scenario scenario = scenarioOf(m_files.write("small.csv", smallFile()));
    scenario.data->x = "width";
    QCOMPARE(refusedAt(scenario), std::string("/data/x"));
    scenario.data->x.clear();
    scenario.data->y = "width";
    QCOMPARE(refusedAt(scenario), std::string("/data/y"));
}

void TestDataScenarios::manualBoundariesLieInsideTheData()
{
    Scenario scenario = scenarioOf(m_files.write("small.csv", smallFile()), "manual");
    scenario.segmentation.values["boundaries"] = std::vector<double>{0.5, 6.5};
    const Result result = compute(scenario);
    QCOMPARE(result.scenario.experts, 3);
    QCOMPARE(result.regions[0].learnedConstant, 1.0);
    QCOMPARE(result.sweep.size(), std::size_t{1});
    scenario.segmentation.values["boundaries"] = std::vector<double>{0.5, 7.0};
    QCOMPARE(refusedAt(scenario), std::string("/segmentation/boundaries/1"));
}

void TestDataScenarios::scenarioComesBackFromItsFile()
{
    Scenario scenario = scenarioOf("/somewhere/größe.csv", "learned-tree", 5);
    scenario.data->checksum = "crc64:0123456789abcdef";
    scenario.data->x = "time";
    scenario.data->y = "height";
    QVERIFY(readScenario(writeScenario(scenario)) == scenario);
    QVERIFY(writeScenario(defaultScenario()).find("data") == std::string::npos);
    const std::string header = R"({"format": "tradeoff-lab/scenario", "version": 1, )";
    QVERIFY(readScenario(header + R"("data": null})") == defaultScenario());
    try {
        static_cast<void>(readScenario(header + R"("data": {"files": ""}})"));
        QFAIL("an unknown key was accepted");
    } catch (const InputError& error) {
        QCOMPARE(error.place(), std::string("/data/files"));
    }
}

void TestDataScenarios::fieldsCanBeSet()
{
    const std::vector<FieldEdit> edits{{"segmentation.kind", "uniform"},
                                       {"data.file", "d.csv"},
                                       {"data.separator", ";"},
                                       {"data.x", "7"}};
    const Scenario scenario = withFields(defaultScenario(), edits);
    QCOMPARE(scenario.data->file, std::string("d.csv"));
    QCOMPARE(scenario.data->x, std::string("7"));
    QCOMPARE(scenario.data->format.separator, std::optional<char>(';'));
    QVERIFY(!withField(scenario, "data", "null").data.has_value());
    QVERIFY(withField(scenario, "data.separator", "null").data->format == CsvDecisions{});
    QVERIFY_THROWS_EXCEPTION(InputError,
                             static_cast<void>(withField(scenario, "data.separator", "x")));
    QVERIFY_THROWS_EXCEPTION(InputError,
                             static_cast<void>(withField(scenario, "data.nothing", "1")));
}

void TestDataScenarios::pathsFollowTheFolder()
{
    const Scenario relative = scenarioOf("data/d.csv");
    const Scenario absolute = withDataIn(relative, "/home/me/experiment");
    QCOMPARE(absolute.data->file, std::string("/home/me/experiment/data/d.csv"));
    QVERIFY(withDataIn(absolute, "/elsewhere") == absolute);
    QVERIFY(withDataRelativeTo(absolute, "/home/me/experiment") == relative);
    QVERIFY(withDataRelativeTo(absolute, "/home/me/other") == absolute);
}

void TestDataScenarios::decisionsOnTheFormatAreKept()
{
    Scenario scenario = scenarioOf("d.csv");
    scenario.data->format = {TextEncoding::Windows1252, '\t', DecimalMark::Comma, '\0', 2, true};
    QVERIFY(readScenario(writeScenario(scenario)) == scenario);
}

QTEST_APPLESS_MAIN(TestDataScenarios)
#include "test_data_scenarios.moc"
