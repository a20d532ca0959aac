// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segmentation_table_view.h"

#include "core/number_text.h"
#include "ui/plots/axis_ticks.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tradeoff::ui {

namespace {

constexpr int numberRole = Qt::UserRole;     ///< what a column is sorted by
constexpr int choiceRole = Qt::UserRole + 1; ///< place among the choices
constexpr int exactRole = Qt::UserRole + 2;  ///< what is copied

struct Column {
    const char* header;
    const char* help;
    double (*value)(const ComparedSegmentation& kind);
};

double bestNumber(const ComparedSegmentation& kind)
{
    return kind.bestExperts ? kind.bestExperts->experts : std::numeric_limits<double>::infinity();
}

const std::array<Column, 6> columns{{
    {QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView", "approx."),
     QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView", "Approximation error"),
     [](const ComparedSegmentation& kind) { return kind.errors.approximation; }},
    {QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView", "estim."),
     QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView",
                       "Estimation error: expected, or of the drawn sample where that decides on "
                       "the regions too"),
     [](const ComparedSegmentation& kind) { return kind.errors.estimation; }},
    {QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView", "test"),
     QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView",
                       "Test error: noise + approximation + estimation"),
     [](const ComparedSegmentation& kind) { return kind.errors.test; }},
    {QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView", "best m"),
     QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView",
                       "Number of experts with the least test error, and that error"),
     bestNumber},
    {QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView", "least P"),
     QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView",
                       "Probability of the region where inputs are rarest"),
     [](const ComparedSegmentation& kind) { return kind.smallestProbability; }},
    {QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView", "empty"),
     QT_TRANSLATE_NOOP("tradeoff::ui::SegmentationTableView",
                       "Expected number of regions without a sample"),
     [](const ComparedSegmentation& kind) { return kind.expectedEmptyRegions; }},
}};

constexpr int bestColumn = 4;

/// Sorted by its number, the first column by its place.
class NumberItem : public QTableWidgetItem {
public:
    bool operator<(const QTableWidgetItem& other) const override
    {
        return data(numberRole).toDouble() < other.data(numberRole).toDouble();
    }
};

QString shownText(const ComparedSegmentation& kind, int column, double value)
{
    if (column != bestColumn) {
        return std::abs(value) < 0.001 ? QString::number(value, 'g', 1)
                                       : readableNumber(value, column > bestColumn ? 2 : 3);
    }
    if (!kind.bestExperts)
        return QStringLiteral("–");
    return QStringLiteral("%1 (%2)").arg(QString::number(kind.bestExperts->experts),
                                         readableNumber(kind.bestExperts->test, 3));
}

} // namespace

SegmentationTableView::SegmentationTableView(QWidget* parent)
    : QTableWidget(0, static_cast<int>(columns.size()) + 1, parent)
{
    setObjectName(QStringLiteral("segmentationTable"));
    setAccessibleName(tr("Segmentations compared"));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false); // Tab leaves the table
    setShowGrid(false);
    setAlternatingRowColors(true);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    verticalHeader()->hide();
    fitRows();
    setHorizontalHeaderItem(0, new QTableWidgetItem(tr("segmentation")));
    for (int i = 1; i < columnCount(); ++i) {
        const Column& column = columns[static_cast<std::size_t>(i - 1)];
        auto* item = new QTableWidgetItem(tr(column.header));
        item->setToolTip(tr(column.help));
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        setHorizontalHeaderItem(i, item);
    }
    horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(20);
    horizontalHeader()->setStretchLastSection(true);
    sortByColumn(0, Qt::AscendingOrder);
    setSortingEnabled(true);
    connect(this, &QTableWidget::cellClicked, this, [this](int row, int) {
        if (QGuiApplication::keyboardModifiers() == Qt::NoModifier)
            choose(row);
    });
}

