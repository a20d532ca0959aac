// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/result.h"
#include "core/result_part.h"
#include "core/step_function.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

/// What a drawn thing means. A role keeps its colour, dash and marker in every plot, in the
/// decomposition bar and in exports; the theme in ui/plots gives it that look.
enum class Role {
    Target,
    Samples,
    BestConstants,
    LearnedFit,
    SimulatedFits,
    MeanFit,
    Boundaries,
    Noise,
    Approximation,
    HighRate,
    Estimation,
    EstimationLeadingOrder,
    TestError,
    Training,
    LeaveOneOut,
    MallowsCp,
    InputDensity,
    SlopeFactor,
    SegmentDensity,
    BestExperts,
    CurrentExperts,
    StarvedRegion,
    LevelRegion,
    ComparedSegmentation,
    NamedExponents,
    CurrentPoint,
    Simulation,
    BestOverSamples,  ///< at the best number of experts for each n
    CurrentParameter, ///< the swept parameter's value
    EndOfSearch,      ///< the same where the search for it found no end
    Law               ///< what the laws for many experts say
};

enum class AxisScale { Linear, Logarithmic };

struct Axis {
    std::string label;
    AxisScale scale = AxisScale::Linear;
    Interval range; ///< a good range to show; positive on a logarithmic axis
    bool visible = true;
};

/// How the numbers of a curve are joined.
enum class CurveShape {
    Line,     ///< (x_i, y_i) joined by straight lines; NaN is a gap
    Treads,   ///< y_i from x_i to x_{i+1}: one more x than y; NaN is a gap
    Markers,  ///< markers joined by thin lines
    ErrorBars ///< a marker at each (x_i, y_i) on a bar from y_i − bar_i to y_i + bar_i
};

struct Curve {
    Role role;
    std::string label;
    CurveShape shape = CurveShape::Line;
    std::vector<double> x;
    std::vector<double> y;
    std::size_t group = 0; ///< curves of a role with different groups look different
    bool emphasised = false;
    std::vector<double> bars = {}; ///< half the length of each error bar, for this shape only

    bool operator==(const Curve&) const = default;
};

/// What lies between two step functions, filled.
struct Band {
    Role role;
    std::string label;
    std::vector<double> x; ///< one more than the others: low_i to high_i from x_i to x_{i+1}
    std::vector<double> low;
    std::vector<double> high;
};

/// Many step functions of one kind, shared with the result that they come from and not copied:
/// thin treads, the last ones the least faded.
struct StepBundle {
    Role role;
    std::string label;
    std::vector<StepFunction> steps;
};

/// Numbers on a grid, shown as colours with a scale beside the plot.
struct ColourField {
    std::string label;          ///< of the scale
    std::vector<double> x;      ///< edges of the columns, increasing
    std::vector<double> y;      ///< edges of the rows, increasing
    std::vector<double> values; ///< row by row from the lowest; NaN: not known
    AxisScale scale = AxisScale::Linear;
    Interval range;        ///< of the scale; values beyond it have the colour of its end
    bool pickable = false; ///< a click chooses a point
};

/// Many points, shared with the data they come from and not copied.
struct PointCloud {
    Role role;
    std::string label;
    std::shared_ptr<const std::vector<double>> x;
    std::shared_ptr<const std::vector<double>> y;
};

/// A filled rectangle: a region's error share, a part of the decomposition bar.
struct Box {
    Role role;
    Interval x;
    Interval y;
    std::string label; ///< written inside where it fits
};

/// A range of x over the whole height: starved regions, where a formula is far off.
struct Shade {
    Role role;
    std::string label;
    Interval x;
    std::size_t group = 0; ///< shades of a role with different groups have different colours
};

/// Region boundaries, as ticks on the x-axis and thin lines.
struct Boundaries {
    std::vector<double> positions; ///< inner ones, increasing
    bool draggable = false;
};

/// One marked point.
struct Mark {
    Role role;
    std::string label;
    double x = 0.0;
    double y = 0.0;
};

/// A line across the plot at one x.
struct Rule {
    Role role;
    std::string label;
    double x = 0.0;
    bool draggable = false;
};

/// A plot as plain data: drawing, CSV and tests share it.
struct Figure {
    std::string name; ///< key on the command line, for example "tradeoff"
    std::string title;
    Axis x;
    Axis y;
    std::vector<ColourField> fields; ///< everything below is drawn in this order, later on top
    std::vector<Shade> shades;
    std::vector<Box> boxes;
    std::vector<Band> bands;
    std::vector<PointCloud> clouds;
    std::vector<StepBundle> bundles;
    std::vector<Curve> curves;
    Boundaries boundaries;
    std::vector<Rule> rules;
    std::vector<Mark> marks;
    /// Shown in the middle of the plot where there is nothing to draw; else empty.
    std::string message;
    /// The figure in words, for screen readers and captions.
    std::string summary;
};

/// What the viewer chose about a figure; not part of the scenario.
struct FigureView {
    AxisScale x = AxisScale::Linear;
    AxisScale y = AxisScale::Linear;
    /// Visible part of the x-axis, so that curves are sampled finely enough; nothing: all of it.
    std::optional<Interval> visible;
    /// How many training sets' fits are shown: the first so many, or all where more are asked for
    /// than a FitSpread keeps. 0: as many as the figure shows by itself, none in "fit".
    int fits = 0;

    bool operator==(const FigureView&) const = default;
};

/// One row of the table of figures.
struct FigureRow {
    std::string_view name;
    std::string_view title;
    bool scalesSwitchable; ///< offers linear and logarithmic axes
    FigureView view;       ///< to begin with
    Figure (*makeOnLine)(const Result& result, const FigureView& view); ///< in one dimension
    std::optional<ResultPart> part = std::nullopt; ///< the extra part that the figure needs
    /// In more dimensions; null where there is no such figure then, and it says so.
    Figure (*makeInSpace)(const Result& result, const FigureView& view) = nullptr;

    [[nodiscard]] Figure make(const Result& result, const FigureView& shown) const;
};

/// Every figure there is: "fit", "spread", "experts-density", "region-errors", "tradeoff",
/// "segmentations", "power-map", "best-experts-law", "excess-law", "excess-map",
/// "parameter-sweep", "decomposition".
/// A new one is one more row, in core/figure_table.cpp.
[[nodiscard]] const std::vector<FigureRow>& figureTable();

/// The row of a name.
/// \throws InputError at "/plot" that lists the names there are
[[nodiscard]] const FigureRow& figureRow(std::string_view name);

} // namespace tradeoff
