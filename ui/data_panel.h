// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QWidget>

class QLabel;

namespace tradeoff::ui {

/// What stands in the place of the problem where there are data: the file, its columns and rows,
/// and the way back to a formula. Object names: "data.file", "data.columns", "data.rows",
/// "useFormula".
class DataPanel : public QWidget {
    Q_OBJECT

public:
    explicit DataPanel(QWidget* parent = nullptr);

    void showChoice(const DataChoice& choice);
    void showSummary(const DataSummary& summary);

signals:
    void formulaRequested();

private:
    QLabel* addLine(const QString& name);

    QLabel* m_file;
    QLabel* m_columns;
    QLabel* m_rows;
};

} // namespace tradeoff::ui
