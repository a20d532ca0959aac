// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression_program.h"

#include "core/expression_evaluate.h"

#include <algorithm>

namespace tradeoff::expression {

namespace {

/// Whether the last values on the stack do not depend on x.
bool operandsAreConstant(CodeSpan code, std::size_t count)
{
    return code.size() >= count && std::ranges::all_of(code.last(count), [](const auto& step) {
               return step.operation == Operation::Constant;
           });
}

} // namespace

std::size_t operandCount(Operation operation)
{
    if (operation <= Operation::Variable)
        return 0;
    if (operation <= Operation::PowerConstant)
        return 1;
    return operation == Operation::Select ? 3 : 2;
}

std::size_t operandIndex(CodeSpan code, std::size_t instruction, std::size_t operand)
{
    std::size_t index = instruction - 1;
    for (std::size_t last = operandCount(code[instruction].operation) - 1; last > operand; --last)
        index -= code[index].size;
    return index;
}

CodeSpan part(CodeSpan code, std::size_t instruction)
{
    const std::size_t size = code[instruction].size;
    return code.subspan(instruction + 1 - size, size);
}

void appendConstant(Code& code, double value)
{
    code.push_back({Operation::Constant, value, 1});
}

void appendVariable(Code& code, std::size_t coordinate)
{
    code.push_back({Operation::Variable, 0.0, 1, coordinate});
}

void appendOperation(Code& code, Operation operation)
{
    const std::size_t count = operandCount(operation);
    const bool constant = operandsAreConstant(code, count);
    if (operation == Operation::Power && !constant &&
        code.back().operation == Operation::Constant) {
        const double exponent = code.back().constant;
        code.pop_back();
        code.push_back({Operation::PowerConstant, exponent, code.back().size + 1});
        return;
    }
    std::size_t size = 1;
    for (std::size_t operand = 0, end = code.size(); operand < count; ++operand) {
        size += code[end - 1].size;
        end -= code[end - 1].size;
    }
    code.push_back({operation, 0.0, size});
    if (constant) {
        const double value = valueAt(CodeSpan(code).last(size), 0.0);
        code.resize(code.size() - size);
        appendConstant(code, value);
    }
}

std::size_t stackDepth(CodeSpan code)
{
    std::size_t depth = 0;
    std::size_t deepest = 0;
    for (const Instruction& step : code) {
        depth += 1 - operandCount(step.operation);
        deepest = std::max(deepest, depth);
    }
    return deepest;
}

} // namespace tradeoff::expression
