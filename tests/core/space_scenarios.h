// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dimensions.h"
#include "core/scenario_json.h"
#include "tests/core/space_experiments.h"

#include <string>
#include <variant>
#include <vector>

/// Scenarios of several dimensions.
namespace tradeoff::test {

/// The default scenario in so many dimensions with some values replaced, and with little to do.
inline Scenario spaceScenario(std::size_t dimensions, const std::vector<FieldEdit>& edits = {})
{
    Scenario scenario = withDimensions(defaultScenario(), dimensions);
    scenario.target.values["frequency"] = 0.4; // gentle: quickly integrated
    scenario.sweep.last = 12;
    scenario.trainingSets = 0;
    return withFields(scenario, edits);
}

/// β = Π cos 2πf x_k under the uniform density, cut into a grid of `experts` boxes.
inline Scenario cosineGrid(std::size_t dimensions, int frequency, int experts)
{
    return spaceScenario(dimensions, {{"target", R"({"kind": "cosine-product", "frequency": )" +
                                                     std::to_string(frequency) + "}"},
                                      {"density.kind", "uniform"},
                                      {"segmentation.kind", "grid"},
                                      {"experts", std::to_string(experts)}});
}

/// Every kind of segmentation of so many dimensions, and every density of a centroidal one.
inline std::vector<Choice> segmentationsIn(std::size_t dimensions)
{
    std::vector<Choice> choices;
    for (const SpaceSegmentationRow& row : spaceSegmentationTable()) {
        if (dimensions == 2 || !row.planeOnly) {
            choices.push_back(spaceChoice(row.option, dimensions));
        }
    }
    choices.push_back(centroidalOf("input"));
    choices.push_back(centroidalOf("uniform"));
    return choices;
}

/// A scenario with work in every stage.
inline Scenario busyScenario(std::size_t dimensions)
{
    return spaceScenario(dimensions, {{"domain.1", "[0, 2]"},
                                      {"density.kind", "uniform"},
                                      {"experts", "7"},
                                      {"samples", "60"},
                                      {"emptyRegion", "nearest"},
                                      {"sweep.experts", "[6, 8]"},
                                      {"monteCarlo.trainingSets", "5"}});
}

/// A segmentation in a number of dimensions.
struct SpaceCase {
    std::string name;
    std::size_t dimensions = 2;
    Choice segmentation;
};

/// All segmentations of two and of three dimensions.
inline std::vector<SpaceCase> spaceCases()
{
    std::vector<SpaceCase> cases;
    for (const std::size_t dimensions : {2U, 3U}) {
        for (const Choice& choice : segmentationsIn(dimensions)) {
            const auto density = choice.values.find("density");
            cases.push_back({std::to_string(dimensions) + ", " + choice.kind +
                                 (density == choice.values.end()
                                      ? ""
                                      : " " + std::get<std::string>(density->second)),
                             dimensions, choice});
        }
    }
    return cases;
}

} // namespace tradeoff::test
