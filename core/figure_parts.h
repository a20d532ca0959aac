// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"

#include <string>
#include <vector>

namespace tradeoff {

// What several figures share.

/// A number with four significant digits, for labels and summaries: "0.1093", "1.2e-05".
[[nodiscard]] std::string shortNumber(double number);

/// A count with its noun: "1 region", "200 samples".
[[nodiscard]] std::string counted(std::int64_t count, const std::string& noun);

/// Points for drawing a smooth curve over a range: evenly spaced, with the breakpoints in between
/// approached from both sides, so that jumps stay sharp.
[[nodiscard]] std::vector<double> drawingPoints(const Interval& range,
                                                const std::vector<double>& breakpoints);

/// A range that shows all of `values` with a little room at both ends.
[[nodiscard]] Interval padded(const Interval& values);

/// Widens a range so that it contains a value; NaN and infinities are left out.
void include(Interval& range, double value);

/// An empty range for `include` to start from.
[[nodiscard]] Interval nothingYet();

/// The x-axis that the plots over the input space share.
[[nodiscard]] Axis inputAxis(const Result& result);

/// The x-axis of the plots over the number of experts.
[[nodiscard]] Axis expertsAxis(const Result& result, AxisScale scale);

/// The range of an axis that shows errors: from zero on, or on a logarithmic axis ten decades.
/// \param errors  all that must be seen; may be empty
[[nodiscard]] Interval errorAxisRange(const Interval& errors, AxisScale scale);

/// The part of the input space that is in view.
[[nodiscard]] Interval visibleInput(const Result& result, const FigureView& view);

/// Whether there is anything to draw: a learned segmentation has no high-rate formula, say.
[[nodiscard]] bool hasNumbers(const Curve& curve);

/// The target function over the part of the input space that is in view.
[[nodiscard]] Curve targetCurve(const Result& result, const FigureView& view);

/// What a curve means, and its entry in the legend.
struct CurveName {
    Role role;
    std::string label;
};

/// Treads over intervals of regions, at least one, from left to right without gaps.
/// \param constant  a member of Region
[[nodiscard]] Curve treads(const std::vector<Cell>& cells, const Result& result,
                           double Region::*constant, const CurveName& name);

/// Intervals of regions without samples; neighbouring ones become one shade.
[[nodiscard]] std::vector<Shade> starvedShades(const std::vector<Cell>& cells,
                                               const Result& result);

/// Approximation and estimation error of the regions of intervals, stacked.
[[nodiscard]] std::vector<Box> errorBoxes(const std::vector<Cell>& cells, const Result& result);

/// Where one interval ends and the next begins.
[[nodiscard]] std::vector<double> borders(const std::vector<Cell>& cells);

/// The y-axis of plots of the target function and its fits: all curves and the samples.
[[nodiscard]] Axis outputAxis(const Figure& figure, const Result& result);

/// The bound at the centroids in words: 0 where nothing but rounding is left of it.
[[nodiscard]] std::string boundAtCentersText(const Errors& errors);

/// One of the errors as a curve, over whatever is on the x-axis.
struct ErrorCurve {
    Role role;
    const char* label;
    double (*value)(const Errors& errors); ///< NaN where it is not defined
};

/// The errors that figures show over a parameter, in the order of drawing: the test error last.
[[nodiscard]] const std::vector<ErrorCurve>& errorCurves();

/// A figure that is nothing but a sentence on why there is nothing to draw.
[[nodiscard]] Figure unknownFigure(const std::string& name, const std::string& title,
                                   const std::string& reason);

} // namespace tradeoff
