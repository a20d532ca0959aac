// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QMenu>
#include <QObject>

#include <map>
#include <vector>

class QMenuBar;
class QWidget;

namespace tradeoff::ui {

/// Everything that the menus hold, the menus themselves included.
enum class ActionId {
    MenuBar, ///< the root of all menus
    FileMenu,
    New,
    Open,
    RecentMenu,
    Save,
    SaveAs,
    ExportPlot,
    Quit,
    EditMenu,
    Undo,
    Redo,
    ResetAll,
    CopyPlot,
    ExperimentMenu,
    PresetsMenu,
    NewSample,
    MoreFits,
    FewerExperts,
    MoreExperts,
    BestExperts,
    FewerSamples,
    MoreSamples,
    ViewMenu,
    Controls,
    PlanePlot,
    FitPlot,
    ExpertsDensityPlot,
    RegionErrorsPlot,
    TradeoffPlot,
    SegmentationsPlot,
    PowerMapPlot,
    LawsPlot,
    SweepPlot,
    BoundPlot,
    DecompositionPlot,
    FitAxes,
    Notes,
    LogarithmicX,
    LogarithmicY,
    TestErrorBand,
    ThemeMenu,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Projector,
    FullScreen,
    HelpMenu,
    Keyboard,
    About
};

/// What choosing a row does.
enum class ActionKind {
    Menu,    ///< opens: rows that name it as their parent are inside
    Command, ///< does something
    Toggle   ///< is on or off
};

/// One row of the table of actions: menus, shortcuts and the keyboard help come from it.
struct ActionRow {
    ActionId id;
    ActionId parent; ///< the menu that holds it
    ActionKind kind;
    const char* text; ///< in the menu, with & before its access key
    const char* keys; ///< portable key sequences, separated by "; "; the first is shown in the menu
    const char* help; ///< one short sentence for the keyboard help and the status bar
    int group;        ///< a line separates rows of one menu whose groups differ
};

/// Every action there is, in the order of the menus.
[[nodiscard]] const std::vector<ActionRow>& actionTable();

/// A key or gesture that a widget handles itself and that the keyboard help lists as well.
struct GestureRow {
    const char* area;
    const char* keys;
    const char* help;
};

/// Keys and gestures in plots and fields.
[[nodiscard]] const std::vector<GestureRow>& gestureTable();

/// The key sequences of a row.
[[nodiscard]] QList<QKeySequence> keySequences(const ActionRow& row);
/// A row's text without access keys, translated: "New sample".
[[nodiscard]] QString plainText(const ActionRow& row);

/// The window's actions, made from the table. Undo and redo get their text from the history.
class Actions : public QObject {
    Q_OBJECT

public:
    /// Makes every action as a child of the window, so that its shortcut works there, and fills
    /// the menu bar.
    Actions(QWidget& window, QMenuBar& menuBar);

    [[nodiscard]] QAction& operator[](ActionId id) const { return *m_actions.at(id); }
    [[nodiscard]] QMenu& menu(ActionId id) const { return *m_menus.at(id); }

private:
    void add(const ActionRow& row, QWidget& window, QMenuBar& menuBar);
    void addSeparatorBefore(const ActionRow& row);

    std::map<ActionId, QAction*> m_actions;
    std::map<ActionId, QMenu*> m_menus;
    std::map<ActionId, int> m_lastGroup;
};

} // namespace tradeoff::ui
