// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target_formulas.h"

#include "core/input_error.h"
#include "core/option_table.h"

#include <boost/math/special_functions/cos_pi.hpp>
#include <boost/math/special_functions/sin_pi.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace tradeoff {

namespace {

constexpr double tau = 2 * std::numbers::pi;
constexpr std::size_t longestList = 64;
constexpr std::size_t mostSteps = 1000;

/// A polynomial with the coefficients c0, c1, ... at x, by Horner's rule.
double polynomial(const std::vector<double>& coefficients, double x)
{
    double sum = 0.0;
    for (auto c = coefficients.rbegin(); c != coefficients.rend(); ++c)
        sum = sum * x + *c;
    return sum;
}

std::vector<double> derivative(const std::vector<double>& coefficients)
{
    std::vector<double> result;
    result.reserve(coefficients.size());
    for (std::size_t power = 1; power < coefficients.size(); ++power)
        result.push_back(static_cast<double>(power) * coefficients[power]);
    return result;
}

double sign(double x)
{
    return static_cast<double>(x > 0) - static_cast<double>(x < 0);
}

/// sqrt(t (1 - t)) sin(2 pi (1 + epsilon) / (t + epsilon)) on a domain.
struct Doppler {
    Interval domain;
    double epsilon;

    // The sine's argument less one whole turn, 2 pi (1 - t) / (t + epsilon), is exact near t = 1.
    [[nodiscard]] double halfTurns(double t, double rest) const { return 2 * rest / (t + epsilon); }

    [[nodiscard]] double value(double x) const
    {
        const double t = (x - domain.low) / domain.length();
        const double rest = (domain.high - x) / domain.length();
        return std::sqrt(t * rest) * boost::math::sin_pi(halfTurns(t, rest));
    }

    [[nodiscard]] double slope(double x) const
    {
        const double t = (x - domain.low) / domain.length();
        const double rest = (domain.high - x) / domain.length();
        const double envelope = std::sqrt(t * rest);
        const double sine = boost::math::sin_pi(halfTurns(t, rest));
        if (envelope == 0.0) {
            // The root's slope is infinite; where the sine vanishes too, the product's is zero.
            return sine == 0.0
                       ? 0.0
                       : std::copysign(std::numeric_limits<double>::infinity(), sine * (rest - t));
        }
        const double cosine = boost::math::cos_pi(halfTurns(t, rest));
        const double turning = -tau * (1 + epsilon) / ((t + epsilon) * (t + epsilon));
        return ((rest - t) / (2 * envelope) * sine + envelope * cosine * turning) / domain.length();
    }
};

} // namespace

Target makeSines(const Choice& choice, const Interval&)
{
    struct Sine {
        double amplitude, frequency, phase;
    };
    const auto& terms = choice.records("terms");
    requireLength(terms.size(), 1, longestList, "/terms");
    std::vector<Sine> sines;
    sines.reserve(terms.size());
    for (const Record& term : terms)
        sines.push_back({term[0], tau * term[1], term[2]});
    return pointwiseTarget(
        [sines](double x) {
            double sum = 0.0;
            for (const Sine& s : sines)
                sum += s.amplitude * std::sin(s.frequency * x + s.phase);
            return sum;
        },
        [sines](double x) {
            double sum = 0.0;
            for (const Sine& s : sines)
                sum += s.amplitude * s.frequency * std::cos(s.frequency * x + s.phase);
            return sum;
        });
}

Target makePolynomial(const Choice& choice, const Interval&)
{
    const auto& coefficients = choice.numbers("coefficients");
    requireLength(coefficients.size(), 1, longestList, "/coefficients");
    return pointwiseTarget([c = coefficients](double x) { return polynomial(c, x); },
                           [c = derivative(coefficients)](double x) { return polynomial(c, x); });
}

Target makeRamp(const Choice& choice, const Interval& domain)
{
    const double from = choice.number("from");
    const double to = choice.number("to");
    if (from == to)
        throw InputError("/to", "must differ from \"from\"");
    return pointwiseTarget(
        [from, to](double x) { return std::clamp((x - from) / (to - from), 0.0, 1.0); },
        [from, to](double x) {
            const bool inside = x >= std::min(from, to) && x < std::max(from, to);
            return inside ? 1 / (to - from) : 0.0;
        },
        interiorPoints({from, to}, domain));
}

