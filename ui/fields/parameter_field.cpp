// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/parameter_field.h"

#include "ui/fields/choice_list_field.h"
#include "ui/fields/number_field.h"
#include "ui/fields/number_text.h"
#include "ui/fields/record_grid.h"
#include "ui/fields/table_field.h"
#include "ui/fields/text_field.h"
#include "ui/fields/word_field.h"

#include <QVBoxLayout>

#include <utility>

namespace tradeoff::ui {

namespace {

QString listSpelling(const QString& text)
{
    const auto values = parseNumberList(text);
    return values ? formatNumberList(*values) : text;
}

/// "x", "x1 and x2" or "x1, …, x5".
QString coordinateNames(std::size_t dimensions)
{
    if (dimensions < 3) {
        return dimensions == 1 ? QStringLiteral("x") : ParameterField::tr("x1 and x2");
    }
    return QStringLiteral("x1, …, x%1").arg(dimensions);
}

QString formulaHint(std::size_t dimensions)
{
    const QString example = dimensions == 1 ? QStringLiteral("cos(2*pi*x) + 0.3*x^2")
                                            : QStringLiteral("cos(2*pi*x1) + 0.3*x2^2");
    return ParameterField::tr(
               "A formula in %1: + − * / ^, pi, e, sin cos tan asin acos atan sinh cosh tanh exp "
               "log log10 sqrt abs sign min max step, comparisons (< <= > >= == !=) and "
               "condition ? a : b\nFor example: %2")
        .arg(coordinateNames(dimensions), example);
}

} // namespace

ParameterField::ParameterField(const FieldTexts& texts, const Parameter& parameter,
                               const ParameterUse& use, QWidget* parent)
    : QWidget(parent)
    , m_texts(texts)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeField(parameter, use));
}

QWidget* ParameterField::makeField(const Parameter& parameter, const ParameterUse& use)
{
    switch (parameter.type()) {
    case ParameterType::Number:
        return makeNumber(parameter);
    case ParameterType::NumberList:
        return makeList(parameter, use);
    case ParameterType::RecordList:
        return makeRecords(parameter);
    case ParameterType::NumberTable:
        return makeTable(parameter, use);
    case ParameterType::Formula:
        return makeFormula(use.box.size());
    case ParameterType::Word:
        return makeWord(parameter);
    case ParameterType::ChoiceList:
        return makeChoices(parameter, use);
    }
    return nullptr;
}

void ParameterField::reportEdit(const ParameterValue& value)
{
    emit edited({m_texts.path, m_texts.label, {value}});
}

QWidget* ParameterField::makeNumber(const Parameter& parameter)
{
    const double step = sliderStep(parameter.slider.length() > 0 ? parameter.slider : Interval{});
    auto* field = new NumberField(
        m_texts, {{NumberKind::Real, parameter.range, step}, parameter.slider, SliderScale::Linear},
        this);
    connect(field, &NumberField::edited, this, [this](double value) { reportEdit(value); });
    connect(field, &NumberField::gestureEnded, this, &ParameterField::gestureEnded);
    m_show = [field](const ParameterValue& value) { field->showValue(std::get<double>(value)); };
    return field;
}

QWidget* ParameterField::makeList(const Parameter& parameter, const ParameterUse& use)
{
    auto* field = new TextField(m_texts, listSpelling, this);
    const auto& fallback = std::get<std::vector<double>>(parameter.fallback);
    field->setPlaceholder(fallback.empty() ? tr("as m allows") : QString());
    const auto report = [this, field](const QString& text, bool anyLength) {
        const auto values = parseNumberList(text);
        if (!values) {
            field->showMessage(
                tr("Must be numbers, for example %1").arg(formatNumberList({0.2, 0.5})));
        } else if (anyLength || values->size() == m_length) {
            reportEdit(*values);
        } else {
            field->showMessage({});
        }
    };
    const bool live = use.listEditing == ListEditing::Live;
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

QWidget* ParameterField::makeRecords(const Parameter& parameter)
{
    Record next;
    for (const RecordField& field : parameter.fields) {
        next.push_back(field.fallback);
    }
    const auto another = [next](const std::vector<Record>&) { return next; };
    auto* grid = new RecordGrid(m_texts, {parameter.fields, another}, this);
    connect(grid, &RecordGrid::edited, this,
            [this](const std::vector<Record>& records) { reportEdit(records); });
    connect(grid, &RecordGrid::gestureEnded, this, &ParameterField::gestureEnded);
    m_show = [grid](const ParameterValue& value) {
        grid->showRecords(std::get<std::vector<Record>>(value));
    };
    return grid;
}

QWidget* ParameterField::makeTable(const Parameter& parameter, const ParameterUse& use)
{
    auto* table = new TableField(m_texts, parameter, use, this);
    connect(table, &TableField::edited, this,
            [this](const std::vector<Record>& rows) { reportEdit(rows); });
    connect(table, &TableField::gestureEnded, this, &ParameterField::gestureEnded);
    m_show = [table](const ParameterValue& value) {
        table->showRows(std::get<std::vector<Record>>(value));
    };
    return table;
}

QWidget* ParameterField::makeFormula(std::size_t dimensions)
{
    FieldTexts formulaTexts = m_texts;
    formulaTexts.hint = formulaHint(dimensions);
    auto* field = new TextField(
        formulaTexts, [](const QString& text) { return text; }, this);
    connect(field, &TextField::edited, this,
            [this](const QString& text) { reportEdit(text.toStdString()); });
    connect(field, &TextField::gestureEnded, this, &ParameterField::gestureEnded);
    m_show = [field](const ParameterValue& value) {
        field->showText(QString::fromStdString(std::get<std::string>(value)));
    };
    return field;
}

QWidget* ParameterField::makeWord(const Parameter& parameter)
{
    auto* field = new WordField(m_texts, parameter.words, this);
    connect(field, &WordField::edited, this, [this](const std::string& word) { reportEdit(word); });
    connect(field, &WordField::gestureEnded, this, &ParameterField::gestureEnded);
    m_show = [field](const ParameterValue& value) {
        field->showWord(std::get<std::string>(value));
    };
    return field;
}

QWidget* ParameterField::makeChoices(const Parameter& parameter, const ParameterUse& use)
{
    auto* field = new ChoiceListField(m_texts, parameter, use, this);
    connect(field, &ChoiceListField::edited, this, &ParameterField::edited);
    connect(field, &ChoiceListField::gestureEnded, this, &ParameterField::gestureEnded);
    m_show = [field](const ParameterValue& value) {
        field->showChoices(std::get<std::vector<Choice>>(value));
    };
    return field;
}

} // namespace tradeoff::ui
