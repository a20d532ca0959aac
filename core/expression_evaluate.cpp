// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression_evaluate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace tradeoff::expression {

namespace {

constexpr std::size_t blockLength = 256;
constexpr std::size_t workspaceLength = 4096; ///< more than the deepest stack the parser admits
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

double product(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b;
}

/// std::pow, with the most common exponents done fast.
double power(double base, double exponent)
{
    if (exponent == 1)
        return base;
    if (exponent == 2)
        return base * base;
    if (exponent == 3)
        return base * base * base;
    if (exponent == 0.5)
        return std::sqrt(base);
    return std::pow(base, exponent);
}

/// What a formula is evaluated at.
struct Input {
    std::span<const std::span<const double>> coordinates; ///< of all points, each by itself
    std::size_t direction = 0;                            ///< the coordinate to differentiate by
};

using Workspace = double*; ///< a stack of blocks

/// Values and, if `withSlope`, derivatives of one block of points, on a stack of blocks.
template <bool withSlope>
class Machine {
public:
    /// \param begin, count  of the points among those of the input
    Machine(const Input& input, std::size_t begin, std::size_t count, Workspace values,
            Workspace slopes)
        : m_input(input)
        , m_begin(begin)
        , m_count(count)
        , m_values(values)
        , m_slopes(slopes)
    {}

    void run(CodeSpan code)
    {
        for (const Instruction& step : code)
            execute(step);
    }

private:
    double* value(std::size_t fromTop) { return m_values + (m_depth - 1 - fromTop) * m_count; }
    double* slope(std::size_t fromTop)
    {
        return withSlope ? m_slopes + (m_depth - 1 - fromTop) * m_count : nullptr;
    }

    template <class Block>
    void push(const Block& block, double derivative)
    {
        ++m_depth;
        block(value(0));
        if constexpr (withSlope)
            std::fill_n(slope(0), m_count, derivative);
    }

    /// f(u) with the derivative factor(u, f(u)) u'.
    template <class Function, class Factor>
    void unary(const Function& function, const Factor& factor)
    {
        double* u = value(0);
        [[maybe_unused]] double* slopes = slope(0);
        for (std::size_t i = 0, count = m_count; i < count; ++i) {
            const double argument = u[i];
            u[i] = function(argument);
            if constexpr (withSlope) {
                const double derivative = slopes[i];
                const double result = factor(argument, u[i]) * derivative;
                slopes[i] = derivative == 0 ? 0 : result;
            }
        }
    }

    /// f(a, b) with the derivative slopeOf(a, b, f(a, b), a', b').
    template <class Function, class SlopeOf>
    void binary(const Function& function, const SlopeOf& slopeOf)
    {
        double* a = value(1);
        const double* b = value(0);
        [[maybe_unused]] double* slopesA = slope(1);
        [[maybe_unused]] const double* slopesB = slope(0);
        for (std::size_t i = 0, count = m_count; i < count; ++i) {
            const double left = a[i];
            a[i] = function(left, b[i]);
            if constexpr (withSlope)
                slopesA[i] = slopeOf(left, b[i], a[i], slopesA[i], slopesB[i]);
        }
        --m_depth;
    }

    template <class Compare>
    void comparison(const Compare& compare)
    {
        binary(
            [&](double a, double b) {
                return std::isunordered(a, b) ? notANumber : (compare(a, b) ? 1.0 : 0.0);
            },
            [](double, double, double, double, double) { return 0.0; });
    }

    void select();
    void absolute();
    void execute(const Instruction& step);
    void executeTrigonometry(Operation operation);
    void executeFunction(const Instruction& step);
    void executeArithmetic(Operation operation);
    void executeComparison(Operation operation);

