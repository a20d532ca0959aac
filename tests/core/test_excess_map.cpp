// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/figure.h"
#include "core/laws.h"
#include "tests/core/law_experiments.h"
#include "tests/core/threads.h"

#include <QTest>

#include <algorithm>
#include <stop_token>
#include <string>
#include <vector>

using namespace tradeoff;
using Search = BestAtSamples::Search;

class TestExcessMap : public QObject {
    Q_OBJECT

private slots:
    void mapIsThatOfCompute_data();
    void mapIsThatOfCompute();
    void nothingInTheMapIsBelowTheBest();
    void stagesOnlyAdd();
    void areKeptWhileTheyHold();
    void threadsDoNotMatter();
    void areCancelled();
    void figuresShowThem();
};

void TestExcessMap::mapIsThatOfCompute_data()
{
    QTest::addColumn<Scenario>("scenario");
    QTest::newRow("paper") << test::lawPaper();
    QTest::newRow("line") << test::lawLine();
    Scenario scenario = test::lawPaper();
    scenario.emptyRegion = EmptyRegionRule::Mean;
    scenario.target = test::target("steps");
    QTest::newRow("steps, mean") << scenario;
}

void TestExcessMap::mapIsThatOfCompute()
{
    QFETCH(Scenario, scenario);
    const ExcessMap map = test::lawsOf(scenario).map;
    QCOMPARE(map.samples.size(), std::size_t{41});
    QCOMPARE(map.experts.front(), 1);
    QCOMPARE(map.experts.back(), 1000);
    ComputeCache cache;
    for (const std::size_t column : {0, 7, 18, 25}) {
        for (std::size_t row = 0; row < map.experts.size(); row += 5) {
            scenario.samples = map.samples[column];
            scenario.experts = map.experts[row];
            QCOMPARE(map.at(column, row), test::excessOf(compute(scenario, {}, cache).errors));
        }
    }
}

void TestExcessMap::nothingInTheMapIsBelowTheBest()
{
    const Laws laws = test::lawsOf(test::lawPaper());
    const ExcessMap& map = laws.map;
    std::size_t onRidge = 0;
    for (std::size_t i = 0; i < laws.best.size(); ++i) {
        const BestAtSamples& best = laws.best[i];
        const std::size_t column = 2 * i;
        QCOMPARE(map.samples[column], best.samples);
        std::size_t least = 0;
        for (std::size_t row = 0; row < map.experts.size(); ++row) {
            QVERIFY(best.excess <= map.at(column, row));
            least = map.at(column, row) < map.at(column, least) ? row : least;
            if (map.experts[row] == best.experts) {
                QCOMPARE(map.at(column, row), best.excess);
                ++onRidge;
            }
        }
        // The least of a column is a row beside the ridge, or on it.
        QVERIFY(least == 0 || map.experts[least - 1] < best.experts);
        QVERIFY(least + 1 == map.experts.size() || best.experts < map.experts[least + 1]);
    }
    QVERIFY(onRidge > 0);
}

void TestExcessMap::stagesOnlyAdd()
{
    std::vector<std::shared_ptr<const Laws>> stages;
    std::vector<double> progress;
    Monitor monitor;
    monitor.stage = [&](const Result& result) {
        if (result.laws) {
            stages.push_back(result.laws);
        }
    };
    monitor.progress = [&](double share) {
        if (!stages.empty()) {
            progress.push_back(share);
        }
    };
    stages.push_back(compute(test::lawPaper(), monitor, test::lawParts).laws);
    QVERIFY(stages.size() >= 6);
    for (std::size_t k = 1; k < stages.size(); ++k) {
        QVERIFY(!stages[k - 1]->isComplete);
        for (std::size_t i = 0; i < stages[k - 1]->best.size(); ++i) {
            const BestAtSamples& before = stages[k - 1]->best[i];
            const BestAtSamples& after = stages[k]->best[i];
            QVERIFY(before.search == Search::Running
                        ? after.excess <= before.excess
                        : after.experts == before.experts && after.excess == before.excess);
        }
        QVERIFY(stages[k - 1]->map.experts.size() <= stages[k]->map.experts.size());
        QVERIFY(std::includes(stages[k]->map.experts.begin(), stages[k]->map.experts.end(),
                              stages[k - 1]->map.experts.begin(),
                              stages[k - 1]->map.experts.end()));
    }
    QVERIFY(stages.back()->isComplete);
    QVERIFY(!progress.empty() && std::is_sorted(progress.begin(), progress.end()));
    QVERIFY(progress.front() >= 0 && progress.back() < 1);
}

