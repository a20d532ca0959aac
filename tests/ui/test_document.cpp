// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window_fixture.h"

#include "core/scenario_json.h"
#include "ui/export_dialog.h"
#include "ui/message_bar.h"
#include "ui/presets.h"

#include <QDropEvent>
#include <QMimeData>
#include <QTest>

using namespace tradeoff;
using namespace tradeoff::ui;

/// Files: scenarios opened, saved and dropped, and exported plots.
class TestDocument : public QObject {
    Q_OBJECT

private slots:
    void savedFileOpensAgain();
    void saveAsNamesTheWindow();
    void droppedFileOpens();
    void recentFilesAreNewestFirstAndFewEnough();
    void refusedFileLeavesEverythingAsItWas_data();
    void refusedFileLeavesEverythingAsItWas();
    void failedSaveKeepsTheOldFileAndTheChanges();
    void openingAsksAboutUnsavedChanges();
    void closingAsksAboutUnsavedChanges_data();
    void closingAsksAboutUnsavedChanges();
    void untouchedPresetIsNothingToLose();
    void newStartsAnew();
    void exportWritesAllThreeFormats_data();
    void exportWritesAllThreeFormats();
    void exportThatFailsStaysOpen();
    void exportRemembersItsSettings();
    void exportKeepsTheSizeWhenTheUnitChanges();
};

