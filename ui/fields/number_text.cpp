// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fields/number_text.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

QString withoutSpaces(const QString& text)
{
    QString result;
    for (const QChar c : text) {
        if (!c.isSpace()) {
            result += c == QChar(0x2212) ? QChar('-') : c;
        }
    }
    return result;
}

std::optional<double> parsePlain(const QString& text)
{
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::RejectGroupSeparator);
    bool ok = false;
    const double value = locale.toDouble(text, &ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<double> parseNumber(const QString& text)
{
    QString plain = withoutSpaces(text);
    if (plain.count(',') + plain.count('.') > 1) {
        return std::nullopt;
    }
    return parsePlain(plain.replace(',', '.'));
}

std::optional<double> parseWhole(const QString& text)
{
    constexpr double exactIntegers = 9007199254740992.0;
    const bool hasExponent = text.contains('e', Qt::CaseInsensitive);
    if (!hasExponent && (text.contains(',') || text.contains('.'))) {
        return std::nullopt;
    }
    const auto value = parseNumber(text);
    const bool whole = value && std::floor(*value) == *value && std::abs(*value) <= exactIntegers;
    return whole ? value : std::nullopt;
}

std::optional<std::vector<double>> parseNumberList(const QString& text)
{
    const bool semicolons = text.contains(';');
    static const QRegularExpression separators("[,\\s]+");
    const QStringList words = semicolons ? text.split(';') : text.split(separators);
    std::vector<double> values;
    for (const QString& word : words) {
        if (word.trimmed().isEmpty()) {
            continue;
        }
        const auto value = parseNumber(word);
        if (!value) {
            return std::nullopt;
        }
        values.push_back(*value);
    }
    return values;
}

QString formatNumber(double value)
{
    if (value == 0.0) {
        return QStringLiteral("0");
    }
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    const double size = std::abs(value);
    const char format = size >= 1e-5 && size < 1e9 ? 'f' : 'g';
    return locale.toString(value, format, QLocale::FloatingPointShortest);
}

QString formatBriefly(double value)
{
    constexpr int narrow = 8;
    QString exact = formatNumber(value);
    if (exact.size() <= narrow || std::floor(value) == value) {
        return exact;
    }
    const int wholeDigits = std::max(0, static_cast<int>(std::floor(std::log10(std::abs(value)))));
    const int digits = std::max(5, wholeDigits + 2);
    return formatNumber(QString::number(value, 'g', digits).toDouble());
}

QString formatNumberList(const std::vector<double>& values)
{
    QStringList words;
    for (const double value : values) {
        words += formatNumber(value);
    }
    const bool commaIsDecimal = QLocale().decimalPoint() == ",";
    return words.join(commaIsDecimal ? QStringLiteral("; ") : QStringLiteral(", "));
}

double niceStep(double step)
{
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    const double lead = step / power * (1 + 1e-9);
    return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

double snapped(double value, double step)
{
    constexpr int digits = 12;
    return QString::number(std::round(value / step) * step, 'g', digits).toDouble();
}

} // namespace tradeoff::ui
