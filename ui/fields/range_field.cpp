// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/range_field.h"

#include "ui/fields/message_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace tradeoff::ui {

namespace {

FieldTexts textsOfEnd(const FieldTexts& texts, int end)
{
    const QString name = end == 0 ? RangeField::tr("%1, from") : RangeField::tr("%1, to");
    return {QStringLiteral("%1.%2").arg(texts.path).arg(end), name.arg(texts.label), texts.hint};
}

} // namespace

RangeField::RangeField(const FieldTexts& texts, const NumberRules& rules, QWidget* parent)
    : QWidget(parent)
    , m_parts(layOutField(*this, {textsOfEnd(texts, 0).path, texts.label, texts.hint}))
{
    m_messages = {m_parts.message, new MessageLabel(textsOfEnd(texts, 1).path, this)};
    layout()->addWidget(m_messages[1]);
    m_boxes[0] = makeBox(textsOfEnd(texts, 0), rules, 0);
    m_parts.line->addWidget(new QLabel(tr("to"), this));
    m_boxes[1] = makeBox(textsOfEnd(texts, 1), rules, 1);
    m_parts.label->setBuddy(m_boxes[0]);
}

void RangeField::showRange(const Interval& range)
{
    m_boxes[0]->showValue(range.low);
    m_boxes[1]->showValue(range.high);
    for (std::size_t end = 0; end < m_boxes.size(); ++end) {
        if (!m_boxes[end]->isPending()) {
            m_messages[end]->setMessage({});
        }
    }
}

NumberBox* RangeField::makeBox(const FieldTexts& texts, const NumberRules& rules, int end)
{
    auto* box = new NumberBox(rules, this);
    auto* message = m_messages[static_cast<std::size_t>(end)];
    box->setButtonSymbols(QAbstractSpinBox::NoButtons); // two of them have to fit
    nameEditor(*box, texts);
    m_parts.line->addWidget(box, 1);
    connect(box, &NumberBox::wrongTextTyped, message, &MessageLabel::setMessage);
    connect(box, &NumberBox::restored, message, [message] { message->setMessage({}); });
    connect(box, &NumberBox::edited, this, [this, end](double value) { emit edited(end, value); });
    connect(box, &NumberBox::gestureEnded, this, [this, message] {
        message->flush();
        emit gestureEnded();
    });
    return box;
}

} // namespace tradeoff::ui
