// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/recent_files.h"
#include "ui/scenario_store.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace tradeoff::ui {

enum class UnsavedAnswer { Save, Discard, Cancel };

/// What a document asks the person in front of it. The window brings dialogs; a test brings
/// answers.
struct DocumentQuestions {
    std::function<UnsavedAnswer(const QString& name)> unsavedChanges;
    std::function<QString()> fileToOpen; ///< empty: cancelled
    std::function<QString(const QString& proposal)> fileToSave;
    /// How a data file is to be read; nothing: cancelled. Throws InputError if it cannot be.
    std::function<std::optional<DataChoice>(const QString& fileName)> dataToImport;
};

/// Reads the data of a scenario and calls `accept` with it and the file's checksum if that worked.
using DataLoader = std::function<void(const Scenario& scenario,
                                      const std::function<void(const Scenario& loaded)>& accept)>;

/// The file behind the scenario: new, open, save, save as. A file that is refused leaves
/// everything as it was; a file that is written replaces the old one whole or not at all.
class Document : public QObject {
    Q_OBJECT

public:
    Document(ScenarioStore& store, RecentFiles& recent, DocumentQuestions questions,
             QObject* parent = nullptr);

    /// Scenarios with data go through the loader before they are taken.
    void setDataLoader(DataLoader loader) { m_loadData = std::move(loader); }

    /// Path of the file; empty while there is none.
    [[nodiscard]] const QString& fileName() const { return m_fileName; }
    /// For titles: the file's name without folder and ending, or the preset that it began with.
    [[nodiscard]] QString name() const;
    /// Whether something would be lost: a preset as it is would not.
    [[nodiscard]] bool isModified() const;

    /// Starts with a scenario that is already read, without asking.
    /// \param fileName  where it is from; empty: no file
    void startWith(const Scenario& scenario, const QString& fileName);
    /// The formulas again in the place of data; can be undone.
    void useFormula();
    /// Starts anew with the start scenario, after asking about unsaved changes.
    void startNew();
    /// Asks for a file and opens it.
    void open();
    /// Opens a scenario file, after asking about unsaved changes, or imports a file with data as
    /// an edit that can be undone.
    void openFile(const QString& fileName);
    /// \returns false if it was cancelled or failed
    bool save();
    bool saveAs();
    /// Whether the scenario may go: it is saved, or the person discards it.
    [[nodiscard]] bool mayBeLeft();

signals:
    /// Name, file or the mark of unsaved changes is another one.
    void titleChanged();
    /// Something was refused or failed; the message is one line for a person.
    void failed(const QString& message);
    /// Something worked: an earlier message is out of date.
    void succeeded(const QString& message);

private:
    void importData(const QString& fileName);
    void take(const Scenario& scenario, const QString& fileName);
    bool writeTo(const QString& fileName);
    void setFileName(const QString& fileName);
    void followScenario();

    ScenarioStore& m_store;
    RecentFiles& m_recent;
    DocumentQuestions m_questions;
    DataLoader m_loadData;
    QString m_fileName;
    QString m_presetName; ///< the last one that the scenario was equal to
};

/// Reads a scenario file.
/// \throws InputError naming the file and the place in it
[[nodiscard]] Scenario readScenarioFile(const QString& fileName);

} // namespace tradeoff::ui
