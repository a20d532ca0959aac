// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/csv_format.h"
#include "core/scenario.h"

#include <QDialog>

#include <optional>
#include <string>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QTableWidget;

namespace tradeoff::ui {

/// Shows how a data file is read, from its first rows: what was recognised can be changed, and the
/// columns x and y are chosen. Object names: "encoding", "separator", "decimalMark", "header",
/// "xColumn", "yColumn", "preview", "problem".
class DataImportDialog : public QDialog {
    Q_OBJECT

public:
    /// \throws InputError at "/data/file" if the file cannot be read
    explicit DataImportDialog(const QString& fileName, QWidget* parent = nullptr);

    /// The file with the columns chosen and what was changed of its format.
    [[nodiscard]] DataChoice choice() const;

private:
    void createFields(QFormLayout& form);
    QComboBox* createChoice(QFormLayout& form, const QString& label, const QString& name);
    void recognise();
    void showFormat();
    void showColumns();
    void showPreview();
    void checkColumns();

    QString m_fileName;
    std::string m_head;
    CsvDecisions m_decisions;
    CsvFormat m_format;
    QComboBox* m_encoding = nullptr;
    QComboBox* m_separator = nullptr;
    QComboBox* m_decimalMark = nullptr;
    QCheckBox* m_header = nullptr;
    QComboBox* m_x = nullptr;
    QComboBox* m_y = nullptr;
    QTableWidget* m_preview = nullptr;
    QLabel* m_problem = nullptr;
    QDialogButtonBox* m_buttons = nullptr;
};

/// Asks how a file is to be read; nothing if it was cancelled.
/// \throws InputError at "/data/file" if it cannot be read
[[nodiscard]] std::optional<DataChoice> askForImport(const QString& fileName, QWidget& window);

} // namespace tradeoff::ui
