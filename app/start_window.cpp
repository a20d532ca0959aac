// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start_window.h"

#include "ui/document.h"
#include "ui/main_window.h"
#include "ui/view_commands.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

namespace tradeoff::app {

namespace {

void setLanguage(QApplication& application, const QString& language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    auto* dialogs = new QTranslator(&application); // the toolkit's own texts, such as "Cancel"
    if (dialogs->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                      QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(dialogs);
    auto* own = new QTranslator(&application);
    if (own->load(locale, QStringLiteral("tradeoff-lab"), QStringLiteral("_"),
                  QStringLiteral(":/translations")))
        QApplication::installTranslator(own);
}

ui::ThemeChoice choiceOf(ui::ThemeKind kind)
{
    return kind == ui::ThemeKind::Dark ? ui::ThemeChoice::Dark : ui::ThemeChoice::Light;
}

void showOptions(ui::MainWindow& window, const WindowOptions& options)
{
    if (options.scenario)
        window.document().startWith(*options.scenario, options.file);
    if (options.theme)
        window.view().choose(choiceOf(*options.theme));
    if (options.projector)
        window.view().setDistance(ui::ViewingDistance::Projector);
}

} // namespace

int startWindow(int& argc, char** argv, const WindowOptions& options)
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("tradeoff-lab"));
    QApplication::setApplicationName(QStringLiteral("tradeoff-lab"));
    QApplication::setApplicationVersion(QStringLiteral(TRADEOFF_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("tradeoff-lab"));
    QApplication::setStyle(QStringLiteral("Fusion"));
    setLanguage(application, options.language);
    QSettings settings;
    ui::MainWindow window(settings);
    window.setWindowIcon(QIcon(QStringLiteral(":/icons/tradeoff-lab.svg")));
    showOptions(window, options);
    window.show();
    return QApplication::exec();
}

} // namespace tradeoff::app
