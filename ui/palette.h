// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/theme.h"

#include <QFont>
#include <QObject>
#include <QPalette>
#include <QSize>
#include <QString>

namespace tradeoff::ui {

/// Which palette the window is to use.
enum class ThemeChoice { System, Light, Dark };

/// How big the window's text and lines are.
enum class ViewingDistance {
    Desk,     ///< a person at a screen
    Projector ///< a class, up to the back row
};

/// The key of a choice in settings and on the command line: "system", "light", "dark".
[[nodiscard]] QString keyOf(ThemeChoice choice);
/// The choice of a key; System for any other text.
[[nodiscard]] ThemeChoice themeChoice(const QString& key);

/// The application palette of a theme; print looks as light does.
[[nodiscard]] QPalette applicationPalette(ThemeKind kind);
/// How many times larger than at a desk text is for a class: 1.6, and less where the window would
/// not fit on the screen then.
/// \param screen  the room that there is for the window, in pixels
[[nodiscard]] double projectorEnlargement(const QSize& screen);
/// The application font: a family that has every symbol in use, at so many times 10 points.
[[nodiscard]] QFont applicationFont(double enlargement);

/// The look of the whole program. Changes apply at once: palette and font to the application, and
/// `themeChanged` carries the plots' theme.
class Appearance : public QObject {
    Q_OBJECT

public:
    explicit Appearance(QObject* parent = nullptr);

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    [[nodiscard]] ViewingDistance distance() const { return m_distance; }
    /// The plots' theme now.
    [[nodiscard]] Theme theme() const;

    void choose(ThemeChoice choice);
    /// \param screen  the room that there is for the window
    void setDistance(ViewingDistance distance, const QSize& screen);

signals:
    void themeChanged(const tradeoff::ui::Theme& theme);

private:
    [[nodiscard]] ThemeKind kind() const;
    void apply();

    ThemeKind m_systemKind;
    ThemeChoice m_choice = ThemeChoice::System;
    ViewingDistance m_distance = ViewingDistance::Desk;
    double m_enlargement = 1;
};

} // namespace tradeoff::ui
