// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/laws.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tradeoff {

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
constexpr Interval shownSamples{8.66, 1.155e6}; ///< half a column more than the map on both sides
constexpr Interval shownExperts{0.8, 1120};

/// Edges half-way between the numbers on a logarithmic axis, with a frame that stays while the map
/// becomes finer.
template <class Number>
std::vector<double> edges(const std::vector<Number>& numbers, const Interval& all)
{
    std::vector<double> result{all.low};
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        result.push_back(
            std::sqrt(static_cast<double>(numbers[i - 1]) * static_cast<double>(numbers[i])));
    }
    result.push_back(all.high);
    return result;
}

ColourField field(const ExcessMap& map)
{
    ColourField result;
    result.colours.label = "excess error";
    result.x = edges(map.samples, shownSamples);
    result.y = edges(map.experts,
                     {shownExperts.low, std::min(shownExperts.high, 1.12 * map.experts.back())});
    result.values = map.excess;
    result.colours.scale = AxisScale::Logarithmic;
    result.pickable = true;
    Interval range = nothingYet();
    for (const double excess : map.excess) {
        include(range, excess > 0 ? excess : gap);
    }
    constexpr double decades = 1e-10; // errors that are zero but for rounding say nothing
    result.colours.range = range.low < range.high
                               ? Interval{std::max(range.low, decades * range.high), range.high}
                               : Interval{1e-3, 1};
    return result;
}

Curve ridge(const Laws& laws)
{
    Curve curve{Role::BestOverSamples, "best m", CurveShape::Line, {}, {}};
    for (const BestAtSamples& best : laws.best) {
        curve.x.push_back(static_cast<double>(best.samples));
        curve.y.push_back(best.search == BestAtSamples::Search::Found ? best.experts : gap);
    }
    return curve;
}

Curve law(const Laws& laws)
{
    Curve curve{Role::Law, "law", CurveShape::Line, {}, {}};
    for (const BestAtSamples& best : laws.best) {
        const auto n = static_cast<double>(best.samples);
        curve.x.push_back(n);
        curve.y.push_back(laws.bestExpertsByLaw(n).value_or(gap));
    }
    return curve;
}

std::string summary(const Laws* laws)
{
    std::string text = "Excess error, the test error above the noise, over the numbers of samples "
                       "and of experts.";
    if (laws == nullptr || laws->map.excess.empty()) {
        return text;
    }
    const auto [least, greatest] =
        std::minmax_element(laws->map.excess.begin(), laws->map.excess.end());
    return text + " It runs from " + shortNumber(*least) + " to " + shortNumber(*greatest) + ".";
}

} // namespace

Figure makeExcessMapFigure(const Result& result, const FigureView& /*view*/)
{
    if (const std::string reason = withoutExcess(result); !reason.empty()) {
        return unknownFigure("excess-map", "Excess error map", reason);
    }
    Figure figure;
    figure.name = "excess-map";
    figure.title = "Excess error map";
    figure.x = {"number of samples n", AxisScale::Logarithmic, shownSamples, true};
    figure.y = {"number of experts m", AxisScale::Logarithmic, shownExperts, true};
    const Laws* laws = result.laws.get();
    if (laws != nullptr) {
        if (!laws->map.excess.empty()) {
            figure.fields.push_back(field(laws->map));
        }
        for (Curve& curve : std::vector{law(*laws), ridge(*laws)}) {
            if (hasNumbers(curve)) {
                figure.curves.push_back(std::move(curve));
            }
        }
    }
    figure.marks.push_back({Role::CurrentPoint, "current",
                            static_cast<double>(result.scenario.samples),
                            static_cast<double>(result.scenario.experts)});
    figure.summary = summary(laws);
    return figure;
}

} // namespace tradeoff
