// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"
#include "tests/core/experiments.h"

#include <cstdint>
#include <functional>
#include <vector>

/// Scenarios of every kind, for the tests of `compute`.
namespace tradeoff::test {

using Change = std::function<void(Scenario&)>;

/// The default scenario with something changed, and with little to simulate.
inline Scenario scenario(const Change& change = [](Scenario&) {})
{
    Scenario result = defaultScenario();
    result.trainingSets = 50;
    result.sweep.last = 40;
    change(result);
    return result;
}

/// A walk through what a person may ask for: each scenario differs from the one before it in
/// something that the cache must notice.
inline std::vector<Scenario> walk()
{
    const std::vector<double> inner{0.1, 0.2, 0.6};
    std::vector<Scenario> steps;
    const auto add = [&](const Change& change) { steps.push_back(scenario(change)); };
    add([](Scenario&) {});
    add([](Scenario& s) { s.experts = 17; });
    add([](Scenario& s) { s.samples = 201; });
    add([](Scenario& s) { s.seed = ~std::uint64_t{0}; });
    add([](Scenario& s) { s.noiseVariance = 0; });
    add([](Scenario& s) { s.noiseVariance = 0.2; });
    add([](Scenario& s) { s.emptyRegion = EmptyRegionRule::Nearest; });
    add([](Scenario& s) { s.emptyRegion = EmptyRegionRule::Mean; });
    add([](Scenario& s) { s.segmentation = segmentation("uniform"); });
    add([&](Scenario& s) { s.segmentation = segmentation("manual", {{"boundaries", inner}}); });
    add([](Scenario& s) { s.segmentation = segmentation("power"); });
    add([](Scenario& s) { s.segmentation = segmentation("power", {{"targetExponent", 1.0}}); });
    add([](Scenario& s) { s.segmentation = segmentation("equal-probability"); });
    add([](Scenario& s) { s.target = target("cosine", {{"frequency", 2.0}}); });
    add([](Scenario& s) { s.target = target("steps"); });
    add([](Scenario& s) { s.target = target("constant"); });
    add([](Scenario& s) { s.target = targetFormula("abs(x - 0.3) + step(x - 0.7)"); });
    add([](Scenario& s) { s.density = density("beta", {{"alpha", 0.5}, {"beta", 0.5}}); });
    add([](Scenario& s) { s.density = density("uniform"); });
    add([](Scenario& s) { s.domain = {-3, 5}; });
    add([](Scenario& s) { s.sweep.list = {1, 2, 50}; });
    add([](Scenario& s) { s.sweep = {7, 7, {}}; });
    add([](Scenario& s) { s.swept = {"target.frequency", Interval{0, 4}}; });
    add([](Scenario& s) { s.trainingSets = 0; });
    add([](Scenario& s) { s.trainingSets = 51; });
    add([](Scenario& s) { s.samples = 1; });
    add([](Scenario& s) { s.experts = 1; });
    add([](Scenario& s) { s.experts = 1000; });
    return steps;
}

} // namespace tradeoff::test
