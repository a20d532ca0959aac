// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/readouts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace tradeoff::ui {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("Readouts", text);
}

QLocale plainLocale()
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale;
}

/// 1.2e-07 as 1.2·10⁻⁷.
QString powerOfTen(double value)
{
    static const QString superscripts = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    QString text =
        plainLocale().toString(value / std::pow(10.0, exponent), 'f', 1) + QStringLiteral("·10");
    if (exponent < 0)
        text += QStringLiteral("⁻");
    for (const QChar digit : QString::number(std::abs(exponent)))
        text += superscripts[digit.digitValue()];
    return text;
}

QString cell(const QString& html)
{
    return QStringLiteral("<td style='padding-right:5px; white-space:nowrap'>%1</td>").arg(html);
}

/// A role's colour as a small square.
QString swatch(Role role, const Theme& theme)
{
    const RoleStyle style = roleStyle(role, theme);
    const QColor colour =
        style.fill.style() == Qt::NoBrush ? style.pen.color() : style.fill.color();
    return QStringLiteral("<span style='color:%1'>■</span>&nbsp;").arg(colour.name());
}

struct Term {
    QString operation; ///< before it: "", "+", "="
    QString swatch;
    QString name;
    double value = 0.0;
};

struct SimulatedTest {
    int trainingSets = 0;
    Estimate test;
};

QString bestText(const BestExperts& best, double scale)
{
    const QString text =
        translated("best m %1: %2").arg(best.experts).arg(readableNumber(best.test, scale));
    return best.atEndOfSweep ? text + translated(" (still falling)") : text;
}

/// A difference with its sign: "+0.0012".
QString signedNumber(double value, double scale)
{
    QString text = (value > 0 ? QStringLiteral("+") : QString()) + readableNumber(value, scale);
    return text.replace(u'-', u'−');
}

QString regretText(const Result& result, double scale)
{
    const double regret = result.errors.approximation - *result.optimalApproximation;
    const char* text = result.errorsOf == ErrorsOf::DrawnSample
                           ? "learning the boundaries costs, against λ*: %1"
                           : "regret against λ*: %1";
    return translated(text).arg(signedNumber(regret, scale));
}

/// What the simulation tells of the test error of this number of experts, so far.
std::optional<SimulatedTest> simulatedTest(const Result& result)
{
    for (const SimulatedRow& row : result.simulated) {
        if (row.experts == result.scenario.experts)
            return SimulatedTest{row.trainingSets, row.test.estimate};
    }
    if (result.monteCarlo)
        return SimulatedTest{result.monteCarlo->trainingSets, result.monteCarlo->test};
    return std::nullopt;
}

/// Whether an exact number is within two standard errors; a single sample tells nothing.
QString agreement(const SimulatedTest& simulated, double exact)
{
    if (simulated.trainingSets < 2)
        return {};
    const double gap = std::abs(simulated.test.mean - exact);
    // Equal but for rounding where nothing varies.
    if (gap <= 2 * simulated.test.standardError + 1e-12 * std::abs(exact))
        return translated(" ✓ agrees");
    return translated(" off by %1 standard errors")
        .arg(plainLocale().toString(gap / simulated.test.standardError, 'f', 1));
}

QString simulationText(const SimulatedTest& simulated, const Result& result)
{
    const bool isExpected = result.errorsOf == ErrorsOf::Expectation;
    return translated(isExpected ? "simulation of %1 samples: %2" : "mean of %1 samples: %2")
               .arg(simulated.trainingSets)
               .arg(estimateText(simulated.test)) +
           (isExpected ? agreement(simulated, result.errors.test) : QString());
}

QString chosenText(const QString& method, const ChosenExperts& chosen, double scale)
{
    return translated("%1 would choose m %2 (%3)")
        .arg(method)
        .arg(chosen.experts)
        .arg(signedNumber(chosen.regret, scale));
}

} // namespace

QString readableNumber(double value, double scale)
{
    if (value == 0.0)
        return QStringLiteral("0");
    if (!std::isfinite(value))
        return std::isnan(value) ? QStringLiteral("–") : QStringLiteral("∞");
    const double size = std::abs(value);
    if (size < 1e-6 || size >= 1e7)
        return powerOfTen(value);
    const auto digitsAfterPoint = [](double number, int digits) {
        return digits - 1 - static_cast<int>(std::floor(std::log10(number)));
    };
    const double reference = std::abs(scale) > 0 && std::isfinite(scale) ? std::abs(scale) : size;
    const int decimals = std::max(digitsAfterPoint(reference, 4), digitsAfterPoint(size, 2));
    return plainLocale().toString(value, 'f', std::clamp(decimals, 0, 8));
}

QString estimateText(const Estimate& estimate)
{
    const double error = estimate.standardError;
    if (!(error > 1e-12 && error < 1e6 && std::abs(estimate.mean) < 1e7)) {
        return readableNumber(estimate.mean, estimate.mean) + QStringLiteral(" ± ") +
               readableNumber(error, error);
    }
    // One digit of the standard error, two where the first one is 1: the mean knows no more.
    const double power = std::floor(std::log10(error));
    const bool startsWithOne = error < 2 * std::pow(10.0, power);
    const int decimals = std::max(0, static_cast<int>(-power) + (startsWithOne ? 1 : 0));
    return plainLocale().toString(estimate.mean, 'f', decimals) + QStringLiteral(" ± ") +
           plainLocale().toString(error, 'f', decimals);
}

