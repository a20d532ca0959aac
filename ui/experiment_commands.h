// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input_error.h"
#include "core/result.h"
#include "ui/actions.h"
#include "ui/plot_board.h"
#include "ui/scenario_store.h"

#include <QObject>

#include <functional>
#include <optional>

namespace tradeoff::ui {

/// Turns the commands of the Experiment and Edit menus, and drags in the plots, into edits of the
/// scenario.
class ExperimentCommands : public QObject {
    Q_OBJECT

public:
    ExperimentCommands(ScenarioStore& store, Actions& actions, PlotBoard& board, QObject* parent);

    /// The newest known best number of experts, for the command that goes there.
    void setBestExperts(const std::optional<BestExperts>& best);

signals:
    /// An edit was refused; the scenario is as it was.
    void refused(const tradeoff::InputError& error);

private:
    void wireHistory(Actions& actions);
    void wireExperiment(Actions& actions);
    void wireDrags(PlotBoard& board);
    void wireSweep(PlotBoard& board);
    void fillPresets(QMenu& menu);
    void apply(const Scenario& scenario, const QString& field, const QString& description);
    /// Makes an edit a step of its own, which merges with nothing before or after.
    void step(const std::function<void()>& edit);
    void changeExperts(double experts);
    void scaleSamples(double factor);

    ScenarioStore& m_store;
    QAction& m_bestExperts;
    std::optional<BestExperts> m_best;
};

} // namespace tradeoff::ui
