// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/number_text.h"
#include "core/simulated_fits.h"

#include <cmath>

namespace tradeoff {

namespace {

const std::string figureName = "spread";
const std::string figureTitle = "Fits of many training sets";

/// What of a spread a view shows.
struct Shown {
    std::size_t fits = 0; ///< that are drawn
    FitStatistics simulated;
};

Shown shown(const FitSpread& spread, int wanted)
{
    const std::size_t kept = spread.fits.size();
    if (wanted > 0 && static_cast<std::size_t>(wanted) <= kept) {
        return {static_cast<std::size_t>(wanted),
                statisticsOfFirst(spread, static_cast<std::size_t>(wanted))};
    }
    return {kept, spread.simulated};
}

std::string fitsText(int trainingSets)
{
    return counted(trainingSets, "fit");
}

/// How many are drawn and how many there are.
std::string bundleLabel(const Shown& shown)
{
    const auto all = static_cast<std::size_t>(shown.simulated.trainingSets);
    const std::string text = fitsText(shown.simulated.trainingSets);
    return shown.fits == all ? text : numberText(static_cast<double>(shown.fits)) + " of " + text;
}

Curve meanCurve(const FitStatistics& statistics, const std::string& label)
{
    return {Role::MeanFit, label, CurveShape::Treads, *statistics.boundaries, statistics.mean};
}

Band spreadBand(const FitStatistics& statistics, const std::string& label)
{
    Band band{Role::MeanFit, label, *statistics.boundaries, statistics.mean, statistics.mean};
    for (std::size_t i = 0; i < statistics.mean.size(); ++i) {
        band.low[i] -= statistics.deviation[i];
        band.high[i] += statistics.deviation[i];
    }
    return band;
}

/// Bars in the middles of cells, of so many of these that they can be told apart.
Curve spreadBars(const FitStatistics& statistics, const Interval& visible)
{
    Curve bars{Role::Simulation,
               "mean ± 1 sd of " + fitsText(statistics.trainingSets),
               CurveShape::ErrorBars,
               {},
               {}};
    const std::vector<double>& edges = *statistics.boundaries;
    constexpr double mostInView = 50;
    const double distance = visible.length() / mostInView;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        const double middle = edges[i] + (edges[i + 1] - edges[i]) / 2;
        if (visible.contains(middle) && (bars.x.empty() || middle >= bars.x.back() + distance)) {
            bars.x.push_back(middle);
            bars.y.push_back(statistics.mean[i]);
            bars.bars.push_back(statistics.deviation[i]);
        }
    }
    return bars;
}

/// The estimation error's two parts, over all training sets.
std::string exactSummary(const FitSpread& spread)
{
    return " The expected estimation error is the squared bias of the mean fit, " +
           shortNumber(spread.squaredBias) + ", and the variance of the fits, " +
           shortNumber(spread.variance) + ".";
}

std::string summary(const Result& result, const Shown& shown)
{
    const FitSpread& spread = *result.fitSpread;
    std::string text =
        "Fits by " + counted(static_cast<std::int64_t>(result.regions.size()), "constant") + ", " +
        result.scenario.segmentation.kind + " segmentation, each learned from " +
        counted(result.scenario.samples, "sample") + ".";
    if (shown.simulated.trainingSets > 0) {
        text += " Of " + counted(shown.simulated.trainingSets, "simulated training set") + ", " +
                numberText(static_cast<double>(shown.fits)) +
                " drawn and all in their mean and standard deviation.";
    }
    return spread.exact ? text + exactSummary(spread) : text;
}

void addSimulated(Figure& figure, const FitSpread& spread, const Shown& shown,
                  const Interval& visible)
{
    if (shown.simulated.trainingSets == 0) {
        return;
    }
    const auto last = spread.fits.begin() + static_cast<std::ptrdiff_t>(shown.fits);
    figure.bundles.push_back(
        {Role::SimulatedFits, bundleLabel(shown), {spread.fits.begin(), last}});
    if (spread.exact) {
        if (Curve bars = spreadBars(shown.simulated, visible); !bars.x.empty()) {
            figure.curves.push_back(std::move(bars));
        }
        return;
    }
    const std::string fits = fitsText(shown.simulated.trainingSets);
    figure.bands.push_back(spreadBand(shown.simulated, "± 1 sd of " + fits));
    figure.curves.push_back(meanCurve(shown.simulated, "mean of " + fits));
}

} // namespace

Figure makeSpreadFigure(const Result& result, const FigureView& view)
{
    if (result.data) {
        return unknownFigure(figureName, figureTitle,
                             "Data are one training set: how fits differ from one to the next is "
                             "not known.");
    }
    Figure figure;
    figure.name = figureName;
    figure.title = figureTitle;
    figure.x = inputAxis(result);
    figure.curves.push_back(targetCurve(result, view));
    const bool isLearned = result.errorsOf == ErrorsOf::DrawnSample;
    figure.curves.push_back(treads(
        result.cells(), result, &Region::constant,
        {Role::BestConstants, isLearned ? "best constants, this sample" : "best constants"}));
    figure.boundaries = {result.innerBoundaries(), !result.hasSplitRegions()};
    figure.summary = "Target function and its best constants; fits are on their way.";
    if (result.fitSpread) {
        const FitSpread& spread = *result.fitSpread;
        const Shown part = shown(spread, view.fits);
        if (spread.exact) {
            figure.bands.push_back(spreadBand(*spread.exact, "± 1 sd, exact"));
            figure.curves.push_back(meanCurve(*spread.exact, "mean fit, exact"));
        }
        addSimulated(figure, spread, part, visibleInput(result, view));
        figure.summary = summary(result, part);
    }
    figure.y = outputAxis(figure, result);
    return figure;
}

} // namespace tradeoff
