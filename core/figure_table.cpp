// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure.h"
#include "core/figure_parts.h"
#include "core/figures.h"
#include "core/input_error.h"

namespace tradeoff {

const std::vector<FigureRow>& figureTable()
{
    static const std::vector<FigureRow> table{
        {"fit", "Fit", false, {}, makeFitFigure},
        {"spread",
         "Fits of many training sets",
         false,
         {},
         makeSpreadFigure,
         ResultPart::FitSpread},
        {"experts-density", "Experts density", false, {}, makeExpertsDensityFigure},
        {"region-errors", "Errors by region", false, {}, makeRegionErrorsFigure},
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
         ResultPart::ParameterSweep},
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

Figure FigureRow::make(const Result& result, const FigureView& shown) const
{
    if (result.scenario.dimensions() == 1) {
        return makeOnLine(result, shown);
    }
    if (makeInSpace == nullptr) {
        return unknownFigure(std::string(name), std::string(title),
                             "This plot is for one dimension.");
    }
    return makeInSpace(result, shown);
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