void TestExcessMap::areKeptWhileTheyHold()
{
    ComputeCache cache;
    Scenario scenario = test::lawPaper();
    const auto first = compute(scenario, {}, cache, test::lawParts).laws;
    scenario.samples = 77;
    scenario.experts = 31;
    scenario.seed = 5;
    scenario.sweep.last = 9;
    QVERIFY(compute(scenario, {}, cache, test::lawParts).laws == first);
    const auto changed = [&](const auto& change) {
        Scenario other = test::lawPaper();
        change(other);
        const auto laws = compute(other, {}, cache, test::lawParts).laws;
        const Laws expected = test::lawsOf(other);
        return laws != first && laws->map.excess == expected.map.excess &&
               laws->best.back().excess == expected.best.back().excess;
    };
    QVERIFY(changed([](Scenario& s) { s.noiseVariance = 0.2; }));
    QVERIFY(changed([](Scenario& s) { s.emptyRegion = EmptyRegionRule::Mean; }));
    QVERIFY(changed([](Scenario& s) { s.segmentation = test::segmentation("uniform"); }));
    QVERIFY(changed([](Scenario& s) { s.target = test::target("tanh"); }));
}

void TestExcessMap::threadsDoNotMatter()
{
    const Laws all = test::lawsOf(test::lawPaper());
    const Laws alone = test::withThreads(1, [] { return test::lawsOf(test::lawPaper()); });
    QVERIFY(all.map.excess == alone.map.excess);
    for (std::size_t i = 0; i < all.best.size(); ++i) {
        QCOMPARE(all.best[i].experts, alone.best[i].experts);
        QCOMPARE(all.best[i].excess, alone.best[i].excess);
    }
}

void TestExcessMap::areCancelled()
{
    std::stop_source source;
    Monitor monitor;
    monitor.stop = source.get_token();
    monitor.stage = [&](const Result& result) {
        if (result.laws) {
            source.request_stop();
        }
    };
    ComputeCache cache;
    bool cancelled = false;
    try {
        static_cast<void>(compute(test::lawPaper(), monitor, cache, test::lawParts));
    } catch (const Cancelled&) {
        cancelled = true;
    }
    QVERIFY(cancelled);
    QVERIFY(compute(test::lawPaper(), {}, cache, test::lawParts).laws->isComplete);
}

void TestExcessMap::figuresShowThem()
{
    const Result result = compute(test::lawPaper(), {}, test::lawParts);
    const Laws& laws = *result.laws;
    const Figure best = figureRow("best-experts-law").make(result, {});
    QCOMPARE(best.curves.size(), std::size_t{2});
    QCOMPARE(best.curves[0].role, Role::Law);
    QCOMPARE(best.curves[1].label, std::string("exact, slope 0.332 (n ≥ 10⁴)"));
    const Figure excess = figureRow("excess-law").make(result, {});
    QCOMPARE(excess.curves[1].label, std::string("exact, slope −0.668 (n ≥ 10⁴)"));
    for (std::size_t i = 0; i < laws.best.size(); ++i) {
        const auto n = static_cast<double>(laws.best[i].samples);
        QCOMPARE(best.curves[1].x[i], n);
        QCOMPARE(best.curves[1].y[i], double(laws.best[i].experts));
        QCOMPARE(best.curves[0].y[i], laws.bestExpertsByLaw(n).value());
        QCOMPARE(excess.curves[1].y[i], laws.best[i].excess);
        QCOMPARE(excess.curves[0].y[i], laws.excessByLaw(n).value());
    }
    QCOMPARE(excess.marks.front().y, test::excessOf(result.errors));
    const Figure map = figureRow("excess-map").make(result, {});
    const ColourField& field = map.fields.front();
    QVERIFY(field.values == laws.map.excess && field.pickable);
    QCOMPARE(field.x.size(), laws.map.samples.size() + 1);
    QCOMPARE(field.y.size(), laws.map.experts.size() + 1);
    for (std::size_t row = 0; row < laws.map.experts.size(); ++row) {
        QVERIFY(field.y[row] < laws.map.experts[row] && laws.map.experts[row] < field.y[row + 1]);
    }
    QVERIFY(map.curves[1].y == best.curves[1].y);
    QCOMPARE(map.marks.front().x, 200.0);
    QCOMPARE(map.marks.front().y, 16.0);
    Scenario learned = test::lawPaper();
    learned.segmentation = test::segmentation("learned-tree");
    const Result without = compute(learned, {}, test::lawParts);
    for (const char* name : {"best-experts-law", "excess-law", "excess-map"}) {
        QCOMPARE(figureRow(name).make(without, {}).message, without.laws->note);
    }
}

QTEST_APPLESS_MAIN(TestExcessMap)
#include "test_excess_map.moc"
