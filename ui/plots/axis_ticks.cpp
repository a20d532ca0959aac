// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/axis_ticks.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace tradeoff::ui {

namespace {

constexpr double largestPlain = 2e5;
constexpr double smallestPlain = 0.001;
const QChar minusSign(0x2212);

QString superscript(int exponent)
{
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text = exponent < 0 ? QStringLiteral("⁻") : QString();
    for (const QChar digit : QString::number(std::abs(exponent)))
        text += digits[digit.digitValue()];
    return text;
}

QString withMinusSign(QString text)
{
    return text.replace(QLatin1Char('-'), minusSign);
}

QString powerOfTen(double value)
{
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value)) + 1e-9));
    const double factor = value / std::pow(10.0, exponent);
    QString power = QStringLiteral("10") + superscript(exponent);
    if (std::abs(factor - 1.0) < 1e-6)
        return power;
    return withMinusSign(QLocale::c().toString(factor, 'g', 4)) + QStringLiteral("·") + power;
}

bool isPlain(double value)
{
    const double magnitude = std::abs(value);
    return magnitude < largestPlain && magnitude >= smallestPlain * (1 - 1e-9);
}

QString plainNumber(double value, int decimals)
{
    return withMinusSign(QString::number(value == 0.0 ? 0.0 : value, 'f', decimals));
}

/// How the numbers of one logarithmic axis are written, all in the same way.
struct LogarithmicStyle {
    bool plain = true;
    bool withTwoAndFive = false;

    [[nodiscard]] QString label(double value, int decade) const
    {
        return plain ? plainNumber(value, std::max(0, -decade)) : powerOfTen(value);
    }
};

/// Numbers of one linear axis, all plain or all with a power of ten, as suits the largest of them.
std::vector<QString> uniformLabels(const std::vector<double>& values, int decimals)
{
    double largest = 0;
    for (const double value : values)
        largest = std::max(largest, std::abs(value));
    std::vector<QString> labels;
    labels.reserve(values.size());
    for (const double value : values) {
        const bool isShortZero = value == 0.0 && (decimals > 3 || !isPlain(largest));
        labels.push_back(isShortZero        ? QStringLiteral("0")
                         : isPlain(largest) ? plainNumber(value, decimals)
                                            : powerOfTen(value));
    }
    return labels;
}

/// The smallest of 1, 2, 5 times a power of ten that is not below a step.
double roundStep(double step)
{
    const double magnitude = std::pow(10.0, std::floor(std::log10(step)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * magnitude >= step * (1.0 - 1e-9))
            return factor * magnitude;
    }
    return 10.0 * magnitude;
}

bool isWhole(double number)
{
    return std::abs(number - std::round(number)) < 1e-6;
}

AxisTicks linearTicks(const Interval& range, double length, double spacing)
{
    AxisTicks ticks;
    const double step = roundStep(range.length() * spacing / std::max(length, spacing));
    const int exponent = static_cast<int>(std::floor(std::log10(step) + 1e-9));
    const int decimals = std::max(0, -exponent);
    // Steps of 2 are cut in four by minor ticks, the others in five.
    const int parts = isWhole(std::log10(step / 2.0)) ? 4 : 5;
    const double fine = step / parts;
    const double tolerance = 1e-9 * range.length();
    const double first = std::ceil((range.low - tolerance) / fine);
    const int count = static_cast<int>(std::floor((range.high + tolerance) / fine) - first) + 1;
    for (int i = 0; i < count; ++i) {
        const double place = first + i;
        const bool major = std::fmod(place, parts) == 0.0;
        const double value = std::round(place / parts) * step;
        (major ? ticks.major : ticks.minor).push_back(major ? value : place * fine);
    }
    ticks.labels = uniformLabels(ticks.major, decimals);
    return ticks;
}

void addDecade(AxisTicks& ticks, int decade, const Interval& visible, const LogarithmicStyle& style)
{
    for (int factor = 1; factor < 10; ++factor) {
        const double value = factor * std::pow(10.0, decade);
        if (!visible.contains(value))
            continue;
        const bool major = factor == 1 || (style.withTwoAndFive && (factor == 2 || factor == 5));
        (major ? ticks.major : ticks.minor).push_back(value);
        if (major)
            ticks.labels.push_back(style.label(value, decade));
    }
}

AxisTicks logarithmicTicks(const Interval& range, double length, double spacing)
{
    const double decades = std::log10(range.high / range.low);
    const double decadeLength = length / decades;
    const Interval visible{range.low * (1.0 - 1e-9), range.high * (1.0 + 1e-9)};
    const int first = static_cast<int>(std::floor(std::log10(visible.low)));
    const int last = static_cast<int>(std::ceil(std::log10(visible.high)));
    const int stride = std::max(1, static_cast<int>(std::ceil(spacing / decadeLength)));
    LogarithmicStyle style{isPlain(range.low) && isPlain(range.high / (1.0 + 1e-9)),
                           0.301 * decadeLength >= spacing};
    // Where every number has its power of ten, those alone are read most easily.
    constexpr double several = 3.0;
    style.withTwoAndFive = style.withTwoAndFive && (style.plain || decades < several);
    AxisTicks ticks;
    for (int decade = first; decade <= last; ++decade) {
        const double value = std::pow(10.0, decade);
        if (stride == 1) {
            addDecade(ticks, decade, visible, style);
        } else if (visible.contains(value) && decade % stride == 0) {
            ticks.major.push_back(value);
            ticks.labels.push_back(style.label(value, decade));
        } else if (visible.contains(value))
            ticks.minor.push_back(value);
    }
    return ticks;
}

} // namespace

QString readableNumber(double value, int digits)
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const double magnitude = std::abs(value);
    if (magnitude > 0.0 && (magnitude < smallestPlain || magnitude >= 1e7))
        return powerOfTen(value);
    return withMinusSign(
               QLocale::c().toString(value, 'g', std::max(digits, magnitude >= 1e4 ? 7 : 0)))
        .remove(QLatin1Char(','));
}

AxisTicks axisTicks(const Interval& range, AxisScale scale, double length, double spacing)
{
    if (!(range.length() > 0.0) || !std::isfinite(range.length()) || length <= 0.0)
        return {};
    if (scale == AxisScale::Logarithmic && range.low > 0.0) {
        AxisTicks ticks = logarithmicTicks(range, length, spacing);
        // Within less than about a decade round steps say more than 1, 2, 5; over more of them they
        // crowd at the upper end.
        constexpr double many = 20.0;
        const bool isWide = range.high > many * range.low && ticks.major.size() >= 2;
        if (isWide || ticks.major.size() >= 3)
            return ticks;
    }
    return linearTicks(range, length, spacing);
}

} // namespace tradeoff::ui
