// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dimensions.h"
#include "core/input_error.h"
#include "core/scenario_json.h"
#include "core/scenario_options.h"

#include <QTest>

#include <string>
#include <vector>

using namespace tradeoff;

namespace {

const std::vector<std::size_t> someDimensions{1, 2, 3, 10};

/// The default scenario in so many dimensions.
Scenario inSpace(std::size_t dimensions)
{
    return withDimensions(defaultScenario(), dimensions);
}

Scenario withChoice(Scenario scenario, const ChoiceSlot& slot, const Option& option)
{
    scenario.*slot.member = inDimensions(option, defaultChoice(option), scenario.dimensions());
    return normalized(std::move(scenario));
}

/// "place: message" of what validate refuses; empty when it accepts.
std::string refusalOf(const Scenario& scenario)
{
    try {
        validate(scenario);
    } catch (const InputError& error) {
        return error.line();
    }
    return {};
}

Choice truncatedGaussian(double mean, double sd)
{
    return {"truncated-gaussian", {{"mean", mean}, {"sd", sd}}};
}

} // namespace

class TestDimensions : public QObject {
    Q_OBJECT

private slots:
    void everyKindOfEveryTableIsValidAndSurvivesItsFile_data();
    void everyKindOfEveryTableIsValidAndSurvivesItsFile();
    void hexagonsNeedThePlane();
    void whatMeansTheSameIsKeptThereAndBack_data();
    void whatMeansTheSameIsKeptThereAndBack();
    void allElseIsKept();
    void formulasAreRenamed();
    void densityOfXBecomesThatOfEveryCoordinate();
    void sidesAreContinuedAndCut();
    void tablesGrowByTheirDiagonalAndLastCoordinates();
    void dataGiveWayToAProblem();
    void dataAreRefusedInSeveralDimensions();
    void expertsFollowCountsAndCenters();
};

void TestDimensions::everyKindOfEveryTableIsValidAndSurvivesItsFile_data()
{
    QTest::addColumn<int>("slot");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("dimensions");
    for (std::size_t i = 0; i < choiceSlots().size(); ++i) {
        for (const std::size_t dimensions : someDimensions) {
            for (const Option* option : choiceSlots()[i].options(dimensions)) {
                QTest::addRow("%s %s in %zu", choiceSlots()[i].name, option->kind.c_str(),
                              dimensions)
                    << static_cast<int>(i) << QString::fromStdString(option->kind)
                    << static_cast<int>(dimensions);
            }
        }
    }
}

void TestDimensions::everyKindOfEveryTableIsValidAndSurvivesItsFile()
{
    QFETCH(int, slot);
    QFETCH(QString, kind);
    QFETCH(int, dimensions);
    const ChoiceSlot& place = choiceSlots()[static_cast<std::size_t>(slot)];
    const auto d = static_cast<std::size_t>(dimensions);
    const Option& option = optionOfKind(place.options(d), kind.toStdString(), {});
    const Scenario scenario = withChoice(inSpace(d), place, option);
    QCOMPARE(refusalOf(scenario), std::string());
    QVERIFY(readScenario(writeScenario(scenario)) == scenario);
    // What a file leaves out is as long as the dimensions ask for.
    const Scenario fromFile =
        withField(inSpace(d), std::string(place.name) + ".kind", kind.toStdString());
    QVERIFY(fromFile.*place.member == scenario.*place.member);
    // From every kind to every other number of dimensions.
    for (const std::size_t others : someDimensions) {
        const Scenario there = withDimensions(scenario, others);
        QCOMPARE(there.dimensions(), others);
        QCOMPARE(refusalOf(there), std::string());
        QVERIFY(withDimensions(there, others) == there);
    }
}

void TestDimensions::hexagonsNeedThePlane()
{
    const Scenario plane = withField(inSpace(2), "segmentation.kind", "hexagonal");
    QCOMPARE(withDimensions(plane, 3).segmentation.kind, std::string("voronoi-centroidal"));
    Scenario space = inSpace(3);
    space.segmentation = {"hexagonal", {}};
    QVERIFY(refusalOf(space).starts_with("/segmentation/kind: "));
}