namespace {

QByteArray contents(const QString& fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString& fileName, const QByteArray& text)
{
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

void edit(const WindowFixture& fixture)
{
    QTest::keyClick(fixture.window.get(), Qt::Key_Space);
    QVERIFY(fixture.window->isWindowModified());
}

Figure smallFigure()
{
    Figure figure;
    figure.name = "small";
    figure.title = "Small";
    figure.curves.push_back({Role::Target, "line", CurveShape::Line, {0, 1}, {0, 1}});
    return figure;
}

} // namespace

void TestDocument::savedFileOpensAgain()
{
    WindowFixture fixture;
    edit(fixture);
    const Scenario saved = fixture.scenario();
    fixture.saveName = fixture.path(QStringLiteral("my experiment.tradeoff.json"));
    QTest::keyClick(fixture.window.get(), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!fixture.window->isWindowModified());
    QCOMPARE(readScenario(contents(fixture.saveName).toStdString()), saved);
    edit(fixture);
    fixture.openName = fixture.saveName;
    QTest::keyClick(fixture.window.get(), Qt::Key_O, Qt::ControlModifier);
    QCOMPARE(fixture.scenario(), saved);
    QVERIFY(!fixture.store().history()->canUndo());
    QVERIFY(!fixture.window->isWindowModified());
    QCOMPARE(fixture.window->windowTitle(), QStringLiteral("Tradeoff Lab — my experiment[*]"));
}

void TestDocument::saveAsNamesTheWindow()
{
    WindowFixture fixture;
    fixture.saveName = fixture.path(QStringLiteral("bare"));
    QVERIFY(fixture.window->document().saveAs());
    QVERIFY(QFile::exists(fixture.path(QStringLiteral("bare.tradeoff.json"))));
    QCOMPARE(fixture.window->document().name(), QStringLiteral("bare"));
    fixture.saveName.clear(); // cancelled
    QVERIFY(!fixture.window->document().saveAs());
    QCOMPARE(fixture.window->document().name(), QStringLiteral("bare"));
}

void TestDocument::droppedFileOpens()
{
    const WindowFixture fixture;
    Scenario other = fixture.scenario();
    other.samples = 77;
    const QString name = fixture.path(QStringLiteral("a b.tradeoff.json"));
    writeFile(name, QByteArray::fromStdString(writeScenario(other)));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(name)});
    QDragEnterEvent enter({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(fixture.window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(fixture.window.get(), &drop);
    QCOMPARE(fixture.scenario(), other);
    QMimeData text;
    text.setText(QStringLiteral("no file"));
    QDragEnterEvent enterText({400, 300}, Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(fixture.window.get(), &enterText);
    QVERIFY(!enterText.isAccepted());
}

void TestDocument::recentFilesAreNewestFirstAndFewEnough()
{
    WindowFixture fixture;
    for (int i = 0; i < RecentFiles::maximumCount + 3; ++i) {
        fixture.saveName = fixture.path(QStringLiteral("file%1.tradeoff.json").arg(i));
        QVERIFY(fixture.window->document().saveAs());
    }
    QMenu& menu = fixture.window->actions().menu(ActionId::RecentMenu);
    emit menu.aboutToShow();
    QVERIFY(menu.actions().front()->text().contains(QStringLiteral("file10")));
    QList<QAction*> files = menu.actions();
    files.removeIf([](const QAction* action) { return action->statusTip().isEmpty(); });
    QCOMPARE(files.size(), RecentFiles::maximumCount);
    files.back()->trigger();
    QCOMPARE(fixture.window->document().name(), QStringLiteral("file3"));
    QFile::remove(fixture.path(QStringLiteral("file5.tradeoff.json")));
    fixture.window->document().openFile(fixture.path(QStringLiteral("file5.tradeoff.json")));
    emit menu.aboutToShow();
    for (const QAction* action : menu.actions()) {
        QVERIFY(!action->text().contains(QStringLiteral("file5")));
    }
    fixture.open();
    RecentFiles reread(*fixture.settings);
    QCOMPARE(reread.files().size(), RecentFiles::maximumCount - 1);
}

void TestDocument::refusedFileLeavesEverythingAsItWas_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("junk") << QByteArray("\x00\xff{]") << QString();
    QTest::newRow("other format") << QByteArray(R"({"format":"x","version":1})") << "/format";
    QTest::newRow("unknown key")
        << QByteArray(R"({"format":"tradeoff-lab/scenario","version":1,"mean":2})") << "/mean";
    QTest::newRow("out of range")
        << QByteArray(R"({"format":"tradeoff-lab/scenario","version":1,"experts":0})")
        << "/experts";
    QTest::newRow("wrong formula")
        << QByteArray(R"({"format":"tradeoff-lab/scenario","version":1,)"
                      R"("target":{"kind":"expression","expression":"1/x"}})")
        << "/target/expression";
}

void TestDocument::refusedFileLeavesEverythingAsItWas()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    WindowFixture fixture;
    QVERIFY(fixture.settle());
    edit(fixture);
    const Scenario before = fixture.scenario();
    const QString title = fixture.window->windowTitle();
    const QString name = fixture.path(QStringLiteral("bad.tradeoff.json"));
    writeFile(name, text);
    fixture.window->document().openFile(name);
    QCOMPARE(fixture.scenario(), before);
    QCOMPARE(fixture.window->windowTitle(), title);
    QVERIFY(fixture.store().history()->canUndo());
    QCOMPARE(fixture.unsavedAsked, 0);
    const QString message = fixture.window->messages().message();
    QVERIFY(message.contains(QStringLiteral("bad.tradeoff.json")));
    QVERIFY2(message.contains(place), qPrintable(message));
    QVERIFY(!message.contains(QLatin1Char('\n')));
    QVERIFY(fixture.window->messages().isVisible());
    QTest::keyClick(fixture.window.get(), Qt::Key_Space);
    QVERIFY(!fixture.window->messages().isVisible());
}

void TestDocument::failedSaveKeepsTheOldFileAndTheChanges()
{
    WindowFixture fixture;
    edit(fixture);
    fixture.saveName = fixture.path(QStringLiteral("no such folder/a.tradeoff.json"));
    QVERIFY(!fixture.window->document().save());
    QVERIFY(fixture.window->isWindowModified());
    QVERIFY(fixture.window->messages().message().contains(QStringLiteral("no such folder")));
}

void TestDocument::openingAsksAboutUnsavedChanges()
{
    WindowFixture fixture;
    const QString name = fixture.path(QStringLiteral("a.tradeoff.json"));
    writeFile(name, presetText(QStringLiteral("jumps")));
    edit(fixture);
    const Scenario edited = fixture.scenario();
    fixture.unsavedAnswer = UnsavedAnswer::Cancel;
    fixture.window->document().openFile(name);
    QCOMPARE(fixture.unsavedAsked, 1);
    QCOMPARE(fixture.scenario(), edited);
    fixture.unsavedAnswer = UnsavedAnswer::Discard;
    fixture.window->document().openFile(name);
    QCOMPARE(fixture.scenario(), presetScenario(QStringLiteral("jumps")));
    fixture.window->document().openFile(name);
    QCOMPARE(fixture.unsavedAsked, 2);
}

void TestDocument::closingAsksAboutUnsavedChanges_data()
{
    QTest::addColumn<UnsavedAnswer>("answer");
    QTest::addColumn<bool>("closes");
    QTest::newRow("save") << UnsavedAnswer::Save << true;
    QTest::newRow("discard") << UnsavedAnswer::Discard << true;
    QTest::newRow("cancel") << UnsavedAnswer::Cancel << false;
}

void TestDocument::closingAsksAboutUnsavedChanges()
{
    QFETCH(UnsavedAnswer, answer);
    QFETCH(bool, closes);
    WindowFixture fixture;
    fixture.saveName = fixture.path(QStringLiteral("kept.tradeoff.json"));
    edit(fixture);
    fixture.unsavedAnswer = answer;
    QCOMPARE(fixture.window->close(), closes);
    QCOMPARE(fixture.unsavedAsked, 1);
    QCOMPARE(fixture.window->isVisible(), !closes);
    QCOMPARE(QFile::exists(fixture.saveName), answer == UnsavedAnswer::Save);
}

void TestDocument::untouchedPresetIsNothingToLose()
{
    WindowFixture fixture;
    fixture.window->actions().menu(ActionId::PresetsMenu).actions().at(3)->trigger();
    QVERIFY(!fixture.window->isWindowModified());
    QVERIFY(fixture.window->close());
    QCOMPARE(fixture.unsavedAsked, 0);
}

void TestDocument::newStartsAnew()
{
    WindowFixture fixture;
    fixture.saveName = fixture.path(QStringLiteral("kept.tradeoff.json"));
    edit(fixture);
    QVERIFY(fixture.window->document().save());
    fixture.action(ActionId::New).trigger();
    QCOMPARE(fixture.scenario(), startScenario());
    QCOMPARE(fixture.window->windowTitle(), QStringLiteral("Tradeoff Lab — paper[*]"));
    QVERIFY(fixture.window->document().fileName().isEmpty());
}

void TestDocument::exportWritesAllThreeFormats_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("png") << "png" << QByteArray("\x89PNG");
    QTest::newRow("svg") << "svg" << QByteArray("<?xml");
    QTest::newRow("pdf") << "pdf" << QByteArray("%PDF-");
}

