// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QMenu;
class QSettings;

namespace tradeoff::ui {

/// The files that were opened or saved last, newest first, kept in the settings.
class RecentFiles : public QObject {
    Q_OBJECT

public:
    static constexpr int maximumCount = 8;

    explicit RecentFiles(QSettings& settings, QObject* parent = nullptr);

    [[nodiscard]] QStringList files() const;
    /// Puts a file first.
    void add(const QString& fileName);
    void remove(const QString& fileName);
    void clear();

    /// Fills the menu each time it opens; an entry emits `chosen`.
    void showIn(QMenu& menu);

signals:
    void chosen(const QString& fileName);

private:
    void fill(QMenu& menu);
    void store(const QStringList& files);

    QSettings& m_settings;
};

} // namespace tradeoff::ui
