// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/density.h"
#include "core/problem.h"
#include "core/scenario.h"
#include "core/segmentation.h"
#include "core/target.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <string_view>

/// What several tests of the numbers build their experiments from.
namespace tradeoff::test {

using Values = std::map<std::string, ParameterValue>;

/// The default choice of an option with some values replaced.
inline Choice chosen(const Option& option, const Values& values)
{
    Choice choice = defaultChoice(option);
    for (const auto& [name, value] : values) {
        choice.values.insert_or_assign(name, value);
    }
    return choice;
}

inline Choice target(std::string_view kind, const Values& values = {})
{
    return chosen(targetRow(kind).option, values);
}

inline Choice density(std::string_view kind, const Values& values = {})
{
    return chosen(densityRow(kind).option, values);
}

inline Choice segmentation(std::string_view kind, const Values& values = {})
{
    return chosen(segmentationRow(kind).option, values);
}

inline Choice targetFormula(const std::string& text)
{
    return target("expression", {{"expression", text}});
}

inline std::shared_ptr<const Problem> problem(const Choice& target, const Choice& density,
                                              const Interval& domain = {0, 1})
{
    return std::make_shared<const Problem>(domain, target, density);
}

/// Equal but for rounding: within a share of the greater of the two.
inline bool isClose(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

} // namespace tradeoff::test