void TestDimensions::whatMeansTheSameIsKeptThereAndBack_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("space");
    const auto add = [](const char* path, const char* line, const char* space) {
        QTest::addRow("%s %s", path, line) << path << line << space;
    };
    add("target", "cosine", "cosine-product");
    add("target", "linear", "linear");
    add("target", "expression", "expression");
    add("segmentation", "optimal", "voronoi-centroidal");
    add("segmentation", "uniform", "grid");
    add("segmentation", "random", "voronoi-random");
    add("segmentation", "level-set", "level-set");
    add("segmentation", "learned-tree", "learned-tree");
    add("density", "uniform", "uniform");
    for (const char* kind : {"truncated-gaussian", "beta", "truncated-exponential",
                             "gaussian-mixture", "histogram", "expression"}) {
        add("density", kind, "product");
    }
}

void TestDimensions::whatMeansTheSameIsKeptThereAndBack()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    QFETCH(QString, space);
    const auto& all = choiceSlots();
    const auto slot = std::ranges::find(all, path, &ChoiceSlot::name);
    const Scenario before =
        withField(defaultScenario(), path.toStdString() + ".kind", line.toStdString());
    const Scenario there = withDimensions(before, 2);
    QCOMPARE((there.*slot->member).kind, space.toStdString());
    const Scenario back = withDimensions(there, 1);
    QCOMPARE((back.*slot->member).kind, line.toStdString());
    if (line != "cosine" && line != "linear") { // an offset and a slope have no place there
        QVERIFY(back == before);
    }
}

void TestDimensions::allElseIsKept()
{
    Scenario scenario = defaultScenario();
    scenario.experts = 25;
    scenario.samples = 1234;
    scenario.seed = 99;
    scenario.noiseVariance = 0.25;
    scenario.emptyRegion = EmptyRegionRule::Nearest;
    scenario.trainingSets = 77;
    scenario.sweep.list = {1, 4, 9};
    scenario.target.values["frequency"] = 2.5;
    scenario.swept = {"target.frequency", Interval{0, 4}};
    for (const std::size_t dimensions : {std::size_t{2}, std::size_t{3}, std::size_t{10}}) {
        const Scenario there = withDimensions(scenario, dimensions);
        QCOMPARE(there.experts, 25);
        QCOMPARE(there.samples, 1234);
        QCOMPARE(there.seed, std::uint64_t{99});
        QCOMPARE(there.noiseVariance, 0.25);
        QVERIFY(there.emptyRegion == EmptyRegionRule::Nearest);
        QCOMPARE(there.trainingSets, 77);
        QVERIFY(there.sweep == scenario.sweep);
        QCOMPARE(there.target.number("frequency"), 2.5);
        QVERIFY(there.swept == scenario.swept);
        QVERIFY(withDimensions(there, 1) == scenario);
    }
    scenario.swept = {"target.offset", std::nullopt}; // which is gone there
    QVERIFY(withDimensions(scenario, 2).swept == SweptParameter());
}

void TestDimensions::formulasAreRenamed()
{
    const std::string formula = "exp(x) + max(x, 0.25)*x^2";
    Scenario scenario = withField(defaultScenario(), "target.kind", "expression");
    scenario.target.values["expression"] = formula;
    const Scenario plane = withDimensions(scenario, 2);
    QCOMPARE(plane.target.text("expression"), std::string("exp(x1) + max(x1, 0.25)*x1^2"));
    QCOMPARE(withDimensions(plane, 1).target.text("expression"), formula);
    // A coordinate that is gone: the default stands instead.
    const Scenario both = withField(plane, "target.expression", "x1 + x2");
    QVERIFY(withDimensions(both, 3).target == both.target);
    QCOMPARE(withDimensions(both, 1).target, defaultScenario().target);
}

