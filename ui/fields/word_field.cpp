// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/word_field.h"

#include "ui/fields/message_label.h"
#include "ui/fields/wheel_guard.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace tradeoff::ui {

namespace {

/// What a word of the tables means; one without an entry stands for itself.
QString meaningOf(const QString& word)
{
    if (word == QLatin1String("optimal")) {
        return WordField::tr("optimal density λ*");
    }
    if (word == QLatin1String("input")) {
        return WordField::tr("input density p");
    }
    return word == QLatin1String("uniform") ? WordField::tr("uniform density") : word;
}

} // namespace

WordField::WordField(const FieldTexts& texts, const std::vector<std::string>& words,
                     QWidget* parent)
    : QWidget(parent)
    , m_parts(layOutField(*this, texts))
    , m_words(new QComboBox(this))
{
    nameEditor(*m_words, texts);
    guardWheel(*m_words);
    m_words->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_words->setMinimumContentsLength(8);
    for (const std::string& each : words) {
        const QString word = QString::fromStdString(each);
        m_words->addItem(meaningOf(word), word);
    }
    m_parts.label->setBuddy(m_words);
    m_parts.line->addWidget(m_words, 1);
    connect(m_words, &QComboBox::currentIndexChanged, this, [this](int index) {
        emit edited(m_words->itemData(index).toString().toStdString());
        emit gestureEnded();
    });
}

void WordField::showWord(const std::string& word)
{
    const QSignalBlocker quiet(m_words);
    m_words->setCurrentIndex(m_words->findData(QString::fromStdString(word)));
    m_parts.message->setMessage({});
}

} // namespace tradeoff::ui
