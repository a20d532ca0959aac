// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot_board.h"

#include "ui/fit_spread_view.h"
#include "ui/plane_view.h"
#include "ui/plot_tabs.h"
#include "ui/readouts.h"

#include <QDataStream>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QIODevice>
#include <QLabel>
#include <QMouseEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tradeoff::ui {

namespace {

constexpr int gapWidth = 6;

QSplitter* createSplitter(Qt::Orientation orientation, QWidget* parent, const QString& name)
{
    auto* splitter = new QSplitter(orientation, parent);
    splitter->setObjectName(name);
    splitter->setHandleWidth(gapWidth);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

QLabel* createNumberLine(QWidget* parent, const QString& name)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

bool showsSweep(const FigureRow& row)
{
    return row.name == "decomposition";
}

/// What figures over m show while a result's own sweep is on its way: the curves of the last one,
/// with the new numbers. Regions are left out, as those figures do not show them.
std::shared_ptr<const Result> withSweepOf(const Result& result, const Result& last)
{
    auto shown = std::make_shared<Result>();
    shown->scenario = result.scenario;
    shown->scenario.sweep = last.scenario.sweep;
    shown->errorsOf = result.errorsOf;
    shown->errors = result.errors;
    shown->sample = result.sample;
    shown->sweep = last.sweep;
    shown->simulated = last.simulated;
    shown->bestExperts = last.bestExperts;
    shown->chosenByLeaveOneOut = last.chosenByLeaveOneOut;
    shown->chosenByMallowsCp = last.chosenByMallowsCp;
    return shown;
}

} // namespace

PlotBoard::PlotBoard(QWidget* parent)
    : QWidget(parent)
    , m_columns(createSplitter(Qt::Horizontal, this, QStringLiteral("columns")))
    , m_left(createSplitter(Qt::Vertical, m_columns, QStringLiteral("leftColumn")))
    , m_right(createSplitter(Qt::Vertical, m_columns, QStringLiteral("rightColumn")))
    , m_tabs(new PlotTabs(m_right))
    , m_theme(makeTheme(ThemeKind::Light))
{
    PlotPanel* plane = createPanel("plane", *m_left);
    for (const auto* name : {"fit", "experts-density", "region-errors"})
        m_column.push_back(createPanel(name, *m_left));
    m_plane = new PlaneView(*plane, m_column);
    m_fitSpread = new FitSpreadView(*m_column.front());
    connect(m_fitSpread, &FitSpreadView::partsMissing, this, &PlotBoard::partsMissing);
    addTabs();
    createNumbers(*createPanel("decomposition", *m_right));
    m_current = m_column.front();
    linkColumn();

    m_left->setSizes({420, 360, 165, 180});
    m_right->setSizes({500, 210});
    m_left->setStretchFactor(0, 5);
    m_left->setStretchFactor(1, 3);
    m_left->setStretchFactor(2, 1);
    m_left->setStretchFactor(3, 1);
    m_right->setStretchFactor(0, 1);
    m_right->setStretchFactor(1, 0);
    m_columns->setSizes({560, 440});
    m_columns->setStretchFactor(0, 14);
    m_columns->setStretchFactor(1, 11);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(gapWidth, gapWidth, gapWidth, 0);
    row->addWidget(m_columns);
}

PlotPanel* PlotBoard::createPanel(std::string_view name, QSplitter& column)
{
    auto* panel = new PlotPanel(figureRow(name), &column);
    column.addWidget(panel);
    return addPanel(panel);
}

PlotPanel* PlotBoard::addPanel(PlotPanel* panel)
{
    m_panels.push_back(panel);
    wire(*panel);
    return panel;
}

void PlotBoard::addTabs()
{
    m_right->addWidget(m_tabs);
    m_tabs->installEventFilter(this);
    for (PlotPanel* panel : m_tabs->panels())
        addPanel(panel);
    connect(m_tabs, &PlotTabs::exponentsPicked, this, &PlotBoard::exponentsPicked);
    connect(m_tabs, &PlotTabs::samplesAndExpertsPicked, this, &PlotBoard::samplesAndExpertsPicked);
    connect(m_tabs, &PlotTabs::segmentationChosen, this, &PlotBoard::segmentationChosen);
    connect(m_tabs, &PlotTabs::partsMissing, this, &PlotBoard::partsMissing);
}

void PlotBoard::setShown(std::string_view name, bool shown)
{
    if (m_tabs->hasView(name)) {
        m_tabs->setShown(name, shown);
    } else {
        panel(name).setVisible(shown);
        m_fitSpread->askForParts();
    }
}

ResultParts PlotBoard::wantedParts() const
{
    ResultParts parts = m_tabs->wantedParts();
    parts.merge(m_fitSpread->wantedParts());
    return parts;
}

void PlotBoard::createNumbers(PlotPanel& decomposition)
{
    auto* numbers = new QWidget(&decomposition);
    auto* lines = new QVBoxLayout(numbers);
    lines->setContentsMargins(12, 2, 12, 8);
    lines->setSpacing(2);
    m_sum = createNumberLine(numbers, QStringLiteral("decompositionText"));
    m_comparison = createNumberLine(numbers, QStringLiteral("comparisonText"));
    lines->addWidget(m_sum);
    lines->addWidget(m_comparison);
    decomposition.addBelow(numbers);
    decomposition.setScreenChange([](Figure& figure) {
        for (Box& box : figure.boxes)
            box.label.clear(); // the numbers below say it better
    });
}

void PlotBoard::wire(PlotPanel& panel)
{
    FigurePlot& plot = panel.plot();
    connect(&plot, &FigurePlot::hovered, this, &PlotBoard::hovered);
    connect(&plot, &FigurePlot::dragFinished, this, &PlotBoard::dragFinished);
    connect(&plot, &FigurePlot::boundaryDragged, this, [this, &plot](int index, double x) {
        emit boundaryDragged(plot.figure().boundaries.positions, index, x);
    });
    connect(&plot, &FigurePlot::ruleDragged, this, [this](Role role, double x) {
        if (role == Role::CurrentExperts)
            emit expertsDragged(x);
        if (role == Role::CurrentParameter)
            emit parameterDragged(x);
        if (role == Role::Cut)
            m_plane->setCut(x);
    });
    connect(&plot, &FigurePlot::pointDragged, this, [this, &plot](int index, double x, double y) {
        emit centerDragged(plot.figure().handles.points, index, x, y);
    });
    plot.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&plot, &QWidget::customContextMenuRequested, this,
            [this, &panel, &plot](const QPoint& position) {
                m_current = &panel;
                emit menuRequested(plot.mapToGlobal(position));
            });
    panel.installEventFilter(this);
    plot.installEventFilter(this);
    for (QWidget* child : plot.findChildren<QWidget*>())
        child->installEventFilter(this);
}

