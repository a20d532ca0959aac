// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"
#include "ui/compute_service.h"
#include "ui/control_panel.h"
#include "ui/document.h"
#include "ui/palette.h"
#include "ui/plot_board.h"
#include "ui/scenario_store.h"

#include <QMainWindow>

class QDockWidget;
class QSettings;

namespace tradeoff::ui {

class DataLoading;
class ExperimentCommands;
class MessageBar;
class StatusLine;
class ViewCommands;

/// The window: it builds its parts and wires them. An edit goes to the store, the store's scenario
/// to the compute service, its results to the board; nothing flows back.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// Starts with the preset "paper" and the view of the last session.
    /// \param settings   outlives the window
    /// \param questions  what the document asks; default: dialogs
    explicit MainWindow(QSettings& settings, DocumentQuestions questions = {});
    ~MainWindow() override;

    [[nodiscard]] ScenarioStore& store() { return m_store; }
    [[nodiscard]] Document& document() { return *m_document; }
    [[nodiscard]] ComputeService& service() { return m_service; }
    [[nodiscard]] PlotBoard& board() { return *m_board; }
    [[nodiscard]] Actions& actions() { return *m_actions; }
    [[nodiscard]] ViewCommands& view() { return *m_view; }
    [[nodiscard]] ControlPanel& controls() { return *m_controls; }
    [[nodiscard]] MessageBar& messages() { return *m_messages; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* createCentre();
    QDockWidget* createControls();
    void wireDocument();
    void wireExperiment();
    void wireComputing();
    void request(const Scenario& scenario);
    void wireData();
    void wireHolding();
    void wirePlotOutput();
    void wireHelp();
    void showTitle();
    void showRefused(const InputError& error);
    void copyPlot();
    void showPlotMenu(const QPoint& position);

    QSettings& m_settings;
    ScenarioStore m_store;
    ComputeService m_service;
    Appearance m_appearance;
    RecentFiles m_recent;
    Document* m_document;
    Actions* m_actions;
    PlotBoard* m_board;
    MessageBar* m_messages;
    ControlPanel* m_controls;
    StatusLine* m_status;
    DataLoading* m_loading;
    ExperimentCommands* m_experiment = nullptr;
    ViewCommands* m_view = nullptr;
};

} // namespace tradeoff::ui
