// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/table_text.h"

#include "ui/fields/message_label.h"
#include "ui/fields/number_text.h"
#include "ui/fields/wheel_guard.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tradeoff::ui {

namespace {

QString written(const std::vector<Record>& rows)
{
    QStringList lines;
    for (const Record& row : rows) {
        lines += formatNumberList(row);
    }
    return lines.join(QChar('\n'));
}

} // namespace

std::vector<Record> mirrored(const std::vector<Record>& before, std::vector<Record> after)
{
    for (std::size_t i = 0; i < after.size(); ++i) {
        for (std::size_t j = 0; j < after.size(); ++j) {
            if (after[i][j] != before[i][j]) {
                after[j][i] = after[i][j];
            }
        }
    }
    return after;
}

TableText::TableText(const FieldTexts& texts, const TableTextRules& rules, QWidget* parent)
    : QWidget(parent)
    , m_texts(texts)
    , m_rules(rules)
    , m_edit(new QPlainTextEdit(this))
    , m_message(new MessageLabel(texts.path, this))
{
    nameEditor(*m_edit, {texts.path, texts.label, tr("%1\nOne row in each line").arg(texts.hint)});
    guardWheel(*m_edit);
    m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_edit->setTabChangesFocus(true);
    m_edit->installEventFilter(this);
    auto* label = new QLabel(texts.label, this);
    label->setToolTip(texts.hint);
    label->setBuddy(m_edit);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(label);
    column->addWidget(m_edit);
    column->addWidget(m_message);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        m_typing = true;
        read(false);
    });
}

void TableText::showRows(const std::vector<Record>& rows)
{
    const bool changed = rows != m_shown;
    m_shown = rows;
    if (m_typing && parsed(nullptr) == rows) {
        m_message->setMessage({});
    } else if (changed || !m_typing) {
        writeOut();
        m_message->setMessage({});
    }
}

bool TableText::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && m_typing &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        writeOut();
        m_message->setMessage({});
        return true;
    }
    if (event->type() == QEvent::FocusOut) {
        finish();
    }
    if (event->type() == QEvent::FontChange) {
        fitHeight();
    }
    return QWidget::eventFilter(watched, event);
}

void TableText::read(bool isFinished)
{
    QString problem;
    const auto rows = parsed(&problem);
    if (!rows) {
        m_message->setMessage(problem);
    } else if (isFinished || !m_rules.rowsWhenFinished || rows->size() == m_shown.size()) {
        emit edited(*rows);
    } else {
        m_message->setMessage({});
    }
}

void TableText::finish()
{
    if (m_typing) {
        read(true);
    }
    m_message->flush();
    if (m_typing && m_message->message().isEmpty()) {
        writeOut();
    }
    emit gestureEnded();
}

void TableText::writeOut()
{
    m_typing = false;
    m_written = m_shown;
    const QSignalBlocker quiet(m_edit);
    const bool isLong = m_shown.size() > mostRows;
    const QString text =
        isLong ? tr("%1 rows: too many to write out here").arg(m_shown.size()) : written(m_shown);
    m_edit->setReadOnly(isLong);
    if (m_edit->toPlainText() != text) {
        m_edit->setPlainText(text);
    }
    fitHeight();
}

void TableText::fitHeight()
{
    constexpr qsizetype most = 10;
    const auto lines = static_cast<int>(std::clamp<qsizetype>(std::ssize(m_shown), 2, most));
    m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * lines +
                           m_edit->horizontalScrollBar()->sizeHint().height() + 12);
}

std::optional<std::vector<Record>> TableText::parsed(QString* problem) const
{
    const auto refuse = [problem](const QString& text) {
        if (problem != nullptr) {
            *problem = text;
        }
        return std::nullopt;
    };
    std::vector<Record> rows;
    const QStringList lines = m_edit->toPlainText().split(QChar('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto row = parseNumberList(lines[i]);
        if (!row || (!row->empty() && row->size() != m_rules.columns)) {
            return refuse(tr("Line %1: must be %2 numbers, for example %3")
                              .arg(i + 1)
                              .arg(m_rules.columns)
                              .arg(formatNumberList(Record(m_rules.columns, 0.5))));
        }
        if (!row->empty()) {
            rows.push_back(*row);
        }
    }
    if (m_rules.isSquare && rows.size() != m_rules.columns) {
        return refuse(tr("Must be %1 lines of numbers").arg(m_rules.columns));
    }
    if (rows.empty()) {
        return refuse(tr("Must have a line of numbers"));
    }
    return m_rules.isSquare ? mirrored(m_written, std::move(rows)) : rows;
}

} // namespace tradeoff::ui
