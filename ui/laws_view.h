// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot_choice.h"

namespace tradeoff::ui {

/// The laws over the number of samples: the map of the excess error, the best m and its excess
/// error.
class LawsView : public PlotChoice {
    Q_OBJECT

public:
    explicit LawsView(QWidget* parent = nullptr);

signals:
    /// A point of the map is clicked or dragged to.
    void samplesAndExpertsPicked(double samples, double experts);
};

} // namespace tradeoff::ui
