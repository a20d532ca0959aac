// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"
#include "ui/palette.h"
#include "ui/plot_board.h"
#include "ui/shown_plots.h"

#include <QActionGroup>
#include <QObject>

#include <vector>

class QDockWidget;
class QMainWindow;
class QSettings;

namespace tradeoff::ui {

/// Wires the View menu to what it shows, and keeps that from one session to the next: which plots
/// are shown, their sizes and scales, the theme and the window's place.
class ViewCommands : public QObject {
    Q_OBJECT

public:
    ViewCommands(QMainWindow& window, QDockWidget& controls, Actions& actions, PlotBoard& board,
                 Appearance& appearance);

    /// Restores the last session; what is missing or unreadable stays as it is.
    void restore(const QSettings& settings);
    void save(QSettings& settings) const;

    void choose(ThemeChoice choice);
    /// Offers the plots that there are in so many dimensions.
    void followDimensions(std::size_t dimensions) { m_shown.followDimensions(dimensions); }
    /// Big letters and thick lines, without the controls and plots that a class cannot read.
    void setDistance(ViewingDistance distance);
    /// The same for a screen with so much room.
    void setDistance(ViewingDistance distance, const QSize& screen);

private:
    void wireVisibility();
    void wireScales();
    void wireTestErrorBand();
    void wireThemes();
    void wireScreen();
    void hideSmallPlots();

    QMainWindow& m_window;
    QDockWidget& m_controls;
    Actions& m_actions;
    PlotBoard& m_board;
    Appearance& m_appearance;
    ShownPlots m_shown;
    QActionGroup m_themes;
};

} // namespace tradeoff::ui