bool PlotBoard::eventFilter(QObject* object, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (type == QEvent::MouseButtonPress || type == QEvent::FocusIn)
        noteUse(object);
    if (type == QEvent::ShowToParent || type == QEvent::HideToParent) {
        for (QSplitter* column : {m_left, m_right})
            closeUp(*column);
        for (PlotPanel* panel : m_column)
            panel->refresh(); // another one may be the lowest now
    }
    return QWidget::eventFilter(object, event);
}

void PlotBoard::noteUse(const QObject* object)
{
    for (PlotPanel* panel : m_panels) {
        for (const QObject* part = object; part != nullptr; part = part->parent()) {
            if (part == panel)
                m_current = panel;
        }
    }
}

void PlotBoard::closeUp(QSplitter& column)
{
    bool anyShown = false;
    for (int i = 0; i < column.count(); ++i)
        anyShown = anyShown || !column.widget(i)->isHidden();
    column.setVisible(anyShown);
}

void PlotBoard::linkColumn()
{
    for (PlotPanel* panel : m_column) {
        connect(&panel->plot(), &FigurePlot::visibleXChanged, this,
                [this, panel](const Interval& range) { showRange(*panel, range); });
        panel->setScreenChange([this, panel](Figure& figure) {
            if (panel != lowestInColumn())
                figure.x.label.clear(); // stands below the lowest alone
        });
    }
}