void TestDimensions::densityOfXBecomesThatOfEveryCoordinate()
{
    const std::vector<FieldEdit> edits{{"density.mean", "0.3"}, {"density.sd", "0.15"}};
    const Scenario line = withFields(defaultScenario(), edits);
    const Scenario space = withDimensions(line, 3);
    const std::vector<Choice> single{truncatedGaussian(0.3, 0.15)};
    QVERIFY(space.density.choices("factors") == single);
    // A Gaussian's first coordinate has the first mean and the root of the first variance.
    const std::vector<FieldEdit> plane{{"domain", "[[0,1],[0,1]]"},
                                       {"density.kind", "gaussian"},
                                       {"density.mean", "[0.25, 0.75]"},
                                       {"density.covariance", "[[0.09, 0.01], [0.01, 0.04]]"}};
    const Scenario gaussian = withFields(defaultScenario(), plane);
    const Choice first = withDimensions(gaussian, 1).density;
    QCOMPARE(first.kind, std::string("truncated-gaussian"));
    QCOMPARE(first.number("mean"), 0.25);
    QCOMPARE(first.number("sd"), 0.3);
}

void TestDimensions::sidesAreContinuedAndCut()
{
    Scenario scenario = defaultScenario();
    scenario.domain = {-1, 2};
    const Scenario plane = withField(withDimensions(scenario, 2), "domain", "[[-1,2],[0,4]]");
    const std::vector<Interval> continued{{-1, 2}, {0, 4}, {0, 4}, {0, 4}};
    QVERIFY(withDimensions(plane, 4).box() == continued);
    QVERIFY(withDimensions(plane, 1).box() == std::vector<Interval>{scenario.domain});
}

void TestDimensions::tablesGrowByTheirDiagonalAndLastCoordinates()
{
    const std::vector<FieldEdit> edits{{"density.kind", "gaussian"},
                                       {"density.covariance", "[[0.04, 0.01], [0.01, 0.09]]"},
                                       {"segmentation.kind", "manual"},
                                       {"segmentation.centers", "[[0.1, 0.2], [0.3, 0.4]]"}};
    const Scenario plane = withFields(inSpace(2), edits);
    const Scenario space = withDimensions(plane, 3);
    const std::vector<Record> covariance{{0.04, 0.01, 0}, {0.01, 0.09, 0}, {0, 0, 0.09}};
    const std::vector<Record> centers{{0.1, 0.2, 0.2}, {0.3, 0.4, 0.4}};
    QVERIFY(space.density.records("covariance") == covariance);
    QVERIFY(space.segmentation.records("centers") == centers);
    QCOMPARE(space.experts, 2);
    QVERIFY(withDimensions(space, 2) == plane);
}

void TestDimensions::dataGiveWayToAProblem()
{
    Scenario scenario = defaultScenario();
    scenario.data.emplace().file = "points.csv";
    QVERIFY(!withDimensions(scenario, 2).data);
    QVERIFY(withDimensions(scenario, 1).data);
}

void TestDimensions::dataAreRefusedInSeveralDimensions()
{
    Scenario scenario = inSpace(2);
    scenario.data.emplace().file = "points.csv";
    QVERIFY(refusalOf(scenario).starts_with("/data: "));
    Scenario line = defaultScenario();
    line.data = scenario.data;
    line.segmentation = {"learned-density", {}};
    try {
        static_cast<void>(withField(line, "domain", "[[0,1],[0,1]]"));
        QFAIL("accepted");
    } catch (const InputError& error) {
        QCOMPARE(error.place(), std::string("/data"));
    }
}

void TestDimensions::expertsFollowCountsAndCenters()
{
    const Scenario plain = withField(inSpace(3), "segmentation.kind", "grid");
    const Scenario grid = withField(plain, "segmentation.counts", "[2, 3, 4]");
    QCOMPARE(grid.experts, 24);
    QCOMPARE(withField(plain, "segmentation.counts", "[3]").experts, 27);
    QCOMPARE(withField(grid, "segmentation.counts", "[]").experts, 24);
    const Scenario manual = withField(inSpace(2), "segmentation.kind", "manual");
    QCOMPARE(manual.experts, 4);
}

QTEST_APPLESS_MAIN(TestDimensions)
#include "test_dimensions.moc"
