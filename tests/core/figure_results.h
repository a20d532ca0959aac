// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute.h"
#include "tests/core/experiments.h"
#include "tests/core/space_scenarios.h"

#include <QTest>

#include <memory>
#include <string>
#include <utility>
#include <vector>

/// Results of every shape that a figure may meet.
namespace tradeoff::test {

using Shared = std::shared_ptr<const Result>;

inline Scenario paper()
{
    Scenario scenario = defaultScenario();
    scenario.density = density("truncated-gaussian", {{"mean", 0.4}, {"sd", 0.1}});
    scenario.experts = 10;
    scenario.trainingSets = 0;
    return scenario;
}

template <class Change>
Shared answer(const Change& change)
{
    Scenario scenario = paper();
    change(scenario);
    return std::make_shared<const Result>(compute(scenario, {}, {ResultPart::SimulatedSweep}));
}

/// What a result is before the training set is drawn and the sweep is made.
inline Shared atFirstStage(const Result& whole)
{
    Result first = whole;
    first.sample.reset();
    first.sweep.clear();
    first.bestExperts.reset();
    first.monteCarlo.reset();
    first.optimalApproximation.reset();
    first.notes.clear();
    first.trainingSet.reset();
    for (Region& region : first.regions) {
        region.samples = 0;
        region.learnedConstant = 0;
    }
    return std::make_shared<const Result>(first);
}

/// Results of every shape that a figure may meet, by name.
inline std::vector<std::pair<std::string, Shared>> results()
{
    const std::vector<double> inner{0.3, 0.35, 0.4, 0.62};
    std::vector<std::pair<std::string, Shared>> list;
    const auto add = [&](const char* name, const auto& change) {
        list.emplace_back(name, answer(change));
    };
    add("paper", [](Scenario&) {});
    add("manual", [&](Scenario& s) {
        s.segmentation = segmentation("manual", {{"boundaries", inner}});
    });
    add("learned", [](Scenario& s) { s.segmentation = segmentation("learned-tree"); });
    add("sweep of one", [](Scenario& s) { s.sweep = {7, 7, {}}; });
    add("sweep of a list", [](Scenario& s) { s.sweep.list = {2, 3, 50, 900}; });
    add("one expert", [](Scenario& s) { s.experts = 1; });
    add("100 000 experts", [](Scenario& s) { s.experts = limits::maximumExperts; });
    add("one sample", [](Scenario& s) { s.samples = 1; });
    add("starved", [](Scenario& s) {
        s.segmentation = segmentation("uniform");
        s.experts = 30;
        s.samples = 20;
    });
    add("infinite density at the ends", [](Scenario& s) {
        s.density = density("beta", {{"alpha", 0.5}, {"beta", 0.5}});
    });
    add("doppler", [](Scenario& s) { s.target = target("doppler"); });
    add("infinite slope inside",
        [](Scenario& s) { s.target = targetFormula("sqrt(abs(x - 0.3))"); });
    add("infinite density inside the figure", [](Scenario& s) {
        s.target = targetFormula("sqrt(abs(x - 0.5))");
        s.density = density("uniform");
    });
    add("constant", [](Scenario& s) { s.target = target("constant"); });
    add("constant zero without noise", [](Scenario& s) {
        s.target = target("constant", {{"value", 0.0}});
        s.noiseVariance = 0;
    });
    add("constant far below zero without noise", [](Scenario& s) {
        s.target = target("constant", {{"value", -1e6}});
        s.noiseVariance = 0;
    });
    add("steps", [](Scenario& s) { s.target = target("steps"); });
    add("far from zero", [](Scenario& s) {
        s.domain = {1e6, 1e6 + 1};
        s.density = density("uniform");
        s.target = targetFormula("1000000 + sin(x)");
    });
    add("noise-free", [](Scenario& s) { s.noiseVariance = 0; });
    add("simulated", [](Scenario& s) { s.trainingSets = 20; });
    const ResultParts allParts{ResultPart::FitSpread, ResultPart::SegmentationComparison,
                               ResultPart::PowerMap, ResultPart::Laws, ResultPart::ParameterSweep};
    Scenario simulated = paper();
    simulated.trainingSets = 120;
    list.emplace_back("with all parts",
                      std::make_shared<const Result>(compute(simulated, {}, allParts)));
    simulated.segmentation = segmentation("learned-quantile");
    list.emplace_back("learned, with fits", std::make_shared<const Result>(
                                                compute(simulated, {}, {ResultPart::FitSpread})));
    Scenario flat = paper();
    flat.target = target("constant", {{"value", 0.0}});
    list.emplace_back("with all parts of nothing",
                      std::make_shared<const Result>(compute(flat, {}, allParts)));
    Scenario learned = paper();
    learned.segmentation = segmentation("learned-tree");
    list.emplace_back("without laws",
                      std::make_shared<const Result>(compute(learned, {}, {ResultPart::Laws})));
    Scenario noisy = paper();
    noisy.noiseVariance = 10;
    list.emplace_back("laws without end",
                      std::make_shared<const Result>(compute(noisy, {}, {ResultPart::Laws})));
    list.emplace_back("first stage", atFirstStage(*list.front().second));
    return list;
}

/// Results of all segmentations of two and of three dimensions, by name, with all parts.
inline std::vector<std::pair<std::string, Shared>> spaceResults()
{
    std::vector<std::pair<std::string, Shared>> list;
    ComputeCache cache; // keeps the problem
    for (const SpaceCase& each : spaceCases()) {
        Scenario scenario = busyScenario(each.dimensions);
        scenario.segmentation = each.segmentation;
        scenario.swept = {"samples", Interval{50, 54}};
        list.emplace_back(each.name,
                          std::make_shared<const Result>(
                              compute(normalized(scenario), {}, cache,
                                      {ResultPart::LevelSetErrors, ResultPart::ParameterSweep})));
    }
    Scenario flat = busyScenario(2);
    flat.target = spaceChoice(spaceTargetRow("expression").option, 2);
    flat.target.values["expression"] = std::string("0");
    list.emplace_back("2, constant", std::make_shared<const Result>(compute(flat)));
    return list;
}

inline void addResults()
{
    QTest::addColumn<Shared>("result");
    static const auto list = results();
    for (const auto& [name, result] : list) {
        QTest::newRow(name.c_str()) << result;
    }
}

inline void addSpaceResults()
{
    QTest::addColumn<Shared>("result");
    static const auto list = spaceResults();
    for (const auto& [name, result] : list) {
        QTest::newRow(name.c_str()) << result;
    }
}

} // namespace tradeoff::test
