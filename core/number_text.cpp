// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace tradeoff {

namespace {

std::string shortest(double number, std::chars_format format)
{
    std::array<char, 400> text{}; // the longest fixed number has 309 digits before its point
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number, format).ptr;
    return {text.data(), end};
}

/// "1e+09" as "1e9", "1e-06" as "1e-6".
std::string plainExponent(const std::string& scientific)
{
    const std::size_t e = scientific.find('e');
    const std::string_view digits = std::string_view(scientific).substr(e + 2);
    const std::size_t first = digits.find_first_not_of('0');
    if (first == std::string_view::npos)
        return scientific.substr(0, e);
    const std::string sign = scientific[e + 1] == '-' ? "-" : "";
    return scientific.substr(0, e) + "e" + sign + std::string(digits.substr(first));
}

} // namespace

std::string numberText(double number)
{
    if (std::isnan(number))
        return "NaN";
    if (std::isinf(number))
        return number > 0 ? "infinity" : "-infinity";
    constexpr std::size_t comfortable = 7; // without the sign
    std::string fixed = shortest(number, std::chars_format::fixed);
    if (fixed.size() <= comfortable + (fixed.starts_with('-') ? 1 : 0))
        return fixed;
    std::string scientific = plainExponent(shortest(number, std::chars_format::scientific));
    return scientific.size() < fixed.size() ? scientific : fixed;
}

double withoutRounding(double number, const Interval& beside)
{
    constexpr double rounding = 1e-12;
    const double size = std::max(std::abs(beside.low), std::abs(beside.high));
    return std::abs(number) <= rounding * size ? 0 : number;
}

} // namespace tradeoff
