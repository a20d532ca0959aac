// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace tradeoff::expression {

/// What one instruction does to the stack of values.
enum class Operation : std::uint8_t {
    Constant,
    Variable,
    Negate,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Exp,
    Log,
    Log10,
    Sqrt,
    Abs,
    Sign,
    Step,
    PowerConstant, ///< the operand to the power of the instruction's constant
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Min,
    Max,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    Select ///< condition, value where it is not zero, value where it is zero
};

/// How many values an operation takes from the stack.
[[nodiscard]] std::size_t operandCount(Operation operation);

/// One step of a formula in postfix order.
struct Instruction {
    Operation operation = Operation::Constant;
    double constant = 0.0;      ///< of Constant and PowerConstant
    std::size_t size = 1;       ///< instructions of this one with all its operands, which end in it
    std::size_t coordinate = 0; ///< of Variable: 0 for x or x1, 1 for x2, …
};

/// A formula in postfix order: its last instruction gives the value. The operands of every
/// instruction stand right before it, so that each part of a formula is a sub-span.
using Code = std::vector<Instruction>;
using CodeSpan = std::span<const Instruction>;

/// Index of the last instruction of an operand; operand 0 is the leftmost.
[[nodiscard]] std::size_t operandIndex(CodeSpan code, std::size_t instruction, std::size_t operand);

/// The part of a formula that ends with the instruction.
[[nodiscard]] CodeSpan part(CodeSpan code, std::size_t instruction);

void appendConstant(Code& code, double value);
void appendVariable(Code& code, std::size_t coordinate);
/// Appends an operation on the last values, folding what does not depend on x.
void appendOperation(Code& code, Operation operation);

/// How many values stand on the stack at most.
[[nodiscard]] std::size_t stackDepth(CodeSpan code);

/// Compiles a formula in the coordinates x1 (or x) to that of the number of dimensions.
/// \throws InputError without a place, as Expression::parse
[[nodiscard]] Code compile(std::string_view text, std::size_t dimensions);

} // namespace tradeoff::expression

namespace tradeoff {

/// A compiled formula.
struct Expression::Program {
    expression::Code code;
};

} // namespace tradeoff
