// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot_panel.h"

#include <QByteArray>
#include <QWidget>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

class QLabel;
class QSplitter;

namespace tradeoff::ui {

class FitSpreadView;
class PlaneView;
class PlotTabs;

/// The arrangement of plots: fit, experts density and per-region errors above each other with one
/// x-axis, in two dimensions along a cut through the plane, which is above them; beside them tabs
/// with the tradeoff and the views that are seldom needed, and the decomposition with its numbers.
class PlotBoard : public QWidget {
    Q_OBJECT

public:
    explicit PlotBoard(QWidget* parent = nullptr);

    /// Shows a result in every visible plot and in the numbers. Plots over m keep their last
    /// curves while the sweep is on its way; the current m moves at once.
    void showResult(const std::shared_ptr<const Result>& result);
    void setTheme(const Theme& theme);

    /// Shows or hides a figure's panel, or a view of the tabs. One that is hidden leaves its place
    /// to the others; one in a tab comes to the front when it is shown.
    void setShown(std::string_view name, bool shown);
    /// The views of the right column, one of which is in front.
    [[nodiscard]] PlotTabs& tabs() const { return *m_tabs; }
    /// What the plane shows, and where it is cut.
    [[nodiscard]] PlaneView& plane() const { return *m_plane; }
    /// How many training sets the fit shows.
    [[nodiscard]] FitSpreadView& fitSpread() const { return *m_fitSpread; }
    /// The parts that results need for what is shown.
    [[nodiscard]] ResultParts wantedParts() const;
    /// The panel of a figure's name.
    [[nodiscard]] PlotPanel& panel(std::string_view name) const;
    [[nodiscard]] const std::vector<PlotPanel*>& panels() const { return m_panels; }
    /// The plot that was used last.
    [[nodiscard]] PlotPanel& currentPanel() const { return *m_current; }

    /// Keeps every plot's axes still until `releaseAxes`, which shows the figures' own ranges
    /// again where nobody has zoomed.
    void holdAxes();
    void releaseAxes();
    /// Shows all of every plot again.
    void fitAxes();

    /// The sizes of the splitters, and back; junk is ignored.
    [[nodiscard]] QByteArray saveSizes() const;
    void restoreSizes(const QByteArray& sizes);

signals:
    /// A boundary is dragged: the boundaries shown, which of them, and where to.
    void boundaryDragged(const std::vector<double>& boundaries, int index, double x);
    /// The line at the current number of experts is dragged.
    void expertsDragged(double experts);
    /// A center of the plane's regions is dragged: the centers shown, which of them, and where to.
    void centerDragged(const std::vector<PlanePoint>& centers, int index, double x, double y);
    /// A point of the power map is clicked or dragged to.
    void exponentsPicked(double target, double density);
    /// A point of the excess error's map is clicked or dragged to.
    void samplesAndExpertsPicked(double samples, double experts);
    /// The line at the swept parameter's value is dragged.
    void parameterDragged(double value);
    /// A row of the table of segmentations is chosen.
    void segmentationChosen(const tradeoff::Choice& segmentation);
    void dragFinished();
    /// Parts are wanted that the result does not have.
    void partsMissing();
    /// What is under the mouse, in words.
    void hovered(const QString& readout);
    /// The menu of a plot is asked for at a place on the screen; it is `currentPanel` now.
    void menuRequested(const QPoint& globalPosition);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    PlotPanel* createPanel(std::string_view name, QSplitter& column);
    void addTabs();
    PlotPanel* addPanel(PlotPanel* panel);
    void createNumbers(PlotPanel& decomposition);
    void linkColumn();
    void wire(PlotPanel& panel);
    [[nodiscard]] const PlotPanel* lowestInColumn() const;
    void showRange(const PlotPanel& source, const Interval& range);
    void showNumbers();
    void noteUse(const QObject* object);
    static void closeUp(QSplitter& column);
    void alignMargins();

    std::vector<PlotPanel*> m_panels;
    std::vector<PlotPanel*> m_column; ///< those with the shared x-axis
    PlotPanel* m_current = nullptr;
    QSplitter* m_columns;
    QSplitter* m_left;
    QSplitter* m_right;
    PlotTabs* m_tabs;
    PlaneView* m_plane = nullptr;
    FitSpreadView* m_fitSpread = nullptr;
    QLabel* m_sum = nullptr;
    QLabel* m_comparison = nullptr;
    std::shared_ptr<const Result> m_result;
    std::shared_ptr<const Result> m_swept; ///< the same with a sweep, at first maybe an older one
    Theme m_theme;
    bool m_axesHeld = false;
};

} // namespace tradeoff::ui
