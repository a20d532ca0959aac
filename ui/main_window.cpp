// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "core/space/space_fit.h"
#include "ui/data_loading.h"
#include "ui/document_dialogs.h"
#include "ui/experiment_commands.h"
#include "ui/help_dialogs.h"
#include "ui/message_bar.h"
#include "ui/plot_output.h"
#include "ui/plot_tabs.h"
#include "ui/presets.h"
#include "ui/status_line.h"
#include "ui/view_commands.h"
#include "ui/window_keys.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QVBoxLayout>

namespace tradeoff::ui {

namespace {

/// The one local file that is dragged; empty for anything else.
QString draggedFile(const QMimeData& data)
{
    const QList<QUrl> urls = data.urls();
    return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

/// Where a segmentation of several dimensions would have its centers; none in one dimension.
std::vector<Record> centersOf(const Result& result)
{
    std::vector<Record> centers;
    if (!result.space)
        return centers;
    const Points& points = result.space->centers;
    for (Eigen::Index i = 0; i < points.rows(); ++i)
        centers.emplace_back(points.row(i).begin(), points.row(i).end());
    if (centers.empty()) {
        for (const SpaceRegion& region : result.space->regions)
            centers.push_back(region.shape.centroid);
    }
    return centers;
}

/// Most of the screen, but no wider than the plots gain from.
QSize startSize(const QScreen& screen)
{
    const QSize available = screen.availableGeometry().size();
    return (available * 0.92).boundedTo({1760, 1040});
}

} // namespace

MainWindow::MainWindow(QSettings& settings, DocumentQuestions questions)
    : m_settings(settings)
    , m_recent(settings)
    , m_actions(new Actions(*this, *menuBar()))
    , m_board(new PlotBoard)
    , m_messages(new MessageBar)
    , m_status(new StatusLine(this))
    , m_loading(new DataLoading(m_service, this))
{
    m_store.reset(startScenario());
    m_document =
        new Document(m_store, m_recent,
                     questions.fileToOpen ? std::move(questions) : questionsAsDialogs(*this), this);
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setCentralWidget(createCentre());
    QDockWidget* controls = createControls();
    setStatusBar(m_status);
    m_experiment = new ExperimentCommands(m_store, *m_actions, *m_board, this);
    m_view = new ViewCommands(*this, *controls, *m_actions, *m_board, m_appearance);
    wireDocument();
    wireExperiment();
    wireComputing();
    wireData();
    wireHolding();
    wirePlotOutput();
    wireHelp();
    resize(startSize(*screen()));
    m_view->restore(m_settings);
    m_view->followDimensions(m_store.scenario().dimensions());
    request(m_store.scenario());
}

MainWindow::~MainWindow()
{
    // A field that is typed into reports when it loses the focus: while there is someone to hear.
    hide();
}

QWidget* MainWindow::createCentre()
{
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_board, 1);
    return centre;
}

QDockWidget* MainWindow::createControls()
{
    m_controls = new ControlPanel(m_store);
    auto* dock = new QDockWidget(tr("Controls"), this);
    dock->setObjectName(QStringLiteral("controlsDock"));
    dock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    dock->setTitleBarWidget(new QWidget(dock)); // the groups have headings of their own
    dock->setWidget(m_controls);
    addDockWidget(Qt::LeftDockWidgetArea, dock);
    return dock;
}

void MainWindow::wireDocument()
{
    const auto on = [this](ActionId id, auto function) {
        connect(&(*m_actions)[id], &QAction::triggered, m_document, function);
    };
    on(ActionId::New, &Document::startNew);
    on(ActionId::Open, &Document::open);
    on(ActionId::Save, [this] { m_document->save(); });
    on(ActionId::SaveAs, [this] { m_document->saveAs(); });
    connect(&(*m_actions)[ActionId::Quit], &QAction::triggered, this, &QWidget::close);
    m_recent.showIn(m_actions->menu(ActionId::RecentMenu));
    connect(&m_recent, &RecentFiles::chosen, m_document, &Document::openFile);
    connect(m_document, &Document::titleChanged, this, &MainWindow::showTitle);
    connect(m_document, &Document::failed, m_messages, &MessageBar::showMessage);
    connect(m_document, &Document::succeeded, this, [this](const QString& message) {
        m_messages->dismiss();
        m_status->showMessage(message, 4000);
    });
    showTitle();
}

void MainWindow::wireExperiment()
{
    connect(m_experiment, &ExperimentCommands::refused, this, &MainWindow::showRefused);
    connect(m_controls, &ControlPanel::newSampleRequested, &(*m_actions)[ActionId::NewSample],
            &QAction::trigger);
    connect(m_board, &PlotBoard::hovered, m_status, &StatusLine::showReadout);
}

void MainWindow::request(const Scenario& scenario)
{
    ResultParts parts = m_board->wantedParts();
    parts.insert(ResultPart::SimulatedSweep); // the decomposition's simulation is one of its rows
    m_service.request(scenario, parts);
}

void MainWindow::wireComputing()
{
    connect(&m_store, &ScenarioStore::scenarioChanged, this, [this](const Scenario& scenario) {
        m_messages->dismiss();
        m_loading->giveUp();
        m_view->followDimensions(scenario.dimensions());
        request(scenario);
    });
    connect(m_board, &PlotBoard::partsMissing, this, [this] { request(m_store.scenario()); });
    connect(&m_service, &ComputeService::resultReady, this,
            [this](const std::shared_ptr<const Result>& result, bool, double milliseconds) {
                m_board->showResult(result);
                m_status->showResult(*result, milliseconds);
                (*m_actions)[ActionId::Notes].setEnabled(!result->notes.empty());
                m_controls->setBoundaries(result->innerBoundaries());
                m_controls->setCenters(centersOf(*result));
                m_controls->showData(result->data);
                if (!result->sweep.empty())
                    m_experiment->setBestExperts(result->bestExperts);
            });
    connect(&(*m_actions)[ActionId::Notes], &QAction::triggered, m_status, &StatusLine::showNotes);
    connect(&m_service, &ComputeService::busyChanged, m_status, &StatusLine::setBusy);
    connect(&m_service, &ComputeService::progressChanged, m_status, &StatusLine::setProgress);
    connect(&m_service, &ComputeService::failed, m_messages, &MessageBar::showMessage);
}

void MainWindow::wireData()
{
    m_document->setDataLoader([this](const Scenario& scenario, const auto& accept) {
        m_loading->start(scenario, accept);
    });
    connect(m_controls, &ControlPanel::formulaRequested, m_document, &Document::useFormula);
    connect(m_status, &StatusLine::cancelRequested, m_loading, &DataLoading::cancel);
    connect(m_loading, &DataLoading::activeChanged, m_status, &StatusLine::setLoading);
    connect(m_loading, &DataLoading::abandoned, this, [this] { request(m_store.scenario()); });
    connect(m_loading, &DataLoading::ended, m_messages, &MessageBar::showMessage);
}

void MainWindow::wireHolding()
{
    // Whatever is dragged, a slider or something in a plot: the axes hold still meanwhile.
    connect(&m_store, &ScenarioStore::scenarioChanged, m_board, [this] {
        if (QGuiApplication::mouseButtons().testFlag(Qt::LeftButton))
            m_board->holdAxes();
    });
    auto* keys = new WindowKeys(*this);
    connect(keys, &WindowKeys::mouseReleased, m_board, &PlotBoard::releaseAxes,
            Qt::QueuedConnection);
}

void MainWindow::wirePlotOutput()
{
    connect(&(*m_actions)[ActionId::ExportPlot], &QAction::triggered, this,
            [this] { showExportDialog(*m_board, m_settings, this); });
    connect(&(*m_actions)[ActionId::CopyPlot], &QAction::triggered, this, &MainWindow::copyPlot);
    connect(m_board, &PlotBoard::menuRequested, this, &MainWindow::showPlotMenu);
}

void MainWindow::wireHelp()
{
    connect(&(*m_actions)[ActionId::Keyboard], &QAction::triggered, this,
            [this] { showKeyboardHelp(this); });
    connect(&(*m_actions)[ActionId::About], &QAction::triggered, this, [this] { showAbout(this); });
}

void MainWindow::showTitle()
{
    setWindowTitle(tr("Tradeoff Lab — %1[*]").arg(m_document->name()));
    setWindowModified(m_document->isModified());
}

void MainWindow::showRefused(const InputError& error)
{
    m_controls->showError(error);
    m_messages->showMessage(QString::fromStdString(error.line()));
}

void MainWindow::copyPlot()
{
    const auto figure = m_board->currentPanel().currentFigure();
    if (!figure)
        return;
    QGuiApplication::clipboard()->setMimeData(clipboardData(*figure, m_settings));
    m_status->showMessage(tr("Copied: %1").arg(QString::fromStdString(figure->title)), 4000);
}

void MainWindow::showPlotMenu(const QPoint& position)
{
    QMenu menu(this);
    for (const ActionId id : {ActionId::CopyPlot, ActionId::ExportPlot, ActionId::FitAxes})
        menu.addAction(&(*m_actions)[id]);
    menu.exec(position);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        (*m_actions)[ActionId::FullScreen].setChecked(isFullScreen());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_document->mayBeLeft()) {
        event->ignore();
        return;
    }
    m_view->save(m_settings);
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!draggedFile(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    m_document->openFile(draggedFile(*event->mimeData()));
}

} // namespace tradeoff::ui
