// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario.h"

#include "core/data_choice.h"
#include "core/density.h"
#include "core/input_error.h"
#include "core/number_text.h"
#include "core/scenario_parameters.h"
#include "core/segmentation.h"
#include "core/space/space_density.h"
#include "core/space/space_segmentation.h"
#include "core/space/space_target.h"
#include "core/target.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>

namespace tradeoff {

namespace {

void checkNumber(double number, const Interval& range, const std::string& place)
{
    if (!std::isfinite(number) || !range.contains(number)) {
        throw InputError(place, "must be " + describeRange(range) + ", not " + numberText(number));
    }
}

/// The range of a whole number, ends included.
struct Count {
    std::int64_t least = 0;
    std::int64_t most = 0;
};

void checkCount(std::int64_t number, const Count& count, const std::string& place)
{
    if (number < count.least || number > count.most) {
        throw InputError(place, "must be a whole number from " + std::to_string(count.least) +
                                    " to " + std::to_string(count.most) + ", not " +
                                    std::to_string(number));
    }
}

void checkSide(const Interval& domain, const std::string& place)
{
    constexpr Interval coordinates{-limits::maximumCoordinate, limits::maximumCoordinate};
    checkNumber(domain.low, coordinates, place + "/0");
    checkNumber(domain.high, coordinates, place + "/1");
    if (domain.low >= domain.high) {
        throw InputError(place, "must increase, not run from " + numberText(domain.low) + " to " +
                                    numberText(domain.high));
    }
    // Below this, neighbouring floating-point numbers are too far apart for exact figures.
    constexpr double shortest = 1e-9;
    const double farther = std::max(std::abs(domain.low), std::abs(domain.high));
    if (domain.length() < shortest * farther) {
        throw InputError(place, "must be at least " + numberText(shortest) +
                                    " times its greater end long, not " +
                                    numberText(domain.length()));
    }
}

void checkDomain(const Scenario& scenario)
{
    if (scenario.dimensions() == 1) {
        checkSide(scenario.domain, "/domain");
        return;
    }
    const std::vector<Interval> sides = scenario.box();
    checkCount(static_cast<std::int64_t>(sides.size()), {1, limits::maximumDimensions}, "/domain");
    for (std::size_t k = 0; k < sides.size(); ++k) {
        checkSide(sides[k], "/domain/" + std::to_string(k));
    }
}

void checkChoices(const Scenario& scenario)
{
    if (scenario.dimensions() > 1) {
        const std::vector<Interval> box = scenario.box();
        static_cast<void>(makeSpaceTarget(scenario.target, box));
        static_cast<void>(makeSpaceDensity(scenario.density, box));
        checkSpaceSegmentation(scenario.segmentation, box);
        return;
    }
    static_cast<void>(makeTarget(scenario.target, scenario.domain));
    static_cast<void>(makeDensity(scenario.density, scenario.domain));
    if (scenario.data) {
        checkSegmentationOfData(scenario.segmentation);
    } else {
        checkSegmentation(scenario.segmentation, scenario.domain);
    }
}

void checkSweep(const ExpertsSweep& sweep)
{
    const std::string place = "/sweep/experts";
    constexpr Count experts{1, limits::maximumExperts};
    if (sweep.list.empty()) {
        checkCount(sweep.first, experts, place + "/0");
        checkCount(sweep.last, experts, place + "/1");
        if (sweep.first > sweep.last) {
            throw InputError(place, "must not run backwards, from " + std::to_string(sweep.first) +
                                        " to " + std::to_string(sweep.last));
        }
        return;
    }
    for (std::size_t i = 0; i < sweep.list.size(); ++i) {
        const std::string entry = place + "/" + std::to_string(i);
        checkCount(sweep.list[i], experts, entry);
        if (i > 0 && sweep.list[i] <= sweep.list[i - 1]) {
            throw InputError(entry, "must be greater than the entry before it, " +
                                        std::to_string(sweep.list[i - 1]) + ", not " +
                                        std::to_string(sweep.list[i]));
        }
    }
}

} // namespace

const std::vector<EmptyRegionRow>& emptyRegionTable()
{
    static const std::vector<EmptyRegionRow> table = {
        {EmptyRegionRule::Zero, "zero", "Zero"},
        {EmptyRegionRule::Mean, "mean", "Mean of the whole sample"},
        {EmptyRegionRule::Nearest, "nearest", "Nearest expert with samples"}};
    return table;
}

std::vector<int> ExpertsSweep::values() const
{
    if (!list.empty())
        return list;
    std::vector<int> all(static_cast<std::size_t>(std::max(0, last - first + 1)));
    std::iota(all.begin(), all.end(), first);
    return all;
}

std::vector<Interval> Scenario::box() const
{
    std::vector<Interval> sides{domain};
    sides.insert(sides.end(), furtherSides.begin(), furtherSides.end());
    return sides;
}

Scenario defaultScenario()
{
    Scenario scenario;
    scenario.target = defaultChoice(targetRow("cosine").option);
    scenario.density = defaultChoice(densityRow("truncated-gaussian").option);
    scenario.segmentation = defaultChoice(segmentationRow("optimal").option);
    return scenario;
}

Scenario normalized(Scenario scenario)
{
    const Choice& segmentation = scenario.segmentation;
    if (scenario.dimensions() > 1) {
        scenario.experts =
            spaceRegionsByHand(segmentation, scenario.dimensions()).value_or(scenario.experts);
    } else if (segmentation.kind == "manual") {
        scenario.experts = static_cast<int>(segmentation.numbers("boundaries").size() + 1);
    }
    return scenario;
}

void validate(const Scenario& scenario)
{
    checkDomain(scenario);
    checkNumber(scenario.noiseVariance, {0, limits::maximumNoiseVariance}, "/noiseVariance");
    checkCount(scenario.experts, {1, limits::maximumExperts}, "/experts");
    checkCount(scenario.samples, {1, limits::maximumSamples}, "/samples");
    checkSweep(scenario.sweep);
    checkSwept(scenario.swept);
    checkCount(scenario.trainingSets, {0, limits::maximumTrainingSets}, "/monteCarlo/trainingSets");
    if (scenario.data) {
        if (scenario.dimensions() > 1) {
            throw InputError("/data", "have one input x: the domain must be two numbers "
                                      "[low, high], not " +
                                          std::to_string(scenario.dimensions()) + " pairs");
        }
        checkData(*scenario.data);
    }
    checkChoices(scenario);
}

} // namespace tradeoff
