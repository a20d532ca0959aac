// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"
#include "ui/plots/figure_plot.h"

#include <QFrame>

#include <functional>
#include <memory>
#include <optional>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace tradeoff::ui {

/// One plot with its heading, and with switches for logarithmic axes where its figure has them.
///
/// It makes its figure from the newest result when it is visible, and only then.
class PlotPanel : public QFrame {
    Q_OBJECT

public:
    explicit PlotPanel(const FigureRow& row, QWidget* parent = nullptr);

    [[nodiscard]] FigurePlot& plot() const { return *m_plot; }
    [[nodiscard]] const FigureRow& row() const { return m_row; }
    [[nodiscard]] const FigureView& view() const { return m_view; }
    /// The figure of the newest result, made now if the panel is hidden; nothing before the first,
    /// or where there is none in its number of dimensions.
    [[nodiscard]] std::optional<Figure> currentFigure() const;

    /// Shows the result's figure.
    void showResult(std::shared_ptr<const Result> result);
    void setScales(AxisScale x, AxisScale y);
    /// Samples curves finely in a part of the x-axis; nothing: all of it.
    void setVisiblePart(const std::optional<Interval>& visible);
    /// Shows the fits of so many training sets where the figure can; see FigureView.
    void setFits(int fits);
    /// Cuts through several dimensions at a second coordinate; see FigureView.
    void setCut(const std::optional<double>& cut);
    void setColours(PlaneColours colours);
    void setTestErrorBand(bool shown);
    void setTheme(const Theme& theme);
    /// What the screen shows otherwise than exports do: a change of each figure before it is shown.
    void setScreenChange(std::function<void(Figure&)> change);
    /// Makes the figure again and shows it.
    void refresh();
    /// Adds a check box at the end of the heading.
    QCheckBox* addSwitch(const QString& text, const QString& name, const QString& toolTip);
    /// Adds a widget at the end of the heading.
    void addToHeading(QWidget* widget);
    /// Without a title the panel leaves it to the tab that it is in.
    void setTitleShown(bool shown);
    /// Adds a widget under the plot, which takes three shares of the room to spare.
    void addBelow(QWidget* widget, int stretch = 0);

signals:
    void scalesChanged(tradeoff::AxisScale x, tradeoff::AxisScale y);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* createHeading();
    void addScaleSwitches();
    void readSwitches();
    void setView(const FigureView& view);

    const FigureRow& m_row;
    FigureView m_view;
    std::shared_ptr<const Result> m_result;
    std::function<void(Figure&)> m_screenChange;
    FigurePlot* m_plot;
    QVBoxLayout* m_column;
    QWidget* m_heading = nullptr;
    QLabel* m_title = nullptr;
    QCheckBox* m_logarithmicX = nullptr;
    QCheckBox* m_logarithmicY = nullptr;
    bool m_stale = false;
};

} // namespace tradeoff::ui