void SegmentationTableView::showComparison(const SegmentationComparison& comparison,
                                           const std::string& current)
{
    std::vector<Choice> choices;
    for (const ComparedSegmentation& kind : comparison.kinds)
        choices.push_back(kind.choice);
    const bool sameRows =
        std::equal(choices.begin(), choices.end(), m_choices.begin(), m_choices.end(),
                   [](const Choice& a, const Choice& b) { return a.kind == b.kind; });
    m_choices = std::move(choices);
    setSortingEnabled(false);
    if (!sameRows) {
        clearSelection();
        setRowCount(0);
        setRowCount(static_cast<int>(m_choices.size()));
    }
    for (int row = 0; row < rowCount(); ++row) {
        const QTableWidgetItem* first = item(row, 0);
        const auto kind =
            first == nullptr ? static_cast<std::size_t>(row) : first->data(choiceRole).toUInt();
        fillRow(row, comparison.kinds[kind], comparison.kinds[kind].choice.kind == current);
        item(row, 0)->setData(choiceRole, static_cast<uint>(kind));
        item(row, 0)->setData(numberRole, static_cast<double>(kind));
    }
    setSortingEnabled(true);
    fitColumns();
}

/// As narrow as the texts allow: the style would add room for a sort indicator to each column.
void SegmentationTableView::fitColumns()
{
    constexpr int padding = 9;
    QFont strong = font();
    strong.setBold(true);
    const QFontMetrics metrics(strong);
    for (int i = 0; i < columnCount(); ++i) {
        int width = fontMetrics().horizontalAdvance(horizontalHeaderItem(i)->text());
        for (int row = 0; row < rowCount(); ++row) {
            const bool isStrong = item(row, i)->font().bold();
            const QFontMetrics used = isStrong ? metrics : fontMetrics();
            width = std::max(width, used.horizontalAdvance(item(row, i)->text()));
        }
        horizontalHeader()->resizeSection(i, width + padding);
    }
}

void SegmentationTableView::fillRow(int row, const ComparedSegmentation& kind, bool isCurrent)
{
    QFont strong = font();
    strong.setBold(isCurrent);
    for (int i = 0; i < columnCount(); ++i) {
        if (item(row, i) == nullptr)
            setItem(row, i, new NumberItem);
        QTableWidgetItem& cell = *item(row, i);
        cell.setFont(strong);
        if (i == 0) {
            cell.setText(QString::fromStdString(kind.choice.kind));
            cell.setToolTip(QString::fromStdString(kind.label));
            cell.setData(exactRole, cell.text());
            continue;
        }
        const double value = columns[static_cast<std::size_t>(i - 1)].value(kind);
        cell.setText(shownText(kind, i, value));
        cell.setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        cell.setData(numberRole, value);
        cell.setData(exactRole, QString::fromStdString(numberText(value)));
    }
}

void SegmentationTableView::choose(int row)
{
    if (row >= 0 && row < rowCount())
        emit segmentationChosen(m_choices[item(row, 0)->data(choiceRole).toUInt()]);
}

QString SegmentationTableView::selectedText() const
{
    QStringList lines;
    const auto addLine = [&](const auto& cellText) {
        QStringList cells;
        for (int i = 0; i < columnCount(); ++i)
            cells << cellText(i);
        lines << cells.join(QLatin1Char('\t'));
    };
    addLine([this](int i) { return horizontalHeaderItem(i)->text(); });
    const bool everything = selectionModel()->selectedRows().isEmpty();
    for (int row = 0; row < rowCount(); ++row) {
        if (everything || selectionModel()->isRowSelected(row))
            addLine([this, row](int i) { return item(row, i)->data(exactRole).toString(); });
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void SegmentationTableView::fitRows()
{
    constexpr double smaller = 0.9; // seven columns beside the other plots
    QFont cells = QApplication::font();
    cells.setPointSizeF(smaller * cells.pointSizeF());
    if (cells != font())
        setFont(cells);
    const int rowHeight = fontMetrics().height() + 6;
    verticalHeader()->setDefaultSectionSize(rowHeight);
    setMinimumHeight(horizontalHeader()->sizeHint().height() + 3 * rowHeight);
    updateGeometry();
}

void SegmentationTableView::changeEvent(QEvent* event)
{
    QTableWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        fitRows();
}

void SegmentationTableView::showEvent(QShowEvent* event)
{
    fitRows(); // nobody tells of a font that is set before the event loop runs
    QTableWidget::showEvent(event);
}

QSize SegmentationTableView::sizeHint() const
{
    constexpr int rows = 4; // the others by scrolling, or where there is room
    const int height =
        horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 2;
    return {QTableWidget::sizeHint().width(), height};
}

void SegmentationTableView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectedText());
        event->accept();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        choose(currentRow());
        event->accept();
    } else {
        QTableWidget::keyPressEvent(event);
    }
}

} // namespace tradeoff::ui
