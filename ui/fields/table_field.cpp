// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/table_field.h"

#include "ui/fields/record_grid.h"
#include "ui/fields/table_text.h"
#include "ui/place_edits.h"

#include <QVBoxLayout>

#include <utility>

namespace tradeoff::ui {

namespace {

constexpr std::size_t mostColumnsOfBoxes = 3; ///< that fit into the panel
constexpr std::size_t mostRowsOfBoxes = 16;

bool isSquare(const Parameter& parameter)
{
    return parameter.extent == Extent::PerCoordinatePair;
}

/// A column for each coordinate: "0", labelled "x1".
std::vector<RecordField> columnsOf(const Parameter& parameter, std::size_t dimensions)
{
    constexpr double usualSize = 0.5;
    std::vector<RecordField> columns;
    for (std::size_t k = 0; k < dimensions; ++k) {
        columns.push_back({std::to_string(k), 'x' + std::to_string(k + 1),
                           isSquare(parameter) ? usualSize / 10 : usualSize, parameter.range});
    }
    return columns;
}

} // namespace

TableField::TableField(const FieldTexts& texts, const Parameter& parameter, const ParameterUse& use,
                       QWidget* parent)
    : QWidget(parent)
    , m_texts(texts)
    , m_parameter(parameter)
    , m_use(use)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
}

void TableField::showRows(const std::vector<Record>& rows)
{
    const bool fits = m_use.box.size() <= mostColumnsOfBoxes && rows.size() <= mostRowsOfBoxes;
    m_rows = rows;
    if (m_editor == nullptr || (!fits && !m_isText)) {
        m_isText = !fits;
        fits ? makeBoxes() : makeText();
    }
    m_show(rows);
}

void TableField::makeBoxes()
{
    RecordRows rows{columnsOf(m_parameter, m_use.box.size()), nullptr};
    if (!isSquare(m_parameter)) {
        rows.another = [this](const std::vector<Record>& points) {
            return anotherPoint(points, m_use.box);
        };
    }
    auto* grid = new RecordGrid(m_texts, std::move(rows), this);
    layout()->addWidget(grid);
    connect(grid, &RecordGrid::edited, this, [this](const std::vector<Record>& edits) {
        emit edited(isSquare(m_parameter) ? mirrored(m_rows, edits) : edits);
    });
    connect(grid, &RecordGrid::gestureEnded, this, &TableField::gestureEnded);
    m_show = [grid](const std::vector<Record>& shown) { grid->showRecords(shown); };
    m_editor = grid;
}

void TableField::makeText()
{
    if (m_editor != nullptr) {
        m_editor->hide();
        m_editor->deleteLater(); // the button that asked for it lives in there
    }
    const std::size_t columns = m_use.box.size();
    const TableTextRules rules{columns, isSquare(m_parameter),
                               m_use.listEditing == ListEditing::LengthWhenFinished};
    auto* text = new TableText(m_texts, rules, this);
    layout()->addWidget(text);
    connect(text, &TableText::edited, this, &TableField::edited);
    connect(text, &TableText::gestureEnded, this, &TableField::gestureEnded);
    m_show = [text](const std::vector<Record>& shown) { text->showRows(shown); };
    m_editor = text;
    text->show();
}

} // namespace tradeoff::ui