    const Input& m_input;
    std::size_t m_begin;
    std::size_t m_count;
    Workspace m_values;
    Workspace m_slopes;
    std::size_t m_depth = 0;
};

template <bool withSlope>
void Machine<withSlope>::select()
{
    const auto choose = [](double condition, double yes, double no) {
        return std::isnan(condition) ? notANumber : (condition != 0 ? yes : no);
    };
    for (std::size_t i = 0; i < m_count; ++i) {
        const double condition = value(2)[i];
        value(2)[i] = choose(condition, value(1)[i], value(0)[i]);
        if constexpr (withSlope)
            slope(2)[i] = choose(condition, slope(1)[i], slope(0)[i]);
    }
    m_depth -= 2;
}

template <bool withSlope>
void Machine<withSlope>::absolute()
{
    for (std::size_t i = 0; i < m_count; ++i) {
        if constexpr (withSlope) {
            const double argument = value(0)[i];
            double& derivative = slope(0)[i];
            derivative =
                argument == 0 ? std::abs(derivative) : (argument < 0 ? -derivative : derivative);
        }
        value(0)[i] = std::abs(value(0)[i]);
    }
}

template <bool withSlope>
void Machine<withSlope>::execute(const Instruction& step)
{
    switch (operandCount(step.operation)) {
    case 0:
        if (step.operation == Operation::Constant)
            return push([&](double* to) { std::fill_n(to, m_count, step.constant); }, 0.0);
        return push(
            [&](double* to) {
                std::copy_n(&m_input.coordinates[step.coordinate][m_begin], m_count, to);
            },
            step.coordinate == m_input.direction ? 1.0 : 0.0);
    case 1:
        return step.operation < Operation::Exp ? executeTrigonometry(step.operation)
                                               : executeFunction(step);
    case 2:
        return step.operation < Operation::Less ? executeArithmetic(step.operation)
                                                : executeComparison(step.operation);
    default:
        return select();
    }
}

template <bool withSlope>
void Machine<withSlope>::executeTrigonometry(Operation operation)
{
    switch (operation) {
    case Operation::Negate:
        return unary([](double u) { return -u; }, [](double, double) { return -1.0; });
    case Operation::Sin:
        return unary([](double u) { return std::sin(u); },
                     [](double u, double) { return std::cos(u); });
    case Operation::Cos:
        return unary([](double u) { return std::cos(u); },
                     [](double u, double) { return -std::sin(u); });
    case Operation::Tan:
        return unary([](double u) { return std::tan(u); },
                     [](double, double f) { return 1 + f * f; });
    case Operation::Asin:
        return unary([](double u) { return std::asin(u); },
                     [](double u, double) { return 1 / std::sqrt((1 - u) * (1 + u)); });
    case Operation::Acos:
        return unary([](double u) { return std::acos(u); },
                     [](double u, double) { return -1 / std::sqrt((1 - u) * (1 + u)); });
    case Operation::Atan:
        return unary([](double u) { return std::atan(u); },
                     [](double u, double) { return 1 / (1 + u * u); });
    case Operation::Sinh:
        return unary([](double u) { return std::sinh(u); },
                     [](double u, double) { return std::cosh(u); });
    case Operation::Cosh:
        return unary([](double u) { return std::cosh(u); },
                     [](double u, double) { return std::sinh(u); });
    default: // Tanh
        return unary([](double u) { return std::tanh(u); },
                     [](double u, double) { return 1 / (std::cosh(u) * std::cosh(u)); });
    }
}

template <bool withSlope>
void Machine<withSlope>::executeFunction(const Instruction& step)
{
    constexpr auto flat = [](double, double) { return 0.0; };
    const double exponent = step.constant;
    switch (step.operation) {
    case Operation::Exp:
        return unary([](double u) { return std::exp(u); }, [](double, double f) { return f; });
    case Operation::Log:
        return unary([](double u) { return std::log(u); }, [](double u, double) { return 1 / u; });
    case Operation::Log10:
        return unary([](double u) { return std::log10(u); },
                     [](double u, double) { return 1 / (u * std::numbers::ln10); });
    case Operation::Sqrt:
        return unary([](double u) { return std::sqrt(u); },
                     [](double, double f) { return 0.5 / f; });
    case Operation::Abs:
        return absolute();
    case Operation::Sign:
        return unary([](double u) { return u > 0 ? 1.0 : (u < 0 ? -1.0 : u); }, flat);
    case Operation::Step:
        return unary([](double u) { return std::isnan(u) ? u : (u >= 0 ? 1.0 : 0.0); }, flat);
    default:
        return unary([&](double u) { return power(u, exponent); },
                     [&](double u, double) {
                         return exponent == 0 ? 0 : exponent * power(u, exponent - 1);
                     });
    }
}

template <bool withSlope>
void Machine<withSlope>::executeArithmetic(Operation operation)
{
    switch (operation) {
    case Operation::Add:
        return binary([](double a, double b) { return a + b; },
                      [](double, double, double, double da, double db) { return da + db; });
    case Operation::Subtract:
        return binary([](double a, double b) { return a - b; },
                      [](double, double, double, double da, double db) { return da - db; });
    case Operation::Multiply:
        return binary([](double a, double b) { return a * b; },
                      [](double a, double b, double, double da, double db) {
                          return product(da, b) + product(a, db);
                      });
    case Operation::Divide:
        return binary([](double a, double b) { return a / b; },
                      [](double, double b, double f, double da, double db) {
                          return (da - product(f, db)) / b;
                      });
    case Operation::Min:
        return binary([](double a, double b) { return a < b || std::isnan(a) ? a : b; },
                      [](double a, double b, double, double da, double db) {
                          return a == b ? std::min(da, db) : (a < b ? da : db);
                      });
    case Operation::Max:
        return binary([](double a, double b) { return a > b || std::isnan(a) ? a : b; },
                      [](double a, double b, double, double da, double db) {
                          return a == b ? std::max(da, db) : (a > b ? da : db);
                      });
    default:
        return binary([](double a, double b) { return std::pow(a, b); },
                      [](double a, double b, double f, double da, double db) {
                          const double ofBase = da == 0 ? 0 : product(b * std::pow(a, b - 1), da);
                          const double ofExponent = db == 0 || f == 0 ? 0 : f * std::log(a) * db;
                          return ofBase + ofExponent;
                      });
    }
}

template <bool withSlope>
void Machine<withSlope>::executeComparison(Operation operation)
{
    switch (operation) {
    case Operation::Less:
        return comparison([](double a, double b) { return a < b; });
    case Operation::LessEqual:
        return comparison([](double a, double b) { return a <= b; });
    case Operation::Greater:
        return comparison([](double a, double b) { return a > b; });
    case Operation::GreaterEqual:
        return comparison([](double a, double b) { return a >= b; });
    case Operation::Equal:
        return comparison([](double a, double b) { return a == b; });
    default:
        return comparison([](double a, double b) { return a != b; });
    }
}

/// Blocks as long as the workspace allows, so that nothing is allocated.
template <bool withSlope>
void evaluate(CodeSpan code, const Input& input, std::span<double> result)
{
    std::array<double, workspaceLength> values;                 // NOLINT: filled before it is read
    std::array<double, withSlope ? workspaceLength : 1> slopes; // NOLINT
    const std::size_t block =
        result.size() == 1 ? 1 : std::min(blockLength, workspaceLength / stackDepth(code));
    for (std::size_t begin = 0; begin < result.size(); begin += block) {
        const std::size_t count = std::min(block, result.size() - begin);
        Machine<withSlope>(input, begin, count, values.data(), slopes.data()).run(code);
        std::copy_n(withSlope ? slopes.data() : values.data(), count, &result[begin]);
    }
}

} // namespace

void evaluateValues(CodeSpan code, std::span<const double> x, std::span<double> result)
{
    evaluate<false>(code, {{&x, 1}}, result);
}

void evaluateSlopes(CodeSpan code, std::span<const double> x, std::span<double> result)
{
    evaluate<true>(code, {{&x, 1}}, result);
}

void evaluateValues(CodeSpan code, std::span<const std::span<const double>> coordinates,
                    std::span<double> result)
{
    evaluate<false>(code, {coordinates}, result);
}

void evaluateSlopes(CodeSpan code, std::span<const std::span<const double>> coordinates,
                    std::size_t coordinate, std::span<double> result)
{
    evaluate<true>(code, {coordinates, coordinate}, result);
}

double valueAt(CodeSpan code, double x)
{
    double result = 0.0;
    evaluateValues(code, {&x, 1}, {&result, 1});
    return result;
}

double slopeAt(CodeSpan code, double x)
{
    double result = 0.0;
    evaluateSlopes(code, {&x, 1}, {&result, 1});
    return result;
}

} // namespace tradeoff::expression
