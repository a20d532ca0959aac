// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions.h"

#include <QCoreApplication>
#include <QMenuBar>

namespace tradeoff::ui {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("Actions", text);
}

} // namespace

QList<QKeySequence> keySequences(const ActionRow& row)
{
    const QString keys = QString::fromUtf8(row.keys);
    if (keys.isEmpty())
        return {};
    return QKeySequence::listFromString(keys, QKeySequence::PortableText);
}

QString plainText(const ActionRow& row)
{
    return translated(row.text).remove(QLatin1Char('&')).remove(QChar(0x2026));
}

Actions::Actions(QWidget& window, QMenuBar& menuBar)
    : QObject(&window)
{
    for (const ActionRow& row : actionTable())
        add(row, window, menuBar);
}

void Actions::add(const ActionRow& row, QWidget& window, QMenuBar& menuBar)
{
    const bool topLevel = row.parent == ActionId::MenuBar;
    if (!topLevel)
        addSeparatorBefore(row);
    if (row.kind == ActionKind::Menu) {
        QMenu* opened = topLevel ? menuBar.addMenu(translated(row.text))
                                 : m_menus.at(row.parent)->addMenu(translated(row.text));
        m_menus[row.id] = opened;
        m_actions[row.id] = opened->menuAction();
        return;
    }
    auto* action = new QAction(translated(row.text), &window);
    action->setCheckable(row.kind == ActionKind::Toggle);
    action->setShortcuts(keySequences(row));
    action->setStatusTip(translated(row.help));
    m_menus.at(row.parent)->addAction(action);
    // A hidden menu bar (full screen on some desktops) must not switch the shortcuts off.
    window.addAction(action);
    m_actions[row.id] = action;
}

void Actions::addSeparatorBefore(const ActionRow& row)
{
    const auto last = m_lastGroup.find(row.parent);
    if (last != m_lastGroup.end() && last->second != row.group)
        m_menus.at(row.parent)->addSeparator();
    m_lastGroup[row.parent] = row.group;
}

} // namespace tradeoff::ui
