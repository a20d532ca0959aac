// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/listing.h"

#include "app/arguments.h"
#include "core/figure.h"
#include "core/scenario_options.h"
#include "ui/presets.h"

#include <QStringList>

#include <algorithm>
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

/// In how many dimensions an option can be chosen that the tables of several have.
QString dimensionsOf(const ChoiceSlot& slot, const Option& option)
{
    const std::vector<const Option*> all = slot.options(limits::maximumDimensions);
    return std::find(all.begin(), all.end(), &option) == all.end()
               ? QStringLiteral("2")
               : QStringLiteral("2-%1").arg(limits::maximumDimensions);
}

/// The rows of a choice's table for one dimension, then those of the table for more.
Rows optionRows(const ChoiceSlot& slot)
{
    Rows rows;
    const auto add = [&rows](const Option& option, const QString& dimensions) {
        rows.push_back({QString::fromStdString(option.kind), QString::fromStdString(option.label),
                        QString::fromStdString(option.formula), dimensions});
    };
    for (const Option* option : slot.options(1)) {
        add(*option, QStringLiteral("1"));
    }
    constexpr std::size_t plane = 2; // whose table holds all that more dimensions have
    for (const Option* option : slot.options(plane)) {
        add(*option, dimensionsOf(slot, *option));
    }
    return rows;
}

/// From the least to the greatest number of dimensions in which there is a plot: "1-10".
QString dimensionsOf(const FigureRow& row)
{
    const std::size_t least = row.isFor(1) ? 1 : 2;
    std::size_t most = limits::maximumDimensions;
    while (!row.isFor(most)) {
        --most;
    }
    return least == most ? QString::number(least) : QStringLiteral("%1-%2").arg(least).arg(most);
}

Rows plotRows()
{
    Rows rows;
    for (const FigureRow& row : figureTable()) {
        rows.push_back({fromView(row.name), fromView(row.title), dimensionsOf(row)});
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
        {QStringLiteral("targets"), [] { return optionRows(choiceSlots()[0]); }},
        {QStringLiteral("densities"), [] { return optionRows(choiceSlots()[1]); }},
        {QStringLiteral("segmentations"), [] { return optionRows(choiceSlots()[2]); }},
        {QStringLiteral("plots"), plotRows},
        {QStringLiteral("presets"), presetRows},
        {QStringLiteral("lessons"), [] { return Rows(); }}};
    return all;
}

/// "targets: cosine, sines, …", wrapped to lines of a terminal.
QString wrapped(const QString& name, const QStringList& words)
{
    constexpr int lineLength = 80;
    const QString indent(17, QLatin1Char(' '));
    QString line = QStringLiteral("  %1").arg(name + QLatin1Char(':'), -15);
    QString text;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString word = words[i] + QLatin1String(i + 1 < words.size() ? "," : "");
        if (line.size() + 1 + word.size() > lineLength) {
            text += line + QLatin1Char('\n');
            line = indent;
        }
        line += (line.endsWith(QLatin1Char(' ')) ? QString() : QStringLiteral(" ")) + word;
    }
    return text + line + (words.isEmpty() ? QStringLiteral("none yet\n") : QStringLiteral("\n"));
}

/// The names of a list; those of several dimensions on lines of their own.
QString namesOf(const List& list)
{
    constexpr qsizetype dimensionsColumn = 3;
    QStringList names;
    QStringList namesInSpace;
    for (const QStringList& row : list.rows()) {
        const bool isLine = row.value(dimensionsColumn, QStringLiteral("1")) == QLatin1String("1");
        (isLine ? names : namesInSpace) << row.front();
    }
    return wrapped(list.name, names) +
           (namesInSpace.isEmpty() ? QString()
                                   : wrapped(QStringLiteral("  d = 2 to 10"), namesInSpace));
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
One pair for each coordinate makes two to ten dimensions: --set domain=[[0,1],[0,1]]

Exit status: 0 done; 2 bad usage or refused input, with one line on standard
error; 1 anything else.

What list shows (d: number of dimensions):
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
