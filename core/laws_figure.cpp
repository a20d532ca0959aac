// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/laws.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace tradeoff {

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

using Search = BestAtSamples::Search;

/// One of the two figures over n: what it is made of.
struct LawKind {
    const char* name;
    const char* title;
    const char* yLabel;
    const char* lawSlope;
    double (*exact)(const BestAtSamples& best);
    std::optional<double> (Laws::*law)(double samples) const;
    std::optional<double> Laws::*slope;
};

const LawKind& bestExpertsKind()
{
    static const LawKind kind{"best-experts-law",
                              "Best m over n",
                              "best number of experts m",
                              "law, slope 1/3",
                              [](const BestAtSamples& best) { return double(best.experts); },
                              &Laws::bestExpertsByLaw,
                              &Laws::expertsSlope};
    return kind;
}

const LawKind& excessKind()
{
    static const LawKind kind{"excess-law",
                              "Excess error over n",
                              "excess error at best m",
                              "law, slope −2/3",
                              [](const BestAtSamples& best) { return best.excess; },
                              &Laws::excessByLaw,
                              &Laws::excessSlope};
    return kind;
}

std::string threeDigits(double number)
{
    std::string text = shortNumber(std::round(number * 1000) / 1000);
    if (text.front() == '-') {
        text.replace(0, 1, "−");
    }
    return text;
}

std::string exactLabel(const Laws& laws, const LawKind& kind)
{
    const std::optional<double>& slope = laws.*kind.slope;
    return slope ? "exact, slope " + threeDigits(*slope) + " (n ≥ 10⁴)" : "exact";
}

/// The rows of one outcome of the search; those of others are gaps.
Curve exactCurve(const Laws& laws, const LawKind& kind, Search search)
{
    const bool isFound = search == Search::Found;
    Curve curve{isFound ? Role::BestOverSamples : Role::EndOfSearch,
                isFound ? exactLabel(laws, kind) : "end of the search: more may be better",
                CurveShape::Markers,
                {},
                {}};
    for (const BestAtSamples& best : laws.best) {
        const double y = best.search == search ? kind.exact(best) : gap;
        curve.x.push_back(static_cast<double>(best.samples));
        curve.y.push_back(y > 0 ? y : gap);
    }
    return curve;
}

Curve lawCurve(const Laws& laws, const LawKind& kind)
{
    Curve curve{Role::Law, kind.lawSlope, CurveShape::Line, {}, {}};
    for (const BestAtSamples& best : laws.best) {
        const auto n = static_cast<double>(best.samples);
        curve.x.push_back(n);
        curve.y.push_back((laws.*kind.law)(n).value_or(gap));
    }
    return curve;
}

/// What a law's absence is due to; empty where it is there.
std::string withoutLaw(const Laws& laws)
{
    if (!laws.highRateConstant) {
        return " There is no law: this segmentation has no finite high-rate constant.";
    }
    return laws.bestExpertsByLaw(1) ? ""
                                    : " There is no law without noise and without a slope of the "
                                      "target function.";
}

std::string summary(const Laws& laws, const LawKind& kind)
{
    std::string text = std::string(kind.title) + ", exactly and by the law for many experts.";
    if (const std::optional<double>& slope = laws.*kind.slope) {
        text += " For n from 10000 on the exact slope is " + shortNumber(*slope) + ".";
    }
    const auto ended =
        std::count_if(laws.best.begin(), laws.best.end(),
                      [](const BestAtSamples& best) { return best.search == Search::AtItsEnd; });
    if (ended > 0) {
        text += " For " + counted(ended, "number") +
                " of samples the search found no end: more experts may be better.";
    }
    return text + withoutLaw(laws);
}

/// A logarithmic range with a little room.
Interval roomAround(const std::vector<Curve>& curves)
{
    Interval range = nothingYet();
    for (const Curve& curve : curves) {
        for (const double y : curve.y) {
            include(range, y);
        }
    }
    if (!(range.low <= range.high)) {
        return {1, 100};
    }
    constexpr double room = 1.25;
    return {range.low / room, range.high * room};
}

Figure makeFigure(const Result& result, const LawKind& kind)
{
    if (const std::string reason = withoutExcess(result); !reason.empty()) {
        return unknownFigure(kind.name, kind.title, reason);
    }
    Figure figure;
    figure.name = kind.name;
    figure.title = kind.title;
    figure.x = {"number of samples n", AxisScale::Logarithmic, {8, 1.25e6}, true};
    figure.summary = std::string(kind.title) + ", exactly and by the law for many experts.";
    if (const Laws* laws = result.laws.get(); laws != nullptr && !laws->best.empty()) {
        for (Curve& curve :
             std::vector{lawCurve(*laws, kind), exactCurve(*laws, kind, Search::AtItsEnd),
                         exactCurve(*laws, kind, Search::Found)}) {
            if (hasNumbers(curve)) {
                figure.curves.push_back(std::move(curve));
            }
        }
        figure.summary = summary(*laws, kind);
    }
    figure.y = {kind.yLabel, AxisScale::Logarithmic, roomAround(figure.curves), true};
    return figure;
}

void addCurrent(Figure& figure, const Result& result, double y)
{
    const auto n = static_cast<double>(result.scenario.samples);
    if (y > 0 && figure.message.empty()) {
        include(figure.y.range, y / 1.4);
        include(figure.y.range, y * 1.4);
        figure.marks.push_back({Role::CurrentPoint, "current", n, y});
    }
}

} // namespace

std::string withoutExcess(const Result& result)
{
    if (result.data) {
        return "Data alone do not tell the excess error: there is no known target function.";
    }
    return result.laws == nullptr ? "" : result.laws->note;
}

Figure makeBestExpertsLawFigure(const Result& result, const FigureView& /*view*/)
{
    Figure figure = makeFigure(result, bestExpertsKind());
    addCurrent(figure, result, result.scenario.experts);
    return figure;
}

Figure makeExcessLawFigure(const Result& result, const FigureView& /*view*/)
{
    Figure figure = makeFigure(result, excessKind());
    addCurrent(figure, result, result.errors.approximation + result.errors.estimation);
    return figure;
}

} // namespace tradeoff
