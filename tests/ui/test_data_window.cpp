// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data_edits.h"
#include "ui/data_import_dialog.h"
#include "ui/data_loading.h"
#include "ui/message_bar.h"

#include "core/input_error.h"
#include "core/segmentation.h"
#include "tests/ui/window_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

QByteArray rows(int count)
{
    QByteArray text = "time;height\n";
    for (int i = 0; i < count; ++i) {
        text +=
            QByteArray::number(qint64{i} * 7919 % count) + ";" + QByteArray::number(i % 17) + "\n";
    }
    return text;
}

QString write(const WindowFixture& fixture, const QString& name, const QByteArray& text)
{
    QFile file(fixture.path(name));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                              : QString();
}

void drop(QWidget& window, const QString& fileName)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(fileName)});
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
}

QWidget& widget(const WindowFixture& fixture, const char* name)
{
    auto* found = fixture.window->findChild<QWidget*>(QString::fromLatin1(name));
    if (found == nullptr) {
        throw std::runtime_error(name);
    }
    return *found;
}

} // namespace

class TestDataWindow : public QObject {
    Q_OBJECT

private slots:
    void droppedFileBecomesTheData();
    void undoAndFormulaLeadBack();
    void cancelledDialogChangesNothing();
    void badFilesChangeNothing();
    void badFileAtTheStartLeavesTheStartInThePicture();
    void loadingCanBeCancelled();
    void savedScenarioHoldsPathAndChecksum();
    void anotherChecksumChangesNothing();
    void boundariesOfDataCanBeDragged();
    void dialogShowsWhatWasRecognised();
    void dialogRefusesColumnsWithoutNumbers();
};

void TestDataWindow::droppedFileBecomesTheData()
{
    WindowFixture fixture;
    QVERIFY(fixture.settle());
    drop(*fixture.window, write(fixture, "data.csv", rows(300) + "x;1\n"));
    QVERIFY(fixture.settle());
    const Scenario scenario = fixture.scenario();
    QVERIFY(scenario.data.has_value());
    QCOMPARE(scenario.data->x, std::string("time"));
    QVERIFY(scenario.data->checksum.starts_with("crc64:"));
    QCOMPARE(scenario.segmentation.kind, std::string("learned-density"));
    QVERIFY(!widget(fixture, "group.problem").isVisible());
    QVERIFY(!widget(fixture, "seed").isVisible());
    QVERIFY(!widget(fixture, "samples").isVisible());
    QVERIFY(widget(fixture, "group.data").isVisible());
    QVERIFY(!fixture.action(ActionId::NewSample).isEnabled());
    QCOMPARE(static_cast<QLabel&>(widget(fixture, "data.rows")).text(),
             QStringLiteral("300 rows read, 1 left out (1 not a number: line 302)"));
    QCOMPARE(fixture.plot("fit").figure().clouds.front().x->size(), std::size_t{300});
    QVERIFY(!fixture.plot("decomposition").figure().message.empty());
    // The kinds that need a formula are grey, and no others.
    const auto& kinds = static_cast<QComboBox&>(widget(fixture, "segmentation.kind"));
    for (int i = 0; i < kinds.count(); ++i) {
        const bool isOffered = kinds.model()->flags(kinds.model()->index(i, 0)) & Qt::ItemIsEnabled;
        const std::string kind = kinds.itemData(i).toString().toStdString();
        QCOMPARE(isOffered, worksWithData(segmentationRow(kind).source));
    }
}

void TestDataWindow::undoAndFormulaLeadBack()
{
    WindowFixture fixture;
    const Scenario before = fixture.scenario();
    drop(*fixture.window, write(fixture, "data.csv", rows(300)));
    QVERIFY(fixture.settle());
    const Scenario withFile = fixture.scenario();
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.settle());
    QVERIFY(fixture.scenario() == before);
    QVERIFY(widget(fixture, "group.problem").isVisible());
    QVERIFY(!widget(fixture, "group.data").isVisible());
    const auto& kinds = static_cast<QComboBox&>(widget(fixture, "segmentation.kind"));
    QVERIFY(kinds.model()->flags(kinds.model()->index(1, 0)) & Qt::ItemIsEnabled); // "optimal"
    fixture.action(ActionId::Redo).trigger();
    QVERIFY(fixture.settle());
    QVERIFY(fixture.scenario() == withFile);
    QTest::mouseClick(&widget(fixture, "useFormula"), Qt::LeftButton);
    QVERIFY(fixture.settle());
    QVERIFY(!fixture.scenario().data);
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.scenario() == withFile);
}

void TestDataWindow::cancelledDialogChangesNothing()
{
    WindowFixture fixture;
    fixture.importsData = false;
    const Scenario before = fixture.scenario();
    drop(*fixture.window, write(fixture, "data.csv", rows(20)));
    QVERIFY(fixture.settle());
    QVERIFY(fixture.scenario() == before);
    QVERIFY(fixture.window->messages().message().isEmpty());
}

void TestDataWindow::badFilesChangeNothing()
{
    WindowFixture fixture;
    QVERIFY(fixture.settle());
    const Scenario before = fixture.scenario();
    for (const QString& file :
         {write(fixture, "text.csv", "a,b\nx,y\nz,w\n"), fixture.path("missing.csv"),
          write(fixture, "empty.csv", ""), write(fixture, "apart.csv", "a,b\n1,\n,2\n3,\n,4\n")}) {
        fixture.window->document().openFile(file);
        QVERIFY(fixture.settle());
        QVERIFY(fixture.scenario() == before);
        QVERIFY2(fixture.window->messages().message().contains("/data/file"), qPrintable(file));
        fixture.window->messages().dismiss();
    }
    QVERIFY(!fixture.plot("fit").figure().curves.empty());
}

