// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target.h"

#include "core/input_error.h"
#include "core/number_text.h"
#include "core/option_table.h"

#include <cmath>
#include <cstddef>

namespace tradeoff {

namespace {

/// Greater values would overflow in squares and their sums.
constexpr double largestValue = 1e100;

/// \throws InputError where β leaves ±largestValue: at a grid of places, the ends and breakpoints
void requireModestValues(const Target& target, const Interval& domain)
{
    constexpr std::size_t cells = 256;
    std::vector<double> x = target.breakpoints;
    for (std::size_t i = 0; i <= cells; ++i) {
        const double share = static_cast<double>(i) / cells;
        x.push_back(i == cells ? domain.high : domain.low + share * domain.length());
    }
    std::vector<double> values(x.size());
    target.values(x, values);
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::abs(values[i]) <= largestValue)
            continue;
        throw InputError("", "\u03b2(x) is " + numberText(values[i]) +
                                 " at x = " + numberText(x[i]) + "; must stay within \u00b1" +
                                 numberText(largestValue) + " " + describeDomain(domain));
    }
}

double valueAt(const Target::Block& block, double x)
{
    double result = 0.0;
    block({&x, 1}, {&result, 1});
    return result;
}

} // namespace

double Target::value(double x) const
{
    return valueAt(values, x);
}

double Target::slope(double x) const
{
    return valueAt(slopes, x);
}

const TargetRow& targetRow(std::string_view kind)
{
    return rowOfKind(targetTable(), kind, "/target");
}

Target makeTarget(const Choice& choice, const Interval& domain)
{
    const TargetRow& row = targetRow(choice.kind);
    checkChoice(row.option, choice, "/target");
    return madeAt("/target", [&] {
        Target target = row.make(choice, domain);
        requireModestValues(target, domain);
        return target;
    });
}

} // namespace tradeoff
