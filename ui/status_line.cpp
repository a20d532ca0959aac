// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status_line.h"

#include "ui/elided_label.h"
#include "ui/live_tool_tip.h"
#include "ui/notes_button.h"
#include "ui/readouts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

namespace tradeoff::ui {

namespace {

/// Shorter work would only make the sign of it flicker.
constexpr int patienceMilliseconds = 250;

QStringList notesOf(const Result& result)
{
    QStringList notes;
    for (const std::string& note : result.notes)
        notes << QString::fromStdString(note);
    return notes;
}

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent)
    , m_result(new QLabel(this))
    , m_notes(new NotesButton(this))
    , m_readout(new ElidedLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_patience(new QTimer(this))
{
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_progress->setAccessibleName(tr("Computing"));
    m_progress->hide();
    addWidget(createTexts(), 1);
    addPermanentWidget(m_progress);
    m_cancel->setObjectName(QStringLiteral("cancelLoading"));
    m_cancel->setToolTip(tr("Do not open the file (Escape)"));
    m_cancel->setShortcut(Qt::Key_Escape);
    m_cancel->hide();
    addPermanentWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &StatusLine::cancelRequested);

    m_patience->setSingleShot(true);
    m_patience->setInterval(patienceMilliseconds);
    connect(m_patience, &QTimer::timeout, m_progress, &QWidget::show);
}

QWidget* StatusLine::createTexts()
{
    m_result->setObjectName(QStringLiteral("statusText"));
    m_result->setContentsMargins(8, 0, 0, 0);
    m_result->setTextFormat(Qt::PlainText);
    m_readout->setObjectName(QStringLiteral("readout"));
    m_readout->setContentsMargins(8, 0, 8, 0);
    // However long a text is, the window keeps its size.
    m_result->setMinimumWidth(1);
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_readout->hide();
    m_texts = new QWidget(this);
    auto* row = new QHBoxLayout(m_texts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_result);
    row->addWidget(m_notes, 1);
    row->addWidget(m_readout, 1);
    row->addStretch();
    return m_texts;
}

void StatusLine::showResult(const Result& result, double milliseconds)
{
    if (m_scenario != result.scenario) {
        m_scenario = result.scenario;
        m_milliseconds = milliseconds;
    }
    const QString text = statusText(result, m_milliseconds);
    m_result->setText(text);
    setLiveToolTip(*m_result,
                   text + tr("\nThe time is that of the errors for this m, before curves and "
                             "simulation."));
    m_notes->setNotes(notesOf(result));
}

void StatusLine::showReadout(const QString& readout)
{
    m_readout->setText(readout);
    m_readout->setVisible(!readout.isEmpty());
    // Where there is something to read out, the others make room for it.
    const int besides = m_readout->sizeHint().width() + m_notes->minimumSizeHint().width();
    m_result->setVisible(readout.isEmpty() ||
                         m_result->sizeHint().width() + besides <= m_texts->width());
    m_notes->setExtent(readout.isEmpty() ? NotesButton::Extent::Line : NotesButton::Extent::Count);
}

void StatusLine::showNotes()
{
    m_notes->showWhole();
}

void StatusLine::setBusy(bool busy)
{
    if (busy) {
        m_progress->setRange(0, 0); // moves without end until a share is known
        m_patience->start();
        return;
    }
    m_patience->stop();
    m_progress->hide();
}

void StatusLine::setLoading(bool loading)
{
    m_cancel->setVisible(loading);
    if (loading)
        m_progress->show();
}

void StatusLine::setProgress(double share)
{
    m_progress->setRange(0, 1000);
    m_progress->setValue(static_cast<int>(1000 * share));
}

} // namespace tradeoff::ui
