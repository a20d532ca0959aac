// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette.h"

#include <QApplication>
#include <QSizeF>

#include <algorithm>

namespace tradeoff::ui {

namespace {

struct PaletteColours {
    QColor window, base, alternate, button, text, muted, border, highlight, highlightedText, link;
};

PaletteColours lightColours()
{
    return {QColor(0xf4, 0xf5, 0xf7), QColor(0xff, 0xff, 0xff), QColor(0xf0, 0xf2, 0xf5),
            QColor(0xec, 0xee, 0xf1), QColor(0x1d, 0x21, 0x27), QColor(0x8a, 0x90, 0x99),
            QColor(0xc3, 0xc8, 0xcf), QColor(0x00, 0x72, 0xb2), QColor(0xff, 0xff, 0xff),
            QColor(0x00, 0x5f, 0x99)};
}

PaletteColours darkColours()
{
    return {QColor(0x22, 0x25, 0x2a), QColor(0x19, 0x1b, 0x1f), QColor(0x1f, 0x22, 0x27),
            QColor(0x2e, 0x32, 0x39), QColor(0xe8, 0xea, 0xed), QColor(0x80, 0x87, 0x90),
            QColor(0x45, 0x4b, 0x54), QColor(0x2f, 0x8f, 0xc9), QColor(0xff, 0xff, 0xff),
            QColor(0x6c, 0xb8, 0xe6)};
}

/// The system's own palette, asked before the first change of the application's.
ThemeKind systemKind()
{
    static const bool dark = QApplication::palette().color(QPalette::Window).lightnessF() < 0.5;
    return dark ? ThemeKind::Dark : ThemeKind::Light;
}

} // namespace

QString keyOf(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System:
        return QStringLiteral("system");
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    }
    return {};
}

ThemeChoice themeChoice(const QString& key)
{
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        if (key == keyOf(choice))
            return choice;
    }
    return ThemeChoice::System;
}

QPalette applicationPalette(ThemeKind kind)
{
    const PaletteColours c = kind == ThemeKind::Dark ? darkColours() : lightColours();
    QPalette palette(c.button, c.window);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::ToolTipText, QPalette::BrightText})
        palette.setColor(role, c.text);
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::ToolTipBase, c.base);
    palette.setColor(QPalette::Highlight, c.highlight);
    palette.setColor(QPalette::HighlightedText, c.highlightedText);
    palette.setColor(QPalette::Link, c.link);
    palette.setColor(QPalette::LinkVisited, c.link);
    palette.setColor(QPalette::Mid, c.border);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.muted);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.border);
    return palette;
}

double projectorEnlargement(const QSize& screen)
{
    constexpr double largest = 1.6;
    // The room that the window needs: what does not grow with the text, and what does.
    constexpr QSizeF fixed(440, 140);
    constexpr QSizeF ofText(565, 525);
    return std::clamp(std::min((screen.width() - fixed.width()) / ofText.width(),
                               (screen.height() - fixed.height()) / ofText.height()),
                      1.0, largest);
}

QFont applicationFont(double enlargement)
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    font.setPointSizeF(10.0 * enlargement);
    return font;
}

Appearance::Appearance(QObject* parent)
    : QObject(parent)
    , m_systemKind(systemKind())
{
    apply();
}

ThemeKind Appearance::kind() const
{
    switch (m_choice) {
    case ThemeChoice::System:
        return m_systemKind;
    case ThemeChoice::Light:
        return ThemeKind::Light;
    case ThemeChoice::Dark:
        return ThemeKind::Dark;
    }
    return ThemeKind::Light;
}

Theme Appearance::theme() const
{
    const Theme theme = makeTheme(kind());
    return m_distance == ViewingDistance::Projector ? forProjector(theme, m_enlargement) : theme;
}

void Appearance::choose(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void Appearance::setDistance(ViewingDistance distance, const QSize& screen)
{
    const double enlargement =
        distance == ViewingDistance::Projector ? projectorEnlargement(screen) : 1;
    if (distance == m_distance && enlargement == m_enlargement)
        return;
    m_distance = distance;
    m_enlargement = enlargement;
    apply();
}

void Appearance::apply()
{
    QApplication::setPalette(applicationPalette(kind()));
    QApplication::setFont(applicationFont(m_enlargement));
    emit themeChanged(theme());
}

} // namespace tradeoff::ui
