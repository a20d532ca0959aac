// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot_tabs.h"

#include "core/power_map.h"
#include "core/segmentation_comparison.h"
#include "ui/laws_view.h"
#include "ui/plot_choice.h"
#include "ui/segmentation_table_view.h"
#include "ui/sweep_controls.h"

#include <QLabel>
#include <QProxyStyle>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tradeoff::ui {

namespace {

/// Tabs close to each other, so that all of them fit into a narrow window.
class CloseTabsStyle : public QProxyStyle {
public:
    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override
    {
        constexpr int padding = 12;
        return metric == PM_TabBarTabHSpace ? padding
                                            : QProxyStyle::pixelMetric(metric, option, widget);
    }
};

/// Whether a panel's figure needs a part that is made while its tab is in front alone.
bool hasOwnPart(const PlotPanel& panel)
{
    return panel.row().part && panel.row().part != ResultPart::SimulatedSweep;
}

bool hasPart(const Result& result, ResultPart part)
{
    switch (part) {
    case ResultPart::SimulatedSweep:
        return true; // made with every result
    case ResultPart::FitSpread:
        return result.fitSpread != nullptr;
    case ResultPart::SegmentationComparison:
        return result.comparison != nullptr;
    case ResultPart::PowerMap:
        return result.powerMap != nullptr;
    case ResultPart::Laws:
        return result.laws != nullptr;
    case ResultPart::ParameterSweep:
        return result.parameterSweep != nullptr;
    case ResultPart::LevelSetErrors:
        return result.levelSets != nullptr;
    }
    return true;
}

} // namespace

PlotTabs::PlotTabs(QWidget* parent)
    : QTabWidget(parent)
{
    setObjectName(QStringLiteral("tabs"));
    setDocumentMode(true);
    auto* style = new CloseTabsStyle;
    style->setParent(this);
    tabBar()->setStyle(style);
    tabBar()->setAccessibleName(tr("Views"));
    createTab("tradeoff");
    createTable(*createTab("segmentations"));
    connect(&createTab("power-map")->plot(), &FigurePlot::pointPicked, this,
            &PlotTabs::exponentsPicked);
    createLaws();
    createSweep();
    createBound();
    connect(this, &QTabWidget::currentChanged, this, &PlotTabs::followTab);
}

PlotPanel* PlotTabs::createTab(std::string_view name)
{
    auto* panel = new PlotPanel(figureRow(name), this);
    panel->setTitleShown(false);
    const std::string_view title = panel->row().title;
    addView({name, panel, {panel}},
            QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size())));
    return panel;
}

void PlotTabs::addView(View view, const QString& title)
{
    addTab(view.widget, title);
    m_panels.insert(m_panels.end(), view.panels.begin(), view.panels.end());
    m_views.push_back(std::move(view));
}

void PlotTabs::createLaws()
{
    auto* laws = new LawsView(this);
    connect(laws, &LawsView::samplesAndExpertsPicked, this, &PlotTabs::samplesAndExpertsPicked);
    addView({"laws", laws, laws->panels()}, tr("Laws"));
}

void PlotTabs::createBound()
{
    auto* bound = new PlotChoice(QStringLiteral("bound"),
                                 {{"bound", tr("Errors")}, {"bound-ratio", tr("Ratio")}}, this);
    bound->setObjectName(QStringLiteral("bound"));
    bound->column().addWidget(bound->panels().front(), 3);
    bound->column().addWidget(bound->panels().back(), 2);
    constexpr int heights = 5;
    bound->setRoom(heights, 1);
    addView({"bound", bound, bound->panels()}, tr("Upper bound"));
}

void PlotTabs::createSweep()
{
    PlotPanel* sweep = createTab("parameter-sweep");
    m_sweepControls = new SweepControls(sweep);
    sweep->addBelow(m_sweepControls);
}

void PlotTabs::createTable(PlotPanel& segmentations)
{
    m_tableCaption = new QLabel(&segmentations);
    m_tableCaption->setObjectName(QStringLiteral("segmentationCaption"));
    m_tableCaption->setTextFormat(Qt::RichText);
    m_tableCaption->setContentsMargins(12, 2, 12, 2);
    m_table = new SegmentationTableView(&segmentations);
    segmentations.addBelow(m_tableCaption);
    segmentations.addBelow(m_table, 1);
    connect(m_table, &SegmentationTableView::segmentationChosen, this,
            &PlotTabs::segmentationChosen);
}

bool PlotTabs::holds(const PlotPanel& panel) const
{
    return std::find(m_panels.begin(), m_panels.end(), &panel) != m_panels.end();
}

const PlotTabs::View* PlotTabs::view(std::string_view name) const
{
    const auto found = std::find_if(m_views.begin(), m_views.end(),
                                    [name](const View& one) { return one.name == name; });
    return found == m_views.end() ? nullptr : &*found;
}