void TestDocument::exportWritesAllThreeFormats()
{
    QFETCH(QString, suffix);
    QFETCH(QByteArray, beginning);
    const WindowFixture fixture;
    QVERIFY(fixture.settle());
    fixture.plot("tradeoff").setFocus();
    fixture.action(ActionId::ExportPlot).trigger();
    auto* dialog = fixture.window->findChild<ExportDialog*>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->exportSettings().plot, QStringLiteral("tradeoff"));
    const QString name = fixture.path(QStringLiteral("plot.") + suffix);
    dialog->exportTo(name);
    QVERIFY(contents(name).startsWith(beginning));
    QCOMPARE(dialog->result(), static_cast<int>(QDialog::Accepted));
}

void TestDocument::exportThatFailsStaysOpen()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    ExportDialog dialog({smallFigure()}, "small", settings);
    dialog.show();
    dialog.exportTo(folder.filePath(QStringLiteral("no folder/a.png")));
    QVERIFY(dialog.isVisible());
    ExportSettings huge = dialog.exportSettings();
    huge.format = ExportFormat::Png;
    huge.unit = LengthUnit::Pixels;
    huge.size = {20000, 20000};
    dialog.showSettings(huge);
    dialog.exportTo(folder.filePath(QStringLiteral("a.png")));
    QVERIFY(dialog.isVisible());
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("a.png"))));
}

void TestDocument::exportRemembersItsSettings()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    ExportSettings wanted;
    wanted.plot = QStringLiteral("small");
    wanted.format = ExportFormat::Svg;
    wanted.unit = LengthUnit::Pixels;
    wanted.size = {800, 450};
    wanted.dpi = 120;
    wanted.theme = ThemeKind::Dark;
    wanted.transparent = true;
    wanted.fontPoints = 11;
    ExportDialog first({smallFigure()}, "small", settings);
    first.showSettings(wanted);
    QCOMPARE(first.exportSettings(), wanted);
    first.exportTo(folder.filePath(QStringLiteral("a.svg")));
    const ExportDialog second({smallFigure()}, "small", settings);
    QCOMPARE(second.exportSettings(), wanted);
}

void TestDocument::exportKeepsTheSizeWhenTheUnitChanges()
{
    QCOMPARE(converted({25.4, 50.8}, LengthUnit::Millimetres, LengthUnit::Pixels, 300),
             QSizeF(300, 600));
    QCOMPARE(converted({300, 600}, LengthUnit::Pixels, LengthUnit::Millimetres, 300),
             QSizeF(25.4, 50.8));
    ExportSettings settings;
    settings.unit = LengthUnit::Pixels;
    settings.size = {300, 600};
    settings.dpi = 300;
    QCOMPARE(layoutSize(settings), QSizeF(96, 192));
}

QTEST_MAIN(TestDocument)
#include "test_document.moc"
