// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression_bounds.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace tradeoff::expression {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double smallest = std::numeric_limits<double>::denorm_min();
/// Below this the error of a product is itself rounded.
constexpr double underflowing = 1e-290;

/// std::nextafter toward +infinity, without the call.
double nextUp(double a)
{
    if (!std::isfinite(a))
        return a;
    if (a == 0)
        return smallest;
    const auto bits = std::bit_cast<std::int64_t>(a);
    return std::bit_cast<double>(bits + (a > 0 ? 1 : -1));
}

/// The sum rounded up: Knuth's two-sum tells whether it was exact.
double sumUp(double a, double b)
{
    const double s = a + b;
    if (!std::isfinite(s))
        return std::isnan(s) ? infinity : s;
    const double part = s - a;
    const double error = (a - (s - part)) + (b - part);
    return error > 0 ? nextUp(s) : s;
}

double productUp(double a, double b)
{
    if (a == 0 || b == 0)
        return 0;
    const double p = a * b;
    if (!std::isfinite(p))
        return p;
    return std::abs(p) < underflowing || std::fma(a, b, -p) > 0 ? nextUp(p) : p;
}

double productDown(double a, double b)
{
    return -productUp(-a, b);
}

/// The quotient by b > 0, rounded up.
double quotientUp(double a, double b)
{
    if (a == 0)
        return 0;
    const double q = a / b;
    if (!std::isfinite(q))
        return std::isnan(q) ? infinity : q;
    const bool tiny = std::abs(q) < underflowing || std::abs(a) < underflowing;
    return tiny || std::fma(q, b, -a) < 0 ? nextUp(q) : q;
}

double quotientDown(double a, double b)
{
    return -quotientUp(-a, b);
}

/// The quotient by numbers of b, all of them positive.
Interval quotientByPositive(const Interval& a, const Interval& b)
{
    return {quotientDown(a.low, a.low < 0 ? b.low : b.high),
            quotientUp(a.high, a.high > 0 ? b.low : b.high)};
}

/// a ≥ 0 to a small whole power by multiplication, which keeps exact powers exact.
Interval repeatedProduct(const Interval& a, int exponent)
{
    Interval result = a;
    for (int i = 1; i < exponent; ++i)
        result = {productDown(result.low, a.low), productUp(result.high, a.high)};
    return result;
}

/// The sine or cosine on a: it is 1 at `crest` turns and -1 half a turn later.
Interval wave(double (*f)(double), const Interval& a, double crest)
{
    constexpr double circle = 2 * std::numbers::pi;
    constexpr double farthest = 1e6; // beyond, the rounding of turns would count
    if (!(a.high - a.low < circle) || magnitude(a).high > farthest)
        return {-1, 1};
    const auto passes = [&](double turn) {
        return std::floor(a.high / circle - turn) != std::floor(a.low / circle - turn);
    };
    const double atLow = f(a.low);
    const double atHigh = f(a.high);
    const Interval ends = widened(std::min(atLow, atHigh), std::max(atLow, atHigh));
    return {passes(crest + 0.5) ? -1 : std::max(ends.low, -1.0),
            passes(crest) ? 1 : std::min(ends.high, 1.0)};
}

} // namespace

Interval wholeLine()
{
    return {-infinity, infinity};
}

bool isFinite(const Interval& a)
{
    return std::isfinite(a.low) && std::isfinite(a.high);
}

bool reachesInfinity(const Interval& a)
{
    return std::isinf(a.low) || std::isinf(a.high);
}

Interval negative(const Interval& a)
{
    return {-a.high, -a.low};
}

Interval sum(const Interval& a, const Interval& b)
{
    return {-sumUp(-a.low, -b.low), sumUp(a.high, b.high)};
}

