// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute.h"
#include "core/laws.h"
#include "tests/core/experiments.h"

/// The experiments of the tests of the laws over the number of samples.
namespace tradeoff::test {

inline const ResultParts lawParts{ResultPart::Laws};

inline Scenario lawPaper()
{
    Scenario scenario = defaultScenario();
    scenario.target = target("cosine", {{"frequency", 1.0}});
    scenario.density = density("truncated-gaussian", {{"mean", 0.4}, {"sd", 0.1}});
    scenario.sweep.last = 5;
    scenario.trainingSets = 0;
    return scenario;
}

inline Scenario lawLine()
{
    Scenario scenario = lawPaper();
    scenario.target = target("linear", {{"slope", 2.0}, {"intercept", 0.0}});
    scenario.density = density("uniform");
    scenario.segmentation = segmentation("uniform");
    return scenario;
}

inline Laws lawsOf(const Scenario& scenario)
{
    return *compute(scenario, {}, lawParts).laws;
}

inline double excessOf(const Errors& errors)
{
    return errors.approximation + errors.estimation;
}

} // namespace tradeoff::test
