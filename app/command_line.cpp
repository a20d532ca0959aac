// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"

#include "app/arguments.h"
#include "ui/plots/export.h"

namespace tradeoff::app {
namespace {

OptionRule setRule()
{
    return {QStringLiteral("--set"), OptionValue::Required, {}};
}

OptionRule outputRule()
{
    return {QStringLiteral("--output"), OptionValue::Required, QStringLiteral("-o")};
}

FieldEdit parseEdit(const QString& text)
{
    const auto equals = text.indexOf(QLatin1Char('='));
    if (equals < 1) {
        throw UsageError(
            QStringLiteral("--set: must be path=value, such as density.sd=0.2, not \"%1\"")
                .arg(text));
    }
    return {text.left(equals).toStdString(), text.mid(equals + 1).toStdString()};
}

ui::ThemeKind parseTheme(const QString& text, const std::vector<ui::ThemeKind>& accepted)
{
    QStringList names;
    for (const ui::ThemeKind kind : accepted) {
        const QString name = kind == ui::ThemeKind::Light  ? QStringLiteral("light")
                             : kind == ui::ThemeKind::Dark ? QStringLiteral("dark")
                                                           : QStringLiteral("print");
        if (text == name) {
            return kind;
        }
        names << name;
    }
    throw UsageError(QStringLiteral("--theme: must be one of %1, not \"%2\"")
                         .arg(names.join(QStringLiteral(", ")), text));
}

/// The one word that a command needs.
QString onlyWord(const QStringList& words, const QString& command, const QString& meaning)
{
    if (words.size() != 1) {
        throw UsageError(QStringLiteral("%1 needs exactly one %2").arg(command, meaning));
    }
    return words.front();
}

QString onlySource(const QStringList& words, const QString& command)
{
    return onlyWord(words, command,
                    QStringLiteral("SCENARIO: a file, preset:NAME or - for standard input"));
}

WindowCommand parseWindow(const QStringList& rest)
{
    const Arguments arguments =
        sortArguments(rest, {{QStringLiteral("--theme"), OptionValue::Required, {}},
                             {QStringLiteral("--projector"), OptionValue::None, {}},
                             {QStringLiteral("--language"), OptionValue::Required, {}},
                             setRule(),
                             {QStringLiteral("--help"), OptionValue::None, QStringLiteral("-h")},
                             {QStringLiteral("--version"), OptionValue::None, {}}});
    if (arguments.words.size() > 1) {
        throw UsageError(QStringLiteral("\"%1\" is one argument too many: the window opens one "
                                        "FILE; commands are compute, render and list")
                             .arg(arguments.words[1]));
    }
    WindowCommand command;
    command.source.name = arguments.words.value(0);
    for (const GivenOption& option : arguments.options) {
        if (option.name == QLatin1String("--theme")) {
            command.theme = parseTheme(option.value, {ui::ThemeKind::Light, ui::ThemeKind::Dark});
        } else if (option.name == QLatin1String("--projector")) {
            command.projector = true;
        } else if (option.name == QLatin1String("--language")) {
            command.language = option.value;
        } else {
            command.source.edits.push_back(parseEdit(option.value));
        }
    }
    return command;
}

ComputeCommand parseCompute(const QStringList& rest)
{
    const Arguments arguments = sortArguments(rest, {outputRule(), setRule()});
    ComputeCommand command;
    command.source.name = onlySource(arguments.words, QStringLiteral("compute"));
    for (const GivenOption& option : arguments.options) {
        if (option.name == outputRule().name) {
            command.output = option.value;
        } else {
            command.source.edits.push_back(parseEdit(option.value));
        }
    }
    return command;
}

void applyRenderOption(RenderCommand& command, const GivenOption& option)
{
    if (option.name == QLatin1String("--plot")) {
        command.plot = option.value;
    } else if (option.name == outputRule().name) {
        command.output = option.value;
    } else if (option.name == QLatin1String("--size")) {
        command.size = parsePictureSize(option.value);
    } else if (option.name == QLatin1String("--dpi")) {
        command.dpi = parseDpi(option.value);
    } else if (option.name == QLatin1String("--theme")) {
        command.theme = parseTheme(
            option.value, {ui::ThemeKind::Light, ui::ThemeKind::Dark, ui::ThemeKind::Print});
    } else if (option.name == QLatin1String("--transparent")) {
        command.transparent = true;
    } else {
        command.source.edits.push_back(parseEdit(option.value));
    }
}

RenderCommand parseRender(const QStringList& rest)
{
    const Arguments arguments =
        sortArguments(rest, {{QStringLiteral("--plot"), OptionValue::Required, {}},
                             outputRule(),
                             {QStringLiteral("--size"), OptionValue::Required, {}},
                             {QStringLiteral("--dpi"), OptionValue::Required, {}},
                             {QStringLiteral("--theme"), OptionValue::Required, {}},
                             {QStringLiteral("--transparent"), OptionValue::None, {}},
                             setRule()});
    RenderCommand command;
    command.source.name = onlySource(arguments.words, QStringLiteral("render"));
    for (const GivenOption& option : arguments.options) {
        applyRenderOption(command, option);
    }
    if (command.plot.isEmpty()) {
        throw UsageError(
            QStringLiteral("render needs --plot NAME; \"list plots\" shows the names"));
    }
    if (!ui::formatOfFile(command.output)) {
        throw UsageError(QStringLiteral("render needs -o FILE with the ending .png, .svg or .pdf"));
    }
    checkPictureSize(command.size, command.dpi);
    return command;
}

ListCommand parseList(const QStringList& rest)
{
    const Arguments arguments = sortArguments(rest, {});
    return {onlyWord(arguments.words, QStringLiteral("list"),
                     QStringLiteral("of targets, densities, segmentations, plots, presets or "
                                    "lessons"))};
}

/// Whether one of the names is given as an option, rather than after "--".
bool asksFor(const QStringList& arguments, const QStringList& names)
{
    for (const QString& argument : arguments) {
        if (argument == QLatin1String("--")) {
            return false;
        }
        if (names.contains(argument)) {
            return true;
        }
    }
    return false;
}

} // namespace

Command parseCommandLine(const QStringList& arguments)
{
    if (asksFor(arguments, {QStringLiteral("--help"), QStringLiteral("-h")})) {
        return HelpCommand{};
    }
    if (asksFor(arguments, {QStringLiteral("--version")})) {
        return VersionCommand{};
    }
    const QString first = arguments.value(0);
    if (first == QLatin1String("compute")) {
        return parseCompute(arguments.mid(1));
    }
    if (first == QLatin1String("render")) {
        return parseRender(arguments.mid(1));
    }
    if (first == QLatin1String("list")) {
        return parseList(arguments.mid(1));
    }
    return parseWindow(arguments);
}

} // namespace tradeoff::app
