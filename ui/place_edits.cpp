// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/place_edits.h"

#include "core/scenario_options.h"
#include "core/segmentation.h"
#include "core/space/low_discrepancy.h"
#include "core/space/space_segmentation.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace tradeoff::ui {

namespace {

using Numbers = std::vector<double>;
using Box = std::vector<Interval>;

bool isIncreasing(const Numbers& numbers)
{
    return std::adjacent_find(numbers.begin(), numbers.end(), std::greater_equal<>{}) ==
           numbers.end();
}

double movedPlace(double x, const Interval& from, const Interval& to)
{
    const double share = (x - from.low) / from.length();
    // Both ends exactly: a histogram has to cover the whole domain.
    return share == 1.0 ? to.high : to.low + share * to.length();
}

void movePoint(Numbers& point, const Box& from, const Box& to)
{
    for (std::size_t k = 0; k < std::min(point.size(), from.size()); ++k) {
        point[k] = movedPlace(point[k], from[k], to[k]);
    }
}

/// Increasing lists are places on the x-axis, others are not.
void moveAlongLine(Choice& choice, const Interval& from, const Interval& to)
{
    for (auto& [name, value] : choice.values) {
        auto* numbers = std::get_if<Numbers>(&value);
        if (numbers != nullptr && isIncreasing(*numbers)) {
            for (double& x : *numbers) {
                x = movedPlace(x, from, to);
            }
        }
    }
}

/// The entries of a list of choices lie along one coordinate each, a single one along all.
void moveEntries(std::vector<Choice>& entries, const Box& from, const Box& to)
{
    for (std::size_t k = 0; k < std::min(entries.size(), from.size()); ++k) {
        moveAlongLine(entries[k], from[k], to[k]);
    }
}

/// Numbers that can be read, as close as anyone can see: multiples of the power of ten below.
Numbers rounded(Numbers numbers, double step)
{
    const double places = std::pow(10.0, -std::floor(std::log10(step)));
    for (double& x : numbers) {
        x = std::round(x * places) / places;
    }
    return numbers;
}

constexpr double visible = 1e-6; ///< of a side's length

bool isInside(const Record& point, const Box& box)
{
    for (std::size_t k = 0; k < box.size(); ++k) {
        if (!box[k].contains(point[k])) {
            return false;
        }
    }
    return true;
}

/// A point with few digits in each coordinate; the point itself where that leaves the box.
Record roundedPoint(const Record& point, const Box& box)
{
    Record round = point;
    for (std::size_t k = 0; k < box.size(); ++k) {
        round[k] = rounded({point[k]}, visible * box[k].length()).front();
    }
    return isInside(round, box) ? round : point;
}

std::vector<Record> evenPoints(const Box& box, std::size_t count)
{
    const Points points = lowDiscrepancyPoints(box, 0, count);
    std::vector<Record> even(count, Record(box.size()));
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < box.size(); ++k) {
            even[i][k] = points(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k));
        }
        even[i] = roundedPoint(even[i], box);
    }
    return even;
}

/// The square of the distance to the nearest of the points, each side taken as 1 long.
double distanceToNearest(const Record& place, const std::vector<Record>& points, const Box& box)
{
    double nearest = std::numeric_limits<double>::infinity();
    for (const Record& point : points) {
        double square = 0;
        for (std::size_t k = 0; k < box.size(); ++k) {
            const double along = (place[k] - point[k]) / box[k].length();
            square += along * along;
        }
        nearest = std::min(nearest, square);
    }
    return nearest;
}

} // namespace

Choice movedChoice(const Option& option, Choice choice, const Box& from, const Box& to)
{
    if (from.size() == 1) {
        moveAlongLine(choice, from.front(), to.front());
        return choice;
    }
    for (const Parameter& parameter : option.parameters) {
        ParameterValue& value = choice.values.at(parameter.name);
        if (auto* points = std::get_if<std::vector<Record>>(&value)) {
            if (parameter.extent == Extent::PerCoordinateInEvery) {
                for (Record& point : *points) {
                    movePoint(point, from, to);
                }
            }
        } else if (auto* entries = std::get_if<std::vector<Choice>>(&value)) {
            moveEntries(*entries, from, to);
        }
    }
    return choice;
}

std::vector<Scenario> scenariosWithSide(const Scenario& scenario, std::size_t coordinate,
                                        const Interval& side)
{
    Scenario plain = scenario;
    (coordinate == 0 ? plain.domain : plain.furtherSides.at(coordinate - 1)) = side;
    Scenario along = plain;
    for (const ChoiceSlot& slot : choiceSlots()) {
        if (slot.member != &Scenario::target) { // whose numbers are not said to lie in the domain
            along.*slot.member = movedChoice(optionOf(scenario, slot), scenario.*slot.member,
                                             scenario.box(), plain.box());
        }
    }
    return {plain, along};
}

std::vector<double> firstManualBoundaries(const Scenario& scenario,
                                          const std::vector<double>& shown)
{
    const Interval& domain = scenario.domain;
    const auto count = static_cast<std::size_t>(scenario.experts) - 1;
    const bool inside = shown.empty() || (domain.low < shown.front() && shown.back() < domain.high);
    if (shown.size() == count && inside && isIncreasing(shown)) {
        const Numbers round = rounded(shown, visible * domain.length());
        return isIncreasing(round) ? round : shown;
    }
    Numbers boundaries(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double share = static_cast<double>(i + 1) / scenario.experts;
        boundaries[i] = domain.low + share * domain.length();
    }
    return boundaries;
}

std::vector<Record> firstManualCenters(const Scenario& scenario, const std::vector<Record>& shown)
{
    const Box box = scenario.box();
    const auto count = static_cast<std::size_t>(scenario.experts);
    const bool belongs = shown.size() == count && std::ranges::all_of(shown, [&](const Record& at) {
                             return at.size() == box.size() && isInside(at, box);
                         });
    if (!belongs) {
        return evenPoints(box, count);
    }
    std::vector<Record> centers = shown;
    for (Record& center : centers) {
        center = roundedPoint(center, box);
    }
    return centers;
}

Record anotherPoint(const std::vector<Record>& points, const Box& box)
{
    constexpr std::size_t places = 64;
    const std::vector<Record> even = evenPoints(box, places);
    return *std::ranges::max_element(
        even, {}, [&](const Record& place) { return distanceToNearest(place, points, box); });
}

Scenario withoutRegionsByHand(Scenario scenario)
{
    Choice& segmentation = scenario.segmentation;
    const std::size_t dimensions = scenario.dimensions();
    if (dimensions > 1 && spaceRegionsByHand(segmentation, dimensions)) {
        if (segmentation.kind == "grid") {
            segmentation.values["counts"] = Numbers();
        } else {
            const auto options = choiceSlots()[2].options(dimensions);
            segmentation = defaultChoice(optionOfKind(options, "voronoi-centroidal", {}));
        }
    } else if (segmentation.kind == "manual") {
        const char* kind = scenario.data ? "learned-density" : "optimal";
        segmentation = defaultChoice(segmentationRow(kind).option);
    }
    return scenario;
}

} // namespace tradeoff::ui
