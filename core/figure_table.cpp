// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure.h"
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/input_error.h"

namespace tradeoff {

namespace {

std::string whyNot(const FigureRow& row)
{
    if (row.makeInSpace == nullptr) {
        return "This plot is for one dimension.";
    }
    return row.mostDimensions == 2 ? "This plot is for two dimensions."
                                   : "This plot is for two or more dimensions.";
}

} // namespace

const std::vector<FigureRow>& figureTable()
{
    static const std::vector<FigureRow> table{
        {"fit", "Fit", false, {}, makeFitFigure, std::nullopt, makeCutFigure, "Fit along the cut"},
        {"spread",
         "Fits of many training sets",
         false,
         {},
         makeSpreadFigure,
         ResultPart::FitSpread},
        {"plane", "Plane", false, {}, nullptr, std::nullopt, makePlaneFigure, {}, 2},
        {"experts-density",
         "Experts density",
         false,
         {},
         makeExpertsDensityFigure,
         std::nullopt,
         makeCutDensityFigure,
         "Experts density along the cut"},
        {"region-errors",
         "Errors by region",
         false,
         {},
         makeRegionErrorsFigure,
         std::nullopt,
         makeCutErrorsFigure,
         "Errors by region along the cut"},
        {"tradeoff",
         "Tradeoff",
         true,
         {},
         makeTradeoffFigure,
         ResultPart::SimulatedSweep,
         makeTradeoffFigure},
        {"segmentations",
         "Segmentations",
         false,
         {AxisScale::Linear, AxisScale::Logarithmic, std::nullopt},
         makeSegmentationsFigure,
         ResultPart::SegmentationComparison},
        {"power-map", "Power map", false, {}, makePowerMapFigure, ResultPart::PowerMap},
        {"best-experts-law",
         "Best m over n",
         false,
         {AxisScale::Logarithmic, AxisScale::Logarithmic, std::nullopt},
         makeBestExpertsLawFigure,
         ResultPart::Laws},
        {"excess-law",
         "Excess error over n",
         false,
         {AxisScale::Logarithmic, AxisScale::Logarithmic, std::nullopt},
         makeExcessLawFigure,
         ResultPart::Laws},
        {"excess-map",
         "Excess error map",
         false,
         {AxisScale::Logarithmic, AxisScale::Logarithmic, std::nullopt},
         makeExcessMapFigure,
         ResultPart::Laws},
        {"parameter-sweep",
         "Sweep",
         true,
         {AxisScale::Logarithmic, AxisScale::Linear, std::nullopt},
         makeParameterSweepFigure,
         ResultPart::ParameterSweep,
         makeParameterSweepFigure},
        {"bound",
         "Upper bound",
         true,
         {AxisScale::Logarithmic, AxisScale::Logarithmic, std::nullopt},
         nullptr,
         ResultPart::LevelSetErrors,
         makeBoundFigure},
        {"bound-ratio",
         "Upper bound over exact error",
         true,
         {AxisScale::Logarithmic, AxisScale::Logarithmic, std::nullopt},
         nullptr,
         std::nullopt,
         makeBoundRatioFigure},
        {"decomposition",
         "Decomposition of the test error",
         false,
         {},
         makeDecompositionFigure,
         std::nullopt,
         makeDecompositionFigure},
    };
    return table;
}

std::string_view FigureRow::titleFor(std::size_t dimensions) const
{
    return dimensions > 1 && !titleInSpace.empty() ? titleInSpace : title;
}

bool FigureRow::isFor(std::size_t dimensions) const
{
    return dimensions == 1 ? makeOnLine != nullptr
                           : makeInSpace != nullptr && dimensions <= mostDimensions;
}

Figure FigureRow::make(const Result& result, const FigureView& shown) const
{
    const std::size_t dimensions = result.scenario.dimensions();
    if (!isFor(dimensions)) {
        return unknownFigure(std::string(name), std::string(title), whyNot(*this));
    }
    return dimensions == 1 ? makeOnLine(result, shown) : makeInSpace(result, shown);
}

const FigureRow& figureRow(std::string_view name)
{
    std::string names;
    for (const FigureRow& row : figureTable()) {
        if (row.name == name) {
            return row;
        }
        names += (names.empty() ? "" : ", ") + std::string(row.name);
    }
    throw InputError("/plot",
                     "unknown plot \"" + std::string(name) + "\": must be one of " + names);
}

} // namespace tradeoff
