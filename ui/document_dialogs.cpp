// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document_dialogs.h"

#include "ui/data_import_dialog.h"

#include <QFileDialog>
#include <QMessageBox>

namespace tradeoff::ui {

namespace {

QString filter()
{
    return QFileDialog::tr("Scenario (*.tradeoff.json);;"
                           "Data (*.csv *.tsv *.txt *.dat);;All files (*)");
}

UnsavedAnswer askUnsaved(QWidget& window, const QString& name)
{
    QMessageBox box(QMessageBox::Question, QFileDialog::tr("Unsaved changes"),
                    QFileDialog::tr("Save the changes to “%1”?").arg(name),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &window);
    box.setDefaultButton(QMessageBox::Save);
    switch (box.exec()) {
    case QMessageBox::Save:
        return UnsavedAnswer::Save;
    case QMessageBox::Discard:
        return UnsavedAnswer::Discard;
    default:
        return UnsavedAnswer::Cancel;
    }
}

QString askForNewFile(QWidget& window, const QString& proposal)
{
    QFileDialog dialog(&window, QFileDialog::tr("Save scenario"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilter(filter().section(QStringLiteral(";;"), 0, 0));
    dialog.setDefaultSuffix(QStringLiteral("tradeoff.json"));
    const QFileInfo proposed(proposal);
    if (proposed.isAbsolute())
        dialog.setDirectory(proposed.absolutePath());
    dialog.selectFile(proposed.fileName());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

} // namespace

DocumentQuestions questionsAsDialogs(QWidget& window)
{
    return {
        [&window](const QString& name) { return askUnsaved(window, name); },
        [&window] {
            return QFileDialog::getOpenFileName(&window, QFileDialog::tr("Open scenario or data"),
                                                {}, filter());
        },
        [&window](const QString& proposal) { return askForNewFile(window, proposal); },
        [&window](const QString& fileName) { return askForImport(fileName, window); },
    };
}

} // namespace tradeoff::ui
