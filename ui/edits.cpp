// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/edits.h"

#include "core/parameter_sweep.h"
#include "core/segmentation.h"
#include "ui/place_edits.h"

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

/// Rounds and clamps a number that a mouse or a key gave; anything else than a number gives `low`.
double roundedWithin(double value, double low, double high)
{
    if (std::isnan(value))
        return low;
    return std::clamp(std::round(value), low, high);
}

/// A number rounded to a power of ten that is so many decimals below a length.
double roundedTo(double x, double length, int decimals)
{
    const double scale = std::pow(10.0, decimals - std::floor(std::log10(length)));
    const double rounded = std::round(x * scale) / scale;
    return std::isfinite(rounded) ? rounded : x;
}

/// A place as exact as a mouse can be, so that files and fields show no long tails of digits.
double withFewDigits(double x, const Interval& domain)
{
    constexpr int decimals = 4; // of the domain's length
    return roundedTo(x, domain.length(), decimals);
}

} // namespace

Scenario withExperts(const Scenario& scenario, double experts)
{
    Scenario edited = withoutRegionsByHand(scenario);
    edited.experts = static_cast<int>(roundedWithin(experts, 1, limits::maximumExperts));
    return edited;
}

Scenario withSamples(const Scenario& scenario, double samples)
{
    Scenario edited = scenario;
    constexpr auto maximum = static_cast<double>(limits::maximumSamples);
    edited.samples = static_cast<std::int64_t>(roundedWithin(samples, 1, maximum));
    return edited;
}

Scenario withNextSample(const Scenario& scenario)
{
    Scenario edited = scenario;
    ++edited.seed; // after the last seed comes 0
    return edited;
}

Scenario withSweptParameter(const Scenario& scenario, double value)
{
    const auto parameter = scenarioParameter(scenario, scenario.swept.path);
    if (!parameter)
        return scenario;
    if (parameter->path == "experts")
        return withExperts(scenario, value);
    if (parameter->path == "samples")
        return withSamples(scenario, value);
    const Interval range = scenario.swept.range.value_or(parameter->slider);
    constexpr int decimals = 3;
    const double size = goesByRatios(*parameter, range) ? std::abs(value) : range.length();
    return withParameter(scenario, parameter->path, roundedTo(value, size, decimals))
        .value_or(scenario);
}

Scenario withPowerExponents(const Scenario& scenario, double target, double density)
{
    const Option& option = segmentationRow("power").option;
    const auto within = [&](std::size_t i, double exponent) {
        const Interval& accepted = option.parameters[i].range;
        return std::isnan(exponent) ? accepted.low
                                    : std::clamp(exponent, accepted.low, accepted.high);
    };
    return withSegmentation(scenario, Choice{option.kind,
                                             {{"targetExponent", within(0, target)},
                                              {"densityExponent", within(1, density)}}});
}

Scenario withSegmentation(const Scenario& scenario, const Choice& segmentation)
{
    Scenario edited = scenario;
    edited.segmentation = segmentation;
    return normalized(std::move(edited));
}

Scenario withMovedBoundary(const Scenario& scenario, std::vector<double> boundaries, int index,
                           double x)
{
    const auto i = static_cast<std::size_t>(index);
    if (index < 0 || i >= boundaries.size() || std::isnan(x))
        return scenario;
    const double low = i == 0 ? scenario.domain.low : boundaries[i - 1];
    const double high = i + 1 == boundaries.size() ? scenario.domain.high : boundaries[i + 1];
    const double gap = std::min(1e-6 * scenario.domain.length(), (high - low) / 4);
    boundaries[i] = std::clamp(withFewDigits(x, scenario.domain), low + gap, high - gap);

    Scenario edited = scenario;
    edited.segmentation = Choice{"manual", {{"boundaries", std::move(boundaries)}}};
    return normalized(std::move(edited));
}

Scenario withMovedCenter(const Scenario& scenario, std::vector<Record> centers, int index,
                         const PlanePoint& to)
{
    const auto i = static_cast<std::size_t>(index);
    const std::vector<Interval> box = scenario.box();
    if (box.size() != 2 || index < 0 || i >= centers.size() || std::isnan(to.x) ||
        std::isnan(to.y)) {
        return scenario;
    }
    const double wanted[]{to.x, to.y};
    for (std::size_t k = 0; k < std::size(wanted); ++k) {
        centers[i].at(k) = std::clamp(withFewDigits(wanted[k], box[k]), box[k].low, box[k].high);
    }
    return withSegmentation(scenario, Choice{"manual", {{"centers", std::move(centers)}}});
}

} // namespace tradeoff::ui
