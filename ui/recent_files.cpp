// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recent_files.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

namespace tradeoff::ui {

namespace {

const QString key = QStringLiteral("recentFiles");

} // namespace

RecentFiles::RecentFiles(QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
{}

QStringList RecentFiles::files() const
{
    return m_settings.value(key).toStringList().mid(0, maximumCount);
}

void RecentFiles::add(const QString& fileName)
{
    const QString path = QFileInfo(fileName).absoluteFilePath();
    QStringList list = files();
    list.removeAll(path);
    list.prepend(path);
    store(list.mid(0, maximumCount));
}

void RecentFiles::remove(const QString& fileName)
{
    QStringList list = files();
    list.removeAll(QFileInfo(fileName).absoluteFilePath());
    store(list);
}

void RecentFiles::clear()
{
    store({});
}

void RecentFiles::store(const QStringList& files)
{
    m_settings.setValue(key, files);
}

void RecentFiles::showIn(QMenu& menu)
{
    connect(&menu, &QMenu::aboutToShow, this, [this, &menu] { fill(menu); });
    fill(menu);
}

void RecentFiles::fill(QMenu& menu)
{
    menu.clear();
    const QStringList list = files();
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QFileInfo file(list[i]);
        QString name = file.fileName();
        name.replace(QLatin1Char('&'), QLatin1String("&&"));
        auto* action = menu.addAction(QStringLiteral("&%1  %2").arg(i + 1).arg(name));
        action->setStatusTip(QDir::toNativeSeparators(list[i]));
        connect(action, &QAction::triggered, this, [this, path = list[i]] { emit chosen(path); });
    }
    if (list.isEmpty()) {
        menu.addAction(tr("No files yet"))->setEnabled(false);
        return;
    }
    menu.addSeparator();
    connect(menu.addAction(tr("&Clear this list")), &QAction::triggered, this, &RecentFiles::clear);
}

} // namespace tradeoff::ui
