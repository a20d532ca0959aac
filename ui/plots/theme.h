// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure.h"

#include <QBrush>
#include <QColor>
#include <QFont>
#include <QPen>

namespace tradeoff::ui {

enum class ThemeKind { Light, Dark, Print };

/// The look of plots: one value for the screen's light and dark palettes, the projector and print.
struct Theme {
    ThemeKind kind = ThemeKind::Light;
    QColor background;
    QColor foreground; ///< axes, ticks, text
    QColor grid;
    QFont font;             ///< of every text in a plot
    double lineWidth = 1.6; ///< of main curves, in layout pixels at 96 dpi
    double markerSize = 6.0;

    bool operator==(const Theme&) const = default;
};

[[nodiscard]] Theme makeTheme(ThemeKind kind, double fontPoints = 9.0);
/// Big fonts and thick lines for the back row.
[[nodiscard]] Theme forProjector(Theme theme, double enlargement);

enum class MarkerKind { None, Disc, Circle, Square, Diamond, Triangle, Star, Cross };

/// How a role looks: colour (Okabe–Ito), dash and marker, the same in every plot and export.
struct RoleStyle {
    QPen pen;
    QBrush fill;
    MarkerKind marker = MarkerKind::None;
};

[[nodiscard]] RoleStyle roleStyle(Role role, const Theme& theme);

/// How a curve looks: as its role does. Compared segmentations have colour, dash and marker by
/// their group, and the emphasised one is thick.
struct CurveLook {
    Role role = Role::Target;
    std::size_t group = 0;
    bool emphasised = false;

    bool operator==(const CurveLook&) const = default;
};

[[nodiscard]] CurveLook lookOf(const Curve& curve);
[[nodiscard]] RoleStyle curveStyle(const CurveLook& look, const Theme& theme);

} // namespace tradeoff::ui
