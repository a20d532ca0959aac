// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shown_plots.h"

#include "ui/plot_tabs.h"

#include <QMainWindow>
#include <QSettings>

#include <algorithm>
#include <array>
#include <utility>

namespace tradeoff::ui {

namespace {

struct PlotToggle {
    ActionId id;
    std::string_view view;   ///< a figure's panel, or a view in the tabs
    std::string_view figure; ///< one of the view
};

constexpr std::array plotToggles = {
    PlotToggle{ActionId::PlanePlot, "plane", "plane"},
    PlotToggle{ActionId::FitPlot, "fit", "fit"},
    PlotToggle{ActionId::ExpertsDensityPlot, "experts-density", "experts-density"},
    PlotToggle{ActionId::RegionErrorsPlot, "region-errors", "region-errors"},
    PlotToggle{ActionId::TradeoffPlot, "tradeoff", "tradeoff"},
    PlotToggle{ActionId::SegmentationsPlot, "segmentations", "segmentations"},
    PlotToggle{ActionId::PowerMapPlot, "power-map", "power-map"},
    PlotToggle{ActionId::LawsPlot, "laws", "excess-map"},
    PlotToggle{ActionId::SweepPlot, "parameter-sweep", "parameter-sweep"},
    PlotToggle{ActionId::BoundPlot, "bound", "bound"},
    PlotToggle{ActionId::DecompositionPlot, "decomposition", "decomposition"},
};

QString textOf(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

ShownPlots::ShownPlots(QMainWindow& window, Actions& actions, PlotBoard& board)
    : m_window(window)
    , m_actions(actions)
    , m_board(board)
{
    for (const PlotToggle& toggle : plotToggles) {
        QAction& action = m_actions[toggle.id];
        action.setChecked(true);
        connect(&action, &QAction::toggled, &m_board,
                [this, &action, view = toggle.view](bool shown) {
                    // A tab behind another is asked for, and not out of the way.
                    const bool isBehind =
                        m_window.isVisible() && action.isEnabled() && m_board.tabs().isBehind(view);
                    if (!shown && isBehind) {
                        action.setChecked(true);
                    } else {
                        m_board.setShown(view, shown);
                    }
                });
    }
    // With a plane above them the small plots have no room on a small screen.
    m_wanted[Space::Plane] = {{ActionId::ExpertsDensityPlot, false},
                              {ActionId::RegionErrorsPlot, false}};
    apply();
}

ShownPlots::Space ShownPlots::space() const
{
    switch (m_dimensions) {
    case 1:
        return Space::Line;
    case 2:
        return Space::Plane;
    default:
        return Space::More;
    }
}

std::map<ShownPlots::Space, QString> ShownPlots::keys()
{
    return {{Space::Line, QStringLiteral("view/shown/")},
            {Space::Plane, QStringLiteral("view/shownInPlane/")},
            {Space::More, QStringLiteral("view/shownInSpace/")}};
}

std::map<ShownPlots::Space, ShownPlots::Shown> ShownPlots::wanted() const
{
    std::map<Space, Shown> all = m_wanted;
    for (const PlotToggle& toggle : plotToggles) {
        const QAction& action = m_actions[toggle.id];
        const bool forClass =
            std::count(m_hiddenForClass.begin(), m_hiddenForClass.end(), toggle.id) > 0;
        if (action.isEnabled())
            all[space()][toggle.id] = forClass || action.isChecked();
    }
    return all;
}

void ShownPlots::apply()
{
    const Shown& shown = m_wanted[space()];
    const std::string front(m_board.tabs().front());
    for (const PlotToggle& toggle : plotToggles) {
        QAction& action = m_actions[toggle.id];
        const auto found = shown.find(toggle.id);
        const bool isThere = figureRow(toggle.figure).isFor(m_dimensions);
        action.setEnabled(false); // so that a tab behind another can be hidden
        action.setChecked(isThere && (found == shown.end() || found->second));
        action.setEnabled(isThere);
    }
    m_board.tabs().setFront(front);
}

void ShownPlots::followDimensions(std::size_t dimensions)
{
    if (dimensions == m_dimensions)
        return;
    m_wanted = wanted();
    m_hiddenForClass.clear();
    m_dimensions = dimensions;
    apply();
}

void ShownPlots::hideForClass(const std::vector<ActionId>& ids)
{
    for (const ActionId id : ids) {
        if (m_actions[id].isChecked()) {
            m_actions[id].setChecked(false);
            m_hiddenForClass.push_back(id);
        }
    }
}

void ShownPlots::showAgain()
{
    for (const ActionId id : std::exchange(m_hiddenForClass, {}))
        m_actions[id].setChecked(true);
}

void ShownPlots::restore(const QSettings& settings)
{
    for (const auto& [space, key] : keys()) {
        for (const PlotToggle& toggle : plotToggles) {
            const QVariant shown = settings.value(key + textOf(toggle.view));
            if (shown.isValid())
                m_wanted[space][toggle.id] = shown.toBool();
        }
    }
    apply();
}

void ShownPlots::save(QSettings& settings) const
{
    const std::map<Space, Shown> all = wanted();
    for (const auto& [space, key] : keys()) {
        for (const PlotToggle& toggle : plotToggles) {
            const auto shown = all.find(space);
            if (shown != all.end() && shown->second.contains(toggle.id))
                settings.setValue(key + textOf(toggle.view), shown->second.at(toggle.id));
        }
    }
}

} // namespace tradeoff::ui