void TestDataWindow::badFileAtTheStartLeavesTheStartInThePicture()
{
    WindowFixture fixture; // its own scenario is still being computed
    const Scenario before = fixture.scenario();
    Scenario bad = scenarioWithFile(before, write(fixture, "data.csv", rows(20)));
    bad.data->checksum = "crc64:0";
    fixture.window->document().startWith(bad, {});
    QVERIFY(fixture.settle());
    QVERIFY(fixture.scenario() == before);
    QVERIFY(fixture.window->messages().message().contains("/data/checksum"));
    QCOMPARE(fixture.plot("fit").figure().clouds.front().x->size(),
             static_cast<std::size_t>(before.samples));
    QVERIFY(!fixture.plot("tradeoff").figure().marks.empty());
}

void TestDataWindow::loadingCanBeCancelled()
{
    WindowFixture fixture;
    QVERIFY(fixture.settle());
    const Scenario before = fixture.scenario();
    const QString file = write(fixture, "large.csv", rows(2'000'000));
    fixture.window->document().openFile(file);
    auto& cancel = static_cast<QPushButton&>(widget(fixture, "cancelLoading"));
    QVERIFY(cancel.isVisible());
    QTest::mouseClick(&cancel, Qt::LeftButton);
    QVERIFY(!cancel.isVisible());
    QVERIFY(fixture.settle());
    QVERIFY(fixture.scenario() == before);
    QVERIFY(fixture.window->messages().message().contains("cancelled"));
    QVERIFY(!fixture.plot("fit").figure().clouds.empty());
    QVERIFY(fixture.plot("fit").figure().clouds.front().x->size() ==
            static_cast<std::size_t>(before.samples));
}

void TestDataWindow::savedScenarioHoldsPathAndChecksum()
{
    WindowFixture fixture;
    drop(*fixture.window, write(fixture, "data.csv", rows(50)));
    QVERIFY(fixture.settle());
    fixture.saveName = fixture.path("saved.tradeoff.json");
    fixture.action(ActionId::SaveAs).trigger();
    const Scenario saved = readScenarioFile(fixture.saveName);
    QVERIFY(saved == fixture.scenario());
    QFile file(fixture.saveName);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("\"file\": \"data.csv\"")); // relative: both can move together
    QVERIFY(text.contains(saved.data->checksum.c_str()));
}

void TestDataWindow::anotherChecksumChangesNothing()
{
    WindowFixture fixture;
    drop(*fixture.window, write(fixture, "data.csv", rows(50)));
    QVERIFY(fixture.settle());
    fixture.saveName = fixture.path("saved.tradeoff.json");
    fixture.action(ActionId::SaveAs).trigger();
    fixture.action(ActionId::Undo).trigger();
    QVERIFY(fixture.settle());
    write(fixture, "data.csv", rows(51));
    const Scenario before = fixture.scenario();
    fixture.window->document().openFile(fixture.saveName);
    QVERIFY(fixture.settle());
    QVERIFY(fixture.scenario() == before);
    QVERIFY(fixture.window->messages().message().contains("/data/checksum"));
}

void TestDataWindow::boundariesOfDataCanBeDragged()
{
    WindowFixture fixture;
    drop(*fixture.window, write(fixture, "data.csv", rows(300)));
    QVERIFY(fixture.settle());
    emit fixture.window->board().boundaryDragged({50, 100}, 0, 70.04);
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.scenario().segmentation.kind, std::string("manual"));
    QCOMPARE(fixture.scenario().segmentation.numbers("boundaries"),
             (std::vector<double>{70.04, 100}));
    emit fixture.window->board().expertsDragged(5);
    QVERIFY(fixture.settle());
    QCOMPARE(fixture.scenario().experts, 5);
    QCOMPARE(fixture.scenario().segmentation.kind, std::string("learned-density"));
}

void TestDataWindow::dialogShowsWhatWasRecognised()
{
    WindowFixture fixture;
    const QString file = write(fixture, "german.csv", "name;a;b\nu;0,5;1,5\nv;1,5;2,5\nw;2;3\n");
    DataImportDialog dialog(file);
    QCOMPARE(dialog.findChild<QComboBox*>("separator")->currentIndex(), 1);
    QCOMPARE(dialog.findChild<QComboBox*>("decimalMark")->currentIndex(), 1);
    QVERIFY(dialog.findChild<QCheckBox*>("header")->isChecked());
    const auto* preview = dialog.findChild<QTableWidget*>("preview");
    QCOMPARE(preview->rowCount(), 3);
    QCOMPARE(preview->item(0, 1)->text(), QStringLiteral("0,5"));
    QCOMPARE(dialog.choice().x, std::string("a"));
    QCOMPARE(dialog.choice().y, std::string("b"));
    QVERIFY(dialog.choice().format == CsvDecisions{});
    dialog.findChild<QCheckBox*>("header")->click();
    QCOMPARE(preview->rowCount(), 4);
    QCOMPARE(dialog.choice().format.hasHeader, std::optional(false));
    dialog.findChild<QComboBox*>("yColumn")->setCurrentIndex(1);
    QCOMPARE(dialog.choice().y, dialog.choice().x);
}

void TestDataWindow::dialogRefusesColumnsWithoutNumbers()
{
    WindowFixture fixture;
    DataImportDialog dialog(write(fixture, "text.csv", "a,b\nx,y\nz,w\n"));
    const auto* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    QVERIFY(!ok->isEnabled());
    QVERIFY(!dialog.findChild<QLabel*>("problem")->text().isEmpty());
    QVERIFY_THROWS_EXCEPTION(InputError, DataImportDialog(fixture.path("missing.csv")));
}

QTEST_MAIN(TestDataWindow)
#include "test_data_window.moc"
