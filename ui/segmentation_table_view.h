// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segmentation_comparison.h"

#include <QTableWidget>

#include <string>

namespace tradeoff::ui {

/// All kinds of segmentation for the current number of experts as a table: approximation,
/// estimation, test error, best m, smallest region's probability, expected number of empty regions.
///
/// A click on a row, or Enter, chooses its segmentation. Headers sort. Selected rows are copied
/// with Ctrl+C as text with tabs, with more digits than are shown.
class SegmentationTableView : public QTableWidget {
    Q_OBJECT

public:
    explicit SegmentationTableView(QWidget* parent = nullptr);

    /// Shows a comparison; the row of `current` is set in bold. Selection and order stay.
    void showComparison(const SegmentationComparison& comparison, const std::string& current);
    /// The selected rows, or all where none is, as lines of columns separated by tabs.
    [[nodiscard]] QString selectedText() const;

    [[nodiscard]] QSize sizeHint() const override;

signals:
    void segmentationChosen(const tradeoff::Choice& segmentation);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fitRows();
    void fitColumns();
    void choose(int row);
    void fillRow(int row, const ComparedSegmentation& kind, bool isCurrent);

    std::vector<Choice> m_choices; ///< by the number that a row's first item carries
};

} // namespace tradeoff::ui
