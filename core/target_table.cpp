// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cosines.h"
#include "core/option_table.h"
#include "core/target_formulas.h"

#include <cmath>
#include <numbers>

namespace tradeoff {

namespace {

constexpr double tau = 2 * std::numbers::pi;
constexpr Interval frequencies{0, 1000};
constexpr Interval phases{-1000, 1000};
constexpr Interval steepnesses{-1e4, 1e4};
constexpr Interval epsilons{1e-3, 10};

Parameter centerParameter(double fallback)
{
    return numberParameter("center", "Center", fallback, ranges::coordinate, ranges::unit);
}

Parameter epsilonParameter(double fallback)
{
    return numberParameter("epsilon", "Epsilon", fallback, epsilons, {0.01, 0.5});
}

TargetRow cosineRow()
{
    return {.option = {.kind = "cosine",
                       .label = "Cosine",
                       .formula = "β(x) = offset + amplitude·cos(2π·frequency·x + phase)",
                       .parameters =
                           {numberParameter("frequency", "Frequency", 1.5, frequencies, {0, 10}),
                            numberParameter("amplitude", "Amplitude", 1, ranges::value, {0, 2}),
                            numberParameter("phase", "Phase", 0, phases,
                                            {-std::numbers::pi, std::numbers::pi}),
                            numberParameter("offset", "Offset", 0, ranges::value, {-2, 2})}},
            .make = [](const Choice& choice, const Interval&) -> Target {
                const double rate = tau * choice.number("frequency");
                const double amplitude = choice.number("amplitude");
                const double phase = choice.number("phase");
                const double offset = choice.number("offset");
                Target target;
                target.values = [=](std::span<const double> x, std::span<double> result) {
                    for (std::size_t i = 0; i < x.size(); ++i) {
                        result[i] = rate * x[i] + phase;
                    }
                    cosines(result);
                    for (double& value : result) {
                        value = offset + amplitude * value;
                    }
                };
                target.slopes = pointwise(
                    [=](double x) { return -amplitude * rate * std::sin(rate * x + phase); });
                return target;
            }};
}

TargetRow sinesRow()
{
    return {
        .option = {.kind = "sines",
                   .label = "Sum of sines",
                   .formula = "β(x) = Σ amplitude·sin(2π·frequency·x + phase)",
                   .parameters = {recordsParameter("terms", "Terms",
                                                   {{"amplitude", "Amplitude", 1, ranges::value},
                                                    {"frequency", "Frequency", 1, frequencies},
                                                    {"phase", "Phase", 0, phases}},
                                                   {{1, 1, 0}, {0.5, 3, 0.3}, {0.25, 7, 1}})}},
        .make = makeSines};
}

TargetRow linearRow()
{
    return {.option = {.kind = "linear",
                       .label = "Straight line",
                       .formula = "β(x) = slope·x + intercept",
                       .parameters = {numberParameter("slope", "Slope", 2, ranges::value, {-5, 5}),
                                      numberParameter("intercept", "Intercept", -1, ranges::value,
                                                      {-2, 2})}},
            .make = [](const Choice& choice, const Interval&) -> Target {
                const double slope = choice.number("slope");
                const double intercept = choice.number("intercept");
                return pointwiseTarget([=](double x) { return slope * x + intercept; },
                                       [=](double) { return slope; });
            }};
}

TargetRow quadraticRow()
{
    return {.option = {.kind = "quadratic",
                       .label = "Parabola",
                       .formula = "β(x) = curvature·(x − center)²",
                       .parameters = {numberParameter("curvature", "Curvature", 4, ranges::value,
                                                      {-10, 10}),
                                      centerParameter(0.3)}},
            .make = [](const Choice& choice, const Interval&) -> Target {
                const double curvature = choice.number("curvature");
                const double center = choice.number("center");
                return pointwiseTarget(
                    [=](double x) { return curvature * (x - center) * (x - center); },
                    [=](double x) { return 2 * curvature * (x - center); });
            }};
}

TargetRow polynomialRow()
{
    return {.option = {.kind = "polynomial",
                       .label = "Polynomial",
                       .formula = "β(x) = c0 + c1·x + c2·x² + …",
                       .parameters = {listParameter("coefficients", "Coefficients c0, c1, …",
                                                    {0, 10, -30, 20}, {-1e9, 1e9})}},
            .make = makePolynomial};
}

TargetRow tanhRow()
{
    return {.option = {.kind = "tanh",
                       .label = "Hyperbolic tangent",
                       .formula = "β(x) = tanh(steepness·(x − center))",
                       .parameters = {numberParameter("steepness", "Steepness", 10, steepnesses,
                                                      {0, 100}),
                                      centerParameter(0.5)}},
            .make = [](const Choice& choice, const Interval&) -> Target {
                const double steepness = choice.number("steepness");
                const double center = choice.number("center");
                return pointwiseTarget(
                    [=](double x) { return std::tanh(steepness * (x - center)); },
                    [=](double x) {
                        const double cosh = std::cosh(steepness * (x - center));
                        return steepness / (cosh * cosh);
                    });
            }};
}

TargetRow sigmoidRow()
{
    return {.option = {.kind = "sigmoid",
                       .label = "Sigmoid",
                       .formula = "β(x) = 1/(1 + exp(−steepness·(x − center)))",
                       .parameters = {numberParameter("steepness", "Steepness", 12, steepnesses,
                                                      {0, 100}),
                                      centerParameter(0.5)}},
            .make = [](const Choice& choice, const Interval&) -> Target {
                const double steepness = choice.number("steepness");
                const double center = choice.number("center");
                return pointwiseTarget(
                    [=](double x) { return 1 / (1 + std::exp(-steepness * (x - center))); },
                    [=](double x) {
                        // The slope is even in x - center; this sign cannot overflow.
                        const double e = std::exp(-std::abs(steepness * (x - center)));
                        return steepness * e / ((1 + e) * (1 + e));
                    });
            }};
}

TargetRow absoluteRow()
{
    return {.option = {.kind = "absolute",
                       .label = "Absolute value",
                       .formula = "β(x) = |x − center|",
                       .parameters = {centerParameter(0.5)}},
            .make = [](const Choice& choice, const Interval& domain) -> Target {
                const double center = choice.number("center");
                return pointwiseTarget([=](double x) { return std::abs(x - center); },
                                       [=](double x) { return x < center ? -1.0 : 1.0; },
                                       interiorPoints({center}, domain));
            }};
}

TargetRow rampRow()
{
    return {.option = {.kind = "ramp",
                       .label = "Ramp",
                       .formula = "β(x) = (x − from)/(to − from), clipped to [0, 1]",
                       .parameters = {numberParameter("from", "From", 0.3, ranges::coordinate,
                                                      ranges::unit),
                                      numberParameter("to", "To", 0.6, ranges::coordinate,
                                                      ranges::unit)}},
            .make = makeRamp};
}

TargetRow stepsRow()
{
    return {.option = {.kind = "steps",
                       .label = "Steps",
                       .formula = "β(x) = the level between the jumps around x",
                       .parameters = {listParameter("jumps", "Jumps at", {0.25, 0.5, 0.8},
                                                    ranges::coordinate),
                                      listParameter("levels", "Levels", {0, 1, -0.5, 0.5},
                                                    ranges::value)}},
            .make = makeSteps};
}

TargetRow dopplerRow()
{
    return {.option = {.kind = "doppler",
                       .label = "Doppler",
                       .formula = "β(x) = √(t(1 − t))·sin(2π(1 + epsilon)/(t + epsilon)), "
                                  "t = x rescaled to [0, 1]",
                       .parameters = {epsilonParameter(0.05)}},
            .make = makeDoppler};
}

TargetRow chirpRow()
{
    return {.option = {.kind = "chirp",
                       .label = "Chirp",
                       .formula = "β(x) = sin(2π·cycles/(t + epsilon)), t = x rescaled to [0, 1]",
                       .parameters = {numberParameter("cycles", "Cycles", 1, {0, 100}, {0, 5}),
                                      epsilonParameter(0.2)}},
            .make = makeChirp};
}

TargetRow heavisineRow()
{
    return {.option = {.kind = "heavisine",
                       .label = "HeaviSine",
                       .formula = "β(x) = 4·sin(4πt) − sgn(t − 0.3) − sgn(0.72 − t), "
                                  "t = x rescaled to [0, 1]",
                       .parameters = {}},
            .make = makeHeavisine};
}

TargetRow rungeRow()
{
    return {.option = {.kind = "runge",
                       .label = "Runge",
                       .formula = "β(x) = 1/(1 + steepness·x²)",
                       .parameters = {numberParameter("steepness", "Steepness", 25, {0, 1e6},
                                                      {0, 100})}},
            .make = [](const Choice& choice, const Interval& domain) -> Target {
                const double steepness = choice.number("steepness");
                Target target =
                    pointwiseTarget([=](double x) { return 1 / (1 + steepness * x * x); },
                                    [=](double x) {
                                        const double denominator = 1 + steepness * x * x;
                                        return -2 * steepness * x / (denominator * denominator);
                                    });
                target.landmarks = interiorPoints({0.0}, domain);
                return target;
            }};
}

TargetRow exponentialRow()
{
    return {.option = {.kind = "exponential",
                       .label = "Exponential",
                       .formula = "β(x) = exp(rate·x)",
                       .parameters = {numberParameter("rate", "Rate", 3, {-100, 100}, {-5, 5})}},
            .make = [](const Choice& choice, const Interval&) -> Target {
                const double rate = choice.number("rate");
                return pointwiseTarget([=](double x) { return std::exp(rate * x); },
                                       [=](double x) { return rate * std::exp(rate * x); });
            }};
}

TargetRow bumpsRow()
{
    return {.option = {.kind = "bumps",
                       .label = "Bumps",
                       .formula = "β(x) = Σ height·exp(−(x − center)²/(2·width²))",
                       .parameters = {recordsParameter(
                           "bumps", "Bumps",
                           {{"height", "Height", 1, ranges::value},
                            {"center", "Center", 0.5, ranges::coordinate},
                            {"width", "Width", 0.1, ranges::width}},
                           {{1, 0.2, 0.05}, {0.6, 0.5, 0.1}, {0.8, 0.8, 0.03}})}},
            .make = makeBumps};
}

TargetRow constantRow()
{
    return {
        .option = {.kind = "constant",
                   .label = "Constant",
                   .formula = "β(x) = value",
                   .parameters = {numberParameter("value", "Value", 0.5, ranges::value, {-2, 2})}},
        .make = [](const Choice& choice, const Interval&) -> Target {
            const double value = choice.number("value");
            return pointwiseTarget([=](double) { return value; }, [](double) { return 0.0; });
        }};
}

TargetRow expressionRow()
{
    return {.option = {.kind = "expression",
                       .label = "Formula",
                       .formula = "β(x) = a typed formula in x",
                       .parameters = {formulaParameter("cos(2*pi*x) + 0.3*x^2")}},
            .make = makeExpressionTarget};
}

} // namespace

const std::vector<TargetRow>& targetTable()
{
    static const std::vector<TargetRow> table = {
        cosineRow(),  sinesRow(),    linearRow(),    quadraticRow(), polynomialRow(),
        tanhRow(),    sigmoidRow(),  absoluteRow(),  rampRow(),      stepsRow(),
        dopplerRow(), chirpRow(),    heavisineRow(), rungeRow(),     exponentialRow(),
        bumpsRow(),   constantRow(), expressionRow()};
    return table;
}

} // namespace tradeoff
