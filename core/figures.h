// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"

namespace tradeoff {

// The functions behind the rows of the table of figures.

/// β, the samples, the best and the learned constants, and the boundaries.
/// Where the view asks for fits of training sets, it is `makeSpreadFigure`.
[[nodiscard]] Figure makeFitFigure(const Result& result, const FigureView& view);

/// The fits of many training sets with their mean and standard deviation, exact and simulated, over
/// β and the best constants. \returns these alone without a spread in the result
[[nodiscard]] Figure makeSpreadFigure(const Result& result, const FigureView& view);

/// The input density p, the slope factor |β'|^s and the segment density λ.
[[nodiscard]] Figure makeExpertsDensityFigure(const Result& result, const FigureView& view);

/// Approximation and expected estimation error of each region, stacked.
[[nodiscard]] Figure makeRegionErrorsFigure(const Result& result, const FigureView& view);

/// All errors over the number of experts.
[[nodiscard]] Figure makeTradeoffFigure(const Result& result, const FigureView& view);

/// Approximation error of every kind of segmentation over the number of experts, as its ratio to
/// the best that intervals can have. \returns axes alone without a comparison in the result
[[nodiscard]] Figure makeSegmentationsFigure(const Result& result, const FigureView& view);

/// Approximation error over the exponents of the power family, as colours.
/// \returns axes alone without a map in the result
[[nodiscard]] Figure makePowerMapFigure(const Result& result, const FigureView& view);

/// The best number of experts over the number of samples, exactly and by its law.
/// \returns axes alone without laws in the result
[[nodiscard]] Figure makeBestExpertsLawFigure(const Result& result, const FigureView& view);

/// The excess error at the best number of experts over the number of samples, exactly and by its
/// law. \returns axes alone without laws in the result
[[nodiscard]] Figure makeExcessLawFigure(const Result& result, const FigureView& view);

/// The excess error over n and m as colours, with the best m and its law.
/// \returns axes alone without laws in the result
[[nodiscard]] Figure makeExcessMapFigure(const Result& result, const FigureView& view);

/// Why a result has no excess error over n; empty where it has, or may have later.
[[nodiscard]] std::string withoutExcess(const Result& result);

/// All errors over the parameter that the scenario names.
/// \returns axes alone without such a sweep in the result
[[nodiscard]] Figure makeParameterSweepFigure(const Result& result, const FigureView& view);

/// In the plane: β, p, λ* or a number of each region as colours, with the regions' borders, the
/// samples and the cut.
[[nodiscard]] Figure makePlaneFigure(const Result& result, const FigureView& view);

/// In several dimensions, along the view's cut: the target function, the best and the learned
/// constants.
[[nodiscard]] Figure makeCutFigure(const Result& result, const FigureView& view);

/// Along the cut: the input density and the optimal segment density.
[[nodiscard]] Figure makeCutDensityFigure(const Result& result, const FigureView& view);

/// Along the cut: the errors of the regions that it crosses.
[[nodiscard]] Figure makeCutErrorsFigure(const Result& result, const FigureView& view);

/// In several dimensions: the exact approximation error over m beside the forms of the paper's
/// upper bound, and that of level sets for contrast, with their slopes.
[[nodiscard]] Figure makeBoundFigure(const Result& result, const FigureView& view);

/// How many times as great as the exact approximation error the bound is, over m.
[[nodiscard]] Figure makeBoundRatioFigure(const Result& result, const FigureView& view);

/// noise + approximation + estimation = test error, on one scale.
[[nodiscard]] Figure makeDecompositionFigure(const Result& result, const FigureView& view);

} // namespace tradeoff
