// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes_button.h"

#include "ui/live_tool_tip.h"

#include <QStyleOptionToolButton>
#include <QWhatsThis>

namespace tradeoff::ui {

namespace {

/// At each side of the text.
constexpr int padding = 4;

} // namespace

NotesButton::NotesButton(QWidget* parent)
    : QToolButton(parent)
{
    setObjectName(QStringLiteral("notes"));
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(this, &QToolButton::clicked, this, &NotesButton::showWhole);
    hide();
}

void NotesButton::setNotes(const QStringList& notes)
{
    if (notes == m_notes)
        return;
    m_notes = notes;
    setAccessibleName(m_notes.join(QLatin1Char(' ')));
    setLiveToolTip(*this, whole());
    showText();
    setVisible(!m_notes.isEmpty());
}

void NotesButton::setExtent(Extent extent)
{
    m_extent = extent;
    showText();
}

void NotesButton::showText()
{
    QString text = m_extent == Extent::Line ? m_notes.join(QStringLiteral(" · ")) : count();
    setText(text.replace(QLatin1Char('&'), QStringLiteral("&&"))); // no access key
}

QString NotesButton::count() const
{
    return m_notes.size() == 1 ? tr("1 note") : tr("%1 notes").arg(m_notes.size());
}

/// As rich text, whose lines are broken.
QString NotesButton::whole() const
{
    QString text;
    for (const QString& note : m_notes)
        text += QStringLiteral("<p>%1</p>").arg(note.toHtmlEscaped());
    return text;
}

void NotesButton::showWhole()
{
    if (!m_notes.isEmpty())
        QWhatsThis::showText(mapToGlobal(rect().center()), whole(), this);
}

QSize NotesButton::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(count()) + 4 * padding, sizeHint().height()};
}

void NotesButton::initStyleOption(QStyleOptionToolButton* option) const
{
    QToolButton::initStyleOption(option);
    option->text = option->fontMetrics.elidedText(option->text, Qt::ElideRight,
                                                  width() - 2 * padding, Qt::TextShowMnemonic);
}

} // namespace tradeoff::ui
