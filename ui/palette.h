// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/theme.h"

#include <QFont>
#include <QObject>
#include <QPalette>
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
/// The application font: a family that has every symbol in use, at 10 or 15 points.
[[nodiscard]] QFont applicationFont(ViewingDistance distance);

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
    void setDistance(ViewingDistance distance);

signals:
    void themeChanged(const tradeoff::ui::Theme& theme);

private:
    [[nodiscard]] ThemeKind kind() const;
    void apply();

    ThemeKind m_systemKind;
    ThemeChoice m_choice = ThemeChoice::System;
    ViewingDistance m_distance = ViewingDistance::Desk;
};

} // namespace tradeoff::ui
