// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiment_commands.h"

#include "ui/edits.h"
#include "ui/plot_tabs.h"
#include "ui/presets.h"
#include "ui/sweep_controls.h"

namespace tradeoff::ui {

namespace {

const QString expertsField = QStringLiteral("experts");
const QString samplesField = QStringLiteral("samples");
const QString samplesAndExpertsField = QStringLiteral("samples,experts");
const QString sweepField = QStringLiteral("sweep");
const QString segmentationField = QStringLiteral("segmentation.kind");
const QString exponentsField = QStringLiteral("segmentation.exponents");
const QString centersField = QStringLiteral("segmentation.centers");
const QString boundariesField = QStringLiteral("segmentation.boundaries");

} // namespace

ExperimentCommands::ExperimentCommands(ScenarioStore& store, Actions& actions, PlotBoard& board,
                                       QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_bestExperts(actions[ActionId::BestExperts])
{
    wireHistory(actions);
    wireExperiment(actions);
    wireDrags(board);
    wireSweep(board);
    fillPresets(actions.menu(ActionId::PresetsMenu));
    m_bestExperts.setEnabled(false);
}

void ExperimentCommands::wireHistory(Actions& actions)
{
    QUndoStack* history = m_store.history();
    QAction& undo = actions[ActionId::Undo];
    QAction& redo = actions[ActionId::Redo];
    connect(&undo, &QAction::triggered, history, &QUndoStack::undo);
    connect(&redo, &QAction::triggered, history, &QUndoStack::redo);
    connect(history, &QUndoStack::canUndoChanged, &undo, &QAction::setEnabled);
    connect(history, &QUndoStack::canRedoChanged, &redo, &QAction::setEnabled);
    connect(history, &QUndoStack::undoTextChanged, &undo, [&undo](const QString& text) {
        undo.setText(text.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(text));
    });
    connect(history, &QUndoStack::redoTextChanged, &redo, [&redo](const QString& text) {
        redo.setText(text.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(text));
    });
    undo.setEnabled(history->canUndo());
    redo.setEnabled(history->canRedo());
    connect(&actions[ActionId::ResetAll], &QAction::triggered, this,
            [this] { apply(startScenario(), {}, tr("reset all")); });
}

void ExperimentCommands::wireExperiment(Actions& actions)
{
    connect(&actions[ActionId::NewSample], &QAction::triggered, this,
            [this] { apply(withNextSample(m_store.scenario()), {}, tr("new sample")); });
    connect(&actions[ActionId::FewerExperts], &QAction::triggered, this,
            [this] { step([this] { changeExperts(m_store.scenario().experts - 1); }); });
    connect(&actions[ActionId::MoreExperts], &QAction::triggered, this,
            [this] { step([this] { changeExperts(m_store.scenario().experts + 1); }); });
    connect(&m_bestExperts, &QAction::triggered, this, [this] {
        if (m_best)
            step([this] { changeExperts(m_best->experts); });
    });
    const auto offerSamples = [&actions](const Scenario& scenario) {
        for (const ActionId id :
             {ActionId::NewSample, ActionId::FewerSamples, ActionId::MoreSamples})
            actions[id].setEnabled(!scenario.data); // nothing is drawn where there are data
        actions[ActionId::MoreFits].setEnabled(!scenario.data && scenario.trainingSets > 0);
    };
    connect(&m_store, &ScenarioStore::scenarioChanged, this, offerSamples);
    offerSamples(m_store.scenario());
    connect(&actions[ActionId::FewerSamples], &QAction::triggered, this,
            [this] { step([this] { scaleSamples(0.5); }); });
    connect(&actions[ActionId::MoreSamples], &QAction::triggered, this,
            [this] { step([this] { scaleSamples(2.0); }); });
}

void ExperimentCommands::wireDrags(PlotBoard& board)
{
    connect(&board, &PlotBoard::expertsDragged, this, &ExperimentCommands::changeExperts);
    connect(&board, &PlotBoard::boundaryDragged, this,
            [this, &board](const std::vector<double>& boundaries, int index, double x) {
                // Between the ends of the plot, which data may have set.
                Scenario shown = m_store.scenario();
                shown.domain = board.panel("fit").plot().figure().x.range;
                Scenario edited = withMovedBoundary(shown, boundaries, index, x);
                edited.domain = m_store.scenario().domain;
                apply(edited, boundariesField, tr("move a boundary"));
            });
    connect(&board, &PlotBoard::centerDragged, this,
            [this](const std::vector<PlanePoint>& centers, int index, double x, double y) {
                std::vector<Record> rows;
                rows.reserve(centers.size());
                for (const PlanePoint& center : centers)
                    rows.push_back({center.x, center.y});
                apply(withMovedCenter(m_store.scenario(), std::move(rows), index, {x, y}),
                      centersField, tr("move a center"));
            });
    connect(&board, &PlotBoard::exponentsPicked, this, [this](double target, double density) {
        apply(withPowerExponents(m_store.scenario(), target, density), exponentsField,
              tr("exponents"));
    });
    connect(&board, &PlotBoard::samplesAndExpertsPicked, this,
            [this](double samples, double experts) {
                apply(withExperts(withSamples(m_store.scenario(), samples), experts),
                      samplesAndExpertsField, tr("samples and experts"));
            });
    connect(&board, &PlotBoard::segmentationChosen, this, [this](const Choice& segmentation) {
        step([&] {
            apply(withSegmentation(m_store.scenario(), segmentation), segmentationField,
                  tr("segmentation"));
        });
    });
    connect(&board, &PlotBoard::dragFinished, &m_store, &ScenarioStore::endGesture);
}

void ExperimentCommands::wireSweep(PlotBoard& board)
{
    SweepControls& controls = board.tabs().sweepControls();
    connect(&controls, &SweepControls::chosen, this, [this](const SweptParameter& swept) {
        Scenario edited = m_store.scenario();
        edited.swept = swept;
        apply(edited, sweepField, tr("sweep"));
    });
    connect(&controls, &SweepControls::gestureEnded, &m_store, &ScenarioStore::endGesture);
    connect(&m_store, &ScenarioStore::scenarioChanged, &controls, &SweepControls::showScenario);
    controls.showScenario(m_store.scenario());
    connect(&board, &PlotBoard::parameterDragged, this, [this](double value) {
        const Scenario& scenario = m_store.scenario();
        apply(withSweptParameter(scenario, value), QString::fromStdString(scenario.swept.path),
              QString::fromStdString(scenario.swept.path));
    });
}

void ExperimentCommands::fillPresets(QMenu& menu)
{
    menu.setToolTipsVisible(true);
    for (const Preset& preset : presets()) {
        QAction* action = menu.addAction(preset.title);
        action->setStatusTip(preset.description);
        action->setToolTip(preset.description);
        connect(action, &QAction::triggered, this, [this, preset] {
            apply(presetScenario(preset.name), {}, tr("preset \"%1\"").arg(preset.title));
        });
    }
}

void ExperimentCommands::setBestExperts(const std::optional<BestExperts>& best)
{
    m_best = best;
    m_bestExperts.setEnabled(best.has_value());
}

void ExperimentCommands::step(const std::function<void()>& edit)
{
    m_store.endGesture();
    edit();
    m_store.endGesture();
}

void ExperimentCommands::scaleSamples(double factor)
{
    const Scenario& scenario = m_store.scenario();
    apply(withSamples(scenario, factor * static_cast<double>(scenario.samples)), samplesField,
          tr("sample size"));
}

void ExperimentCommands::changeExperts(double experts)
{
    const Scenario& scenario = m_store.scenario();
    const Scenario edited = withExperts(scenario, experts);
    if (edited.experts != scenario.experts)
        apply(edited, expertsField, tr("number of experts"));
}

void ExperimentCommands::apply(const Scenario& scenario, const QString& field,
                               const QString& description)
{
    if (scenario == m_store.scenario())
        return;
    if (const auto error = m_store.apply(scenario, field, description))
        emit refused(*error);
}

} // namespace tradeoff::ui
