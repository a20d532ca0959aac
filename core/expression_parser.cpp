// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression_lexer.h"
#include "core/expression_program.h"

#include <algorithm>
#include <array>
#include <numbers>
#include <optional>
#include <string>

namespace tradeoff::expression {

namespace {

constexpr int deepestNesting = 200;

struct Function {
    std::string_view name;
    Operation operation;
};

constexpr std::array functions{
    Function{"sin", Operation::Sin},   Function{"cos", Operation::Cos},
    Function{"tan", Operation::Tan},   Function{"asin", Operation::Asin},
    Function{"acos", Operation::Acos}, Function{"atan", Operation::Atan},
    Function{"sinh", Operation::Sinh}, Function{"cosh", Operation::Cosh},
    Function{"tanh", Operation::Tanh}, Function{"exp", Operation::Exp},
    Function{"log", Operation::Log},   Function{"log10", Operation::Log10},
    Function{"sqrt", Operation::Sqrt}, Function{"abs", Operation::Abs},
    Function{"sign", Operation::Sign}, Function{"min", Operation::Min},
    Function{"max", Operation::Max},   Function{"step", Operation::Step},
};

struct Symbol {
    std::string_view text;
    Operation operation;
};

constexpr std::array sums{Symbol{"+", Operation::Add}, Symbol{"-", Operation::Subtract}};
constexpr std::array products{Symbol{"*", Operation::Multiply}, Symbol{"/", Operation::Divide}};
constexpr std::array comparisons{
    Symbol{"<", Operation::Less},    Symbol{"<=", Operation::LessEqual},
    Symbol{">", Operation::Greater}, Symbol{">=", Operation::GreaterEqual},
    Symbol{"==", Operation::Equal},  Symbol{"!=", Operation::NotEqual},
};

template <std::size_t count>
std::optional<Operation> find(const std::array<Symbol, count>& symbols, const Token& token)
{
    const auto* found = std::ranges::find(symbols, token.text, &Symbol::text);
    if (token.kind != TokenKind::Symbol || found == symbols.end())
        return std::nullopt;
    return found->operation;
}

/// The coordinate that a name stands for: x and x1 are the first, x2 is the second.
std::optional<std::size_t> coordinate(std::string_view name, std::size_t dimensions)
{
    if (name == "x") {
        return 0;
    }
    for (std::size_t i = 0; i < dimensions; ++i) {
        if (name == "x" + std::to_string(i + 1)) {
            return i;
        }
    }
    return std::nullopt;
}

/// What a formula may be written in: "x", or "x1, x2".
std::string coordinateNames(std::size_t dimensions)
{
    if (dimensions == 1) {
        return "x";
    }
    const std::string last = "x" + std::to_string(dimensions);
    return dimensions == 2 ? "x1, " + last : "x1 to " + last;
}

std::string unknownName(std::string_view name, std::size_t dimensions)
{
    if (name == "ln")
        return "unknown name 'ln'; the natural logarithm is log(...)";
    std::string message = "unknown name '" + shortened(name) + "'; known are " +
                          coordinateNames(dimensions) + ", pi, e";
    for (const Function& function : functions)
        message.append(", ").append(function.name);
    return message;
}

/// Recursive descent, one function for each level of precedence; emits postfix code on the way.
class Parser {
public:
    Parser(std::string_view text, std::size_t dimensions)
        : m_lexer(text)
        , m_dimensions(dimensions)
    {
        advance();
    }

    Code parse()
    {
        if (m_token.kind == TokenKind::End) {
            fail("the formula is empty; write one in " + coordinateNames(m_dimensions) +
                 ", such as cos(2*pi*x" + (m_dimensions == 1 ? "" : "1") + ")");
        }
        conditional();
        if (m_token.kind != TokenKind::End)
            failAfterFormula();
        return std::move(m_code);
    }

private:
    void conditional();
    void comparison();
    void sum();
    void product();
    void unary();
    void power();
    void primary();
    void name();
    void call(const Function& function, const Token& called);

    void advance()
    {
        m_previous = m_token;
        m_token = m_lexer.next();
    }
    bool at(std::string_view symbol) const
    {
        return m_token.kind == TokenKind::Symbol && m_token.text == symbol;
    }
    bool accept(std::string_view symbol)
    {
        const bool there = at(symbol);
        if (there)
            advance();
        return there;
    }
    void closeParenthesis(const Token& open);
    void enter()
    {
        if (++m_nesting > deepestNesting) {
            fail("nested too deeply; at most " + std::to_string(deepestNesting) +
                 " levels are accepted");
        }
    }
    void leave() { --m_nesting; }

    [[noreturn]] void fail(const std::string& message) const { m_lexer.fail(m_token, message); }
    [[noreturn]] void failAfterFormula() const;
    void refuseImplicitMultiplication() const;

