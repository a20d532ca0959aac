// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input_error.h"
#include "core/scenario.h"

#include <QObject>
#include <QUndoStack>

#include <optional>

namespace tradeoff::ui {

/// The window's one scenario with its history. Every edit, from a form, a plot or a file, is
/// `apply`; undo and redo bring back whole scenarios.
class ScenarioStore : public QObject {
    Q_OBJECT

public:
    explicit ScenarioStore(QObject* parent = nullptr);

    [[nodiscard]] const Scenario& scenario() const { return m_scenario; }
    [[nodiscard]] QUndoStack* history() { return &m_history; }

    /// Replaces the scenario as one undoable step, or says why not and leaves everything as it is.
    ///
    /// \param field  path of what is edited ("density.mean"): edits of the same field in one
    /// gesture
    ///               merge into one step; an empty path never merges
    std::optional<InputError> apply(const Scenario& scenario, const QString& field,
                                    const QString& description);
    /// Ends a gesture: the next edit of the same field is a step of its own.
    void endGesture();

    /// Starts anew with a scenario that was opened: no history, nothing to save.
    std::optional<InputError> reset(const Scenario& scenario);

signals:
    /// The scenario is another one: an edit, undo, redo or reset.
    void scenarioChanged(const tradeoff::Scenario& scenario);

private:
    class ReplaceScenario;
    void set(const Scenario& scenario);

    Scenario m_scenario;
    QUndoStack m_history;
    int m_gesture = 0;
};

} // namespace tradeoff::ui
