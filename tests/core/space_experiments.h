// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input_error.h"
#include "core/option_table.h"
#include "core/space/space_experiment.h"
#include "tests/core/space_problems.h"

#include <map>
#include <memory>
#include <string>

namespace tradeoff::test {

inline BoxDomain unitCube(std::size_t dimensions)
{
    return BoxDomain(dimensions, Interval{0, 1});
}

/// A choice from a table of several coordinates, with its fallback values.
inline Choice spaceChoice(const Option& option, std::size_t dimensions)
{
    return inDimensions(option, defaultChoice(option), dimensions);
}

inline Choice spaceSegmentation(const std::string& kind, std::size_t dimensions = 2)
{
    return spaceChoice(spaceSegmentationRow(kind).option, dimensions);
}

inline Choice gridOf(const std::vector<double>& counts)
{
    Choice grid = spaceSegmentation("grid");
    grid.values["counts"] = counts;
    return grid;
}

inline Choice centroidalOf(const std::string& density)
{
    Choice choice = spaceSegmentation("voronoi-centroidal");
    choice.values["density"] = density;
    return choice;
}

/// A problem with what every experiment needs of it, and a drawn training set.
struct SpaceFixture {
    std::shared_ptr<const SpaceProblem> problem;
    std::shared_ptr<const SpaceSamples> samples;
    LearningSetting setting{0.1, 40, EmptyRegionRule::Zero};
    double mass = 0;

    explicit SpaceFixture(SpaceProblem made)
        : problem(std::make_shared<const SpaceProblem>(std::move(made)))
        , samples(makeSpaceSamples(problem))
        , mass(optimalDensityMassOf(*samples))
    {}

    [[nodiscard]] std::shared_ptr<const SpaceTrainingSet> drawn(std::uint32_t set = 0) const
    {
        return std::make_shared<const SpaceTrainingSet>(makeSpaceTrainingSet(
            *problem, drawSpaceInputs(*problem, {{1, set}, 0, setting.samples}, {}),
            setting.noiseVariance));
    }

    [[nodiscard]] SpaceExperiment experiment(const Choice& segmentation, int mostExperts = 64) const
    {
        checkSpaceSegmentation(segmentation, problem->domain());
        return {problem, samples,
                prepareSpaceSegmenter({problem, samples, mostExperts, drawn(), {}}, segmentation),
                setting, mass};
    }

    [[nodiscard]] SpaceSegmented segmented(const Choice& segmentation, int experts) const
    {
        return segmentedSpace(experiment(segmentation, experts), experts, fullAccuracy, {});
    }
};

/// β = cos 2πx1 cos 2πx2 under a Gaussian of independent coordinates, or under the uniform density.
inline SpaceFixture cosineFixture(const std::string& density)
{
    return SpaceFixture(
        {unitSquare, formulaTarget("cos(2*pi*x1)*cos(2*pi*x2)", unitSquare),
         density == "uniform"
             ? uniformDensity(unitSquare)
             : productDensity({gaussianFactor(0.4, 0.2), gaussianFactor(0.6, 0.2)}, unitSquare)});
}

} // namespace tradeoff::test
