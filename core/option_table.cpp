// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/option_table.h"

#include "core/number_text.h"

namespace tradeoff {

Parameter numberParameter(std::string name, std::string label, double fallback,
                          const Interval& range, const Interval& slider)
{
    return {.name = std::move(name),
            .label = std::move(label),
            .fallback = fallback,
            .range = range,
            .fields = {},
            .slider = slider};
}

Parameter listParameter(std::string name, std::string label, std::vector<double> fallback,
                        const Interval& range)
{
    return {.name = std::move(name),
            .label = std::move(label),
            .fallback = std::move(fallback),
            .range = range,
            .fields = {},
            .slider = {}};
}

Parameter recordsParameter(std::string name, std::string label, std::vector<RecordField> fields,
                           std::vector<Record> fallback)
{
    return {.name = std::move(name),
            .label = std::move(label),
            .fallback = std::move(fallback),
            .range = {},
            .fields = std::move(fields),
            .slider = {}};
}

Parameter perCoordinate(Parameter list)
{
    list.extent = Extent::PerCoordinate;
    return list;
}

Parameter formulaParameter(std::string fallback, std::string label)
{
    return {.name = "expression",
            .label = std::move(label),
            .fallback = std::move(fallback),
            .range = {},
            .fields = {},
            .slider = {}};
}

Parameter wordParameter(std::string name, std::string label, std::vector<std::string> words)
{
    Parameter parameter{.name = std::move(name),
                        .label = std::move(label),
                        .fallback = words.front(),
                        .range = {},
                        .fields = {},
                        .slider = {}};
    parameter.words = std::move(words);
    return parameter;
}

Parameter tableParameter(std::string name, std::string label, Extent extent,
                         std::vector<Record> fallback, const Interval& range)
{
    Parameter parameter{.name = std::move(name),
                        .label = std::move(label),
                        .fallback = std::move(fallback),
                        .range = range,
                        .fields = {},
                        .slider = {}};
    parameter.extent = extent;
    return parameter;
}

void requireLength(std::size_t size, std::size_t shortest, std::size_t longest,
                   const std::string& place)
{
    if (size >= shortest && size <= longest)
        return;
    throw InputError(place, "must have from " + std::to_string(shortest) + " to " +
                                std::to_string(longest) + " entries, not " + std::to_string(size));
}

void requireIncreasing(const std::vector<double>& numbers, const std::string& place)
{
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        if (numbers[i] <= numbers[i - 1]) {
            throw InputError(place + "/" + std::to_string(i),
                             "must be greater than the entry before it, " +
                                 numberText(numbers[i - 1]) + ", not " + numberText(numbers[i]));
        }
    }
}

std::vector<double> interiorPoints(std::vector<double> points, const Interval& domain)
{
    std::erase_if(points, [&](double x) { return x <= domain.low || x >= domain.high; });
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    return points;
}

void addLandmarks(std::vector<double>& landmarks, double center, double width)
{
    constexpr double reach = 8;
    landmarks.insert(landmarks.end(), {center - reach * width, center, center + reach * width});
}

Expression finiteExpression(const Choice& choice, const Interval& domain)
{
    auto expression =
        madeAt("/expression", [&] { return Expression::parse(choice.text("expression")); });
    if (const auto x = expression.firstNonFinite(domain)) {
        throw InputError("/expression", "not finite at x = " + numberText(*x) +
                                            "; must have a finite value everywhere " +
                                            describeDomain(domain));
    }
    return expression;
}

std::string describeDomain(const Interval& domain)
{
    return "from " + numberText(domain.low) + " to " + numberText(domain.high);
}

} // namespace tradeoff
