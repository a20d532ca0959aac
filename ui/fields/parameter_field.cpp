// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/parameter_field.h"

#include "ui/fields/number_field.h"
#include "ui/fields/number_text.h"
#include "ui/fields/record_grid.h"
#include "ui/fields/text_field.h"

#include <QVBoxLayout>

#include <utility>

namespace tradeoff::ui {

namespace {

QString listSpelling(const QString& text)
{
    const auto values = parseNumberList(text);
    return values ? formatNumberList(*values) : text;
}

QString formulaHint()
{
    return ParameterField::tr(
        "A formula in x: + − * / ^, pi, e, sin cos tan asin acos atan sinh cosh tanh exp log "
        "log10 sqrt abs sign min max step, comparisons (< <= > >= == !=) and "
        "condition ? a : b\nFor example: cos(2*pi*x) + 0.3*x^2");
}

} // namespace

ParameterField::ParameterField(const FieldTexts& texts, const Parameter& parameter,
                               ListEditing listEditing, QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    switch (parameter.type()) {
    case ParameterType::Number:
        column->addWidget(makeNumber(texts, parameter));
        break;
    case ParameterType::NumberList:
        column->addWidget(makeList(texts, listEditing));
        break;
    case ParameterType::RecordList:
        column->addWidget(makeRecords(texts, parameter));
        break;
    case ParameterType::Formula:
        column->addWidget(makeFormula(texts));
        break;
    case ParameterType::NumberTable:
    case ParameterType::Word:
    case ParameterType::ChoiceList:
        break; // of more than one dimension alone
    }
}

QWidget* ParameterField::makeNumber(const FieldTexts& texts, const Parameter& parameter)
{
    const double step = sliderStep(parameter.slider.length() > 0 ? parameter.slider : Interval{});
    auto* field = new NumberField(
        texts, {{NumberKind::Real, parameter.range, step}, parameter.slider, SliderScale::Linear},
        this);
    connect(field, &NumberField::edited, this, [this](double value) { emit edited(value); });
    connect(field, &NumberField::gestureEnded, this, &ParameterField::gestureEnded);
    m_show = [field](const ParameterValue& value) { field->showValue(std::get<double>(value)); };
    return field;
}

QWidget* ParameterField::makeList(const FieldTexts& texts, ListEditing listEditing)
{
    auto* field = new TextField(texts, listSpelling, this);
    const auto report = [this, field](const QString& text, bool anyLength) {
        const auto values = parseNumberList(text);
        if (!values) {
            field->showMessage(
                tr("Must be numbers, for example %1").arg(formatNumberList({0.2, 0.5})));
        } else if (anyLength || values->size() == m_length) {
            emit edited(*values);
        } else {
            field->showMessage({});
        }
    };
    const bool live = listEditing == ListEditing::Live;
    connect(field, &TextField::edited, this,
            [report, live](const QString& text) { report(text, live); });
    connect(field, &TextField::finished, this,
            [report](const QString& text) { report(text, true); });
    connect(field, &TextField::gestureEnded, this, &ParameterField::gestureEnded);
    m_show = [this, field](const ParameterValue& value) {
        const auto& numbers = std::get<std::vector<double>>(value);
        m_length = numbers.size();
        field->showText(formatNumberList(numbers));
    };
    return field;
}

QWidget* ParameterField::makeRecords(const FieldTexts& texts, const Parameter& parameter)
{
    auto* grid = new RecordGrid(texts, parameter.fields, this);
    connect(grid, &RecordGrid::edited, this,
            [this](const std::vector<Record>& records) { emit edited(records); });
    connect(grid, &RecordGrid::gestureEnded, this, &ParameterField::gestureEnded);
    m_show = [grid](const ParameterValue& value) {
        grid->showRecords(std::get<std::vector<Record>>(value));
    };
    return grid;
}

QWidget* ParameterField::makeFormula(const FieldTexts& texts)
{
    FieldTexts formulaTexts = texts;
    formulaTexts.hint = formulaHint();
    auto* field = new TextField(
        formulaTexts, [](const QString& text) { return text; }, this);
    connect(field, &TextField::edited, this,
            [this](const QString& text) { emit edited(text.toStdString()); });
    connect(field, &TextField::gestureEnded, this, &ParameterField::gestureEnded);
    m_show = [field](const ParameterValue& value) {
        field->showText(QString::fromStdString(std::get<std::string>(value)));
    };
    return field;
}

} // namespace tradeoff::ui
