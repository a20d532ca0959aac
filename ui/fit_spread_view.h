// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot_panel.h"

#include <QObject>

#include <array>
#include <limits>
#include <memory>

class QToolButton;

namespace tradeoff::ui {

/// The ladder of training sets in the heading of the fit: the drawn sample alone, or the fits of
/// 10, 100 or all simulated training sets with their mean and standard deviation. What it shows is
/// part of the view and not of the scenario.
class FitSpreadView : public QObject {
    Q_OBJECT

public:
    static constexpr int all = std::numeric_limits<int>::max();

    /// \param panel  of the fit; its parent and owner of what is added to it
    explicit FitSpreadView(PlotPanel& panel);

    /// How many training sets' fits are to be shown; 0: the drawn sample alone.
    [[nodiscard]] int fits() const { return m_fits; }
    void setFits(int fits);
    /// Ten more; all where there are no more of which the fits are drawn.
    void showMore();

    /// The parts that results need for what is shown.
    [[nodiscard]] ResultParts wantedParts() const;
    /// Asks for these where the newest result lacks them.
    void askForParts();
    /// Shows a result. Until its own fits are there, those of the last one stay.
    void showResult(const std::shared_ptr<const Result>& result);

signals:
    void partsMissing();

private:
    QWidget* createLadder(PlotPanel& panel);
    void showSteps();
    void showFits();
    [[nodiscard]] int simulatedSets() const;

    PlotPanel& m_panel;
    std::array<QToolButton*, 4> m_steps{};
    QWidget* m_ladder;
    int m_fits = 0;
    std::shared_ptr<const Result> m_result;
    std::shared_ptr<const FitSpread> m_last; ///< of the newest result that has one
};

} // namespace tradeoff::ui
