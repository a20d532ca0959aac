// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data_panel.h"

#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tradeoff::ui {

DataPanel::DataPanel(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    m_file = addLine(QStringLiteral("data.file"));
    m_columns = addLine(QStringLiteral("data.columns"));
    m_rows = addLine(QStringLiteral("data.rows"));
    auto* formula = new QPushButton(tr("Use a formula instead"), this);
    formula->setObjectName(QStringLiteral("useFormula"));
    formula->setToolTip(tr("Back to the target function and the input density (can be undone)"));
    column->addWidget(formula);
    connect(formula, &QPushButton::clicked, this, &DataPanel::formulaRequested);
}

QLabel* DataPanel::addLine(const QString& name)
{
    auto* label = new QLabel(this);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1); // however long a name is, the panel keeps its size
    layout()->addWidget(label);
    return label;
}

void DataPanel::showChoice(const DataChoice& choice)
{
    const QString file = QString::fromStdString(choice.file);
    m_file->setText(QFileInfo(file).fileName());
    m_file->setToolTip(file);
    m_columns->setText(
        tr("x: %1, y: %2").arg(QString::fromStdString(choice.x), QString::fromStdString(choice.y)));
}

void DataPanel::showSummary(const DataSummary& summary)
{
    m_columns->setText(tr("x: %1, y: %2")
                           .arg(QString::fromStdString(summary.source.xName),
                                QString::fromStdString(summary.source.yName)));
    m_rows->setText(QString::fromStdString(describeRows(summary.source.rows)));
}

} // namespace tradeoff::ui
