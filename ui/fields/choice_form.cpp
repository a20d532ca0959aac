// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/choice_form.h"

#include "ui/choice_edits.h"
#include "ui/fields/message_label.h"
#include "ui/fields/number_text.h"
#include "ui/fields/parameter_field.h"
#include "ui/fields/wheel_guard.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace tradeoff::ui {

namespace {

/// The tooltip of a parameter: what it is part of and what is accepted.
QString hintOf(const Option& option, const Parameter& parameter)
{
    QString formula = QString::fromStdString(option.formula);
    switch (parameter.type()) {
    case ParameterType::Number:
        return ParameterField::tr("%1\nFrom %2 to %3")
            .arg(formula, formatNumber(parameter.range.low), formatNumber(parameter.range.high));
    case ParameterType::NumberList:
        if (parameter.extent == Extent::PerCoordinate) {
            return ParameterField::tr("%1\nOne number for all coordinates or one for each")
                .arg(formula);
        }
        return ParameterField::tr("%1\nNumbers, for example %2")
            .arg(formula, formatNumberList({0.2, 0.5}));
    case ParameterType::RecordList:
    case ParameterType::NumberTable:
    case ParameterType::Formula:
    case ParameterType::Word:
    case ParameterType::ChoiceList:
        return formula;
    }
    return formula;
}

ListEditing listEditingOf(const Option& option)
{
    return std::ranges::count_if(option.parameters, hasFreeLength) > 1
               ? ListEditing::LengthWhenFinished
               : ListEditing::Live;
}

} // namespace

ChoiceForm::ChoiceForm(const FieldTexts& texts, QWidget* parent)
    : QWidget(parent)
    , m_texts(texts)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeKinds();
}

void ChoiceForm::makeKinds()
{
    FieldTexts texts = m_texts;
    texts.path += QStringLiteral(".kind");
    auto* field = new QWidget(this);
    const FieldParts parts = layOutField(*field, texts);
    m_message = parts.message;
    m_kinds = new QComboBox(field);
    nameEditor(*m_kinds, texts);
    guardWheel(*m_kinds);
    m_kinds->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kinds->setMinimumContentsLength(8);
    m_kinds->setMaxVisibleItems(20);
    parts.label->setBuddy(m_kinds);
    parts.line->addWidget(m_kinds, 1);
    layout()->addWidget(field);
    connect(m_kinds, &QComboBox::currentIndexChanged, this, [this](int index) {
        emit kindChosen(*m_options.all[static_cast<std::size_t>(index)]);
        emit gestureEnded();
    });
}

void ChoiceForm::setOptions(const ChoiceOptions& options)
{
    const bool isOther = options.all != m_options.all || options.box.size() != m_options.box.size();
    m_options = options;
    if (!isOther) {
        return;
    }
    const QSignalBlocker quiet(m_kinds);
    m_kinds->clear();
    for (const Option* each : options.all) {
        m_kinds->addItem(QString::fromStdString(each->label), QString::fromStdString(each->kind));
        m_kinds->setItemData(m_kinds->count() - 1, QString::fromStdString(each->formula),
                             Qt::ToolTipRole);
    }
    m_choice = {}; // its fields were others
}

void ChoiceForm::showChoice(const Choice& choice, const ChoiceOptions& options)
{
    setOptions(options);
    if (m_choice.kind != choice.kind) {
        rebuild(option(choice.kind));
    }
    m_choice = choice;
    showKind(choice);
    m_message->setMessage({});
    for (const auto& [name, field] : m_fields) {
        field->showValue(choice.values.at(name));
    }
}

void ChoiceForm::showKind(const Choice& choice)
{
    const QSignalBlocker quiet(m_kinds);
    m_kinds->setCurrentIndex(m_kinds->findData(QString::fromStdString(choice.kind)));
    m_kinds->setToolTip(QString::fromStdString(option(choice.kind).formula));
}

void ChoiceForm::offer(const std::function<bool(const Option& option)>& isOffered)
{
    auto* items = qobject_cast<QStandardItemModel*>(m_kinds->model());
    for (int i = 0; i < m_kinds->count(); ++i)
        items->item(i)->setEnabled(isOffered(*m_options.all[static_cast<std::size_t>(i)]));
}

void ChoiceForm::rebuild(const Option& row)
{
    if (m_form != nullptr) {
        m_form->hide();
        m_form->deleteLater(); // an edit inside it may have led here
    }
    m_fields.clear();
    m_form = new QWidget(this);
    auto* column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, row.parameters.empty() ? 0 : 5, 0, 0);
    column->setSpacing(5);
    for (const Parameter& parameter : row.parameters) {
        addParameter(row, parameter);
    }
    layout()->addWidget(m_form);
    m_form->show();
}

void ChoiceForm::addParameter(const Option& row, const Parameter& parameter)
{
    const QString label = QString::fromStdString(parameter.label);
    const QString path = m_texts.path + QChar('.') + QString::fromStdString(parameter.name);
    const ParameterUse use{listEditingOf(row), m_options.box};
    auto* field = new ParameterField({path, label, hintOf(row, parameter)}, parameter, use, m_form);
    connect(field, &ParameterField::edited, this,
            [this, name = parameter.name](const ParameterEdit& inside) { edit(name, inside); });
    connect(field, &ParameterField::gestureEnded, this, &ChoiceForm::gestureEnded);
    m_form->layout()->addWidget(field);
    m_fields.emplace(parameter.name, field);
}

void ChoiceForm::edit(const std::string& name, const ParameterEdit& inside)
{
    const Option& row = option(m_choice.kind);
    ChoiceEdit whole{inside.path, inside.label, {}};
    for (const ParameterValue& value : inside.candidates) {
        std::ranges::copy(choicesWithValue(row, m_choice, name, value),
                          std::back_inserter(whole.candidates));
    }
    emit edited(whole);
}

const Option& ChoiceForm::option(const std::string& kind) const
{
    const auto found = std::find_if(m_options.all.begin(), m_options.all.end(),
                                    [&](const Option* each) { return each->kind == kind; });
    return **found; // the store holds kinds of the table alone
}

} // namespace tradeoff::ui
