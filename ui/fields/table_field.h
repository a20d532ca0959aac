// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "ui/fields/parameter_edit.h"

#include <QWidget>

#include <functional>
#include <vector>

namespace tradeoff::ui {

/// A table of numbers: points, one in each row, or a square symmetric table, whose entries are
/// edited together with their mirror images. A small table has a box for each number, whose path
/// is the table's with row and column ("segmentation.centers.0.1"); others are lines of text.
class TableField : public QWidget {
    Q_OBJECT

public:
    /// \param use  its box must outlive the field
    TableField(const FieldTexts& texts, const Parameter& parameter, const ParameterUse& use,
               QWidget* parent = nullptr);

    /// Shows the rows without emitting anything. A table that has become text stays text.
    void showRows(const std::vector<Record>& rows);

signals:
    void edited(const std::vector<tradeoff::Record>& rows);
    void gestureEnded();

private:
    void makeBoxes();
    void makeText();

    FieldTexts m_texts;
    Parameter m_parameter;
    ParameterUse m_use;
    QWidget* m_editor = nullptr;
    bool m_isText = false;
    std::function<void(const std::vector<Record>&)> m_show;
    std::vector<Record> m_rows; ///< the shown ones
};

} // namespace tradeoff::ui
