// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario_store.h"

#include <QUndoCommand>

namespace tradeoff::ui {

namespace {

/// One id for all: which edits merge is decided by field and gesture.
constexpr int replaceScenarioId = 1;

std::optional<InputError> whyNot(const Scenario& scenario)
{
    try {
        validate(scenario);
    } catch (const InputError& error) {
        return error;
    }
    return std::nullopt;
}

} // namespace

/// The one undo command: a whole scenario before and after.
class ScenarioStore::ReplaceScenario : public QUndoCommand {
public:
    struct Edit {
        Scenario before;
        Scenario after;
        QString field;
        int gesture = 0;
    };

    ReplaceScenario(ScenarioStore& store, Edit edit, const QString& description)
        : QUndoCommand(description)
        , m_store(store)
        , m_edit(std::move(edit))
    {}

    void undo() override
    {
        m_store.endGesture(); // what follows is no part of the gesture that was taken back
        m_store.set(m_edit.before);
    }

    void redo() override { m_store.set(m_edit.after); }

    [[nodiscard]] int id() const override { return replaceScenarioId; }

    bool mergeWith(const QUndoCommand* newer) override
    {
        const Edit& next = static_cast<const ReplaceScenario*>(newer)->m_edit;
        if (m_edit.field.isEmpty() || next.field != m_edit.field ||
            next.gesture != m_edit.gesture) {
            return false;
        }
        m_edit.after = next.after;
        setObsolete(m_edit.after == m_edit.before);
        return true;
    }

private:
    ScenarioStore& m_store;
    Edit m_edit;
};

ScenarioStore::ScenarioStore(QObject* parent)
    : QObject(parent)
    , m_scenario(defaultScenario())
{}

std::optional<InputError> ScenarioStore::apply(const Scenario& scenario, const QString& field,
                                               const QString& description)
{
    const Scenario wanted = normalized(scenario);
    if (wanted == m_scenario) {
        return std::nullopt;
    }
    if (auto error = whyNot(wanted)) {
        return error;
    }
    m_history.push(new ReplaceScenario(*this, {m_scenario, wanted, field, m_gesture}, description));
    return std::nullopt;
}

void ScenarioStore::endGesture()
{
    ++m_gesture;
}

std::optional<InputError> ScenarioStore::reset(const Scenario& scenario)
{
    const Scenario wanted = normalized(scenario);
    if (auto error = whyNot(wanted)) {
        return error;
    }
    endGesture();
    m_history.clear();
    set(wanted);
    return std::nullopt;
}

void ScenarioStore::set(const Scenario& scenario)
{
    if (scenario == m_scenario) {
        return;
    }
    m_scenario = scenario;
    emit scenarioChanged(m_scenario);
}

} // namespace tradeoff::ui
