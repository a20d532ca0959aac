// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions.h"

namespace tradeoff::ui {

namespace {

using enum ActionId;

constexpr ActionKind menu = ActionKind::Menu;
constexpr ActionKind command = ActionKind::Command;
constexpr ActionKind toggle = ActionKind::Toggle;

std::vector<ActionRow> fileRows()
{
    return {
        {FileMenu, MenuBar, menu, "&File", "", "", 0},
        {New, FileMenu, command, "&New", "Ctrl+N", "Start anew with the paper's experiment", 0},
        {Open, FileMenu, command, "&Open…", "Ctrl+O",
         "Open a scenario, or your own data (.csv, .tsv, .txt, .dat)", 0},
        {RecentMenu, FileMenu, menu, "Open &recent", "", "", 0},
        {Save, FileMenu, command, "&Save", "Ctrl+S", "Save the scenario", 1},
        {SaveAs, FileMenu, command, "Save &as…", "Ctrl+Shift+S", "Save under another name", 1},
        {ExportPlot, FileMenu, command, "&Export plot…", "Ctrl+E",
         "Save a plot as PNG, SVG or PDF at an exact size", 2},
        {Quit, FileMenu, command, "&Quit", "Ctrl+Q", "Close the window", 3},
    };
}

std::vector<ActionRow> editRows()
{
    return {
        {EditMenu, MenuBar, menu, "&Edit", "", "", 0},
        {Undo, EditMenu, command, "&Undo", "Ctrl+Z", "Take back the last edit", 0},
        {Redo, EditMenu, command, "&Redo", "Ctrl+Shift+Z; Ctrl+Y", "Repeat what was taken back", 0},
        {ResetAll, EditMenu, command, "Reset &all", "Ctrl+R",
         "Back to the paper's experiment (can be undone)", 1},
        {CopyPlot, EditMenu, command, "&Copy plot", "Ctrl+Shift+C",
         "Copy the plot used last as a picture (PNG and SVG)", 2},
    };
}

std::vector<ActionRow> experimentRows()
{
    return {
        {ExperimentMenu, MenuBar, menu, "E&xperiment", "", "", 0},
        {PresetsMenu, ExperimentMenu, menu, "&Presets", "", "", 0},
        {NewSample, ExperimentMenu, command, "&New sample", "Space",
         "Draw another training set (not while typing text)", 1},
        {MoreFits, ExperimentMenu, command, "Ten more f&its", "Shift+Space",
         "Show the fits of ten more simulated training sets", 1},
        {FewerExperts, ExperimentMenu, command, "One expert &fewer", "[; Ctrl+Left",
         "One expert fewer", 2},
        {MoreExperts, ExperimentMenu, command, "One expert &more", "]; Ctrl+Right",
         "One expert more", 2},
        {BestExperts, ExperimentMenu, command, "&Best number of experts", "Ctrl+B",
         "As many experts as give the least test error", 2},
        {FewerSamples, ExperimentMenu, command, "&Half the samples", "Ctrl+Down",
         "Half as many training samples", 3},
        {MoreSamples, ExperimentMenu, command, "&Twice the samples", "Ctrl+Up",
         "Twice as many training samples", 3},
    };
}

std::vector<ActionRow> viewRows()
{
    return {
        {ViewMenu, MenuBar, menu, "&View", "", "", 0},
        {Controls, ViewMenu, toggle, "&Controls", "F9", "Show or hide the controls", 0},
        {PlanePlot, ViewMenu, toggle, "Pla&ne", "Ctrl+Shift+1",
         "Show or hide the plane of inputs with its regions", 0},
        {FitPlot, ViewMenu, toggle, "&Fit", "Ctrl+1", "Show or hide the fit", 0},
        {ExpertsDensityPlot, ViewMenu, toggle, "Experts &density", "Ctrl+2",
         "Show or hide the density of experts", 0},
        {RegionErrorsPlot, ViewMenu, toggle, "Errors by &region", "Ctrl+3",
         "Show or hide the errors of each region", 0},
        {TradeoffPlot, ViewMenu, toggle, "&Tradeoff", "Ctrl+4", "Show or hide the tradeoff", 0},
        {DecompositionPlot, ViewMenu, toggle, "Deco&mposition", "Ctrl+5",
         "Show or hide the parts of the test error", 0},
        {SegmentationsPlot, ViewMenu, toggle, "&Segmentations", "Ctrl+6",
         "Show or hide the comparison of all segmentations", 0},
        {PowerMapPlot, ViewMenu, toggle, "Po&wer map", "Ctrl+7",
         "Show or hide the map over the power family's exponents", 0},
        {LawsPlot, ViewMenu, toggle, "&Laws", "Ctrl+8",
         "Show or hide the best m and its error over the number of samples", 0},
        {SweepPlot, ViewMenu, toggle, "Sw&eep", "Ctrl+9",
         "Show or hide the errors over any parameter", 0},
        {BoundPlot, ViewMenu, toggle, "Upper &bound", "Ctrl+Shift+2",
         "Show or hide the upper bound beside the exact approximation error", 0},
        {FitAxes, ViewMenu, command, "Fit &axes", "Ctrl+0", "Show all of every plot again", 1},
        {Notes, ViewMenu, command, "N&otes on the result", "F4",
         "Show what must be known of the result, as the bottom line does in short", 1},
        {LogarithmicX, ViewMenu, toggle, "Tradeoff: logarithmic &x", "Ctrl+Shift+L",
         "Logarithmic number of experts", 1},
        {LogarithmicY, ViewMenu, toggle, "Tradeoff: logarithmic &y", "Ctrl+L", "Logarithmic errors",
         1},
        {TestErrorBand, ViewMenu, toggle, "Tradeoff: ran&ge over samples", "Ctrl+Shift+B",
         "Show between which test errors nine of ten simulated training sets lie", 1},
        {ThemeMenu, ViewMenu, menu, "T&heme", "", "", 2},
        {ThemeSystem, ThemeMenu, toggle, "As the &system", "", "Colours as the system's", 0},
        {ThemeLight, ThemeMenu, toggle, "&Light", "", "Dark on light", 0},
        {ThemeDark, ThemeMenu, toggle, "&Dark", "", "Light on dark", 0},
        {Projector, ViewMenu, toggle, "&Projector mode", "F5",
         "Big letters and thick lines for the back row", 2},
        {FullScreen, ViewMenu, toggle, "F&ull screen", "F11", "Use the whole screen", 2},
    };
}

std::vector<ActionRow> helpRows()
{
    return {
        {HelpMenu, MenuBar, menu, "&Help", "", "", 0},
        {Keyboard, HelpMenu, command, "&Keyboard and mouse", "F1", "This list", 0},
        {About, HelpMenu, command, "&About Tradeoff Lab", "", "What this is and its source", 0},
    };
}

std::vector<ActionRow> allRows()
{
    std::vector<ActionRow> rows;
    for (const auto& part : {fileRows(), editRows(), experimentRows(), viewRows(), helpRows()})
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

} // namespace

const std::vector<ActionRow>& actionTable()
{
    static const std::vector<ActionRow> rows = allRows();
    return rows;
}

const std::vector<GestureRow>& gestureTable()
{
    static const std::vector<GestureRow> rows = {
        {"Plots", "Drag a boundary", "Move it: the segmentation becomes manual"},
        {"Plots", "Drag a center in the plane", "Move it: the segmentation becomes manual"},
        {"Plots", "Drag the cut in the plane", "Show the fit along another line"},
        {"Plots", "Drag the line at m", "Change the number of experts"},
        {"Plots", "Click or drag in the power map", "Segmentation with these exponents"},
        {"Plots", "Click or drag in the map of the laws", "These numbers of samples and experts"},
        {"Plots", "Drag the line in the sweep", "Change the parameter on the x-axis"},
        {"Plots", "Wheel, + and −", "Zoom"},
        {"Plots", "Drag, arrow keys", "Pan"},
        {"Plots", "Double-click, Home", "Show all again"},
        {"Plots", "Right-click", "Copy or export this plot"},
        {"Segmentations", "Click, Enter", "Use the segmentation of this row"},
        {"Segmentations", "Ctrl+C", "Copy the selected rows as text"},
        {"Views", "Left, Right, Ctrl+Tab", "Next view in the tabs"},
        {"Controls", "Tab, Shift+Tab", "Next and previous control or plot"},
        {"Controls", "Enter", "Press the button or check box in focus"},
        {"Controls", "Arrow keys, Page up, Page down", "Move the slider in focus"},
    };
    return rows;
}

} // namespace tradeoff::ui
