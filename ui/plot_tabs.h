// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot_panel.h"

#include <QTabWidget>

#include <memory>
#include <string_view>
#include <vector>

class QLabel;

namespace tradeoff::ui {

class SegmentationTableView;
class SweepControls;

/// The views of which one is seen at a time: the tradeoff, all segmentations with their table, the
/// map of the power family, the laws over the number of samples, the sweep over any parameter, in
/// several dimensions the upper bound. A view with one plot has its name. Tells which extra parts
/// of a result the view in front needs.
class PlotTabs : public QTabWidget {
    Q_OBJECT

public:
    explicit PlotTabs(QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<PlotPanel*>& panels() const { return m_panels; }
    [[nodiscard]] bool holds(const PlotPanel& panel) const;
    [[nodiscard]] bool hasView(std::string_view name) const;
    /// Whether a view has a tab that is there but not in front.
    [[nodiscard]] bool isBehind(std::string_view name) const;
    /// Shows or hides a view's tab; a shown one comes to the front. Without any the widget hides.
    void setShown(std::string_view name, bool shown);
    [[nodiscard]] SweepControls& sweepControls() const { return *m_sweepControls; }
    /// The name of the view in front, and back; unknown and hidden ones are ignored.
    [[nodiscard]] std::string_view front() const;
    void setFront(std::string_view name);
    /// The extra parts of a result that the view in front needs.
    [[nodiscard]] ResultParts wantedParts() const;

    /// Shows a result. Views keep the last extra parts while the result's own are on their way.
    /// \param swept  the same with a sweep, at first maybe an older one
    void showResult(std::shared_ptr<const Result> result, std::shared_ptr<const Result> swept);

signals:
    /// A point of the power map is clicked or dragged to.
    void exponentsPicked(double target, double density);
    /// A point of the excess error's map is clicked or dragged to.
    void samplesAndExpertsPicked(double samples, double experts);
    /// A row of the table of segmentations is chosen.
    void segmentationChosen(const tradeoff::Choice& segmentation);
    /// Parts are wanted that the result does not have.
    void partsMissing();

private:
    /// What a tab shows.
    struct View {
        std::string_view name;
        QWidget* widget;
        std::vector<PlotPanel*> panels;
    };

    PlotPanel* createTab(std::string_view name);
    void createLaws();
    void createBound();
    void createSweep();
    void addView(View view, const QString& title);
    void createTable(PlotPanel& segmentations);
    [[nodiscard]] const View* view(std::string_view name) const;
    [[nodiscard]] const View* shownView() const;
    [[nodiscard]] bool isFilled(const View& view) const;
    void followTab();
    void keepParts(const Result& result);
    [[nodiscard]] std::shared_ptr<const Result> resultFor(const PlotPanel& panel) const;
    void showTable();

    std::vector<View> m_views;
    std::vector<PlotPanel*> m_panels;
    SweepControls* m_sweepControls = nullptr;
    SegmentationTableView* m_table = nullptr;
    QLabel* m_tableCaption = nullptr;
    std::shared_ptr<const Result> m_result;
    std::shared_ptr<const Result> m_swept;
    /// The last parts that were made, while a result's own are on their way.
    struct Parts {
        std::shared_ptr<const SegmentationComparison> compared;
        std::shared_ptr<const PowerMap> powerMap;
        std::shared_ptr<const Laws> laws;
        std::shared_ptr<const ParameterSweep> parameterSweep;
        std::shared_ptr<const LevelSetErrors> levelSets;
    };
    Parts m_parts;
};

} // namespace tradeoff::ui
