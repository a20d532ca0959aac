// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "ui/fields/field_layout.h"

#include <QWidget>

#include <optional>
#include <vector>

class QPlainTextEdit;

namespace tradeoff::ui {

class MessageLabel;

/// A square table after an edit: the entries that differ from those before, set at their mirror
/// images too.
[[nodiscard]] std::vector<Record> mirrored(const std::vector<Record>& before,
                                           std::vector<Record> after);

/// What a table written as text accepts.
struct TableTextRules {
    std::size_t columns = 2;
    bool isSquare = false; ///< and symmetric; else any number of rows from 1
    /// A table with another number of rows waits for the end of the typing.
    bool rowsWhenFinished = false;
};

/// A table of numbers as lines of text, one row in each: for tables that are too wide or too long
/// for boxes. Every change that can be read is reported at once; what cannot is answered with what
/// would be accepted. Escape brings back the shown table.
class TableText : public QWidget {
    Q_OBJECT

public:
    TableText(const FieldTexts& texts, const TableTextRules& rules, QWidget* parent = nullptr);

    /// Shows a table without emitting anything. Text that is being typed stays while it means
    /// the table.
    void showRows(const std::vector<Record>& rows);

    /// More rows than a person edits as text: they are counted, not written out.
    static constexpr std::size_t mostRows = 400;

signals:
    void edited(const std::vector<tradeoff::Record>& rows);
    void gestureEnded();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void read(bool isFinished);
    void finish();
    void writeOut();
    void fitHeight();
    [[nodiscard]] std::optional<std::vector<Record>> parsed(QString* problem) const;

    FieldTexts m_texts;
    TableTextRules m_rules;
    QPlainTextEdit* m_edit;
    MessageLabel* m_message;
    std::vector<Record> m_shown;
    std::vector<Record> m_written; ///< that the typing began from
    bool m_typing = false;
};

} // namespace tradeoff::ui
