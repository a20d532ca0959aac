// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression.h"

#include "core/expression_analysis.h"
#include "core/expression_evaluate.h"
#include "core/expression_program.h"

#include <utility>

namespace tradeoff {

Expression::Expression(std::shared_ptr<const Program> program)
    : m_program(std::move(program))
{}

Expression Expression::parse(std::string_view text, std::size_t dimensions)
{
    return Expression(
        std::make_shared<const Program>(Program{expression::compile(text, dimensions)}));
}

void Expression::values(std::span<const double> x, std::span<double> result) const
{
    expression::evaluateValues(m_program->code, x, result);
}

void Expression::slopes(std::span<const double> x, std::span<double> result) const
{
    expression::evaluateSlopes(m_program->code, x, result);
}

void Expression::values(Coordinates coordinates, std::span<double> result) const
{
    expression::evaluateValues(m_program->code, coordinates, result);
}

void Expression::slopes(Coordinates coordinates, std::size_t coordinate,
                        std::span<double> result) const
{
    expression::evaluateSlopes(m_program->code, coordinates, coordinate, result);
}

std::vector<double> Expression::breakpoints(const Interval& domain) const
{
    return expression::findBreakpoints(m_program->code, domain);
}

std::optional<double> Expression::firstNonFinite(const Interval& domain) const
{
    return expression::findNonFinite(m_program->code, domain);
}

std::optional<double> Expression::firstNegative(const Interval& domain) const
{
    return expression::findNegative(m_program->code, domain);
}

} // namespace tradeoff
