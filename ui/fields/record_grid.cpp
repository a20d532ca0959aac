// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/record_grid.h"

#include "ui/fields/message_label.h"
#include "ui/fields/number_box.h"
#include "ui/fields/value_slider.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

/// A step that suits a number whose usual size is that of its fallback.
double stepFor(const RecordField& field)
{
    const double size = std::max(std::abs(field.fallback), 0.1);
    return sliderStep({0, 10 * size});
}

QString pathOf(const FieldTexts& texts, std::size_t row, const std::string& name)
{
    return QStringLiteral("%1.%2.%3").arg(texts.path).arg(row).arg(QString::fromStdString(name));
}

} // namespace

RecordGrid::RecordGrid(const FieldTexts& texts, RecordRows rows, QWidget* parent)
    : QWidget(parent)
    , m_texts(texts)
    , m_kind(std::move(rows))
    , m_message(new MessageLabel(texts.path, this))
{
    setObjectName(texts.path);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    addHeader();
    column->addWidget(m_message);
}

void RecordGrid::addHeader()
{
    auto* line = new QHBoxLayout;
    auto* label = new QLabel(m_texts.label, this);
    label->setToolTip(m_texts.hint);
    line->addWidget(label);
    line->addStretch();
    static_cast<QVBoxLayout*>(layout())->addLayout(line);
    if (!m_kind.another) {
        return;
    }
    auto* add = new QToolButton(this);
    add->setObjectName(m_texts.path + QStringLiteral(".add"));
    add->setText(tr("Add"));
    add->setToolTip(tr("Add a row"));
    add->setAccessibleName(tr("Add to %1").arg(m_texts.label));
    add->setFocusPolicy(Qt::StrongFocus);
    connect(add, &QToolButton::clicked, this, &RecordGrid::addRecord);
    line->addWidget(add);
}

void RecordGrid::showRecords(const std::vector<Record>& records)
{
    if (m_rows == nullptr || records.size() != m_records.size()) {
        rebuild(records.size());
    }
    m_records = records;
    bool pending = false;
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        m_boxes[i]->showValue(records[i / m_kind.fields.size()][i % m_kind.fields.size()]);
        pending = pending || m_boxes[i]->isPending();
    }
    if (!pending) {
        m_message->setMessage({});
    }
}

void RecordGrid::showMessage(const QString& message)
{
    m_message->setMessage(message);
}

void RecordGrid::rebuild(std::size_t rows)
{
    if (m_rows != nullptr) {
        m_rows->hide();
        m_rows->deleteLater(); // the button that asked for it lives in there
    }
    m_boxes.clear();
    m_rows = new QWidget(this);
    auto* grid = new QGridLayout(m_rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(3);
    addTitles(*grid);
    for (std::size_t row = 0; row < rows; ++row) {
        const int line = static_cast<int>(row) + 1;
        for (std::size_t column = 0; column < m_kind.fields.size(); ++column) {
            grid->addWidget(makeBox(row, column), line, static_cast<int>(column));
        }
        const int end = static_cast<int>(m_kind.fields.size());
        if (m_kind.another) {
            auto* remove = makeRemoveButton(row);
            remove->setEnabled(rows > 1);
            grid->addWidget(remove, line, end);
        } else {
            const QString name = QString::fromStdString(m_kind.fields.at(row).label);
            grid->addWidget(new QLabel(name, m_rows), line, end);
        }
    }
    auto* all = static_cast<QVBoxLayout*>(layout());
    all->insertWidget(all->indexOf(m_message), m_rows);
    m_rows->show();
}

void RecordGrid::addTitles(QGridLayout& grid)
{
    for (std::size_t column = 0; column < m_kind.fields.size(); ++column) {
        auto* title = new QLabel(QString::fromStdString(m_kind.fields[column].label), m_rows);
        title->setWordWrap(true);
        title->setAlignment(Qt::AlignRight | Qt::AlignBottom);
        grid.addWidget(title, 0, static_cast<int>(column));
        grid.setColumnStretch(static_cast<int>(column), 1);
    }
}

NumberBox* RecordGrid::makeBox(std::size_t row, std::size_t column)
{
    const RecordField& field = m_kind.fields[column];
    auto* box = new NumberBox({NumberKind::Real, field.range, stepFor(field)}, m_rows);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    const QString label = QString::fromStdString(field.label);
    nameEditor(*box, {pathOf(m_texts, row, field.name), tr("%1 of row %2").arg(label).arg(row + 1),
                      describeRules(box->rules())});
    connect(box, &NumberBox::wrongTextTyped, this, [this, label](const QString& message) {
        showMessage(QStringLiteral("%1: %2").arg(label, message));
    });
    connect(box, &NumberBox::restored, this, [this] { showMessage({}); });
    connect(box, &NumberBox::gestureEnded, this, [this] {
        m_message->flush();
        emit gestureEnded();
    });
    connect(box, &NumberBox::edited, this, [this, row, column](double value) {
        std::vector<Record> records = m_records;
        records[row][column] = value;
        emit edited(records);
    });
    m_boxes.push_back(box);
    return box;
}

QWidget* RecordGrid::makeRemoveButton(std::size_t row)
{
    auto* button = new QToolButton(m_rows);
    button->setObjectName(QStringLiteral("%1.%2.remove").arg(m_texts.path).arg(row));
    button->setText(QStringLiteral("×"));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolTip(tr("Remove this row"));
    button->setAccessibleName(tr("Remove row %1 of %2").arg(row + 1).arg(m_texts.label));
    connect(button, &QToolButton::clicked, this, [this, row] {
        std::vector<Record> records = m_records;
        records.erase(records.begin() + static_cast<std::ptrdiff_t>(row));
        emit edited(records);
        emit gestureEnded();
    });
    return button;
}

void RecordGrid::addRecord()
{
    std::vector<Record> records = m_records;
    records.push_back(m_kind.another(m_records));
    emit edited(records);
    emit gestureEnded();
}

} // namespace tradeoff::ui
