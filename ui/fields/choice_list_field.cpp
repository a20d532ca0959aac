// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/choice_list_field.h"

#include "ui/choice_edits.h"
#include "ui/fields/choice_form.h"
#include "ui/fields/message_label.h"
#include "ui/fields/wheel_guard.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace tradeoff::ui {

namespace {

enum Extents { Same, Own };

/// "x2", or of a single choice for all of them "x1 … x5".
QString coordinatesOf(std::size_t index, std::size_t count, std::size_t dimensions)
{
    if (count > 1) {
        return QStringLiteral("x%1").arg(index + 1);
    }
    return dimensions == 2 ? QStringLiteral("x1, x2") : QStringLiteral("x1 … x%1").arg(dimensions);
}

} // namespace

ChoiceListField::ChoiceListField(const FieldTexts& texts, const Parameter& parameter,
                                 const ParameterUse& use, QWidget* parent)
    : QWidget(parent)
    , m_texts(texts)
    , m_options(parameter.entries())
    , m_box(use.box)
    , m_parts(layOutField(*this, texts))
    , m_extent(new QComboBox(this))
{
    nameEditor(*m_extent, texts);
    guardWheel(*m_extent);
    m_extent->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_extent->setMinimumContentsLength(8);
    m_extent->addItems({tr("the same for all"), tr("its own for each")});
    m_parts.label->setBuddy(m_extent);
    m_parts.line->addWidget(m_extent, 1);
    connect(m_extent, &QComboBox::currentIndexChanged, this, &ChoiceListField::chooseExtent);
}

void ChoiceListField::showChoices(const std::vector<Choice>& choices)
{
    m_choices = choices;
    if (m_forms.size() != choices.size()) {
        rebuild(choices.size());
    }
    const QSignalBlocker quiet(m_extent);
    m_extent->setCurrentIndex(choices.size() == 1 ? Same : Own);
    m_parts.message->setMessage({});
    for (std::size_t i = 0; i < choices.size(); ++i) {
        m_forms[i]->showChoice(choices[i], {m_options, {m_box.at(i)}});
    }
}

void ChoiceListField::rebuild(std::size_t count)
{
    if (m_content != nullptr) {
        m_content->hide();
        m_content->deleteLater(); // an edit inside it may have led here
    }
    m_forms.clear();
    m_content = new QWidget(this);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(8);
    for (std::size_t i = 0; i < count; ++i) {
        m_forms.push_back(makeForm(i, count));
        column->addWidget(m_forms.back());
    }
    layout()->addWidget(m_content);
    m_content->show();
}

ChoiceForm* ChoiceListField::makeForm(std::size_t index, std::size_t count)
{
    const QString label = coordinatesOf(index, count, m_box.size());
    auto* form = new ChoiceForm(
        {QStringLiteral("%1.%2").arg(m_texts.path).arg(index), label, m_texts.hint}, m_content);
    connect(form, &ChoiceForm::kindChosen, this, [this, form, index](const Option& option) {
        replace(index, {QStringLiteral("%1.%2.kind").arg(m_texts.path).arg(index), m_texts.label,
                        choicesOfKind(option, m_choices[index], {m_box.at(index)})});
        form->showKind(m_choices[index]);
    });
    connect(form, &ChoiceForm::edited, this,
            [this, index](const ChoiceEdit& inside) { replace(index, inside); });
    connect(form, &ChoiceForm::gestureEnded, this, &ChoiceListField::gestureEnded);
    return form;
}

void ChoiceListField::chooseExtent(int index)
{
    const std::size_t count = index == Same ? 1 : m_box.size();
    emit edited({m_texts.path, m_texts.label, {std::vector<Choice>(count, m_choices.front())}});
    emit gestureEnded();
}

void ChoiceListField::replace(std::size_t index, const ChoiceEdit& inside)
{
    ParameterEdit whole{inside.path, inside.label, {}};
    for (const Choice& candidate : inside.candidates) {
        std::vector<Choice> choices = m_choices;
        choices[index] = candidate;
        whole.candidates.emplace_back(std::move(choices));
    }
    emit edited(whole);
}

} // namespace tradeoff::ui
