// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/expression.h"
#include "core/input_error.h"
#include "core/interval.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tradeoff {

// What the rows of the option tables share: writing parameters down, finding a row by its kind and
// the checks that a range alone cannot express. Places are relative to the choice ("/levels").

/// Ranges that several rows use.
namespace ranges {
inline constexpr Interval value{-1e6, 1e6};      ///< heights, offsets, amplitudes
inline constexpr Interval coordinate{-1e9, 1e9}; ///< places on the x-axis, on or off the domain
inline constexpr Interval width{1e-6, 1e6};      ///< standard deviations
inline constexpr Interval weight{0, 1e9};
inline constexpr Interval unit{0, 1}; ///< slider through the default domain
} // namespace ranges

[[nodiscard]] Parameter numberParameter(std::string name, std::string label, double fallback,
                                        const Interval& range, const Interval& slider);
[[nodiscard]] Parameter listParameter(std::string name, std::string label,
                                      std::vector<double> fallback, const Interval& range);
[[nodiscard]] Parameter recordsParameter(std::string name, std::string label,
                                         std::vector<RecordField> fields,
                                         std::vector<Record> fallback);
[[nodiscard]] Parameter formulaParameter(std::string fallback, std::string label = "Formula in x");
/// \param words  the accepted ones; the first is the fallback
[[nodiscard]] Parameter wordParameter(std::string name, std::string label,
                                      std::vector<std::string> words);
[[nodiscard]] Parameter tableParameter(std::string name, std::string label, Extent extent,
                                       std::vector<Record> fallback, const Interval& range);

/// A list with one number for each coordinate, or a single one for all.
[[nodiscard]] Parameter perCoordinate(Parameter list);

/// The options of a table whose rows have an `option`.
template <class Row>
[[nodiscard]] std::vector<const Option*> optionsOf(const std::vector<Row>& table)
{
    std::vector<const Option*> options;
    options.reserve(table.size());
    for (const Row& row : table) {
        options.push_back(&row.option);
    }
    return options;
}

/// The row of a kind in a table whose rows have an `option`.
/// \throws InputError at `place` + "/kind" that lists the kinds there are
template <class Row>
const Row& rowOfKind(const std::vector<Row>& table, std::string_view kind, const std::string& place)
{
    std::string kinds;
    for (const Row& row : table) {
        if (row.option.kind == kind)
            return row;
        kinds += (kinds.empty() ? "" : ", ") + row.option.kind;
    }
    throw InputError(place + "/kind",
                     "unknown kind \"" + std::string(kind) + "\": must be one of " + kinds);
}

/// What `make` returns; errors get the place of the choice before their own.
template <class Make>
auto madeAt(const std::string& place, Make&& make)
{
    try {
        return std::forward<Make>(make)();
    } catch (const InputError& error) {
        throw InputError(place + error.place(), error.what());
    }
}

/// \throws InputError unless `shortest` <= `size` <= `longest`
void requireLength(std::size_t size, std::size_t shortest, std::size_t longest,
                   const std::string& place);
/// \throws InputError at the first number that is not greater than the one before it
void requireIncreasing(const std::vector<double>& numbers, const std::string& place);

/// The points that lie strictly inside the domain, strictly increasing.
[[nodiscard]] std::vector<double> interiorPoints(std::vector<double> points,
                                                 const Interval& domain);

/// The points that frame a Gaussian bump, on or off the domain: its center and
/// eight widths to both sides, beyond which less than 1e-14 of it remains.
void addLandmarks(std::vector<double>& landmarks, double center, double width);

/// The typed formula of a choice's "expression".
/// \throws InputError at "/expression" where it cannot be read or is not finite on the domain
[[nodiscard]] Expression finiteExpression(const Choice& choice, const Interval& domain);

/// "from 0 to 1", for messages.
[[nodiscard]] std::string describeDomain(const Interval& domain);

} // namespace tradeoff
