// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/result.h"
#include "core/result_part.h"
#include "core/scenario.h"
#include "core/space/polygon.h"
#include "core/step_function.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
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
    TestErrorBand, ///< where most training sets' test errors lie
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
    Law,              ///< what the laws for many experts say
    UpperBound,       ///< the paper's bound on the approximation error, its integral form
    UpperBoundAtCenters,
    UpperBoundOptimal, ///< for the optimal segment density
    LevelSets,         ///< as a contrast
    Centers,           ///< of a Voronoi segmentation's regions
    Cut                ///< the line along which a plane is shown as a function of one coordinate
};

enum class AxisScale { Linear, Logarithmic };

struct Axis {
    std::string label;
    AxisScale scale = AxisScale::Linear;
    Interval range; ///< a good range to show; positive on a logarithmic axis
    bool visible = true;
    bool wholeNumbers = false; ///< there is nothing between them
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

/// Colours that are even to the eye and told apart with any colour vision.
enum class ColourMap {
    Sequential, ///< from dark to bright: counts, densities, errors
    Diverging   ///< away from the middle of the range, which is nearly white, in two directions
};

/// How numbers become colours; shown beside the plot.
struct ColourScale {
    std::string label;
    AxisScale scale = AxisScale::Linear;
    Interval range; ///< values beyond it have the colour of its end
    ColourMap map = ColourMap::Sequential;
};

/// Numbers on a grid, shown as colours.
struct ColourField {
    ColourScale colours;
    std::vector<double> x;      ///< edges of the columns, increasing
    std::vector<double> y;      ///< edges of the rows, increasing
    std::vector<double> values; ///< row by row from the lowest; NaN: not known
    bool smooth = false;        ///< interpolated between the middles of the cells
    bool pickable = false;      ///< a click chooses a point
};

/// Regions of the plane where a function is between two levels. It is known at the middles of the
/// cells of a grid and interpolated in between.
struct LevelRegions {
    std::vector<double> x;      ///< edges of the columns, increasing
    std::vector<double> y;      ///< edges of the rows, increasing
    std::vector<double> values; ///< row by row from the lowest; NaN: in no region
    std::vector<double> levels; ///< increasing; region i is between levels i − 1 and i
};

/// Convex regions of the plane, shared with whoever made them and not copied.
using SharedPolygons = std::shared_ptr<const std::vector<Polygon>>;

/// A segmentation of a part of the plane: its regions' borders, and a colour for each region. Over
/// a field, and without values, it shows the borders alone.
struct Tiling {
    ColourScale colours; ///< of the values
    std::variant<SharedPolygons, std::shared_ptr<const LevelRegions>> regions;
    std::vector<double> values; ///< of each region, NaN: not filled; or empty: none is filled
    /// What the read-out says of a region; nothing: its number and its value.
    std::function<std::string(std::size_t)> text;
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

/// A line across the plot at one x, or at one y.
struct Rule {
    enum class Direction { Upright, Level };
    Role role;
    std::string label;
    double at = 0.0; ///< x of an upright rule, y of a level one
    bool draggable = false;
    Direction direction = Direction::Upright;
};

/// Points of the plane that can be dragged.
struct PointHandles {
    Role role = Role::Centers;
    std::vector<PlanePoint> points;
    bool draggable = false;
};

/// A plot as plain data: drawing, CSV and tests share it.
struct Figure {
    std::string name; ///< key on the command line, for example "tradeoff"
    std::string title;
    Axis x;
    Axis y;
    /// The axes are two coordinates of a plane: a unit is as long along both, zooming keeps it so,
    /// and curves are lines in the plane and no functions of x. For linear axes.
    bool equalAspect = false;
    std::vector<ColourField> fields; ///< everything below is drawn in this order, later on top
    std::vector<Tiling> tilings;
    std::vector<Shade> shades;
    std::vector<Box> boxes;
    std::vector<Band> bands;
    std::vector<PointCloud> clouds;
    std::vector<StepBundle> bundles;
    std::vector<Curve> curves;
    Boundaries boundaries;
    std::vector<Rule> rules;
    std::vector<Mark> marks;
    PointHandles handles;
    /// Shown in the middle of the plot where there is nothing to draw; else empty.
    std::string message;
    /// The figure in words, for screen readers and captions.
    std::string summary;
};

/// What the colours of the figure "plane" show: a function, or a number of each region.
enum class PlaneColours {
    Target,         ///< β
    InputDensity,   ///< p
    SegmentDensity, ///< λ*
    Constants,      ///< c_i
    LearnedFit,     ///< ĉ_i of the drawn sample
    Approximation,  ///< P_i v_i
    Estimation,     ///< P_i E(ĉ_i − c_i)²
    Samples         ///< N_i of the drawn sample
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
    /// In more than one dimension: the second coordinate at which a cut is made along the first;
    /// nothing: a third of the way up.
    std::optional<double> cut = std::nullopt;
    /// What the colours of the plane show.
    PlaneColours colours = PlaneColours::Target;
    /// Shows between which test errors nine tenths of the simulated training sets lie.
    bool testErrorBand = false;

    bool operator==(const FigureView&) const = default;
};

/// One row of the table of figures.
struct FigureRow {
    std::string_view name;
    std::string_view title;
    bool scalesSwitchable; ///< offers linear and logarithmic axes
    FigureView view;       ///< to begin with
    /// In one dimension; null where there is no such figure then.
    Figure (*makeOnLine)(const Result& result, const FigureView& view);
    std::optional<ResultPart> part = std::nullopt; ///< the extra part that the figure needs
    /// In more dimensions; null where there is no such figure then.
    Figure (*makeInSpace)(const Result& result, const FigureView& view) = nullptr;
    std::string_view titleInSpace = {}; ///< in more dimensions; empty: the same
    std::size_t mostDimensions = limits::maximumDimensions;

    [[nodiscard]] std::string_view titleFor(std::size_t dimensions) const;
    [[nodiscard]] bool isFor(std::size_t dimensions) const;
    /// The figure, or a message where there is none in the result's number of dimensions.
    [[nodiscard]] Figure make(const Result& result, const FigureView& shown) const;
};

/// Every figure there is: "fit", "spread", "experts-density", "region-errors", "tradeoff",
/// "segmentations", "power-map", "best-experts-law", "excess-law", "excess-map",
/// "parameter-sweep", "plane", "bound", "bound-ratio", "decomposition".
/// A new one is one more row, in core/figure_table.cpp.
[[nodiscard]] const std::vector<FigureRow>& figureTable();

/// The row of a name.
/// \throws InputError at "/plot" that lists the names there are
[[nodiscard]] const FigureRow& figureRow(std::string_view name);

} // namespace tradeoff
