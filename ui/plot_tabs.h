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

/// The views of which one is seen at a time: the tradeoff, all segmentations with their table, the
/// map of the power family. Tells which extra parts of a result the view in front needs.
class PlotTabs : public QTabWidget {
    Q_OBJECT

public:
    explicit PlotTabs(QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<PlotPanel*>& panels() const { return m_panels; }
    [[nodiscard]] bool holds(const PlotPanel& panel) const;
    /// Whether a figure has a tab that is there but not in front.
    [[nodiscard]] bool isBehind(std::string_view name) const;
    /// Shows or hides a panel's tab; a shown one comes to the front. Without any the widget hides.
    void setShown(PlotPanel& panel, bool shown);
    /// The name of the figure in front, and back; unknown and hidden ones are ignored.
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
    /// A row of the table of segmentations is chosen.
    void segmentationChosen(const tradeoff::Choice& segmentation);
    /// Parts are wanted that the result does not have.
    void partsMissing();

private:
    PlotPanel* createTab(std::string_view name);
    void createTable(PlotPanel& segmentations);
    [[nodiscard]] PlotPanel* shownPanel() const;
    void followTab();
    void keepParts(const Result& result);
    [[nodiscard]] std::shared_ptr<const Result> resultFor(const PlotPanel& panel) const;
    void showTable();

    std::vector<PlotPanel*> m_panels;
    SegmentationTableView* m_table = nullptr;
    QLabel* m_tableCaption = nullptr;
    std::shared_ptr<const Result> m_result;
    std::shared_ptr<const Result> m_swept;
    // The last parts that were made, while a result's own are on their way.
    std::shared_ptr<const SegmentationComparison> m_compared;
    std::shared_ptr<const PowerMap> m_powerMap;
};

} // namespace tradeoff::ui