const PlotPanel* PlotBoard::lowestInColumn() const
{
    const auto lowest = std::find_if(m_column.rbegin(), m_column.rend(),
                                     [](const PlotPanel* panel) { return !panel->isHidden(); });
    return lowest == m_column.rend() ? nullptr : *lowest;
}

void PlotBoard::showRange(const PlotPanel& source, const Interval& range)
{
    const bool everything = range == source.plot().figure().x.range;
    for (PlotPanel* panel : m_column) {
        panel->setVisiblePart(everything ? std::nullopt : std::optional(range));
        if (panel == &source)
            continue;
        if (everything) {
            panel->plot().fitAxes();
        } else {
            panel->plot().setVisibleX(range);
        }
    }
}

void PlotBoard::showResult(const std::shared_ptr<const Result>& result)
{
    m_result = result;
    const bool isOfSameKind = m_swept && m_swept->scenario.data == result->scenario.data &&
                              m_swept->scenario.dimensions() == result->scenario.dimensions();
    if (!result->sweep.empty() || !isOfSameKind) {
        m_swept = result;
    } else {
        m_swept = withSweepOf(*result, *m_swept);
    }
    for (PlotPanel* panel : m_panels) {
        if (!m_tabs->holds(*panel) && panel != m_column.front())
            panel->showResult(showsSweep(panel->row()) ? m_swept : result);
    }
    m_fitSpread->showResult(result);
    m_tabs->showResult(result, m_swept);
    showNumbers();
}

void PlotBoard::showNumbers()
{
    if (!m_result)
        return;
    m_sum->setText(decompositionText(*m_result, m_theme));
    const bool hasChoice = m_swept->sweep.size() > 1; // boundaries set by hand have one m alone
    m_comparison->setText(
        comparisonText(*m_result, hasChoice ? m_swept->bestExperts : std::nullopt));
}

void PlotBoard::setTheme(const Theme& theme)
{
    m_theme = theme;
    for (PlotPanel* panel : m_panels)
        panel->setTheme(theme);
    alignMargins();
    showNumbers();
}

void PlotBoard::alignMargins()
{
    const QFontMetrics metrics(m_theme.font);
    const int margin =
        metrics.horizontalAdvance(QStringLiteral("0.0000")) + 17 * metrics.height() / 10;
    for (PlotPanel* panel : m_column)
        panel->plot().setLeftMargin(margin);
}

PlotPanel& PlotBoard::panel(std::string_view name) const
{
    for (PlotPanel* panel : m_panels) {
        if (panel->row().name == name)
            return *panel;
    }
    throw std::logic_error("the board has no plot " + std::string(name));
}

void PlotBoard::holdAxes()
{
    if (std::exchange(m_axesHeld, true))
        return;
    for (PlotPanel* panel : m_panels)
        panel->plot().holdAxes(true);
}

void PlotBoard::releaseAxes()
{
    if (!std::exchange(m_axesHeld, false))
        return;
    for (PlotPanel* panel : m_panels) {
        panel->plot().holdAxes(false);
        panel->refresh();
    }
}

void PlotBoard::fitAxes()
{
    for (PlotPanel* panel : m_panels) {
        panel->setVisiblePart(std::nullopt);
        panel->plot().fitAxes();
    }
}

QByteArray PlotBoard::saveSizes() const
{
    QByteArray sizes;
    QDataStream stream(&sizes, QIODevice::WriteOnly);
    for (const QSplitter* splitter : {m_columns, m_left, m_right})
        stream << splitter->saveState();
    return sizes;
}

void PlotBoard::restoreSizes(const QByteArray& sizes)
{
    QDataStream stream(sizes);
    for (QSplitter* splitter : {m_columns, m_left, m_right}) {
        QByteArray state;
        stream >> state;
        if (stream.status() == QDataStream::Ok)
            splitter->restoreState(state);
    }
}

} // namespace tradeoff::ui
