// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tradeoff {

/// The numbers of one entry of a record list, in the order of the parameter's fields.
using Record = std::vector<double>;

struct Choice;
struct Option;

/// Value of one parameter: a number, a list of numbers, a list of records or of rows of numbers, a
/// typed formula or one of several words, or a list of choices from another table.
using ParameterValue = std::variant<double, std::vector<double>, std::vector<Record>, std::string,
                                    std::vector<Choice>>;

enum class ParameterType {
    Number,
    NumberList,
    RecordList,
    NumberTable, ///< rows of numbers: a list of records without names
    Formula,
    Word,
    ChoiceList
};

/// How many numbers or entries a parameter has in so many dimensions.
enum class Extent {
    Free,                ///< that does not depend on the dimensions
    PerCoordinate,       ///< one for each coordinate, or a single one for all
    PerCoordinatePair,   ///< a square table
    PerCoordinateInEvery ///< each row of the table has one number for each coordinate: a point
};

/// One number inside each entry of a record list, such as the width of a bump.
struct RecordField {
    std::string name;
    std::string label;
    double fallback = 0.0;
    Interval range; ///< accepted values, ends included
};

/// One parameter of an option: how it is named, what it accepts and its value if not given.
struct Parameter {
    std::string name;  ///< key in files and on the command line, for example "frequency"
    std::string label; ///< for people, for example "Frequency"
    ParameterValue fallback;
    Interval range;                  ///< accepted values of each number, ends included
    std::vector<RecordField> fields; ///< of a record list, else empty
    Interval slider;                 ///< of a number: the range worth sliding through by default
    std::vector<std::string> words = {}; ///< the accepted ones, where it is a word
    /// The options that each entry of a choice list is chosen from.
    std::vector<const Option*> (*entries)() = nullptr;
    Extent extent = Extent::Free;

    [[nodiscard]] ParameterType type() const;
};

/// One option of a table (a target, density or segmentation) as forms, files and help see it.
struct Option {
    std::string kind;    ///< key in files and on the command line, for example "truncated-gaussian"
    std::string label;   ///< for people, for example "Truncated Gaussian"
    std::string formula; ///< the mathematics in one line of plain text
    std::vector<Parameter> parameters;
};

/// An option chosen from a table, with the values of its parameters.
///
/// Every parameter of the table's row is present: `defaultChoice` fills all and the readers keep
/// it so. The accessors throw std::logic_error for a name or type that the row does not have.
struct Choice {
    std::string kind;
    std::map<std::string, ParameterValue, std::less<>> values;

    [[nodiscard]] double number(std::string_view name) const;
    [[nodiscard]] const std::vector<double>& numbers(std::string_view name) const;
    [[nodiscard]] const std::vector<Record>& records(std::string_view name) const;
    [[nodiscard]] const std::string& text(std::string_view name) const;
    [[nodiscard]] const std::vector<Choice>& choices(std::string_view name) const;

    bool operator==(const Choice&) const = default;
};

/// The option of a kind.
/// \throws InputError at `place` + "/kind" that lists the kinds there are
[[nodiscard]] const Option& optionOfKind(const std::vector<const Option*>& options,
                                         std::string_view kind, const std::string& place);

/// The choice of an option with every parameter at its fallback value.
[[nodiscard]] Choice defaultChoice(const Option& option);

/// A choice whose lists and tables have the length that so many dimensions ask for: cut, or
/// continued by their last numbers; a square table by its last number on the diagonal.
[[nodiscard]] Choice inDimensions(const Option& option, Choice choice, std::size_t dimensions);

/// Checks a choice against its option: every parameter there, of the right type, finite and in
/// range, and none that the option does not have.
///
/// \param place  JSON pointer of the choice, for example "/target"
/// \throws InputError naming the parameter, for example at "/target/frequency"
void checkChoice(const Option& option, const Choice& choice, const std::string& place);

/// A message's half sentence on what a range accepts: "a number from 0 to 10".
[[nodiscard]] std::string describeRange(const Interval& range);

} // namespace tradeoff