namespace {

/// The numbers with their names below, as a table.
QString termsText(const std::vector<Term>& terms, double scale)
{
    QString numbers;
    QString names;
    for (const Term& term : terms) {
        if (!term.operation.isEmpty()) {
            numbers += cell(term.operation);
            names += cell({});
        }
        const QString value = readableNumber(term.value, scale);
        numbers += cell(QStringLiteral("%1<b>%2</b>").arg(term.swatch, value));
        names += cell(term.name);
    }
    return QStringLiteral("<table cellspacing='0' cellpadding='0'><tr>%1</tr><tr>%2</tr></table>")
        .arg(numbers, names);
}

/// What data tell of the error.
QString dataText(const Result& result, const Theme& theme)
{
    constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();
    std::vector<Term> terms = {
        {{}, swatch(Role::Training, theme), translated("training"), result.errors.training},
        {{}, swatch(Role::LeaveOneOut, theme), translated("leave-one-out"), notKnown},
        {{}, swatch(Role::MallowsCp, theme), translated("Mallows' Cp"), notKnown}};
    if (result.sample && result.sample->leaveOneOut)
        terms[1].value = *result.sample->leaveOneOut;
    if (result.data && result.data->mallowsCp)
        terms[2].value = *result.data->mallowsCp;
    return termsText(terms, result.errors.training);
}

/// The numbers of experts that the data choose, with their estimates.
QString dataChoicesText(const Result& result)
{
    QStringList choices;
    const auto add = [&](const QString& method, const std::optional<ChosenExperts>& chosen) {
        if (chosen && result.sweep.size() > 1) {
            choices << translated("%1 m %2: %3")
                           .arg(method)
                           .arg(chosen->experts)
                           .arg(readableNumber(chosen->estimate, chosen->estimate));
        }
    };
    add(translated("leave-one-out"), result.chosenByLeaveOneOut);
    add(translated("Cp"), result.chosenByMallowsCp);
    return choices.isEmpty()
               ? QString()
               : translated("the data choose: ") + choices.join(QStringLiteral(" · "));
}

/// The paper's upper bound, by itself and as a multiple of what it bounds.
QString boundText(const Errors& errors)
{
    const double bound = *errors.approximationBound;
    QString text = translated("upper bound %1").arg(readableNumber(bound, errors.approximation));
    if (errors.approximation > 0) {
        text += translated(" · %1 × approximation")
                    .arg(plainLocale().toString(bound / errors.approximation, 'g', 3));
    }
    return text;
}

} // namespace

QString decompositionText(const Result& result, const Theme& theme)
{
    if (result.errorsOf == ErrorsOf::Data)
        return dataText(result, theme);
    const Errors& errors = result.errors;
    const auto plus = QStringLiteral("+");
    const std::vector<Term> terms = {
        {{}, swatch(Role::Noise, theme), translated("noise"), errors.noise},
        {plus, swatch(Role::Approximation, theme), translated("approximation"),
         errors.approximation},
        {plus, swatch(Role::Estimation, theme), translated("estimation"), errors.estimation},
        {QStringLiteral("="), {}, translated("test error"), errors.test},
    };
    return termsText(terms, errors.test);
}

QString comparisonText(const Result& result, const std::optional<BestExperts>& best)
{
    if (result.errorsOf == ErrorsOf::Data)
        return dataChoicesText(result);
    const double scale = result.errors.test;
    QStringList parts;
    if (best)
        parts << bestText(*best, scale);
    const std::optional<SimulatedTest> simulated = simulatedTest(result);
    if (result.sample && !(simulated && result.errorsOf == ErrorsOf::DrawnSample)) {
        parts << translated("this sample: %1").arg(readableNumber(result.sample->test, scale));
    }
    QStringList lines{parts.join(QStringLiteral(" · "))};
    if (simulated) {
        lines << simulationText(*simulated, result);
    } else if (result.scenario.trainingSets > 0) { // its place, so that nothing jumps
        lines << translated("simulation of %1 samples: …").arg(result.scenario.trainingSets);
    }
    if (result.errors.approximationBound)
        lines << boundText(result.errors);
    if (result.optimalApproximation && result.scenario.segmentation.kind != "optimal")
        lines << regretText(result, scale);
    if (result.sweep.size() > 1) {
        if (result.chosenByLeaveOneOut)
            lines << chosenText(translated("leave-one-out"), *result.chosenByLeaveOneOut, scale);
        if (result.chosenByMallowsCp)
            lines << chosenText(translated("Cp"), *result.chosenByMallowsCp, scale);
    }
    return lines.join(QStringLiteral("<br>"));
}

QString statusText(const Result& result, double milliseconds)
{
    const Scenario& scenario = result.scenario;
    QString kind = QString::fromStdString(scenario.segmentation.kind);
    kind.replace(QLatin1Char('-'), QLatin1Char(' '));
    if (result.data) {
        return translated("%1 ms · %2 segmentation · m = %3 · %4 rows of data")
            .arg(plainLocale().toString(milliseconds, 'f', milliseconds < 100 ? 1 : 0), kind)
            .arg(scenario.experts)
            .arg(result.data->source.rows.goodRows);
    }
    const char* text =
        result.errorsOf == ErrorsOf::DrawnSample
            ? "exact for this sample, %1 ms · %2 segmentation · m = %3 · n = %4, seed %5"
            : "exact, %1 ms · %2 segmentation · m = %3 · n = %4, seed %5";
    return translated(text)
        .arg(plainLocale().toString(milliseconds, 'f', milliseconds < 100 ? 1 : 0), kind)
        .arg(result.scenario.experts)
        .arg(scenario.samples)
        .arg(scenario.seed);
}

} // namespace tradeoff::ui
