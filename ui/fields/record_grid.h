// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "ui/fields/field_layout.h"

#include <QWidget>

#include <functional>
#include <vector>

class QGridLayout;
class QPushButton;

namespace tradeoff::ui {

class NumberBox;

/// What the rows of a record grid are.
struct RecordRows {
    std::vector<RecordField> fields; ///< its columns
    /// The row that is added to some rows; nothing: their number is not the user's.
    std::function<Record(const std::vector<Record>& rows)> another = nullptr;
};

/// A list of records as rows of number boxes, with buttons to add and remove a row. A box has the
/// path of its number as object name ("target.terms.0.amplitude"). Where rows cannot be added they
/// are a square table, whose rows are named as its columns.
class RecordGrid : public QWidget {
    Q_OBJECT

public:
    RecordGrid(const FieldTexts& texts, RecordRows rows, QWidget* parent = nullptr);

    /// Shows the records without emitting anything.
    void showRecords(const std::vector<Record>& records);
    void showMessage(const QString& message);

signals:
    void edited(const std::vector<tradeoff::Record>& records);
    void gestureEnded();

private:
    void addHeader();
    void rebuild(std::size_t rows);
    void addTitles(QGridLayout& grid);
    [[nodiscard]] NumberBox* makeBox(std::size_t row, std::size_t column);
    [[nodiscard]] QWidget* makeRemoveButton(std::size_t row);
    void addRecord();

    FieldTexts m_texts;
    RecordRows m_kind;
    std::vector<Record> m_records;
    MessageLabel* m_message;
    QWidget* m_rows = nullptr;
    std::vector<NumberBox*> m_boxes; ///< row by row
};

} // namespace tradeoff::ui
