// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot_tabs.h"

#include "core/power_map.h"
#include "core/segmentation_comparison.h"
#include "ui/segmentation_table_view.h"

#include <QLabel>
#include <QTabBar>

#include <algorithm>
#include <utility>

namespace tradeoff::ui {

namespace {

/// Whether a panel's figure needs a part that is made while its tab is in front alone.
bool hasOwnPart(const PlotPanel& panel)
{
    return panel.row().part && panel.row().part != ResultPart::SimulatedSweep;
}

} // namespace

PlotTabs::PlotTabs(QWidget* parent)
    : QTabWidget(parent)
{
    setObjectName(QStringLiteral("tabs"));
    setDocumentMode(true);
    tabBar()->setAccessibleName(tr("Views"));
    createTab("tradeoff");
    createTable(*createTab("segmentations"));
    connect(&createTab("power-map")->plot(), &FigurePlot::pointPicked, this,
            &PlotTabs::exponentsPicked);
    connect(this, &QTabWidget::currentChanged, this, &PlotTabs::followTab);
}

PlotPanel* PlotTabs::createTab(std::string_view name)
{
    auto* panel = new PlotPanel(figureRow(name), this);
    panel->hideTitle();
    const std::string_view title = panel->row().title;
    addTab(panel, QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size())));
    m_panels.push_back(panel);
    return panel;
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

bool PlotTabs::isBehind(std::string_view name) const
{
    return std::any_of(m_panels.begin(), m_panels.end(), [&](PlotPanel* panel) {
        return panel->row().name == name && isTabVisible(indexOf(panel)) && panel != shownPanel();
    });
}

void PlotTabs::setShown(PlotPanel& panel, bool shown)
{
    setTabVisible(indexOf(&panel), shown);
    if (shown)
        setCurrentWidget(&panel);
    const bool any = std::any_of(m_panels.begin(), m_panels.end(),
                                 [this](PlotPanel* one) { return isTabVisible(indexOf(one)); });
    setVisible(any);
    followTab();
}

PlotPanel* PlotTabs::shownPanel() const
{
    return isHidden() ? nullptr : qobject_cast<PlotPanel*>(currentWidget());
}

std::string_view PlotTabs::front() const
{
    const auto* panel = qobject_cast<const PlotPanel*>(currentWidget());
    return panel == nullptr ? std::string_view() : panel->row().name;
}

void PlotTabs::setFront(std::string_view name)
{
    for (PlotPanel* panel : m_panels) {
        if (panel->row().name == name && isTabVisible(indexOf(panel)))
            setCurrentWidget(panel);
    }
}

ResultParts PlotTabs::wantedParts() const
{
    const PlotPanel* panel = shownPanel();
    if (panel == nullptr || !hasOwnPart(*panel))
        return {};
    return {*panel->row().part};
}

void PlotTabs::showResult(std::shared_ptr<const Result> result, std::shared_ptr<const Result> swept)
{
    m_result = std::move(result);
    m_swept = std::move(swept);
    if (m_result->data) {
        m_compared.reset();
        m_powerMap.reset();
    }
    keepParts(*m_result);
    for (PlotPanel* panel : m_panels)
        panel->showResult(resultFor(*panel));
    showTable();
}

/// Parts that were made before the view went to the back belong to an older scenario.
void PlotTabs::followTab()
{
    PlotPanel* panel = shownPanel();
    if (panel == nullptr || !hasOwnPart(*panel))
        return;
    if (!m_result) { // the first one is on its way, without this part
        emit partsMissing();
        return;
    }
    if (panel->row().part == ResultPart::PowerMap ? m_result->powerMap != nullptr
                                                  : m_result->comparison != nullptr)
        return;
    m_compared.reset();
    m_powerMap.reset();
    panel->showResult(resultFor(*panel));
    showTable();
    emit partsMissing();
}

void PlotTabs::keepParts(const Result& result)
{
    // Without the best there is nothing to compare with: the last curves stay until it is there.
    const bool hasBest = result.comparison != nullptr && result.comparison->best() != nullptr;
    if (hasBest || (result.comparison != nullptr && m_compared == nullptr))
        m_compared = result.comparison;
    if (result.powerMap != nullptr)
        m_powerMap = result.powerMap;
}

std::shared_ptr<const Result> PlotTabs::resultFor(const PlotPanel& panel) const
{
    if (!hasOwnPart(panel))
        return m_swept;
    auto shown = std::make_shared<Result>();
    shown->scenario = m_result->scenario;
    shown->sweep = m_swept->sweep;
    shown->data = m_result->data;
    shown->comparison = m_compared;
    shown->powerMap = m_powerMap;
    return shown;
}

void PlotTabs::showTable()
{
    const SegmentationComparison* newest =
        m_result->comparison != nullptr ? m_result->comparison.get() : m_compared.get();
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
