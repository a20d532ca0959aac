// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scenario.h"

#include "core/data_choice.h"
#include "core/density.h"
#include "core/input_error.h"
#include "core/number_text.h"
#include "core/scenario_parameters.h"
#include "core/segmentation.h"
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

void checkDomain(const Interval& domain)
{
    constexpr Interval coordinates{-limits::maximumCoordinate, limits::maximumCoordinate};
    checkNumber(domain.low, coordinates, "/domain/0");
    checkNumber(domain.high, coordinates, "/domain/1");
    if (domain.low >= domain.high) {
        throw InputError("/domain", "must increase, not run from " + numberText(domain.low) +
                                        " to " + numberText(domain.high));
    }
    // Below this, neighbouring floating-point numbers are too far apart for exact figures.
    constexpr double shortest = 1e-9;
    const double farther = std::max(std::abs(domain.low), std::abs(domain.high));
    if (domain.length() < shortest * farther) {
        throw InputError("/domain", "must be at least " + numberText(shortest) +
                                        " times its greater end long, not " +
                                        numberText(domain.length()));
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
    if (scenario.segmentation.kind == "manual") {
        const std::size_t boundaries = scenario.segmentation.numbers("boundaries").size();
        scenario.experts = static_cast<int>(boundaries + 1);
    }
    return scenario;
}

void validate(const Scenario& scenario)
{
    checkDomain(scenario.domain);
    checkNumber(scenario.noiseVariance, {0, limits::maximumNoiseVariance}, "/noiseVariance");
    checkCount(scenario.experts, {1, limits::maximumExperts}, "/experts");
    checkCount(scenario.samples, {1, limits::maximumSamples}, "/samples");
    checkSweep(scenario.sweep);
    checkSwept(scenario.swept);
    checkCount(scenario.trainingSets, {0, limits::maximumTrainingSets}, "/monteCarlo/trainingSets");
    static_cast<void>(makeTarget(scenario.target, scenario.domain));
    static_cast<void>(makeDensity(scenario.density, scenario.domain));
    if (scenario.data) {
        checkData(*scenario.data);
        checkSegmentationOfData(scenario.segmentation);
    } else {
        checkSegmentation(scenario.segmentation, scenario.domain);
    }
}

} // namespace tradeoff
