// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/power_map.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

/// Edges half-way between the points of a grid; at its ends as far out as the finest grid reaches,
/// so that the picture keeps its place while the grid becomes finer.
std::vector<double> edges(const std::vector<double>& points, const Interval& all)
{
    std::vector<double> result{all.low};
    for (std::size_t i = 1; i < points.size(); ++i) {
        result.push_back((points[i - 1] + points[i]) / 2);
    }
    result.push_back(all.high);
    return result;
}

/// A little more than the exponents of the map, so that its border's points are inside.
Interval shownExponents()
{
    const Interval range = powerMapRange();
    constexpr double room = 1.0 / 64;
    return {range.low - room * range.length(), range.high + room * range.length()};
}

/// Of the errors above zero: the best of them has the darkest colour.
Interval errorRange(const PowerMap& map)
{
    Interval range = nothingYet();
    for (const double error : map.approximation) {
        if (error > 0) {
            include(range, error);
        }
    }
    for (const PowerMap::Point& point : map.named) {
        if (point.approximation > 0) {
            include(range, point.approximation);
        }
    }
    if (!(range.low <= range.high)) {
        return {1e-3, 1};
    }
    constexpr double least = 1.01; // all errors alike: any scale will do
    return {range.low, std::max(range.high, least * range.low)};
}

ColourField field(const PowerMap& map)
{
    ColourField result;
    result.colours.label = "approximation error";
    result.x = edges(map.targetExponents, shownExponents());
    result.y = edges(map.densityExponents, shownExponents());
    result.values = map.approximation;
    result.colours.scale = AxisScale::Logarithmic;
    result.colours.range = errorRange(map);
    result.pickable = true;
    return result;
}

std::string place(const PowerExponents& exponents)
{
    return "s = " + shortNumber(exponents.target) + ", t = " + shortNumber(exponents.density);
}

void addMarks(Figure& figure, const PowerMap& map)
{
    const std::vector<NamedPower>& names = namedPowers();
    for (std::size_t i = 0; i < names.size(); ++i) {
        const PowerExponents& at = names[i].exponents;
        figure.marks.push_back(
            {Role::NamedExponents, std::string(names[i].label), at.target, at.density});
    }
    figure.marks.push_back(
        {Role::BestExperts, "least", map.least.exponents.target, map.least.exponents.density});
}

std::string summary(const PowerMap* map)
{
    std::string text = "Approximation error over the exponents s and t of the segment density";
    if (map == nullptr) {
        return text + ".";
    }
    text += ", for " + counted(map->experts, "expert") + ". It is least at " +
            place(map->least.exponents) + ", where it is " + shortNumber(map->least.approximation) +
            ".";
    const std::vector<NamedPower>& names = namedPowers();
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += (i == 0 ? " At " : ", at ") + std::string(names[i].label) + " " +
                shortNumber(map->named[i].approximation);
    }
    return text + ".";
}

} // namespace

Figure makePowerMapFigure(const Result& result, const FigureView& /*view*/)
{
    if (result.data) {
        return unknownFigure("power-map", "Power map",
                             "Data alone do not tell the approximation error: there is no known "
                             "target function.");
    }
    Figure figure;
    figure.name = "power-map";
    figure.title = "Power map";
    figure.x = {"slope exponent s", AxisScale::Linear, shownExponents(), true};
    figure.y = {"density exponent t", AxisScale::Linear, shownExponents(), true};
    const PowerMap* map = result.powerMap.get();
    if (map != nullptr) {
        figure.fields.push_back(field(*map));
        addMarks(figure, *map);
    }
    if (const auto current = exponentsOf(result.scenario.segmentation)) {
        // Where it has a name, the name is enough.
        const bool isNamed =
            std::any_of(figure.marks.begin(), figure.marks.end(), [&](const Mark& mark) {
                return mark.x == current->target && mark.y == current->density;
            });
        figure.marks.push_back(
            {Role::CurrentPoint, isNamed ? "" : "current", current->target, current->density});
    }
    figure.summary = summary(map);
    return figure;
}

} // namespace tradeoff
