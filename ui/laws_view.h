// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot_panel.h"

#include <QWidget>

#include <vector>

class QButtonGroup;

namespace tradeoff::ui {

/// The laws over the number of samples: the best m, its excess error and the map of the excess
/// error. All three where there is room; else one of them, with buttons to choose it.
class LawsView : public QWidget {
    Q_OBJECT

public:
    explicit LawsView(QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<PlotPanel*>& panels() const { return m_panels; }

signals:
    /// A point of the map is clicked or dragged to.
    void samplesAndExpertsPicked(double samples, double experts);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* createButtons();
    void arrange();
    [[nodiscard]] bool hasRoomForAll() const;

    std::vector<PlotPanel*> m_panels; ///< map, best m, excess error
    QButtonGroup* m_choice;
    QWidget* m_buttons;
    QWidget* m_overSamples; ///< holds the two plots over n beside each other
};

} // namespace tradeoff::ui
