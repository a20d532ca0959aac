// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_number.h"

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tradeoff {

namespace {

/// Whether a well-formed number that no normal or subnormal double is near to is too small rather
/// than too large: the power of ten of its first digit that is not zero tells.
bool isTooSmall(std::string_view number)
{
    const std::size_t e = std::min(number.find_first_of("eE"), number.size());
    const std::string_view digits = number.substr(0, e);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    const std::size_t first = digits.find_first_of("123456789");
    const auto power = static_cast<double>(point) - static_cast<double>(first);
    // An exponent may have any number of digits itself; its sign is then all that matters.
    std::string_view exponent = number.substr(std::min(e + 1, number.size()));
    const bool isNegative = exponent.starts_with('-');
    exponent.remove_prefix(isNegative || exponent.starts_with('+') ? 1 : 0);
    double size = 0;
    for (const char digit : exponent) {
        size = size * 10 + (digit - '0');
    }
    return power + (isNegative ? -size : size) < 0;
}

CellNumber readWithPoint(std::string_view text)
{
    if (text.starts_with('+') && !text.starts_with("+-")) {
        text.remove_prefix(1);
    }
    CellNumber number;
    const char* const end = text.data() + text.size();
    const auto [last, error] = std::from_chars(text.data(), end, number.value);
    if (error == std::errc::invalid_argument || last != end) {
        return {0.0, CellFault::NotANumber};
    }
    if (error == std::errc::result_out_of_range) {
        return {0.0, isTooSmall(text) ? CellFault::None : CellFault::NotFinite};
    }
    return std::isfinite(number.value) ? number : CellNumber{0.0, CellFault::NotFinite};
}

} // namespace

CellNumber readNumber(std::string_view text, DecimalMark mark)
{
    if (text.empty()) {
        return {0.0, CellFault::Empty};
    }
    if (mark == DecimalMark::Point) {
        return readWithPoint(text);
    }
    if (text.find('.') != std::string_view::npos) {
        return {0.0, CellFault::NotANumber}; // a point could only part thousands
    }
    boost::container::small_vector<char, 64> copy(text.begin(), text.end());
    std::replace(copy.begin(), copy.end(), ',', '.');
    return readWithPoint({copy.data(), copy.size()});
}

} // namespace tradeoff