Target makeSteps(const Choice& choice, const Interval& domain)
{
    const auto& jumps = choice.numbers("jumps");
    const auto& levels = choice.numbers("levels");
    requireLength(jumps.size(), 0, mostSteps, "/jumps");
    requireIncreasing(jumps, "/jumps");
    if (levels.size() != jumps.size() + 1) {
        throw InputError(
            "/levels", "must have one entry more than jumps: " + std::to_string(jumps.size() + 1) +
                           ", not " + std::to_string(levels.size()));
    }
    return pointwiseTarget(
        [jumps, levels](double x) {
            const auto next = std::upper_bound(jumps.begin(), jumps.end(), x);
            return levels[static_cast<std::size_t>(next - jumps.begin())];
        },
        [](double) { return 0.0; }, interiorPoints(jumps, domain));
}

Target makeDoppler(const Choice& choice, const Interval& domain)
{
    const Doppler doppler{.domain = domain, .epsilon = choice.number("epsilon")};
    return pointwiseTarget([doppler](double x) { return doppler.value(x); },
                           [doppler](double x) { return doppler.slope(x); });
}

Target makeChirp(const Choice& choice, const Interval& domain)
{
    const double cycles = choice.number("cycles");
    const double epsilon = choice.number("epsilon");
    const auto shifted = [domain, epsilon](double x) {
        return (x - domain.low) / domain.length() + epsilon;
    };
    return pointwiseTarget([=](double x) { return boost::math::sin_pi(2 * cycles / shifted(x)); },
                           [=](double x) {
                               const double u = shifted(x);
                               return -tau * cycles / (u * u) *
                                      boost::math::cos_pi(2 * cycles / u) / domain.length();
                           });
}

Target makeHeavisine(const Choice&, const Interval& domain)
{
    // The jumps are compared in x, so that they lie exactly at the breakpoints.
    const double first = domain.low + 0.3 * domain.length();
    const double second = domain.low + 0.72 * domain.length();
    return pointwiseTarget(
        [=](double x) {
            const double t = (x - domain.low) / domain.length();
            return 4 * std::sin(2 * tau * t) - sign(x - first) - sign(second - x);
        },
        [=](double x) {
            const double t = (x - domain.low) / domain.length();
            return 8 * tau * std::cos(2 * tau * t) / domain.length();
        },
        interiorPoints({first, second}, domain));
}

Target makeBumps(const Choice& choice, const Interval& domain)
{
    struct Bump {
        double height, center, width;
    };
    const auto& records = choice.records("bumps");
    requireLength(records.size(), 1, longestList, "/bumps");
    std::vector<Bump> bumps;
    bumps.reserve(records.size());
    std::vector<double> landmarks;
    for (const Record& record : records) {
        bumps.push_back({record[0], record[1], record[2]});
        addLandmarks(landmarks, record[1], record[2]);
    }
    Target target = pointwiseTarget(
        [bumps](double x) {
            double sum = 0.0;
            for (const Bump& b : bumps) {
                const double z = (x - b.center) / b.width;
                sum += b.height * std::exp(-z * z / 2);
            }
            return sum;
        },
        [bumps](double x) {
            double sum = 0.0;
            for (const Bump& b : bumps) {
                const double z = (x - b.center) / b.width;
                sum -= b.height * z / b.width * std::exp(-z * z / 2);
            }
            return sum;
        });
    target.landmarks = interiorPoints(std::move(landmarks), domain);
    return target;
}

Target makeExpressionTarget(const Choice& choice, const Interval& domain)
{
    const Expression expression = finiteExpression(choice, domain);
    Target target;
    target.values = [expression](std::span<const double> x, std::span<double> result) {
        expression.values(x, result);
    };
    target.slopes = [expression](std::span<const double> x, std::span<double> result) {
        expression.slopes(x, result);
    };
    target.breakpoints = expression.breakpoints(domain);
    return target;
}

} // namespace tradeoff
