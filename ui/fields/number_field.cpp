// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/number_field.h"

#include "ui/fields/message_label.h"

#include <QHBoxLayout>
#include <QLabel>

namespace tradeoff::ui {

NumberField::NumberField(const FieldTexts& texts, const NumberFieldRules& rules, QWidget* parent)
    : QWidget(parent)
    , m_parts(layOutField(*this, texts))
    , m_box(new NumberBox(rules.box, this))
{
    if (rules.slider.length() > 0) {
        addSlider(texts, rules);
    } else {
        m_parts.line->addStretch();
    }
    nameEditor(*m_box, texts);
    m_parts.line->addWidget(m_box);
    m_parts.label->setBuddy(m_box);
    if (m_slider != nullptr) {
        setTabOrder(m_slider, m_box);
    }
    connect(m_box, &NumberBox::wrongTextTyped, m_parts.message, &MessageLabel::setMessage);
    connect(m_box, &NumberBox::restored, m_parts.message,
            [this] { m_parts.message->setMessage({}); });
    connect(m_box, &NumberBox::edited, this, &NumberField::edited);
    connect(m_box, &NumberBox::gestureEnded, this, [this] {
        m_parts.message->flush();
        emit gestureEnded();
    });
}

void NumberField::showValue(double value)
{
    m_box->showValue(value);
    if (m_slider != nullptr) {
        m_slider->showValue(value);
    }
    if (!m_box->isPending()) {
        m_parts.message->setMessage({});
    }
}

void NumberField::addSlider(const FieldTexts& texts, const NumberFieldRules& rules)
{
    m_slider = new ValueSlider({rules.box.kind, rules.scale, rules.slider}, this);
    nameEditor(*m_slider, texts);
    m_slider->setObjectName(texts.path + QStringLiteral(".slider"));
    m_slider->setAccessibleName(tr("%1, slider").arg(texts.label));
    m_slider->setMinimumWidth(50);
    m_parts.line->addWidget(m_slider, 1);
    connect(m_slider, &ValueSlider::edited, this, &NumberField::edited);
    connect(m_slider, &ValueSlider::gestureEnded, this, &NumberField::gestureEnded);
}

} // namespace tradeoff::ui