Interval product(const Interval& a, const Interval& b)
{
    if (a.low >= 0 && b.low >= 0)
        return {productDown(a.low, b.low), productUp(a.high, b.high)};
    if (a.low >= 0) {
        return {productDown(b.low < 0 ? a.high : a.low, b.low),
                productUp(b.high > 0 ? a.high : a.low, b.high)};
    }
    if (b.low >= 0)
        return product(b, a);
    if (a.high <= 0)
        return negative(product(negative(a), b));
    if (b.high <= 0)
        return negative(product(a, negative(b)));
    return {std::min(productDown(a.low, b.high), productDown(a.high, b.low)),
            std::max(productUp(a.low, b.low), productUp(a.high, b.high))};
}

Interval quotient(const Interval& a, const Interval& b)
{
    if (b.low > 0)
        return quotientByPositive(a, b);
    if (b.high < 0)
        return quotientByPositive(negative(a), negative(b));
    if (b.low == 0 && b.high > 0) {
        if (a.low >= 0)
            return {quotientDown(a.low, b.high), infinity};
        return {-infinity, a.high > 0 ? infinity : quotientUp(a.high, b.high)};
    }
    if (b.high == 0 && b.low < 0)
        return quotient(negative(a), {0, -b.low});
    return wholeLine();
}

Interval hull(const Interval& a, const Interval& b)
{
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

Interval common(const Interval& a, const Interval& b)
{
    const Interval both{std::max(a.low, b.low), std::min(a.high, b.high)};
    return both.low <= both.high ? both : a;
}

Interval magnitude(const Interval& a)
{
    if (a.low >= 0)
        return a;
    if (a.high <= 0)
        return negative(a);
    return {0, std::max(-a.low, a.high)};
}

Interval widened(double low, double high)
{
    constexpr double error = 4 * std::numeric_limits<double>::epsilon();
    if (std::isnan(low) || std::isnan(high))
        return wholeLine();
    return {std::isinf(low) ? low : low - error * std::abs(low),
            std::isinf(high) ? high : high + error * std::abs(high)};
}

Interval increasing(double (*f)(double), const Interval& a)
{
    return widened(f(a.low), f(a.high));
}

Interval sine(const Interval& a)
{
    return wave(std::sin, a, 0.25);
}

Interval cosine(const Interval& a)
{
    return wave(std::cos, a, 0);
}

Interval hyperbolicCosine(const Interval& a)
{
    const Interval size = magnitude(a);
    const Interval result = widened(std::cosh(size.low), std::cosh(size.high));
    return {std::max(result.low, 1.0), result.high};
}

Interval wholePower(const Interval& a, double exponent)
{
    constexpr double longestProduct = 16;
    if (exponent == 0)
        return {1, 1};
    if (exponent < 0)
        return quotient({1, 1}, wholePower(a, -exponent));
    const auto ofPositive = [&](const Interval& size) {
        return exponent <= longestProduct
                   ? repeatedProduct(size, static_cast<int>(exponent))
                   : widened(std::pow(size.low, exponent), std::pow(size.high, exponent));
    };
    if (std::fmod(exponent, 2) == 0)
        return ofPositive(magnitude(a));
    if (a.low >= 0)
        return ofPositive(a);
    if (a.high <= 0)
        return negative(ofPositive(negative(a)));
    return {-ofPositive({0, -a.low}).high, ofPositive({0, a.high}).high};
}

Interval positivePower(const Interval& a, const Interval& b)
{
    // Monotone in each variable, so the extremes are in the corners.
    const std::array corners{std::pow(a.low, b.low), std::pow(a.low, b.high),
                             std::pow(a.high, b.low), std::pow(a.high, b.high)};
    if (std::ranges::any_of(corners, [](double corner) { return std::isnan(corner); }))
        return {0, infinity};
    const auto [low, high] = std::ranges::minmax(corners);
    // Zero's power jumps from infinity over 1 to 0 as the exponent passes zero.
    return widened(low, a.low == 0 && containsZero(b) ? std::max(high, 1.0) : high);
}

} // namespace tradeoff::expression