    Lexer m_lexer;
    std::size_t m_dimensions;
    Token m_token;
    Token m_previous;
    Code m_code;
    int m_nesting = 0;
};

void Parser::conditional()
{
    enter();
    comparison();
    if (accept("?")) {
        conditional();
        if (!accept(":"))
            fail("expected ':' and the value where the condition does not hold");
        conditional();
        appendOperation(m_code, Operation::Select);
    }
    leave();
}

void Parser::comparison()
{
    sum();
    const auto operation = find(comparisons, m_token);
    if (!operation)
        return;
    advance();
    sum();
    appendOperation(m_code, *operation);
    if (find(comparisons, m_token))
        fail("comparisons do not chain; multiply them, such as (0 < x) * (x < 1)");
}

void Parser::sum()
{
    product();
    while (const auto operation = find(sums, m_token)) {
        advance();
        product();
        appendOperation(m_code, *operation);
    }
}

void Parser::product()
{
    unary();
    while (const auto operation = find(products, m_token)) {
        advance();
        unary();
        appendOperation(m_code, *operation);
    }
}

void Parser::unary()
{
    const bool negative = at("-");
    if (!negative && !at("+"))
        return power();
    advance();
    enter();
    unary();
    leave();
    if (negative)
        appendOperation(m_code, Operation::Negate);
}

void Parser::power()
{
    primary();
    refuseImplicitMultiplication();
    if (!accept("^"))
        return;
    enter();
    unary();
    leave();
    appendOperation(m_code, Operation::Power);
}

void Parser::primary()
{
    const Token token = m_token;
    switch (token.kind) {
    case TokenKind::Number:
        advance();
        return appendConstant(m_code, token.number);
    case TokenKind::Name:
        return name();
    case TokenKind::End:
        fail("the formula ends too early; expected a number, x, a function or '('");
    case TokenKind::Symbol:
        break;
    }
    if (!accept("(")) {
        fail("expected a number, x, a function or '(' instead of '" + std::string(token.text) +
             "'");
    }
    conditional();
    closeParenthesis(token);
}

void Parser::name()
{
    const Token token = m_token;
    const auto* function = std::ranges::find(functions, token.text, &Function::name);
    if (function != functions.end()) {
        advance();
        return call(*function, token);
    }
    if (const auto variable = coordinate(token.text, m_dimensions)) {
        appendVariable(m_code, *variable);
    } else if (token.text == "pi") {
        appendConstant(m_code, std::numbers::pi);
    } else if (token.text == "e") {
        appendConstant(m_code, std::numbers::e);
    } else {
        fail(unknownName(token.text, m_dimensions));
    }
    advance();
}

void Parser::call(const Function& function, const Token& called)
{
    const std::string title(function.name);
    const Token open = m_token;
    const bool several = operandCount(function.operation) == 2;
    if (!accept("("))
        fail(title + " needs its argument in parentheses: " + title + (several ? "(x, 1)" : "(x)"));
    if (at(")"))
        fail(title + " needs " + (several ? "two arguments or more" : "an argument"));
    conditional();
    int arguments = 1;
    for (; at(","); ++arguments) {
        if (!several)
            fail(title + " takes one argument; decimals are written with a point, such as 0.5");
        advance();
        conditional();
        appendOperation(m_code, function.operation);
    }
    closeParenthesis(open);
    if (!several) {
        appendOperation(m_code, function.operation);
    } else if (arguments < 2) {
        m_lexer.fail(called, title + " needs two arguments or more");
    }
}

void Parser::closeParenthesis(const Token& open)
{
    if (accept(")"))
        return;
    if (m_token.kind == TokenKind::End)
        fail("missing ')' for the '(' of column " + std::to_string(m_lexer.column(open)));
    failAfterFormula();
}

void Parser::refuseImplicitMultiplication() const
{
    const bool value = m_token.kind == TokenKind::Number || m_token.kind == TokenKind::Name;
    if (!value && !at("("))
        return;
    const std::string left = m_previous.text == ")" ? "(...)" : shortened(m_previous.text);
    const std::string right = at("(") ? "(...)" : shortened(m_token.text);
    if (m_token.kind == TokenKind::Number) {
        fail("an operator is missing before " + right + "; to multiply write " + left + "*" +
             right);
    }
    fail("multiplication is written out: " + left + "*" + right);
}

void Parser::failAfterFormula() const
{
    if (at(")"))
        fail("')' without a '(' before it");
    if (at(",")) {
        fail("',' only separates the arguments of min and max; decimals are written with a "
             "point, such as 0.5");
    }
    if (at(":"))
        fail("':' without a '?' before it; write condition ? a : b");
    fail("expected an operator or the end of the formula instead of '" + shortened(m_token.text) +
         "'");
}

} // namespace

Code compile(std::string_view text, std::size_t dimensions)
{
    return Parser(text, dimensions).parse();
}

} // namespace tradeoff::expression
