// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/listing.h"

#include "app/arguments.h"
#include "core/density.h"
#include "core/figure.h"
#include "core/segmentation.h"
#include "core/target.h"
#include "ui/presets.h"

#include <QStringList>

#include <string_view>
#include <vector>

namespace tradeoff::app {
namespace {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The columns of each row, the first one its name.
using Rows = std::vector<QStringList>;

template <typename Row>
Rows optionRows(const std::vector<Row>& table)
{
    Rows rows;
    for (const Row& row : table) {
        rows.push_back({QString::fromStdString(row.option.kind),
                        QString::fromStdString(row.option.label),
                        QString::fromStdString(row.option.formula)});
    }
    return rows;
}

Rows plotRows()
{
    Rows rows;
    for (const FigureRow& row : figureTable()) {
        rows.push_back({fromView(row.name), fromView(row.title)});
    }
    return rows;
}

Rows presetRows()
{
    Rows rows;
    for (const ui::Preset& preset : ui::presets()) {
        rows.push_back({preset.name, preset.title, preset.description});
    }
    return rows;
}

/// One thing that `list` shows.
struct List {
    QString name;
    Rows (*rows)();
};

const std::vector<List>& lists()
{
    static const std::vector<List> all = {
        {QStringLiteral("targets"), [] { return optionRows(targetTable()); }},
        {QStringLiteral("densities"), [] { return optionRows(densityTable()); }},
        {QStringLiteral("segmentations"), [] { return optionRows(segmentationTable()); }},
        {QStringLiteral("plots"), plotRows},
        {QStringLiteral("presets"), presetRows},
        {QStringLiteral("lessons"), [] { return Rows(); }}};
    return all;
}

/// "targets: cosine, sines, …", wrapped to lines of a terminal.
QString namesOf(const List& list)
{
    constexpr int lineLength = 80;
    const QString indent(17, QLatin1Char(' '));
    QString line = QStringLiteral("  %1").arg(list.name + QLatin1Char(':'), -15);
    QString text;
    const Rows rows = list.rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const QString word = rows[i].front() + QLatin1String(i + 1 < rows.size() ? "," : "");
        if (line.size() + 1 + word.size() > lineLength) {
            text += line + QLatin1Char('\n');
            line = indent;
        }
        line += (line.endsWith(QLatin1Char(' ')) ? QString() : QStringLiteral(" ")) + word;
    }
    return text + line + (rows.empty() ? QStringLiteral("none yet\n") : QStringLiteral("\n"));
}

} // namespace

QString listing(const QString& what)
{
    QStringList names;
    for (const List& list : lists()) {
        if (list.name == what) {
            QString text;
            for (const QStringList& columns : list.rows()) {
                text += columns.join(QLatin1Char('\t')) + QLatin1Char('\n');
            }
            return text;
        }
        names << list.name;
    }
    throw UsageError(QStringLiteral("list: must be one of %1, not \"%2\"")
                         .arg(names.join(QStringLiteral(", ")), what));
}

QString helpText()
{
    QString text = QStringLiteral(
        R"(Tradeoff Lab: approximation against estimation in mixtures of experts.

  tradeoff-lab [FILE]                  opens the window
      --theme light|dark   palette of the window
      --projector          big fonts and thick lines
      --language CODE      language of the window, for example en
  tradeoff-lab compute SCENARIO        writes the result as JSON
      -o, --output FILE    instead of standard output
  tradeoff-lab render SCENARIO         draws a plot without a display
      --plot NAME          which one
      -o, --output FILE    ending .png, .svg or .pdf
      --size WxHmm|WxHpx   for example 85x60mm or 1920x1080px (160x100mm)
      --dpi N              dots an inch (300)
      --theme light|dark|print
      --transparent        no background
  tradeoff-lab list WHAT               one a line, columns separated by tabs
  tradeoff-lab --help | --version

SCENARIO is a file, preset:NAME or - for standard input; a file that ends in .csv,
.tsv, .txt or .dat holds data: its first two columns of numbers are x and y. The window, compute and
render take --set PATH=VALUE, any number of times, for example
      --set density.sd=0.2 --set target.kind=tanh --set sweep.experts=[1,50]

Exit status: 0 done; 2 bad usage or refused input, with one line on standard
error; 1 anything else.

What list shows:
)");
    for (const List& list : lists()) {
        text += namesOf(list);
    }
    return text;
}

QString versionText()
{
    return QStringLiteral("tradeoff-lab " TRADEOFF_VERSION "\n");
}

} // namespace tradeoff::app