bool PlotTabs::hasView(std::string_view name) const
{
    return view(name) != nullptr;
}

bool PlotTabs::isBehind(std::string_view name) const
{
    const View* wanted = view(name);
    return wanted != nullptr && isTabVisible(indexOf(wanted->widget)) && wanted != shownView();
}

void PlotTabs::setShown(std::string_view name, bool shown)
{
    const View* wanted = view(name);
    if (wanted == nullptr)
        return;
    setTabVisible(indexOf(wanted->widget), shown);
    if (shown)
        setCurrentWidget(wanted->widget);
    const bool any = std::any_of(m_views.begin(), m_views.end(), [this](const View& one) {
        return isTabVisible(indexOf(one.widget));
    });
    setVisible(any);
    followTab();
}

const PlotTabs::View* PlotTabs::shownView() const
{
    return isHidden() ? nullptr : view(front());
}

std::string_view PlotTabs::front() const
{
    const auto found = std::find_if(m_views.begin(), m_views.end(), [this](const View& one) {
        return one.widget == currentWidget();
    });
    return found == m_views.end() ? std::string_view() : found->name;
}

void PlotTabs::setFront(std::string_view name)
{
    const View* wanted = view(name);
    if (wanted != nullptr && isTabVisible(indexOf(wanted->widget)))
        setCurrentWidget(wanted->widget);
}

ResultParts PlotTabs::wantedParts() const
{
    ResultParts parts;
    if (const View* shown = shownView()) {
        for (const PlotPanel* panel : shown->panels) {
            if (hasOwnPart(*panel))
                parts.insert(*panel->row().part);
        }
    }
    return parts;
}

void PlotTabs::showResult(std::shared_ptr<const Result> result, std::shared_ptr<const Result> swept)
{
    m_result = std::move(result);
    m_swept = std::move(swept);
    if (m_result->data) {
        m_parts = {};
    }
    keepParts(*m_result);
    for (PlotPanel* panel : m_panels)
        panel->showResult(resultFor(*panel));
    showTable();
}

bool PlotTabs::isFilled(const View& view) const
{
    return std::all_of(view.panels.begin(), view.panels.end(), [this](const PlotPanel* panel) {
        return !hasOwnPart(*panel) || hasPart(*m_result, *panel->row().part);
    });
}

/// Parts that were made before the view went to the back belong to an older scenario.
void PlotTabs::followTab()
{
    if (wantedParts().empty())
        return;
    if (!m_result) { // the first one is on its way, without this part
        emit partsMissing();
        return;
    }
    const View& shown = *shownView();
    if (isFilled(shown))
        return;
    m_parts = {};
    for (PlotPanel* panel : shown.panels)
        panel->showResult(resultFor(*panel));
    showTable();
    emit partsMissing();
}

void PlotTabs::keepParts(const Result& result)
{
    // Without the best there is nothing to compare with: the last curves stay until it is there.
    const bool hasBest = result.comparison != nullptr && result.comparison->best() != nullptr;
    if (hasBest || (result.comparison != nullptr && m_parts.compared == nullptr))
        m_parts.compared = result.comparison;
    if (result.powerMap != nullptr)
        m_parts.powerMap = result.powerMap;
    if (result.laws != nullptr)
        m_parts.laws = result.laws;
    if (result.parameterSweep != nullptr)
        m_parts.parameterSweep = result.parameterSweep;
    if (result.levelSets != nullptr)
        m_parts.levelSets = result.levelSets;
}

std::shared_ptr<const Result> PlotTabs::resultFor(const PlotPanel& panel) const
{
    if (!hasOwnPart(panel))
        return m_swept;
    auto shown = std::make_shared<Result>();
    shown->scenario = m_result->scenario;
    shown->errors = m_result->errors;
    shown->sweep = m_swept->sweep;
    shown->data = m_result->data;
    shown->comparison = m_parts.compared;
    shown->powerMap = m_parts.powerMap;
    shown->laws = m_parts.laws;
    shown->parameterSweep = m_parts.parameterSweep;
    shown->levelSets = m_parts.levelSets;
    return shown;
}

void PlotTabs::showTable()
{
    const SegmentationComparison* newest =
        m_result->comparison != nullptr ? m_result->comparison.get() : m_parts.compared.get();
    if (newest == nullptr) {
        m_table->showComparison({}, {});
        m_tableCaption->clear();
        return;
    }
    m_table->showComparison(*newest, m_result->scenario.segmentation.kind);
    m_tableCaption->setText(
        tr("<b>m = %1</b> · learned kinds: errors of the drawn sample").arg(newest->experts));
}

} // namespace tradeoff::ui
