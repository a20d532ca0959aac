// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data_edits.h"
#include "ui/main_window.h"
#include "ui/presets.h"

#include <QMouseEvent>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <stdexcept>

namespace tradeoff::ui {

/// A shown window with settings of its own and with answers instead of dialogs.
struct WindowFixture {
    QTemporaryDir folder;
    UnsavedAnswer unsavedAnswer = UnsavedAnswer::Discard;
    int unsavedAsked = 0;
    QString openName;
    QString saveName;
    bool importsData = true; ///< with what is recognised; else the import is cancelled
    std::unique_ptr<QSettings> settings;
    std::unique_ptr<MainWindow> window;

    WindowFixture() { open(); }

    /// Opens the window anew on the same settings, as another session does.
    void open()
    {
        window.reset();
        settings = std::make_unique<QSettings>(path("settings.ini"), QSettings::IniFormat);
        DocumentQuestions questions;
        questions.unsavedChanges = [this](const QString&) {
            ++unsavedAsked;
            return unsavedAnswer;
        };
        questions.fileToOpen = [this] { return openName; };
        questions.fileToSave = [this](const QString&) { return saveName; };
        questions.dataToImport = [this](const QString& fileName) {
            return importsData ? scenarioWithFile(startScenario(), fileName).data : std::nullopt;
        };
        window = std::make_unique<MainWindow>(*settings, std::move(questions));
        window->resize(1366, 768);
        window->show();
        // Keys go to the active window alone.
        if (!QTest::qWaitForWindowActive(window.get()))
            throw std::runtime_error("the window does not become active");
    }

    [[nodiscard]] QString path(const QString& name) const { return folder.filePath(name); }
    [[nodiscard]] ScenarioStore& store() const { return window->store(); }
    [[nodiscard]] Scenario scenario() const { return window->store().scenario(); }
    [[nodiscard]] QAction& action(ActionId id) const { return window->actions()[id]; }
    [[nodiscard]] FigurePlot& plot(std::string_view name) const
    {
        return window->board().panel(name).plot();
    }

    /// Waits until the last request is answered and shown.
    [[nodiscard]] bool settle() const
    {
        return QTest::qWaitFor([this] { return !window->service().isBusy(); }, 20'000);
    }
};

/// Presses the mouse in a plot, moves it in steps and lets go.
inline void drag(FigurePlot& plot, const QPointF& from, const QPointF& to, int steps = 8)
{
    const auto send = [&plot](QEvent::Type type, const QPointF& place, Qt::MouseButtons held) {
        const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
        QMouseEvent event(type, place, plot.mapToGlobal(place), button, held, Qt::NoModifier);
        QCoreApplication::sendEvent(&plot, &event);
        QCoreApplication::processEvents();
    };
    send(QEvent::MouseMove, from, Qt::NoButton);
    send(QEvent::MouseButtonPress, from, Qt::LeftButton);
    for (int i = 1; i <= steps; ++i) {
        send(QEvent::MouseMove, from + (to - from) * i / steps, Qt::LeftButton);
    }
    send(QEvent::MouseButtonRelease, to, Qt::NoButton);
}

} // namespace tradeoff::ui
