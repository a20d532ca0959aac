// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"
#include "ui/plot_board.h"

#include <QObject>

#include <cstddef>
#include <map>
#include <vector>

class QMainWindow;
class QSettings;

namespace tradeoff::ui {

/// The actions that show and hide plots. Which plots there are depends on the number of dimensions,
/// and what the user wants to see is remembered apart for one, for two and for more.
class ShownPlots : public QObject {
    Q_OBJECT

public:
    ShownPlots(QMainWindow& window, Actions& actions, PlotBoard& board);

    /// Offers the plots that there are in so many dimensions.
    void followDimensions(std::size_t dimensions);
    /// Hides plots that a class cannot read, until `showAgain`.
    void hideForClass(const std::vector<ActionId>& ids);
    void showAgain();

    /// Restores the last session; what is missing or unreadable stays as it is.
    void restore(const QSettings& settings);
    void save(QSettings& settings) const;

private:
    enum class Space { Line, Plane, More };
    using Shown = std::map<ActionId, bool>;

    [[nodiscard]] Space space() const;
    [[nodiscard]] std::map<Space, Shown> wanted() const;
    void apply();
    static std::map<Space, QString> keys();

    QMainWindow& m_window;
    Actions& m_actions;
    PlotBoard& m_board;
    std::size_t m_dimensions = 1;
    std::map<Space, Shown> m_wanted; ///< by the user; what is missing is shown
    std::vector<ActionId> m_hiddenForClass;
};

} // namespace tradeoff::ui
